// Many filings in one run: filings a second with one and two threads, memory as a run gets longer, and what a run costs in
// which nothing or little changed. `node tests/bench/batches.mjs [COUNT]` runs this alone; 10,000 takes some minutes.
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFilings } from './texts.mjs'

/**
 * @param typst least milliseconds of a process of Typst for one filing, and CPU milliseconds in one process; where known
 */
export function benchBatches({ cli, folder, count = 200, rounds = 3, typst }) {
  const place = join(folder, 'batches')
  mkdirSync(place)
  const few = Math.min(100, count)
  writeFilings(join(place, 'few'), few)
  // One folder of filings, each under a name of its own.
  const content = join(place, 'all')
  mkdirSync(content)
  for (let number = 0; number < count; number++)
    cpSync(join(place, 'few', `run-${number % few}`), join(content, `run-${number}`), { recursive: true })
  const meter = join(folder, 'batch-meter.cjs')
  writeFileSync(
    meter,
    `if (require('node:worker_threads').isMainThread) process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeFileSync(${JSON.stringify(join(place, 'meter'))}, JSON.stringify([(user + system) / 1e6, process.resourceUsage().maxRSS / 1024])) })`,
  )
  const run = (from, out, ...args) => {
    const env = { ...process.env, NODE_OPTIONS: `--require ${meter}` }
    const start = performance.now()
    const all = [cli, 'build', '--content', from, '--out', join(place, out), '--quiet', ...args]
    const done = spawnSync(process.execPath, all, { env, encoding: 'utf8', maxBuffer: 1 << 28 })
    if (done.status !== 0) throw new Error(done.stderr)
    const [cpu, mib] = JSON.parse(readFileSync(join(place, 'meter'), 'utf8'))
    return { seconds: (performance.now() - start) / 1000, cpu, mib }
  }
  const least = (runs) => runs.reduce((best, one) => (one.seconds < best.seconds ? one : best))
  const measured = { one: [], two: [] }
  for (let round = 0; round < rounds; round++) {
    measured.one.push(run(content, 'out', '--jobs', '1', '--force'))
    measured.two.push(run(content, 'out', '--jobs', '2', '--force'))
  }
  const [one, two] = [least(measured.one), least(measured.two)]
  const same = run(content, 'out')
  for (const name of ['run-1', 'run-7', 'run-42'])
    appendFileSync(join(content, name, '8-k.md'), '\nOne more sentence was added.\n')
  const three = run(content, 'out')
  const short = run(join(place, 'few'), 'out-few', '--jobs', '2', '--force')
  const line = (name, { seconds, cpu, mib }, filings = count) =>
    console.log(
      name.padEnd(52),
      seconds.toFixed(2).padStart(8),
      (filings / seconds).toFixed(1).padStart(8),
      ((cpu * 1000) / filings).toFixed(1).padStart(8),
      mib.toFixed(0).padStart(6),
    )
  console.log(`\n${count} filings in one run`.padEnd(53), '       s', '     a s', '  CPU ms', '   MiB')
  line('--jobs 1', one)
  line('--jobs 2', two)
  line('nothing changed', same)
  line('3 changed', three)
  line(`--jobs 2, ${few} filings`, short, few)
  console.log(
    `--jobs 2 / --jobs 1: ${(one.seconds / two.seconds).toFixed(2)} x the filings a second (at least 1.5, aim 1.8); memory of ${count} / of ${few}: ${(two.mib / short.mib).toFixed(2)}`,
  )
  if (typst)
    console.log(
      `Typst, a process each: ${(1000 / typst.cold).toFixed(1)} a second, ours ${(((count / one.seconds) * typst.cold) / 1000).toFixed(2)} x; in one process: ${(1000 / typst.warm).toFixed(1)}, ours ${(((count / one.seconds) * typst.warm) / 1000).toFixed(2)} x`,
    )
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const cli = new URL('../../dist/cli.cjs', import.meta.url).pathname
  const count = Number(process.argv[2] ?? 200)
  benchBatches({ cli, folder, count, rounds: count > 1000 ? 1 : 3 })
}
