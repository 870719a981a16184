/** Runs of several filings through the command: same bytes whatever N, failures, summaries, signals. */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mkFilings } from '../support/filings-on-disk.ts'

const cli = resolve('dist/cli.cjs')
let folder = ''
/** Every run of these tests notes what it asks Node for, in its threads too. */
const loads = `const fs = require('node:fs')
const Module = require('node:module')
const load = Module._load
const seen = new Set()
Module._load = function (name, ...rest) {
  if (!seen.has(name)) fs.appendFileSync(process.env.LOADS, name + '\\n')
  seen.add(name)
  return load.call(this, name, ...rest)
}`
const loaded = () => new Set(readFileSync(join(folder, 'loads'), 'utf8').split('\n'))
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env: {
      ...process.env,
      LOADS: join(folder, 'loads'),
      NODE_OPTIONS: `--require ${join(folder, 'loads.cjs')}`,
    },
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-batch-'))
  writeFileSync(join(folder, 'loads.cjs'), loads)
  mkFilings(join(folder, 'content'), 6)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytesIn = (path: string) =>
  Object.fromEntries(
    readdirSync(join(folder, path), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.\w+$/.test(name) && !name.startsWith('.'))
      .sort()
      .map((name) => [name, readFileSync(join(folder, path, name), 'base64')]),
  )

it('writes the same bytes and says the same whatever --jobs is', () => {
  const withoutTime = (text: string) =>
    text
      .replace(/\d+\.\d\d s/g, '')
      .replace(/^(seconds|filings a second|at once).*$/gm, '')
      .replaceAll('out2', 'out1')
  const one = run('build', '--jobs', '1', '--out', 'out1')
  const two = run('build', '--jobs', '2', '--out', 'out2')
  expect([one.code, two.code]).toEqual([0, 0])
  expect(withoutTime(two.out)).toBe(withoutTime(one.out))
  expect(Object.keys(bytesIn('out1')).length).toBe(6 * 5)
  expect(bytesIn('out2')).toEqual(bytesIn('out1'))
  expect(one.err).toMatch(/^\[6 of 6\] f\d: built$/m)
  expect(two.out).toMatch(/^filings +6\n {2}built +6\n/m)
})

it('builds only what changed, and tells of the rest what the last build told', () => {
  cpSync(join(folder, 'content'), join(folder, 'content-again'), { recursive: true })
  const build = (...more: string[]) => run('build', '--content', 'content-again', '--out', 'again', ...more)
  const states = ({ out }: { out: string }) =>
    (JSON.parse(out) as { slug: string; unchanged?: true }[]).map(({ unchanged }) => unchanged ?? false)
  const first = build('--jobs', '2', '--json')
  expect(states(first)).toEqual(Array.from({ length: 6 }, () => false))
  const before = bytesIn('again')
  const second = build('--json')
  expect(states(second)).toEqual(Array.from({ length: 6 }, () => true))
  const findings = ({ out }: { out: string }) =>
    (JSON.parse(out) as { diagnostics: unknown; documents: unknown }[]).map(({ diagnostics, documents }) => ({
      diagnostics,
      documents,
    }))
  expect(findings(second)).toEqual(findings(first))
  expect(bytesIn('again')).toEqual(before)
  writeFileSync(join(folder, 'again/f5/ex99-1.pdf'), 'x')
  const text = readFileSync(join(folder, 'content-again/f2/8-k.md'), 'utf8')
  writeFileSync(join(folder, 'content-again/f2/8-k.md'), text.replace('issued', 'published'))
  const third = build()
  expect(third.out).toMatch(/^filings +6\n {2}unchanged +4\n {2}built +1\n {2}not built +1\n/m)
  expect(third.err).toContain('error W006: again/f5/ex99-1.pdf was changed')
  expect(build('--force').out).toMatch(/^filings +6\n {2}built +6\n/m)
  expect(build('f1').out).toContain('f1: unchanged since it was built; HTML, PDF and source agree')
})

it('goes on behind a filing that fails, and takes the exit code of the worst', () => {
  const content = join(folder, 'content-bad')
  cpSync(join(folder, 'content'), content, { recursive: true })
  writeFileSync(join(content, 'f3/filing.yaml'), 'format: [')
  const { code, out, err } = run(
    'build',
    '--jobs',
    '2',
    '--content',
    'content-bad',
    '--out',
    'bad',
    '--json',
    '--summary',
    's.json',
  )
  expect(code).toBe(1)
  const results = JSON.parse(out) as { slug: string; ok: boolean }[]
  expect(results.map(({ slug, ok }) => [slug, ok])).toEqual(
    Array.from({ length: 6 }, (_, index) => [`f${index + 1}`, index !== 2]),
  )
  const events = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { done: number; of: number })
  expect(events.map(({ done, of }) => `${done}/${of}`)).toEqual(
    Array.from({ length: 6 }, (_, index) => `${index + 1}/6`),
  )
  const summary = JSON.parse(readFileSync(join(folder, 's.json'), 'utf8')) as {
    counts: unknown
    workers: number
    filings: { name: string; state: string }[]
  }
  expect([summary.counts, summary.workers]).toEqual([{ built: 5, 'not built': 1 }, 2])
  expect(summary.filings[2]).toMatchObject({ name: 'f3', state: 'not built' })
  expect(existsSync(join(folder, 'bad/f3'))).toBe(false)
})

it('refuses a number of jobs that is none', () => {
  for (const jobs of ['0', 'two', '-1', '1.5', '1000'])
    expect(run('check', '--jobs', jobs)).toMatchObject({ code: 2, out: '' })
})

it('ends cleanly on Ctrl-C: what was begun is whole, the rest is not begun', async () => {
  mkFilings(join(folder, 'content-many'), 60)
  const child = spawn(
    process.execPath,
    [cli, 'build', '--jobs', '2', '--content', 'content-many', '--out', 'many'],
    {
      cwd: folder,
    },
  )
  let err = ''
  let asked = false
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
    if (!asked && err.includes('[3 of 60]')) asked = child.kill('SIGINT')
  })
  const code = await new Promise((done) => child.on('close', done))
  expect(code).toBe(130)
  const left = Number(/(\d+) of 60 filings were not begun/.exec(err)?.[1])
  expect(left).toBeGreaterThan(0)
  const built = readdirSync(join(folder, 'many'))
  expect(built.filter((name) => name.startsWith('.') && name !== '.built')).toEqual([])
  expect(built.filter((name) => !name.startsWith('.')).length).toBe(60 - left)
})

it('starts no thread for one filing, whatever --jobs is, and as many as asked for several', () => {
  const hook = join(folder, 'hook.cjs')
  writeFileSync(
    hook,
    `const threads = require('node:worker_threads')
if (threads.isMainThread) {
  let count = 0
  const { Worker } = threads
  threads.Worker = class extends Worker { constructor(...all) { super(...all); count++ } }
  process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'threads'))}, String(count)))
}`,
  )
  const threads = (...args: string[]) => {
    const env = { ...process.env, NODE_OPTIONS: `--require ${hook}` }
    const done = spawnSync(process.execPath, [cli, 'check', ...args], { cwd: folder, env, encoding: 'utf8' })
    expect(done.status, done.stderr).toBe(0)
    return Number(readFileSync(join(folder, 'threads'), 'utf8'))
  }
  expect(threads('f1', '--jobs', '8')).toBe(0)
  expect(threads('--jobs', '1')).toBe(0)
  expect(threads('f1', 'f2', 'f4')).toBe(0)
  expect(threads('--jobs', '3', '--out', 'never')).toBe(3)
})

it('says which package a queue needs where it is not installed', () => {
  const alone = join(folder, 'alone')
  cpSync(resolve('dist/filingpress.cjs'), join(alone, 'filingpress.cjs'))
  const args = ['worker', '--redis', 'redis://127.0.0.1:1', '--archive', 'vault']
  const { status, stderr } = spawnSync(process.execPath, [join(alone, 'filingpress.cjs'), ...args], {
    cwd: alone,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toMatch(/error W032: a queue needs the package (?:ioredis|bullmq), which is not installed/)
  expect(stderr).toContain('npm install bullmq ioredis prom-client')
  const nowhere = spawnSync(process.execPath, [cli, 'worker', '--archive', 'vault'], { cwd: folder })
  expect(nowhere.status).toBe(2)
})

it('compares and rebuilds each filing', () => {
  writeFileSync(
    join(folder, 'content/f2/8-k.md'),
    `${readFileSync(join(folder, 'content/f2/8-k.md'), 'utf8')}\nOne more sentence.\n`,
  )
  const diffed = run('diff', '--each', '--out', 'out1', '--jobs', '2', '--redline', 'red')
  expect(diffed.code).toBe(1)
  expect(diffed.out.split('\n')[0]).toMatch(/^f2\/8-k\.htm: changed: /)
  expect(diffed.out).toMatch(/ {2}the same +5\n {2}changed +1\n/)
  expect(existsSync(join(folder, 'red/f2/redline-8-k.pdf'))).toBe(true)
  expect(run('diff', 'f1', '--each', '--out', 'out1').code).toBe(0)
  expect(run('archive', 'init', 'vault').code).toBe(0)
  expect(run('archive', 'add', 'f1', 'f2', '--message', 'm', '--by', 'J. Roe').code).toBe(0)
  const [one, two] = ['1', '2'].map((jobs) => run('archive', 'verify', '--jobs', jobs))
  expect(two).toEqual(one)
  expect(one?.code).toBe(0)
  const rebuilt = run('archive', 'rebuild', '--all', '--jobs', '2')
  expect([rebuilt.code, rebuilt.out]).toEqual([
    0,
    expect.stringMatching(/:f1 v1: the same bytes\n.*:f2 v1: the same bytes\n/),
  ])
  expect(run('archive', 'rebuild').code).toBe(2)
  const damaged = readdirSync(join(folder, 'vault'), { recursive: true, encoding: 'utf8' }).find((name) =>
    /f1\/v1\/content\/output\/8-k\.htm$/.test(name),
  )
  writeFileSync(join(folder, 'vault', damaged ?? ''), 'x')
  const wrong = run('archive', 'verify', '--jobs', '2')
  expect(wrong.code).toBe(1)
  expect(wrong.err).toContain('8-k.htm: error ')
  expect(run('archive', 'rebuild', '--all', '--jobs', '2').code).toBe(1)
})

it('imports each source as a filing by itself', () => {
  const sources = ['f1', 'f2', 'f4'].map((slug) => `out1/${slug}`)
  const { code, out } = run(
    'import',
    '--each',
    ...sources,
    'nothing-here',
    '--content',
    'back',
    '--jobs',
    '2',
    '--json',
  )
  const results = JSON.parse(out) as { folder?: string; state?: string; slug?: string }[]
  expect(code).toBe(1)
  expect(results.length).toBe(4)
  expect(results[3]).toMatchObject({ state: 'refused' })
  // They are one registrant's of one day: the first to come has the name, and the others are told so.
  expect(results.filter(({ folder: made }) => made !== undefined).length).toBe(1)
})

it('loads nothing for a queue or a bucket, nor what reaches a network, where none is named', async () => {
  const names = loaded()
  expect([...names]).toContain('node:worker_threads')
  const packages = [...names].filter((name) => /^(?:@|bullmq|ioredis|prom-client)/.test(name))
  const network = [...names].filter((name) => /^(?:node:)?(?:https?2?|net|tls|dns|dgram)(?:\/|$)/.test(name))
  expect([packages, network]).toEqual([[], []])
  // Nobody waits until this gives up: it is enough that it asks for the package.
  const env = {
    ...process.env,
    LOADS: join(folder, 'loads'),
    NODE_OPTIONS: `--require ${join(folder, 'loads.cjs')}`,
  }
  const args = ['batch', 'status', '--redis', 'redis://127.0.0.1:1', '--archive', 'vault']
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env, stdio: 'ignore' })
  try {
    await expect.poll(() => [...loaded()], { timeout: 50_000 }).toContain('ioredis')
  } finally {
    child.kill()
  }
})
