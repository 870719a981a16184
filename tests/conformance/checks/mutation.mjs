// How many small changes to the rooms that promise most are noticed by the tests of those rooms.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, here, root, work } from '../kit.mjs'
import { mutantsOf, seeded } from '../mutants.mjs'

/** Rooms with the tests that must notice. */
const rooms = {
  platform: ['tests/platform', 'tests/archive/durability.test.ts', 'tests/archive/archive.test.ts'],
  lock: ['tests/lock', 'tests/cli/edge.test.ts'],
  proof: ['tests/proof', 'tests/pdf/pdf.test.ts', 'tests/redline/seed.test.ts'],
  archive: ['tests/archive'],
  filing: ['tests/filing', 'tests/intake', 'tests/compose', 'tests/check/rules.test.ts'],
  check: ['tests/check'],
}
const count = Number(process.env.FILINGPRESS_MUTANTS ?? (full ? 150 : 20))
const aim = 0.8
/** A change that this much testing did not notice is taken for one that nothing notices. */
const seconds = Number(process.env.FILINGPRESS_MUTANT_SECONDS ?? (full ? 30 : 5))
/** Changes that no test could notice, each with its reason: { file, line, after, reason }. */
const equivalents = JSON.parse(readFileSync(join(here, 'equivalents.json'), 'utf8'))
/** Most rooms have no score yet: until they have, a full run alone judges them, and who names them. */
const wanted = process.env.FILINGPRESS_ROOMS?.split(',') ?? (full ? Object.keys(rooms) : [])

const isEquivalent = ({ file, line, after }) =>
  equivalents.some((one) => one.file === file && one.line === line && one.after === after)

/** Some changes of a room, the same on every run. What runs as a file is loaded is in no test's hand and left out. */
function sampled(room) {
  const next = seeded([...room].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) | 0)
  const all = readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort()
    .flatMap((name) => {
      const file = `src/${room}/${name}`
      return mutantsOf(readFileSync(join(root, file), 'utf8')).map((mutant) => ({ file, ...mutant }))
    })
    .filter(({ loading }) => !loading)
  const chosen = []
  while (chosen.length < count && all.length > 0) {
    const [one] = all.splice(Math.floor(next() * all.length), 1)
    chosen.push({ ...one, id: chosen.length })
  }
  return chosen
}

/** Runs the tests of a room with its changes. @returns what the runner wrote */
function tested(room, mutants) {
  const [list, result] = ['mutants', 'noticed'].map((name) => join(work, `${room}-${name}.json`))
  writeFileSync(list, JSON.stringify(mutants))
  const args = ['vitest', 'run', '--config', 'tests/conformance/mutation.config.mjs', ...rooms[room]]
  const env = { ...process.env, FILINGPRESS_MUTATION: JSON.stringify({ mutants: list, result, seconds }) }
  return new Promise((done, fail) => {
    const child = spawn('npx', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said = (said + text).slice(-4000)
      })
    child.on('close', (code) => {
      // Tests fail here as they are: a file that cannot be loaded, for one.
      if (code !== 0) return fail(new Error(said))
      try {
        done(JSON.parse(readFileSync(result, 'utf8')))
      } catch {
        fail(new Error(said))
      }
    })
  })
}

/** Two rooms at a time. */
const underWay = new Map()
const begin = (room) => {
  const mutants = sampled(room)
  underWay.set(room, { mutants, found: tested(room, mutants) })
  underWay.get(room).found.catch(() => {})
}
wanted.slice(0, 2).forEach(begin)

for (const [index, room] of wanted.entries()) {
  await check(`mutants of ${room}/ that its tests notice, of ${count}`, async () => {
    const { mutants, found } = underWay.get(room)
    const { noticed, reached, failed } = await found.finally(
      () => wanted[index + 2] && begin(wanted[index + 2]),
    )
    expect(failed.length === 0, `tests fail without any change:\n${failed.join('\n')}`)
    const alive = mutants.filter(({ id }) => noticed[id] === undefined)
    const survivors = alive.filter((one) => !isEquivalent(one))
    const equal = alive.length - survivors.length
    const score = (mutants.length - alive.length) / (mutants.length - equal)
    const summary = `${(score * 100).toFixed(0)} %: ${mutants.length - alive.length} noticed, ${survivors.length} not, ${equal} that change nothing`
    const lines = survivors.map(({ id, file, line, after }) => {
      const unreached = reached.includes(id) ? '' : ' (no test comes here)'
      return `  ${file}: ${line}  ->  ${after}${unreached}`.replace(/\s+/g, ' ')
    })
    console.log(lines.join('\n'))
    expect(score >= aim, `${summary}\n${lines.join('\n')}`)
    return summary
  })
}
