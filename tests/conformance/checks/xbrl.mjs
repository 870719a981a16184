// Tagged reports judged by Arelle: the good filings and generated ones, offline; by the SEC's own rule code where a copy
// of its plugin is at hand (FILINGPRESS_EDGAR_PLUGIN names its folder). Schemas are never part of the project:
// FILINGPRESS_TAXONOMIES names their folder.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { bundle, check, expect, full, here, Missing, results, root, run, tests, work } from '../kit.mjs'
import { outs } from '../outputs.mjs'

const arelle = process.env.FILINGPRESS_ARELLE ?? 'arelleCmdLine'
const taxonomies = process.env.FILINGPRESS_TAXONOMIES ?? join(root, '../shared/reference/taxonomies')
const plugin = process.env.FILINGPRESS_EDGAR_PLUGIN

/** A judge that cannot be had everywhere is a skip that is named, in CI too. */
async function checkWith(there, name, why, body) {
  if (there) return check(name, body)
  results.push({ name, outcome: 'skipped', detail: why })
  console.log(`skipped  ${name}\n  ${why}`)
}

const taggedIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /-\d{8}\.htm$/.test(name))
    .map((name) => join(folder, name))

/** Filings of all shapes: states and countries, none to twelve classes, both answers on growth, amendments. */
function generated(count) {
  const content = join(work, 'generated-tagged')
  const states = [
    'Delaware',
    'Nevada',
    'Georgia',
    'New York',
    'Ontario',
    'Ireland',
    'Cayman Islands',
    'Bermuda',
  ]
  const exchanges = [
    'New York Stock Exchange',
    'The Nasdaq Stock Market LLC',
    'NYSE American LLC',
    'The Nasdaq Capital Market',
  ]
  const titles = [
    'Common Stock',
    'Class A Common Stock',
    'Class B Common Stock',
    'Warrants',
    'Units',
    'Preferred Stock',
    '4.5% Senior Notes due 2031',
    '5.25% Notes due 2036',
    'Series B Preferred Stock',
    'Rights to purchase Series A Preferred Stock',
    'Depositary Shares of Series C Preferred Stock',
    '6% Debentures due 2040',
  ]
  for (let index = 0; index < count; index++) {
    const folder = join(content, `made-${index}`)
    mkdirSync(folder, { recursive: true })
    const classes = titles
      .slice(0, index % 13)
      .map(
        (title, at) =>
          `      - { title: "${title}", ${at % 4 === 3 ? '' : `symbol: MD${at}, `}exchange: "${exchanges[(index + at) % 4]}" }\n`,
      )
    const abroad = index % 3 === 1
    const amended = index % 5 === 4
    writeFileSync(
      join(folder, 'filing.yaml'),
      `format: 1
form: ${amended ? '8-K/A\namendment: { number: 1, note: "It corrects a date & a name." }' : '8-K'}
reportDate: 2026-0${3 + (index % 4)}-1${index % 9}
registrants:
  - name: "Made ${index} & Söhne, Inc."
    jurisdiction: ${states[index % states.length]}
    fileNumber: 001-${40000 + index}
    ein: 12-34${String(50000 + index).padStart(5, '0')}
    cik: ${1700000 + index}
    address: { street: ["${index} A Street"${index % 2 ? ', "Floor 2"' : ''}], city: Town, ${abroad ? 'country: Ireland, zip: D04 A4E3' : 'state: MA, zip: 02139'} }
    phone: { ${abroad ? 'country: 353, area: 1, number: 555 0100' : 'area: 617, number: 555-0142'} }
    emergingGrowthCompany: ${index % 2 === 0}
    transitionPeriodDeclined: ${index % 4 === 0}
    fiscalYearEnd: 12-31
    securities:${classes.length > 0 ? `\n${classes.join('')}` : ' []\n'}
    xbrl: { prefix: made${index}, namespace: http://www.made${index}.example }
boxes: { solicitingMaterial: ${index % 2 === 1} }
signature:
  date: 2026-07-20
  signatories: [{ name: A. B., title: Secretary }]
`,
    )
    writeFileSync(
      join(folder, '8-k.md'),
      `# Item ${index % 6 === 0 ? '5.03' : '8.01'}\n\nOn {{date report.date}}, a thing happened.\n`,
    )
  }
  const out = join(work, 'generated-tagged-out')
  const done = run(process.execPath, [bundle, 'build', '--content', content, '--out', out, '--quiet'])
  expect(!/ error /.test(done.err), done.err.slice(0, 2000))
  return taggedIn(out)
}

let made
/** The good filings and generated ones: what both judges are given. */
const reports = () => {
  made ??= [...outs.flatMap(taggedIn), ...generated(full ? 100 : 5)]
  return made
}

/** The schemas where Arelle looks for what it would fetch. */
function schemaCache() {
  const cache = join(work, 'arelle-cache')
  if (!existsSync(cache)) {
    mkdirSync(join(cache, 'https'), { recursive: true })
    cpSync(taxonomies, join(cache, 'https'), { recursive: true })
  }
  return cache
}

/** What Arelle says of files that is an error, a warning or an inconsistency. */
function judged(files, more) {
  const cache = schemaCache()
  const done = run(arelle, [
    '--internetConnectivity',
    'offline',
    '--cacheDirectory',
    cache,
    '--validate',
    '--file',
    files.join('|'),
    '--logFormat',
    '[%(messageCode)s] %(levelname)s %(message)s - %(file)s',
    ...more,
  ])
  const said = `${done.out}\n${done.err}`
  if (!/validated in|loaded in/.test(said)) throw new Error(said.slice(0, 2000))
  return said
    .split('\n')
    .filter((line) => /\] (?:ERROR|WARNING|INCONSISTENCY)/.test(line))
    .filter((line) => !/xule/i.test(line))
}

const schemas = existsSync(taxonomies)
await checkWith(
  schemas,
  'tagged reports through Arelle',
  'the schemas are not at hand: FILINGPRESS_TAXONOMIES',
  () => {
    const files = reports()
    const wrong = judged(files, ['--plugins', join(here, 'sec_transforms.py')])
    expect(wrong.length === 0, wrong.slice(0, 12).join('\n'))
    const facts = files.reduce(
      (sum, file) => sum + (readFileSync(file, 'utf8').match(/<ix:nonNumeric /g)?.length ?? 0),
      0,
    )
    return `${files.length} reports, ${facts} facts tagged, 0 errors, 0 inconsistencies`
  },
)

await checkWith(
  schemas && plugin !== undefined,
  'tagged reports through the SEC’s own rule code, efm-strict and efm-pragmatic',
  'the plugin is not at hand: FILINGPRESS_EDGAR_PLUGIN names the folder of a copy of Arelle/EDGAR',
  () => {
    if (!existsSync(join(plugin, 'validate'))) throw new Missing(`${plugin} holds no plugin`)
    const prepared = join(work, 'edgar')
    mkdirSync(prepared)
    const made = run('python3', [join(here, 'edgar_plugin.py'), plugin, prepared])
    expect(made.code === 0, made.err)
    const files = reports()
    const jobs = files.flatMap((file) =>
      ['efm-strict', 'efm-pragmatic'].map((system) => ({ file, system, parameters: headerOf(file) })),
    )
    // A report under a number that is not its own: a judge that lets it pass judges nothing.
    const wrong = { ...jobs[0], parameters: jobs[0].parameters.replace(/cik=\d+/, 'cik=0000000001') }
    const judgement = run('python3', [join(here, 'edgar_run.py'), prepared, schemaCache()], {
      input: JSON.stringify([...jobs, wrong]),
    })
    const verdicts = judgement.out
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
    expect(verdicts.length === jobs.length + 1, judgement.err.slice(-2000))
    expect(verdicts.pop().said.length > 0, 'the plugin lets pass a report under another’s number')
    for (const { file, system, validated, said } of verdicts)
      expect(
        validated && said.length === 0,
        `${basename(dirname(file))}, ${system}\n${said.slice(0, 6).join('\n')}`,
      )
    return `${files.length} reports, each without error or warning in both`
  },
)

/** What the header of a submission says of a report, as the plugin takes it. */
function headerOf(file) {
  const html = readFileSync(file, 'utf8')
  const value = (name) => new RegExp(`name="dei:${name}"[^>]*>([^<]*)<`).exec(html)?.[1] ?? ''
  const day = /-(\d{4})(\d\d)(\d\d)\.htm$/.exec(basename(file))
  const items = [...html.matchAll(/id="item-(\d\.\d\d)"/g)].map(([, number]) => number)
  return `submissionType=${value('DocumentType')},cik=${value('EntityCentralIndexKey')},periodOfReport=${day[2]}-${day[3]}-${day[1]},itemsList=${items.join(' ')}`
}

await check('our rules on Inline XBRL agree with the verdicts of the SEC’s rule code', () => {
  const passed = tests(['tests/check/experiments.test.ts'], {}, 2)
  expect(!/failed/.test(passed), passed)
  return `233 of 234 experiments; the other one is listed with its reason (${passed})`
})
