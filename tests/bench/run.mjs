// npm run bench: speed and memory as ratios against something measured in the same run. Nothing here fails a
// build; the numbers are for people.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchBatches } from './batches.mjs'
import { readFiling, writeSources } from './documents.mjs'
import { benchGrowth } from './growth.mjs'
import { benchImporting } from './importing.mjs'
import { benchPages } from './pages.mjs'
import { benchRoots } from './roots.mjs'
import { benchStudio } from './studio.mjs'
import { benchTagging } from './tagging.mjs'
import { writeFilings } from './texts.mjs'
import { benchVersions } from './versions.mjs'

const root = new URL('../../', import.meta.url).pathname
const engines = new URL('engines.mjs', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'filingpress-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const hook = join(folder, 'peak.cjs')
const peakFile = join(folder, 'peak')
writeFileSync(
  hook,
  `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(peakFile)}, String(process.resourceUsage().maxRSS)))`,
)

/**
 * Least wall time of several starts, in milliseconds, and the peak memory in MiB, of each command. They take turns,
 * because the machine is not equally fast all the time.
 *
 * @param commands arguments for Node, from the number of the round
 * @param good exit codes that are no failure
 */
function cold(commands, rounds = 12, good = [0]) {
  const env = { ...process.env, NODE_OPTIONS: `--require ${hook}` }
  const least = commands.map(() => ({ ms: Number.POSITIVE_INFINITY, mib: 0 }))
  for (let round = 0; round < rounds; round++) {
    commands.forEach((args, index) => {
      const start = performance.now()
      const done = spawnSync(process.execPath, args(round), { env, encoding: 'utf8', maxBuffer: 1 << 28 })
      const ms = performance.now() - start
      if (!good.includes(done.status)) throw new Error(done.stderr)
      const mib = Number(readFileSync(peakFile, 'utf8')) / 1024
      least[index] = { ms: Math.min(least[index].ms, ms), mib: Math.max(least[index].mib, mib) }
    })
  }
  return least
}

function warm(engine, count) {
  const place = engine === 'filingpress' ? content : sources
  const done = spawnSync(process.execPath, [engines, engine, 'warm', place, String(count)], {
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(done.stderr)
  const [whole, setting, made] = done.stdout.split(' ').map(Number)
  return { whole, setting, made }
}

const content = join(folder, 'content')
const sources = join(folder, 'sources')
const cli = join(root, 'dist/cli.cjs')
// What is compiled while it runs is warm only after some hundred filings.
const filings = { filingpress: 200, typst: 60, pdfkit: 15, pdfmake: 15 }
writeFilings(content, filings.filingpress)
const runs = Array.from({ length: filings.typst }, (_, run) => `run-${run}`)
const built = spawnSync(
  process.execPath,
  [cli, 'build', ...runs, '--content', content, '--out', join(folder, 'made'), '--quiet'],
  { encoding: 'utf8' },
)
if (built.status !== 0) throw new Error(built.stderr)
for (const run of runs) writeSources(join(sources, run), readFiling(join(folder, 'made', run)))
const engine = (name) => (round) => [engines, name, 'cold', join(sources, `run-${round}`)]
const out = join(folder, 'out')
const starts = [
  ['node -e 0', () => ['-e', '0']],
  [
    'filingpress: 2 HTML + 2 tagged PDF, all checks',
    (round) => [cli, 'build', `run-${round}`, '--content', content, '--out', out, '--quiet'],
  ],
  ['Typst: the same two PDFs', engine('typst')],
  ['pdfkit text(): the same words in two PDFs', engine('pdfkit')],
  ['pdfmake: the same two PDFs', engine('pdfmake')],
]
const coldRuns = cold(starts.map(([, args]) => args))
console.log(
  'cold, one filing'.padEnd(52),
  'ms'.padStart(7),
  'x node'.padStart(8),
  'MiB'.padStart(7),
  'x node'.padStart(8),
)
const [empty, ours, typst] = coldRuns
starts.forEach(([name], index) => {
  const { ms, mib } = coldRuns[index]
  console.log(
    name.padEnd(52),
    ms.toFixed(0).padStart(7),
    (ms / empty.ms).toFixed(2).padStart(8),
    mib.toFixed(0).padStart(7),
    (mib / empty.mib).toFixed(2).padStart(8),
  )
})
console.log(
  `filingpress / Typst, cold: ${(ours.ms / typst.ms).toFixed(2)} (goal 1.15); / node: goal 3.5, memory 2.3\n`,
)

/** The least of three rounds, in which the engines take turns: the machine is not equally fast all the time. */
const rounds = Array.from({ length: 3 }, () =>
  Object.fromEntries(Object.entries(filings).map(([engine, count]) => [engine, warm(engine, count)])),
)
const leastOf = (engine, what = 'whole') => Math.min(...rounds.map((round) => round[engine][what]))
const [filingpress, setting, made] = ['whole', 'setting', 'made'].map((what) => leastOf('filingpress', what))
const [typstWarm, pdfmakeWarm] = [leastOf('typst'), leastOf('pdfmake')]
console.log('warm, one filing'.padEnd(52), 'CPU ms'.padStart(7), 'x filingpress'.padStart(14))
for (const [name, ms] of [
  ['filingpress', filingpress],
  ['Typst', typstWarm],
  ['pdfkit text()', leastOf('pdfkit')],
  ['pdfmake', pdfmakeWarm],
]) {
  console.log(name.padEnd(52), ms.toFixed(1).padStart(7), (ms / filingpress).toFixed(2).padStart(14))
}
console.log('goals: Typst 2.5 x filingpress, pdfmake 6 x filingpress')
console.log(
  `without facts, checks and proofs, from templates to finished files: ${made.toFixed(1)} ms; Typst ${(typstWarm / made).toFixed(2)} x that, pdfmake ${(pdfmakeWarm / made).toFixed(2)} x`,
)
console.log(
  `of which typesetting and painting both PDFs, tagged UA-1 and A-2a: ${setting.toFixed(1)} ms, ${(setting / typstWarm).toFixed(2)} x Typst (goal 0.4), ${(setting / pdfmakeWarm).toFixed(2)} x pdfmake (goal 0.12)\n`,
)
benchPages({ cli, folder, engines, cold })

const stages = spawnSync(
  process.execPath,
  [cli, 'build', 'run-0', '--content', content, '--out', join(folder, 'stages'), '--stages'],
  { encoding: 'utf8' },
)
console.log(
  `stages of one cold run\n${stages.stderr
    .split('\n')
    .filter((line) => / ms$/.test(line))
    .join('\n')}`,
)

const times = Object.fromEntries(
  stages.stderr.split('\n').flatMap((line) => {
    const match = /\s(\w+)\s+([\d.]+) ms$/.exec(line)
    return match ? [[match[1], Number(match[2])]] : []
  }),
)
const whole = Object.values(times).reduce((sum, ms) => sum + ms, 0)
console.log(`build with all checks / without: ${(whole / (whole - times.check)).toFixed(2)} (goal 1.3)`)
benchVersions({ cli, folder, content, cold })
benchTagging()
benchGrowth({ cli, folder, content })
benchRoots({ cli, folder, content })
benchBatches({ cli, folder, typst: { cold: typst.ms, warm: typstWarm } })
benchImporting({ cli, folder, cold })
await benchStudio({ cli, folder, root })
