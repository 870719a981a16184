/** The package of a Word file around its text (ECMA-376, part 2): types, relations, styles, foot, and what stands beside. */
import { zipSync } from 'fflate'
import { toBytes } from '../bytes.ts'
import type { Document } from '../document/document.ts'
import { escapedAttribute, escapedText } from '../markup.ts'
import { twips } from './looks.ts'
import type { WordPicture } from './pictures.ts'
import { stylesXml } from './styles.ts'

export interface Beside {
  readonly numbering: string | undefined
  readonly comments: string | undefined
  readonly commentsExtended: string | undefined
  readonly pictures: readonly WordPicture[]
  readonly links: readonly { readonly href: string; readonly id: string }[]
  readonly sent: string | undefined
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** Parts by name inside the package. */
export function partsOf(document: Document, body: string, beside: Beside): Map<string, string | Uint8Array> {
  const { width, height, margin, foot } = document.pagePlan
  const footer = foot.other === '' ? undefined : footXml(foot.other)
  const feet = `${footer ? '<w:footerReference w:type="default" r:id="foot"/>' : ''}`
  const first = footer && foot.first === '' ? '<w:titlePg/>' : ''
  const page = `<w:sectPr>${feet}<w:pgSz w:w="${twips(width)}" w:h="${twips(height)}"/><w:pgMar w:top="${twips(margin.top)}" w:right="${twips(margin.right)}" w:bottom="${twips(margin.bottom)}" w:left="${twips(margin.left)}" w:header="720" w:footer="720" w:gutter="0"/>${first}</w:sectPr>`
  const named: [name: string, xml: string | undefined, type: string][] = [
    ['styles', stylesXml(document), 'styles'],
    ['numbering', beside.numbering, 'numbering'],
    ['comments', beside.comments, 'comments'],
    ['commentsExtended', beside.commentsExtended, 'commentsExtended'],
    ['footer1', footer, 'footer'],
  ]
  const own = named.filter((one): one is [string, string, string] => one[1] !== undefined)
  const relations = [
    ...own.map(([name, , type]) => relation(name === 'footer1' ? 'foot' : name, type, `${name}.xml`)),
    ...beside.pictures.map(({ id, name }) => relation(id, 'image', `media/${name}`)),
    ...beside.links.map(({ id, href }) => relation(id, 'hyperlink', href, ' TargetMode="External"')),
    ...(beside.sent === undefined ? [] : [relation('sent', 'customXml', '../customXml/item1.xml')]),
  ]
  const parts: [string, string | Uint8Array][] = [
    ['[Content_Types].xml', typesXml(own)],
    ['_rels/.rels', relationsXml([relation('rId1', 'officeDocument', 'word/document.xml')])],
    [
      'word/document.xml',
      `${head}<w:document xmlns:w="${main}" xmlns:r="${office}/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}${page}</w:body></w:document>`,
    ],
    ['word/_rels/document.xml.rels', relationsXml(relations)],
    ...own.map(([name, xml]): [string, string] => [
      `word/${name}.xml`,
      head + xml.replace(/^<\?xml[^>]*>\s*/, ''),
    ]),
    ...beside.pictures.map(({ name, data }): [string, Uint8Array] => [`word/media/${name}`, data]),
    ...(beside.sent === undefined ? [] : sentParts(beside.sent)),
  ]
  return new Map(parts)
}

/** What Word has had since 2012 has a namespace of its own. */
const since2012 = new Set(['commentsExtended'])

const relation = (id: string, type: string, target: string, mode = ''): string =>
  `<Relationship Id="${id}" Type="${since2012.has(type) ? 'http://schemas.microsoft.com/office/2011' : office}/relationships/${type}" Target="${escapedAttribute(target)}"${mode}/>`

const relationsXml = (list: readonly string[]): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`

function typesXml(own: readonly (readonly [name: string, xml: string, type: string])[]): string {
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
    ['jpg', 'image/jpeg'],
    ['gif', 'image/gif'],
  ].map(([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`)
  const overrides = [['document', 'document.main'], ...own.map(([name, , type]) => [name, type])].map(
    ([name, type]) => `<Override PartName="/word/${name}.xml" ContentType="${wordType}.${type}+xml"/>`,
  )
  return `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join('')}${overrides.join('')}</Types>`
}

/** A part of our own, which Word and LibreOffice keep as it is. */
function sentParts(sent: string): [string, string][] {
  const item = 'customXml/itemProps1.xml'
  return [
    ['customXml/item1.xml', sent],
    [
      item,
      `${head}<ds:datastoreItem ds:itemID="{6F1C1F6B-3B0E-4F0B-9C1D-5E6A7B8C9D01}" xmlns:ds="${office}/customXml"><ds:schemaRefs/></ds:datastoreItem>`,
    ],
    ['customXml/_rels/item1.xml.rels', relationsXml([relation('rId1', 'customXmlProps', 'itemProps1.xml')])],
  ]
}

/** The foot of a page, `{page}` and `{pages}` as fields. */
function footXml(text: string): string {
  const pieces = text.split(/(\{pages?\})/).filter((piece) => piece !== '')
  const runs = pieces.map((piece) => {
    if (piece === '{page}') return field('PAGE')
    return piece === '{pages}'
      ? field('NUMPAGES')
      : `<w:r><w:t xml:space="preserve">${escapedText(piece)}</w:t></w:r>`
  })
  return `<w:ftr xmlns:w="${main}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${runs.join('')}</w:p></w:ftr>`
}

const field = (name: string): string =>
  `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`

/** The file itself. The time is the earliest that a zip can say, read in whatever zone: the library writes local fields. */
export function docxBytes(parts: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const files = [...parts].map(
    ([name, part]) => [name, typeof part === 'string' ? toBytes(part) : part] as const,
  )
  return zipSync(Object.fromEntries(files), { level: 6, mem: 4, mtime: new Date(1980, 0, 1) })
}
