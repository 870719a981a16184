// Real filings brought in: every word in the rebuilt documents, tables by cell, cover facts against the filing's own tags
// and header, and what the page alone can mean. The filings are those of ../shared; FILINGPRESS_CORPUS names a folder with more of them.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fromHeader, kindOf, truthsOf } from '../filed.mjs'
import { check, expect, full, Missing, root, run, tests, work } from '../kit.mjs'

const cli = join(root, 'dist/cli.cjs')

/** Each source: a submission or file alone, or a folder of files that belong together. */
function sources() {
  const shared = resolve(root, '../shared/filings')
  const folders = existsSync(shared)
    ? readdirSync(shared, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : []
  const own = folders.map(({ name }) => {
    const files = readdirSync(join(shared, name))
    const whole = files.find((file) => file.startsWith('submission'))
    return whole ? join(shared, name, whole) : join(shared, name)
  })
  const corpus = process.env.FILINGPRESS_CORPUS
  const more = corpus
    ? readdirSync(corpus)
        .sort()
        .map((name) => join(corpus, name))
    : []
  return [...own, ...(full ? more : more.slice(0, 40))]
}

function textOf(path) {
  if (!statSync(path).isDirectory()) return readFileSync(path, 'latin1')
  return readdirSync(path)
    .filter((name) => /\.(?:html?|txt)$/.test(name))
    .map((name) => readFileSync(join(path, name), 'latin1'))
    .join('\n')
}

const counted = ['filings', 'built', 'words', 'found', 'tables', 'exact', 'facts', 'right', 'contrary']
const empty = () => Object.fromEntries(counted.map((key) => [key, 0]))
const letters = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Adds to a row how many cover facts are right; what is not, in words. */
function judge(row, report, text) {
  const wrong = []
  const { page, ...truths } = truthsOf(text)
  for (const [key, truth] of Object.entries(truths)) {
    const found = letters(String({ ...report.cover, zip: report.cover.address?.zip }[key] ?? ''))
    // A header may state what the page does not; the page is what was filed, and the import says so.
    if (found !== '' && found !== truth && fromHeader.has(key) && !letters(page).includes(truth)) {
      if (report.guesses.some((guess) => /in the header/.test(guess))) row.contrary++
      else wrong.push(`${key}: the header says otherwise than the page, and the report is silent`)
      continue
    }
    row.facts++
    if (found.startsWith(truth) || (key === 'phone' && found.endsWith(truth))) row.right++
    else wrong.push(`${key} "${found}" is not "${truth}"`)
  }
  return wrong
}

await check('real filings brought in are as filed', () => {
  const list = sources()
  if (list.length === 0) throw new Missing('there is no ../shared/filings and no FILINGPRESS_CORPUS')
  const project = join(work, 'import')
  mkdirSync(project)
  const counts = new Map()
  const told = []
  for (const [index, path] of list.entries()) {
    const text = textOf(path)
    const kind = kindOf(text)
    const row = counts.get(kind) ?? empty()
    counts.set(kind, row)
    const done = run(process.execPath, [cli, 'import', path, '--name', `f${index}`, '--json'], {
      cwd: project,
    })
    expect(done.code === 0 || done.code === 1, `${path}: ${done.err}`)
    row.filings++
    if (done.out.trim() === '') {
      told.push(`${path}: ${done.err.split('\n')[0]}`)
      continue
    }
    const report = JSON.parse(done.out)
    row.words += report.words.source
    row.found += report.words.found
    row.tables += report.tables.length
    row.exact += report.tables.filter(({ exact }) => exact).length
    if (report.mistakes.every((one) => /is missing$|has no words$/.test(one))) row.built++
    told.push(...judge(row, report, text).map((one) => `${path}: ${one}`))
  }
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([kind, { filings, words, found, tables, exact, facts, right, contrary, built }]) =>
        `${kind}: ${filings} filings, ${built} build; ${found} of ${words} words; ${exact} of ${tables} tables exact; ${right} of ${facts} cover facts right${contrary > 0 ? `, ${contrary} printed otherwise than the header says` : ''}`,
    )
  const sum = (key) => [...counts.values()].reduce((total, row) => total + row[key], 0)
  const shown = `${lines.join('\n  ')}${told.length > 0 ? `\n  ${told.slice(0, 20).join('\n  ')}` : ''}`
  expect(sum('found') === sum('words'), `words were lost\n  ${shown}`)
  expect(sum('exact') >= 0.99 * sum('tables'), `tables differ\n  ${shown}`)
  expect(sum('right') >= 0.99 * sum('facts'), `cover facts are wrong\n  ${shown}`)
  expect(sum('built') >= 0.95 * sum('filings'), `filings do not build\n  ${shown}`)
  return `${sum('filings')} filings, ${sum('exact')} of ${sum('tables')} tables, ${sum('right')} of ${sum('facts')} cover facts\n  ${shown}`
})

await check('spoiled filings and Word files end in a filing or a clear error', () => {
  const runs = full ? 5_000 : 150
  tests(['tests/importing/hostile.test.ts'], { IMPORTS: runs, WORDS: runs }, full ? 120 : 10)
  return `${2 * runs} files`
})
