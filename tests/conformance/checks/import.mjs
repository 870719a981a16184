// Real filings brought in: every word in the rebuilt documents, tables by cell, cover facts against the filing's own tags
// and header. The filings are those of ../shared; FILINGPRESS_CORPUS names a folder with more of them.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
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

const eras = [
  ['text', (text) => !/<(?:html|div|p|font)\b/i.test(text.slice(0, 60_000))],
  ['inline XBRL', (text) => /<ix:header/i.test(text)],
  ['HTML to 2010', (text) => /<font/i.test(text) && !/text-align/i.test(text)],
  ['HTML since', () => true],
]

/** Facts that the file says of itself: by its tags, else by its header. */
function truths(text) {
  const tag = (name) =>
    new RegExp(`name="dei:${name}"[^>]*>([\\s\\S]*?)</ix:`, 'i').exec(text)?.[1]?.replace(/<[^>]*>/g, '')
  const head = (name) => new RegExp(`${name}:\\s*([^\\r\\n]+)`).exec(text.slice(0, 8000))?.[1]
  const plain = (value) =>
    value
      ?.replace(/&#?\w+;/g, ' ')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
  return {
    reportDate: head('CONFORMED PERIOD OF REPORT')?.trim(),
    ein: plain(tag('EntityTaxIdentificationNumber') ?? head('IRS NUMBER')),
    zip: plain(tag('EntityAddressPostalZipCode')),
    name: plain(tag('EntityRegistrantName') ?? head('COMPANY CONFORMED NAME'))?.slice(0, 8),
  }
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
    const era = eras.find(([, is]) => is(text))[0]
    const row = counts.get(era) ?? {
      filings: 0,
      words: 0,
      found: 0,
      tables: 0,
      exact: 0,
      facts: 0,
      right: 0,
      built: 0,
    }
    counts.set(era, row)
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
    for (const [key, truth] of Object.entries(truths(text))) {
      if (!truth) continue
      row.facts++
      const found = { ...report.cover, zip: report.cover.address?.zip }[key] ?? ''
      if (
        found
          .toUpperCase()
          .replace(/[^A-Z0-9]/g, '')
          .startsWith(truth)
      )
        row.right++
      else told.push(`${path}: ${key} "${found}" is not "${truth}"`)
    }
  }
  const rows = [...counts].map(
    ([era, { filings, words, found, tables, exact, facts, right, built }]) =>
      `${era}: ${filings} filings, ${built} build; ${found} of ${words} words; ${exact} of ${tables} tables exact; ${right} of ${facts} cover facts right`,
  )
  const all = [...counts.values()]
  const sum = (key) => all.reduce((total, row) => total + row[key], 0)
  expect(sum('found') === sum('words'), `words were lost\n${rows.join('\n')}`)
  expect(sum('exact') >= 0.99 * sum('tables'), `tables differ\n${rows.join('\n')}`)
  expect(
    sum('built') >= 0.95 * sum('filings'),
    `filings do not build\n${rows.join('\n')}\n${told.join('\n')}`,
  )
  return `${sum('filings')} filings\n  ${rows.join('\n  ')}${told.length > 0 ? `\n  ${told.slice(0, 20).join('\n  ')}` : ''}`
})

await check('spoiled filings and Word files end in a filing or a clear error', () => {
  const runs = full ? 5_000 : 150
  tests(['tests/importing/hostile.test.ts'], { IMPORTS: runs, WORDS: runs }, full ? 120 : 10)
  return `${2 * runs} files`
})
