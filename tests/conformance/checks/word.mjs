// Redlines in Word as others read them: every part by the schema of the format, every table by python-docx and pandoc.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { bundle, check, expect, Missing, root, run, tests, work } from '../kit.mjs'

const folder = join(work, 'redlines-judged')
mkdirSync(folder)
const made = tests(['tests/redline/scenarios.test.ts'], { JUDGED: folder }, 10)
const redlines = readdirSync(folder).filter((name) => name.endsWith('.docx'))
// Clean copies of whole filings, with their statements.
const clean = join(work, 'clean')
run(process.execPath, [
  bundle,
  'build',
  '--content',
  'tests/filings/good',
  '--docx',
  clean,
  '--out',
  join(work, 'out-word'),
  '--quiet',
])
const copies = readdirSync(clean, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?:^|\/)[^./][^/]*\.docx$/.test(name),
)
const all = [...redlines.map((name) => join(folder, name)), ...copies.map((name) => join(clean, name))]

// ---- the schema

const jar = (group, name, version) => {
  const path = join(
    homedir(),
    '.m2/repository',
    group.replaceAll('.', '/'),
    name,
    version,
    `${name}-${version}.jar`,
  )
  if (!existsSync(path))
    throw new Missing(`${name} is not installed: mvn dependency:get -Dartifact=${group}:${name}:${version}`)
  return path
}

/** What XmlBeans says of parts by the schema that Apache POI carries (ECMA-376, transitional). */
function faultsOf(parts) {
  const poi = jar('org.apache.poi', 'poi-ooxml-full', '5.4.1')
  const classes = [
    jar('org.apache.xmlbeans', 'xmlbeans', '5.3.0'),
    jar('org.apache.logging.log4j', 'log4j-api', '2.24.3'),
  ]
  const schemas = join(work, 'schemas')
  run('python3', [
    '-c',
    'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])',
    poi,
    schemas,
  ])
  const validator = ['-cp', classes.join(':'), 'org.apache.xmlbeans.impl.tool.InstanceValidator']
  const { out, err } = run('java', [
    ...validator,
    join(schemas, 'org/apache/poi/schemas/ooxml/src/wml.xsd'),
    ...parts,
  ])
  const valid = (out.match(/ valid\.$/gm) ?? []).length - (out.match(/ NOT valid\.$/gm) ?? []).length
  return { valid, faults: out.split('\n').filter((line) => / error: /.test(line)), said: out + err }
}

/** Parts of a document that the schema of words is about, unpacked. */
function partsOf(file, index) {
  const to = join(work, `parts-${index}`)
  run('python3', [
    '-c',
    'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])',
    file,
    to,
  ])
  return readdirSync(join(to, 'word'))
    .filter((name) =>
      /^(?:document|styles|numbering|comments|footnotes|header\d*|footer\d*|settings)\.xml$/.test(name),
    )
    .map((name) => join(to, 'word', name))
}

await check('the parts of Word documents keep the schema, which finds a table without its grid', () => {
  expect(
    redlines.length >= 40 && copies.length >= 10,
    `only ${redlines.length} redlines, ${copies.length} copies: ${made}`,
  )
  const parts = all.flatMap(partsOf)
  const whole = parts.find((part) => readFileSync(part, 'utf8').includes('<w:tblGrid>'))
  const broken = join(work, 'without-grid.xml')
  writeFileSync(broken, readFileSync(whole, 'utf8').replace(/<w:tblGrid>.*?<\/w:tblGrid>/gs, ''))
  const bad = faultsOf([broken])
  expect(bad.valid === 0 && bad.faults.some((line) => line.includes('tblGrid')), `not found: ${bad.said}`)
  const { valid, faults, said } = faultsOf(parts)
  expect(faults.length === 0, faults.slice(0, 5).join('\n'))
  expect(valid === parts.length, said.slice(-2000))
  return `${parts.length} parts of ${all.length} documents`
})

// ---- tables

const bare = (text) => text.replace(/[\s\u00a0\u2007\u202f\u200b\u2060\ufeff\u00ad]+/g, '')
/** Empty cells left out: Word wants some that no version has. */
const shape = (tables) =>
  tables
    .map((rows) => rows.map((cells) => cells.map(bare).filter(Boolean)).filter((cells) => cells.length > 0))
    .filter((rows) => rows.length > 0)

await check('tables of redlines, accepted and rejected, as python-docx and pandoc read them', () => {
  const files = redlines.map((name) => join(folder, name))
  const done = run('python3', [join(root, 'tests/conformance/word_tables.py'), ...files])
  if (/No module named 'docx'/.test(done.err))
    throw new Missing('python-docx is not installed: pip install python-docx')
  if (/FileNotFoundError.*pandoc/.test(done.err)) throw new Missing('pandoc is not installed')
  const lines = done.out.trim().split('\n').filter(Boolean)
  expect(lines.length === files.length, `not all were read: ${done.err}`)
  let tables = 0
  const wrong = lines.flatMap((line) => {
    const { file, ...readers } = JSON.parse(line)
    const wanted = JSON.parse(readFileSync(file.replace(/docx$/, 'json'), 'utf8'))
    return Object.entries(readers).flatMap(([reader, versions]) =>
      ['accept', 'reject'].flatMap((version) => {
        const own = shape(wanted[`${version}ed`].filter((block) => typeof block !== 'string'))
        tables += own.length
        const [found, meant] = [shape(versions[version]), own].map((one) => JSON.stringify(one))
        return found === meant ? [] : [`${basename(file)} ${version}ed by ${reader}:\n  ${found}\n  ${meant}`]
      }),
    )
  })
  expect(wrong.length === 0, wrong.join('\n'))
  expect(tables >= 40, `only ${tables} tables were compared`)
  return `${lines.length} documents, ${tables} tables`
})
