// What bringing a filing in costs: 1 MB of filed HTML beside htmlparser2 and one build of what came of it, and 500 pages
// of Word beside mammoth, which only reads. Whole runs, each in a process of its own.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { prose } from './texts.mjs'

const cover = [
  'FORM 8-K',
  'Date of Report (Date of earliest event reported): March 2, 2026',
  'LARKSPUR CONTROLS, INC.',
  '(Exact name of registrant as specified in its charter)',
  'Item 8.01 Other Events',
]
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A report of about a megabyte, in the markup of its vendors: a font for each paragraph, tables of figures between. */
function html() {
  const row = (at) =>
    `<tr><td><font style="font:10pt Times">Row ${at}</font></td><td>$</td><td align="right">${at},123</td><td>)</td></tr>`
  const table = `<table>${Array.from({ length: 30 }, (_, at) => row(at)).join('')}</table>`
  const list = [...cover, ...prose(1500)]
  let made = ''
  list.forEach((text, at) => {
    made += `<p style="margin:0pt;text-align:justify"><font style="font-family:Times New Roman;font-size:10pt">${escaped(text)}</font></p>\n${at % 40 === 39 ? table : ''}`
  })
  return `<html><body>${made.slice(0, 1_000_000).replace(/<[^>]*$/, '')}<p>SIGNATURE</p></body></html>`
}

/** Some 500 pages of nine paragraphs. */
function word() {
  const body = [...cover, ...prose(4500)]
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`)
    .join('')
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': strToU8(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
  })
}

export function benchImporting({ cli, folder, cold }) {
  const place = join(folder, 'importing')
  mkdirSync(place, { recursive: true })
  const [page, file] = [join(place, 'report.htm'), join(place, 'draft.docx')]
  writeFileSync(page, html())
  writeFileSync(file, word())
  const bench = new URL('.', import.meta.url).pathname
  const parser = join(place, 'parse.mjs')
  const from = (name) => JSON.stringify(import.meta.resolve(name))
  writeFileSync(
    parser,
    `import { parseDocument } from ${from('htmlparser2')}; import { readFileSync } from 'node:fs'; parseDocument(readFileSync(process.argv[2], 'utf8'))`,
  )
  const mammoth = join(place, 'mammoth.cjs')
  writeFileSync(
    mammoth,
    `require(${JSON.stringify(join(bench, 'node_modules/mammoth'))}).convertToHtml({ path: process.argv[2] })`,
  )
  let next = 0
  const content = join(place, 'content')
  const bring = (source) => () => [cli, 'import', source, '--content', content, '--name', `f${next++}`]
  const [imported, parsed] = cold([bring(page), () => [parser, page]], 3, [0, 1])
  const [built] = cold(
    [() => [cli, 'build', 'f0', '--content', content, '--out', join(place, 'out'), '--force', '--quiet']],
    3,
    [0, 1],
  )
  const [drafted, alone] = cold([bring(file), () => [mammoth, file]], 3, [0, 1])
  console.log('bringing in, cold'.padEnd(52), 'ms'.padStart(7), 'MiB'.padStart(8))
  for (const [name, { ms, mib }] of [
    ['filingpress import: 1 MB of HTML', imported],
    ['htmlparser2: the same', parsed],
    ['filingpress build: what came of it', built],
    ['filingpress import: 500 pages of Word', drafted],
    ['mammoth: the same', alone],
  ])
    console.log(name.padEnd(52), ms.toFixed(0).padStart(7), mib.toFixed(0).padStart(8))
  console.log(
    `import / (4 x htmlparser2 + one build): ${(imported.ms / (4 * parsed.ms + built.ms)).toFixed(2)} (goal 1); / mammoth: ${(drafted.ms / alone.ms).toFixed(2)} (goal 3); memory ${Math.max(imported.mib, drafted.mib).toFixed(0)} MiB (goal 400)\n`,
  )
}
