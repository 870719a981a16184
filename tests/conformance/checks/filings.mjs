// Whole filings and generated documents, by the tests with poppler, qpdf and pdf.js; every supported Node.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, here, Missing, nodes, required, root, run, tests, work } from '../kit.mjs'
import { contents, files, outs } from '../outputs.mjs'

await check('tests of whole filings, with poppler, qpdf and pdf.js', () => {
  for (const program of ['qpdf', 'pdfinfo', 'pdftotext', 'pdffonts']) run(program, ['--version'])
  const mutations = full ? 20_000 : 1_000
  const releases = full ? 1_000 : 100
  const counts = { RELEASES: releases, TOOLS: required ? 'required' : '', MUTATIONS: mutations, ROWS: 10_000 }
  const passed = tests(['tests/filings', 'tests/pdf', 'tests/typeset'], counts, 2)
  return `${passed}; ${mutations} mutations of finished PDFs, all caught; ${releases} generated releases`
})

// Documents that mix every kind of block, every other one a redline, are judged with the filings.
const generated = join(work, 'generated')
mkdirSync(generated)
await check('generated documents say in the PDF what their trees say', () => {
  const passed = tests(['tests/pdf/generated.test.ts'], { GENERATED: full ? 200 : 20, PDFS: generated }, 10)
  for (const name of readdirSync(generated)) files.push(join(generated, name))
  return `${passed}: ${readdirSync(generated).length} documents`
})

await check('every supported Node gives the same bytes', () => {
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
      // What a later build compares with lies in .built/, and names the Node that made it.
      for (const name of files.filter((one) => /\.\w+$/.test(one) && !one.startsWith('.built')))
        expect(
          readFileSync(join(again, name)).equals(readFileSync(join(outs[index], name))),
          `${name} differs between ${process.version} and ${version}`,
        )
    }
    return version
  })
  return [process.version, ...versions].join(', ')
})

await check(
  'redlines give back both versions; what is written survives kills, power cuts, refusals and damage',
  () => {
    const pairs = full ? 100_000 : 2_000
    const [kinds, onPaper] = full ? [100_000, 5_000] : [1_000, 100]
    const trials = full ? 1_200 : 20
    const damages = full ? 10_000 : 200
    const checks = full ? 330 : 12
    const filings = full ? 10_000 : 100
    const rounds = full ? 5_000 : 200
    const counts = {
      PAIRS: pairs,
      KINDS: kinds,
      KINDS_ON_PAPER: onPaper,
      POWER_TRIALS: trials,
      DAMAGES: damages,
      CHECKS: checks,
      FILINGS: filings,
      LOCK_ROUNDS: rounds,
    }
    const rooms = ['tests/redline', 'tests/proof', 'tests/archive', 'tests/platform', 'tests/check']
    const passed = tests(rooms, counts, full ? 120 : 50)
    return `${passed}; ${pairs} pairs, ${kinds} of every kind of block in HTML and ${onPaper} on paper, ${trials} states of the disk behind each of some 200 steps, ${damages} damages, ${checks * 31} changes to filings, ${filings} generated filings checked, ${rounds} rounds of four who find a dead lock`
  },
)

await check('due dates of every day 2004-2035 by an independent calendar', () => {
  const done = run('python3', [join(here, 'due_dates.py')])
  if (/No module named/.test(done.err)) throw new Missing('the Python package holidays is not installed')
  expect(done.code === 0, done.err)
  const calendar = join(work, 'calendar.json')
  writeFileSync(calendar, done.out)
  const passed = tests(['tests/filing/calendar.test.ts'], { CALENDAR: calendar }, 2)
  expect(!/skipped/.test(passed), passed)
  return `${Object.keys(JSON.parse(done.out)).length} days; ${passed}`
})
