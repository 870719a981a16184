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
/** Two times measured one beside the other, because a machine changes its speed: the least of each, the middle ratio. */
function beside(rounds, body) {
  const times = Array.from({ length: rounds }, body)
  const ratios = times.map(([own, other]) => own / other).sort((a, b) => a - b)
  const [own, other] = [0, 1].map((side) => Math.min(...times.map((time) => time[side])))
  return { own, other, ratio: ratios[rounds >> 1] }
}
const say = (name, ms, more = '') => console.log(name.padEnd(52), `${ms.toFixed(0).padStart(7)} ms`, more)

export function benchVersions({ cli, folder, content, cold }) {
  const run = (args, cwd = folder, good) => timed(process.execPath, [cli, ...args], { cwd }, good)
  /** A release of these paragraphs, built; the path of its HTML. */
  const made = (name, paragraphs) => {
    writeLong(join(folder, 'long'), name, paragraphs)
    writeFileSync(join(folder, `${name}.txt`), paragraphs.join('\n\n'))
    run(['build', name, '--content', 'long', '--out', 'long-out', '--quiet'])
    return join(folder, 'long-out', name, 'ex99-1.htm')
  }
  const diff = (paths, rounds) => cold([() => [cli, 'diff', ...paths, '--json']], rounds, [1])[0]

  console.log('\nredline of 500 pages')
  const pages = [made('long-a', prose(5000)), made('long-b', prose(5000, true))]
  const { ms, mib } = diff(pages, 9)
  say('filingpress diff --json, two .htm, proof included', ms, '(goal 1200)')
  console.log('memory'.padEnd(52), `${mib.toFixed(0).padStart(7)} MiB (goal 400)`)
  if (spawnSync('wdiff', ['--version']).status === 0) {
    const texts = ['long-a.txt', 'long-b.txt'].map((name) => join(folder, name))
    const { other, ratio } = beside(15, () => [run(['diff', ...pages, '--json']), timed('wdiff', texts, {})])
    say('wdiff, the plain words', other, `filingpress / wdiff: ${ratio.toFixed(1)} (goal 6)`)
  } else console.log('wdiff: not measured, because it is not there')

  console.log('\nredline of 10,000 paragraphs')
  const before = made('more-a', prose(10_000))
  say('one of ten edited', diff([before, made('more-b', prose(10_000, true))], 3).ms, '(goal 2500)')
  say('wholly rewritten', diff([before, made('more-c', prose(10_000, false, 77))], 2).ms, '(goal 10000)')

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
  const size = files.reduce((sum, name) => sum + statSync(name).size, 0) / 1e6
  const verifying = beside(9, () => {
    const own = run(['archive', 'verify', '--quiet'], place) - run(['--version'], place)
    return [own, timed('sha512sum', files, {})]
  })
  say(
    `verify ${files.length} files, ${size.toFixed(0)} MB, less starting`,
    verifying.own,
    `/ sha512sum ${verifying.other.toFixed(0)} ms: ${verifying.ratio.toFixed(2)} (goal 1.5)`,
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
