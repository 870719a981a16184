// Redlines and the archive, measured beside wdiff, sha512sum and the disk's own fsync in the same run.
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { prose, writeLong } from './texts.mjs'

const timed = (program, args, options, good = [0, 1]) => {
  const start = performance.now()
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options })
  if (!good.includes(done.status))
    throw new Error(`${program} ${args.join(' ').slice(0, 80)}: ${done.error ?? done.stderr.slice(0, 400)}`)
  return performance.now() - start
}
const least = (rounds, body) => Math.min(...Array.from({ length: rounds }, body))
const say = (name, ms, more = '') => console.log(name.padEnd(52), `${ms.toFixed(0).padStart(7)} ms`, more)

export function benchVersions({ cli, folder, content }) {
  const run = (args, cwd = folder, good) => timed(process.execPath, [cli, ...args], { cwd }, good)
  console.log('\nredline of 500 pages')
  const paths = []
  for (const edited of [false, true]) {
    const name = edited ? 'long-b' : 'long-a'
    const blocks = prose(5000, edited)
    writeLong(join(folder, 'long'), name, blocks)
    writeFileSync(join(folder, `${name}.txt`), blocks.join('\n\n'))
    run(['build', name, '--content', 'long', '--out', 'long-out', '--quiet'])
    paths.push(join(folder, 'long-out', name, 'ex99-1.htm'))
  }
  const texts = [join(folder, 'long-a.txt'), join(folder, 'long-b.txt')]
  const turns = [() => run(['diff', ...paths, '--json']), () => timed('wdiff', texts, {})]
  const hasWdiff = spawnSync('wdiff', ['--version']).status === 0
  // In turns, so that a machine which changes its speed changes it for both.
  const rounds = Array.from({ length: 9 }, () => turns.map((turn, at) => (at === 0 || hasWdiff ? turn() : 0)))
  const [ours, wdiff] = turns.map((_, at) => Math.min(...rounds.map((round) => round[at])))
  say('filingpress diff --json, two .htm, proof included', ours, '(goal 1200)')
  if (hasWdiff)
    say('wdiff, the plain words', wdiff, `filingpress / wdiff: ${(ours / wdiff).toFixed(1)} (goal 6)`)
  else console.log('wdiff: not measured, because it is not there')

  console.log('\narchive')
  const place = join(folder, 'kept')
  mkdirSync(place)
  cpSync(join(content, 'run-0'), join(place, 'content', 'run-0'), { recursive: true })
  run(['archive', 'init', 'vault'], place)
  run(['archive', 'add', 'run-0'], place)
  const hold = least(5, () => run(['archive', 'hold', 'run-0', 'on', '--message', 'm'], place))
  const start = least(5, () => run(['archive', 'list'], place))
  const floor = least(5, () => fsyncFloor(place, 6, 8))
  say(
    'a version: hold, less starting and reading',
    hold - start,
    `over an fsync floor of ${floor.toFixed(0)} ms: ${(hold - start - floor).toFixed(0)} ms (goal 50)`,
  )
  for (let index = 0; index < 40; index++)
    cpSync(join(content, 'run-0'), join(place, 'content', `more-${index}`), { recursive: true })
  run(['archive', 'add', ...Array.from({ length: 40 }, (_, index) => `more-${index}`)], place)
  const files = readdirSync(join(place, 'vault'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(place, 'vault', name))
    .filter((name) => statSync(name).isFile())
  const verify = least(5, () => run(['archive', 'verify', '--quiet'], place))
  const sums = least(5, () => timed('sha512sum', files, {}))
  const size = files.reduce((sum, name) => sum + statSync(name).size, 0) / 1e6
  const own = verify - least(5, () => run(['--version'], place))
  say(
    `verify ${files.length} files, ${size.toFixed(0)} MB, less starting`,
    own,
    `/ sha512sum ${sums.toFixed(0)} ms: ${(own / sums).toFixed(2)} (goal 1.5)`,
  )
}

/** What the disk asks for a commit at the least: so many files flushed, so many folders. */
function fsyncFloor(folder, files, folders) {
  const start = performance.now()
  for (let index = 0; index < files; index++) {
    const path = join(folder, `floor-${index}`)
    const file = openSync(path, 'w')
    writeSync(file, 'x')
    fsyncSync(file)
    closeSync(file)
    renameSync(path, `${path}.done`)
  }
  for (let index = 0; index < folders; index++) {
    const file = openSync(folder, 'r')
    fsyncSync(file)
    closeSync(file)
  }
  return performance.now() - start
}
