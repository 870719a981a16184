// npm run conformance: judges what filingpress makes by programs that we did not write.
//
// In CI a validator that is missing is a failure; on a laptop it is a skip that is named. `--full` takes the
// large counts and writes report.md beside this file.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { archiveChecks, redlineSides } from './archive.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '../..')
const required = process.env.CI !== undefined
const full = process.argv.includes('--full')
const bundle = join(root, 'dist/filingpress.cjs')
const work = mkdtempSync(join(tmpdir(), 'filingpress-conformance-'))
const results = []

class Missing extends Error {}

function check(name, body) {
  const start = performance.now()
  try {
    const detail = body() ?? ''
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

function run(program, args, options = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, cwd: root, ...options })
  if (done.error?.code === 'ENOENT') throw new Missing(`${program} is not installed`)
  return { code: done.status, out: done.stdout, err: done.stderr }
}

/** Runs test files with counts of their own. @returns what vitest says of them: `24 passed (24)` */
function tests(files, counts, minutes) {
  const env = Object.fromEntries(
    Object.entries(counts).map(([name, value]) => [`FILINGPRESS_${name}`, String(value)]),
  )
  const args = ['vitest', 'run', ...files, `--testTimeout=${minutes * 60_000}`]
  const done = run('npx', args, { env: { ...process.env, ...env } })
  expect(done.code === 0, done.out.slice(-3000))
  return /Tests\s+(.*)/.exec(done.out.replace(/\u001b\[[0-9;]*m/g, ''))?.[1]
}

/** Every one of some PDFs is without fault to veraPDF, in each flavour. */
function expectArchival(pdfs, flavours) {
  const cli = ['-cp', veraPdf(), 'org.verapdf.apps.GreenfieldCliWrapper', '--format', 'text', '-v']
  for (const flavour of flavours) {
    const { out } = run('java', [...cli, '--flavour', flavour, ...pdfs])
    const faults = out.split('\n').filter((line) => line !== '' && !line.startsWith('PASS '))
    expect((out.match(/^PASS /gm)?.length ?? 0) === pdfs.length, faults.join('\n'))
  }
}

function expect(good, message) {
  if (!good) throw new Error(message)
}

const contents = [join(root, 'content'), join(root, 'tests/filings/good')]
const outs = contents.map((_, index) => join(work, `out-${index}`))
for (const [index, content] of contents.entries()) {
  const done = run(process.execPath, [
    bundle,
    'build',
    '--content',
    content,
    '--out',
    outs[index],
    '--edgar-pdf',
    '--quiet',
  ])
  if (done.code !== 0) throw new Error(done.err)
}
const files = outs.flatMap((out) =>
  readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => join(out, name)),
)
// Redlines and certificates are judged with the documents they are about.
const marked = join(work, 'redline')
run(process.execPath, [
  bundle,
  'diff',
  ...redlineSides(work, root),
  '--redline',
  marked,
  '--certificate',
  marked,
  '--quiet',
])
for (const name of readdirSync(marked)) if (name.endsWith('.pdf')) files.push(join(marked, name))
const ending = (suffix) => files.filter((file) => file.endsWith(suffix)).sort()

check('tests of whole filings, with poppler, qpdf and pdf.js', () => {
  for (const program of ['qpdf', 'pdfinfo', 'pdftotext', 'pdffonts']) run(program, ['--version'])
  const mutations = full ? 20_000 : 1_000
  const releases = full ? 1_000 : 100
  const counts = { RELEASES: releases, TOOLS: required ? 'required' : '', MUTATIONS: mutations }
  const passed = tests(['tests/filings', 'tests/pdf', 'tests/typeset'], counts, 2)
  return `${passed}; ${mutations} mutations of finished PDFs, all caught; ${releases} generated releases`
})

// Documents that mix every kind of block, every other one a redline, are judged with the filings.
const generated = join(work, 'generated')
mkdirSync(generated)
check('generated documents say in the PDF what their trees say', () => {
  const passed = tests(['tests/pdf/generated.test.ts'], { GENERATED: full ? 200 : 20, PDFS: generated }, 10)
  for (const name of readdirSync(generated)) files.push(join(generated, name))
  return `${passed}: ${readdirSync(generated).length} documents`
})

/** Every supported Node, the least of them first, as npm brings them. */
function nodes() {
  const folder = join(here, 'node_modules')
  const there = existsSync(folder) ? readdirSync(folder).filter((name) => /^node-\d+$/.test(name)) : []
  if (there.length === 0) throw new Missing('no Node is installed: npm ci --prefix tests/conformance')
  return there.sort().map((name) => join(here, 'node_modules', name, 'bin/node'))
}

check('every supported Node gives the same bytes', () => {
  const versions = nodes().map((node) => {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
    for (const [index, content] of contents.entries()) {
      const again = join(work, `${version}-${index}`)
      // As people start it: with a cache of what another Node compiled beside it, and nothing to say of that.
      const done = run(node, [
        join(root, 'dist/cli.cjs'),
        'build',
        '--content',
        content,
        '--out',
        again,
        '--edgar-pdf',
        '--quiet',
      ])
      expect(done.code === 0 && done.err === '', `${version}: exit code ${done.code} ${done.err}`)
      const files = readdirSync(again, { recursive: true, encoding: 'utf8' })
      for (const name of files.filter((one) => /\.\w+$/.test(one)))
        expect(
          readFileSync(join(again, name)).equals(readFileSync(join(outs[index], name))),
          `${name} differs between ${process.version} and ${version}`,
        )
    }
    return version
  })
  return [process.version, ...versions].join(', ')
})

/** What the W3C's checker says because EDGAR's dialects are what they are, and nothing else. */
const unavoidable = [
  // Plain HTML has no <span>: <font> carries inline style (EFM 5.2.2).
  'The “font” element is obsolete. Use CSS instead.',
  // The inline dialect is XHTML: no doctype, xml:lang only, empty elements closed (EFM 5.2.5).
  'Start tag seen without seeing a doctype first. Expected “<!DOCTYPE html>”.',
  'When the attribute “xml:lang” in no namespace is specified, the element must also have the attribute “lang” present with the same value.',
  'Trailing slash on void elements has no effect and interacts badly with unquoted attribute values.',
  'This document appears to be written in English. Consider adding “lang="en"” (or variant) to the “html” start tag.',
]

check(
  'redlines give back both versions; what is written survives kills, power cuts, refusals and damage',
  () => {
    const pairs = full ? 100_000 : 2_000
    const trials = full ? 1_200 : 20
    const damages = full ? 10_000 : 200
    const checks = full ? 330 : 12
    const filings = full ? 10_000 : 100
    const counts = {
      PAIRS: pairs,
      POWER_TRIALS: trials,
      DAMAGES: damages,
      CHECKS: checks,
      FILINGS: filings,
    }
    const passed = tests(['tests/redline', 'tests/archive', 'tests/check'], counts, 50)
    return `${passed}; ${pairs} pairs, ${trials} states of the disk behind each of some 200 steps, ${damages} damages, ${checks * 31} changes to filings, ${filings} generated filings checked`
  },
)

check('due dates of every day 2004-2035 by an independent calendar', () => {
  const done = run('python3', [join(here, 'due_dates.py')])
  if (/No module named/.test(done.err)) throw new Missing('the Python package holidays is not installed')
  expect(done.code === 0, done.err)
  const calendar = join(work, 'calendar.json')
  writeFileSync(calendar, done.out)
  const passed = tests(['tests/filing/calendar.test.ts'], { CALENDAR: calendar }, 2)
  expect(!/skipped/.test(passed), passed)
  return `${Object.keys(JSON.parse(done.out)).length} days; ${passed}`
})

archiveChecks({ check, run, expect, root, full, work, nodes, tests })

check('every HTML file through the W3C checker', () => {
  const jar = join(here, 'node_modules/vnu-jar/build/dist/vnu.jar')
  if (!existsSync(jar)) throw new Missing('vnu-jar is not installed: npm ci --prefix tests/conformance')
  const { err } = run('java', ['-jar', jar, '--format', 'json', ...ending('.htm')])
  const { messages } = JSON.parse(err)
  const others = messages.filter(({ message }) => !unavoidable.includes(message))
  expect(
    others.length === 0,
    others.map(({ url, message, extract }) => `${url}: ${message} ${extract}`).join('\n'),
  )
  return `${ending('.htm').length} files, ${messages.length} messages, all of them the dialect's`
})

function veraPdf() {
  const jar =
    process.env.VERAPDF_JAR ??
    join(homedir(), '.m2/repository/org/verapdf/apps/greenfield-apps/1.28.2/greenfield-apps-1.28.2.jar')
  if (!existsSync(jar))
    throw new Missing(
      'veraPDF is not installed: mvn dependency:get -Dartifact=org.verapdf.apps:greenfield-apps:1.28.2',
    )
  return jar
}

check('every PDF through veraPDF as PDF/UA-1 and PDF/A-2a', () => {
  const pdfs = ending('.pdf')
  expectArchival(pdfs, ['ua1', '2a'])
  return `${pdfs.length} files`
})

check('PDFs with their sources inside through veraPDF as PDF/UA-1 and PDF/A-3a', () => {
  const out = join(work, 'embedded')
  run(process.execPath, [
    bundle,
    'build',
    '--content',
    contents[1],
    '--out',
    out,
    '--embed-source',
    '--quiet',
  ])
  const pdfs = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => join(out, name))
  expect(pdfs.length > 2, 'there are no PDFs')
  expectArchival(pdfs, ['ua1', '3a'])
  return `${pdfs.length} files`
})

check('every PDF without errors, by qpdf', () => {
  for (const file of ending('.pdf')) {
    const { code, out, err } = run('qpdf', ['--check', file])
    expect(code === 0, `${file}\n${out}${err}`)
  }
  return `${ending('.pdf').length} files`
})

rmSync(work, { recursive: true, force: true })
const count = (outcome) => results.filter((one) => one.outcome === outcome).length
if (full) {
  const day = execFileSync('date', ['-u', '+%Y-%m-%d'], { encoding: 'utf8' }).trim()
  const rows = results.map(
    ({ name, outcome, detail }) => `| ${name} | ${outcome} | ${String(detail).split('\n')[0]} |`,
  )
  writeFileSync(
    join(here, 'report.md'),
    `# Conformance, ${day}\n\n| check | outcome | |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
  )
}
console.log(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
process.exitCode = count('failed') > 0 ? 1 : 0
