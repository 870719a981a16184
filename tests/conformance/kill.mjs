// node kill.mjs CLI PROJECT COUNT: eight processes add versions at once and are killed at random moments, COUNT times.
// Whatever was acknowledged is there, and the archive verifies after `recover`.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const [cli, project, count] = process.argv.slice(2)
const fp = (...args) => spawnSync(process.execPath, [cli, ...args], { cwd: project, encoding: 'utf8' })
const slug = 'immunogen-2007-06-04'
let seed = 11
const next = () => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
  return seed / 0x7fffffff
}
const fail = (message) => {
  console.error(message)
  process.exit(1)
}

/** Starts a writer that changes nothing but a legal hold: the quickest new version there is. */
function writer(name, kills) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, 'archive', 'hold', slug, 'on', '--message', name], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    const timer = kills ? setTimeout(() => child.kill('SIGKILL'), 40 + next() * 260) : undefined
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      done({
        acknowledged: /^v\d+: legal hold/.test(said) ? said.split(':')[0] : undefined,
        killed: signal === 'SIGKILL',
        code,
      })
    })
  })
}

/** Every round verifies every version, so an archive that grew for ever would make the rounds ever slower. */
const killsPerArchive = 200
const [vault, untouched] = ['vault', 'vault.untouched'].map((name) => join(project, name))
cpSync(vault, untouched, { recursive: true })

let kills = 0
let begun = 0
let versions = 0
const acknowledged = new Set()
while (kills < Number(count)) {
  if (kills - begun >= killsPerArchive) {
    rmSync(vault, { recursive: true })
    cpSync(untouched, vault, { recursive: true })
    versions += acknowledged.size
    acknowledged.clear()
    begun = kills
  }
  const round = await Promise.all(
    Array.from({ length: 8 }, (_, index) => writer(`kill ${kills} ${index}`, index !== 0)),
  )
  kills += round.filter(({ killed }) => killed).length
  for (const { acknowledged: version } of round) {
    if (version === undefined) continue
    if (acknowledged.has(version)) fail(`${version} was acknowledged twice`)
    acknowledged.add(version)
  }
  const recovered = fp('archive', 'recover')
  if (recovered.status !== 0) fail(recovered.stderr)
  const verified = fp('archive', 'verify', '--json')
  if (verified.status !== 0) fail(verified.stdout + verified.stderr)
  const { objects } = JSON.parse(verified.stdout)
  const newest = objects[0].versions
  for (const version of acknowledged)
    if (Number(version.slice(1)) > newest) fail(`${version} was acknowledged and is lost`)
}
console.log(
  `${kills} kills, ${versions + acknowledged.size} acknowledged versions, none lost, no third state`,
)
