// What every check stands on: running programs, running tests with counts of their own, and the tally.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const here = dirname(fileURLToPath(import.meta.url))
export const root = resolve(here, '../..')
/** In CI a validator that is missing is a failure. */
export const required = process.env.CI !== undefined
export const full = process.argv.includes('--full')
export const bundle = join(root, 'dist/filingpress.cjs')
/** Everything made on the way; removed at the end. */
export const work = mkdtempSync(join(tmpdir(), 'filingpress-conformance-'))
export const results = []

/** Thrown by a check whose validator is not installed. */
export class Missing extends Error {}

/** Runs one check and tells its outcome. What the body returns is shown beside it. */
export async function check(name, body) {
  const start = performance.now()
  try {
    const detail = (await body()) ?? ''
    results.push({ name, outcome: 'passed', detail })
  } catch (error) {
    const missing = error instanceof Missing && !required
    results.push({
      name,
      outcome: missing ? 'skipped' : 'failed',
      detail: error.message.split('\n').slice(0, 12).join('\n  '),
    })
  }
  const { outcome, detail } = results.at(-1)
  console.log(
    `${outcome.padEnd(8)} ${name}  (${((performance.now() - start) / 1000).toFixed(1)} s)${detail ? `\n  ${detail}` : ''}`,
  )
}

export function run(program, args, options = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, cwd: root, ...options })
  if (done.error?.code === 'ENOENT') throw new Missing(`${program} is not installed`)
  return { code: done.status, out: done.stdout, err: done.stderr }
}

/** Runs test files with counts of their own. @returns what vitest says of them: `24 passed (24)` */
export function tests(files, counts, minutes) {
  const env = Object.fromEntries(
    Object.entries(counts).map(([name, value]) => [`FILINGPRESS_${name}`, String(value)]),
  )
  const args = ['vitest', 'run', ...files, `--testTimeout=${minutes * 60_000}`]
  const done = run('npx', args, { env: { ...process.env, ...env } })
  expect(done.code === 0, done.out.slice(-3000))
  return /Tests\s+(.*)/.exec(done.out.replace(/\u001b\[[0-9;]*m/g, ''))?.[1]
}

/** Every one of some PDFs is without fault to veraPDF, in each flavour. */
export function expectArchival(pdfs, flavours) {
  const cli = ['-cp', veraPdf(), 'org.verapdf.apps.GreenfieldCliWrapper', '--format', 'text', '-v']
  for (const flavour of flavours) {
    const { out } = run('java', [...cli, '--flavour', flavour, ...pdfs])
    const faults = out.split('\n').filter((line) => line !== '' && !line.startsWith('PASS '))
    expect((out.match(/^PASS /gm)?.length ?? 0) === pdfs.length, faults.join('\n'))
  }
}

export function expect(good, message) {
  if (!good) throw new Error(message)
}

/** Every supported Node, the least of them first, as npm brings them. */
export function nodes() {
  const folder = join(here, 'node_modules')
  const there = existsSync(folder) ? readdirSync(folder).filter((name) => /^node-\d+$/.test(name)) : []
  if (there.length === 0) throw new Missing('no Node is installed: npm ci --prefix tests/conformance')
  return there.sort().map((name) => join(here, 'node_modules', name, 'bin/node'))
}

export function veraPdf() {
  const jar =
    process.env.VERAPDF_JAR ??
    join(homedir(), '.m2/repository/org/verapdf/apps/greenfield-apps/1.28.2/greenfield-apps-1.28.2.jar')
  if (!existsSync(jar))
    throw new Missing(
      'veraPDF is not installed: mvn dependency:get -Dartifact=org.verapdf.apps:greenfield-apps:1.28.2',
    )
  return jar
}
