/**
 * Documents found in a source -> the files of a content folder, and what of the source went where.
 *
 * Pure. What the source says stays as it is, its typing errors too; what was guessed is told. Building the
 * content and comparing the words is the command's (commands/import.ts).
 */
import type { IsoDate } from '../filing/dates.ts'
import { exhibitsItem, itemOn } from '../filing/form-8-k.ts'
import { ImportError, type Loss, textOfBlocks } from './found.ts'
import type { Opened, OpenedDocument } from './open.ts'
import { type CoverFacts, coverOf } from './recognise/cover.ts'
import { exhibitsOf, exhibitsWithin, type FoundExhibit } from './recognise/exhibits.ts'
import { type Flow, flowOf } from './recognise/flow.ts'
import { setFurnitureAside } from './recognise/furniture.ts'
import { type Parts, partsOf } from './recognise/parts.ts'
import { releaseOf } from './recognise/release.ts'
import { signatureOf } from './recognise/signature.ts'
import { facts } from './write/facts.ts'
import { markdownOf } from './write/markdown.ts'
import { type Printed, partialOf } from './write/partials.ts'
import { yamlOf } from './write/yaml.ts'

export interface Imported {
  readonly slug: string
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Templates that print cover page, exhibit index and signatures in the words of the source. */
  readonly partials: ReadonlyMap<string, string>
  /** The words of each document of the source, by the name of the document that is built of it. */
  readonly texts: ReadonlyMap<string, string>
  readonly losses: readonly (Loss & { readonly file: string })[]
  readonly left: Opened['left']
  readonly tables: readonly FoundTableText[]
  readonly cover: CoverFacts
  readonly exhibits: readonly FoundExhibit[]
  /** What was imported, in words. */
  readonly about: string
  /** What the source does not say for certain. */
  readonly guesses: readonly string[]
}

export interface FoundTableText {
  /** Name of the document that is built of it. */
  readonly document: string
  readonly columns: number
  /** The texts of each row, each with the column it stands in. */
  readonly rows: readonly (readonly PlacedText[])[]
}

/** A text of a table and its column, from 0. */
export interface PlacedText {
  readonly column: number
  readonly text: string
}

/** @throws ImportError where the source holds no Form 8-K with a date of report */
export function importFiling(opened: Opened, wanted?: string): Imported {
  const main = opened.documents.find(
    ({ type, found }) => /^8-K/.test(type) || isReport(textOfBlocks(found.blocks.slice(0, 60))),
  )
  if (!main)
    throw new ImportError(
      'no Form 8-K was found',
      'a report has "FORM 8-K" and "(Exact name of registrant as specified in its charter)" on its first page',
    )
  const aside = setFurnitureAside(main.found.blocks)
  const missing = new Set<string>()
  const flow = brought(flowOf(aside.blocks), opened, missing)
  const whole = partsOf(flow)
  const cover = coverOf(whole.cover, main.found.facts, opened.header)
  const date = cover.reportDate
  if (date === undefined) throw new ImportError(`${main.name} has no date of report that can be read`)
  const nine = whole.items.find(({ number }) => number === exhibitsItem(date as IsoDate))
  const list = exhibitsOf(nine?.flow ?? [])
  // A list behind the signatures of a report without Item 9.01 and exhibits names what was filed before.
  const behindList = nine || opened.documents.length > 1 ? exhibitsOf(whole.after).exhibits : []
  const listed = list.exhibits.length > 0 ? list.exhibits : behindList
  const others = exhibitDocuments(opened, main, listed)
  const known = others.map(({ number }) => number)
  const [signed, behind] = [exhibitsWithin(whole.signature, known), exhibitsWithin(whole.after, known)]
  const within = [...signed.within, ...behind.within]
  const parts = { ...whole, signature: signed.rest, after: behind.rest }
  const files = new Map<string, string>()
  const inside = new Set(within.flatMap(({ body }) => body))
  const own = flow.filter((block) => !inside.has(block))
  const texts = new Map<string, string>([['8-k.htm', wordsOf(own, parts)]])
  const losses = [...main.found.losses, ...aside.losses].map((loss) => ({ ...loss, file: main.name }))
  const tables = tablesIn(bodies(parts, list.before, date as IsoDate), '8-k.htm')
  const read = others.map(({ number, document }) => {
    const found = setFurnitureAside(document.found.blocks)
    losses.push(
      ...[...document.found.losses, ...found.losses].map((loss) => ({ ...loss, file: document.name })),
    )
    return { number, body: brought(flowOf(found.blocks), opened, missing) }
  })
  for (const { number, body } of [...read, ...within]) {
    const name = nameOf(number)
    const { body: text, ...release } = releaseOf(body, number)
    files.set(`${name}.md`, `---\n${yamlOf(release)}---\n\n${markdownOf(text)}`)
    texts.set(`${name}.htm`, textOfFlow(body))
    tables.push(...tablesIn(text, `${name}.htm`))
  }
  const exhibits = withUnlisted(
    listed,
    [...others, ...within].map(({ number }) => number),
  )
  files.set('filing.yaml', facts(cover, exhibits, signatureOf(parts.signature), opened.header))
  files.set('8-k.md', itemsText(parts, list.before, date as IsoDate))
  return {
    slug: wanted ?? slugOf(cover.name ?? 'filing', date),
    files: new Map([
      ...[...files].map(([name, text]) => [name, new TextEncoder().encode(text)] as const),
      ...usedPictures(opened, files),
    ]),
    partials: partialsOf(parts, list.list, cover),
    texts,
    losses,
    left: [
      ...opened.left,
      ...[...missing].map((name) => ({ name, why: 'the picture is not among the sources' })),
    ],
    tables,
    cover,
    exhibits,
    about: aboutOf(cover, parts, exhibits),
    guesses: guessesOf(cover, opened, within.length),
  }
}

/** A flow without the pictures that were not brought, which would keep it from being built. */
function brought(flow: readonly Flow[], { pictures }: Opened, missing: Set<string>): Flow[] {
  return flow.filter((block) => {
    if (block.type !== 'image' || pictures.has(block.file)) return true
    missing.add(block.file)
    return false
  })
}

const isReport = (text: string) => /form\s+8-k/i.test(text) && /exact name of (?:the )?registrant/i.test(text)

/** Exhibits that are documents, each with its number: the source's type, its head, or the next that is listed. */
function exhibitDocuments(
  { documents }: Opened,
  main: OpenedDocument,
  listed: readonly FoundExhibit[],
): { number: string; document: OpenedDocument }[] {
  const taken = new Set<string>()
  return documents
    .filter((document) => document !== main)
    .map((document) => {
      const typed = /^EX-(\d{1,3}(?:\.\d{1,3})?)/i.exec(document.type)?.[1]
      const headed = /exhibit\s+(\d{1,3}\.\d{1,3})/i.exec(
        textOfBlocks(document.found.blocks.slice(0, 6)),
      )?.[1]
      const named = /ex(\d{2})[-_.]?(\d{1,2})/i.exec(document.name)
      const guess = [
        typed,
        headed,
        named ? `${named[1]}.${named[2]}` : undefined,
        ...listed.map(({ number }) => number).filter((number) => number.startsWith('99')),
        ...Array.from({ length: 99 }, (_, index) => `99.${index + 1}`),
      ].find((one) => one !== undefined && /\./.test(one) && !taken.has(one))
      const number = guess ?? '99'
      taken.add(number)
      return { number, document }
    })
}

const nameOf = (number: string) => `ex${number.replace(/\./g, '-')}`

function withUnlisted(listed: readonly FoundExhibit[], numbers: readonly string[]): FoundExhibit[] {
  const missing = numbers.filter((number) => !listed.some((one) => one.number === number))
  return [...listed, ...missing.map((number) => ({ number, title: `Exhibit ${number}` }))]
}

function itemsText({ items }: Parts, before: readonly Flow[], date: IsoDate): string {
  const texts = items.map(({ number, heading, flow }) => {
    const row = itemOn(number, date)
    const official = row !== undefined && heading === `Item ${number} ${row.caption}`
    const head = official ? `# Item ${number}` : `# ${heading} {as-filed}`
    const body = markdownOf(number === exhibitsItem(date) ? before : flow)
    return body === '' ? `${head}\n` : `${head}\n\n${body}`
  })
  return texts.join('\n')
}

function partialsOf(parts: Parts, index: readonly Flow[], cover: CoverFacts): Map<string, string> {
  const printed = printedFacts(cover)
  return new Map([
    ['partials/cover-page.hbs', partialOf(parts.cover, printed, 'The cover page')],
    ['partials/exhibit-index.hbs', partialOf(index, new Map(), 'The list of exhibits')],
    [
      'partials/signature-block.hbs',
      partialOf([...parts.signature, ...parts.after], new Map(), 'The signatures'),
    ],
  ])
}

function aboutOf(
  { form, name, reportDate }: CoverFacts,
  { items }: Parts,
  exhibits: readonly FoundExhibit[],
): string {
  const numbers = (word: string, list: readonly { readonly number: string }[]) =>
    list.length === 0
      ? []
      : [`${word}${list.length > 1 ? 's' : ''} ${list.map(({ number }) => number).join(', ')}`]
  return [
    `${form} of ${reportDate}`,
    name ?? 'no name',
    ...numbers('Item', items),
    ...numbers('Exhibit', exhibits),
  ].join('; ')
}

/** Facts of the cover page that were not found and stand as placeholders, and exhibits that were not brought. */
function guessesOf(cover: CoverFacts, { documents, header }: Opened, within: number): string[] {
  const needed = ['name', 'jurisdiction', 'fileNumber', 'ein', 'address', 'phone'] as const
  const missing = needed.filter((key) => cover[key] === undefined)
  return [
    ...missing.map((key) => `${key} was not found on the cover page and is a placeholder`),
    ...headerOtherwise(cover, header),
    ...(documents.length + within === 1 ? ['the exhibits were not among the sources'] : []),
  ]
}

/** Facts that the header of the submission states otherwise than the page, whose words were filed. */
function headerOtherwise(cover: CoverFacts, header: Opened['header']): string[] {
  const stated = [
    ['the date of the report', cover.reportDate, 'CONFORMED PERIOD OF REPORT'],
    ['ein', cover.ein, 'IRS NUMBER'],
  ] as const
  return stated.flatMap(([what, printed, name]) => {
    const said = header.find((line) => line.name === name)?.value
    if (!said || !printed || said.replace(/\D/g, '') === printed.replace(/\D/g, '')) return []
    return [`${what} is ${printed} on the page and ${said} in the header; the page's stands`]
  })
}

/** Facts as the cover prints them, where their letters cannot be met by chance. */
function printedFacts({ name, fileNumber, ein, jurisdiction }: CoverFacts): Printed {
  const entries: [string | undefined, string][] = [
    [name, '{{registrant.name}}'],
    [fileNumber, '{{registrant.fileNumber}}'],
    [ein, '{{registrant.ein}}'],
    [jurisdiction, '{{registrant.jurisdiction}}'],
  ]
  return new Map(
    entries.filter((entry): entry is [string, string] => entry[0] !== undefined && entry[0].length > 3),
  )
}

/** Words of the report in the order in which it is rebuilt; the table of contents is not. */
function wordsOf(flow: readonly Flow[], { contents }: Parts): string {
  return textOfFlow(flow.filter((block) => !contents.includes(block)))
}

export function textOfFlow(flow: readonly Flow[]): string {
  return flow
    .map((block) => {
      if (block.type === 'text')
        return `${block.label ?? ''} ${textOfBlocks([{ ...block, type: 'text', firstLine: 0 }])}`.trim()
      return block.type === 'table' ? textOfBlocks([block.source]) : ''
    })
    .filter((text) => text !== '')
    .join('\n')
}

/** What goes into `8-k.md`: texts of items without the list of exhibits. */
function bodies({ items }: Parts, before: readonly Flow[], date: IsoDate): readonly Flow[] {
  return items.flatMap(({ number, flow }) => (number === exhibitsItem(date) ? before : flow))
}

function tablesIn(flow: readonly Flow[], document: string): FoundTableText[] {
  return flow.flatMap((block) => {
    if (block.type !== 'table') return []
    const rows = block.grid.rows.map(({ cells }) => cells.map(({ column, text }) => ({ column, text })))
    return [{ document, columns: block.grid.columns, rows }]
  })
}

function usedPictures({ pictures }: Opened, files: ReadonlyMap<string, string>): [string, Uint8Array][] {
  return [...pictures].filter(([name]) => [...files.values()].some((text) => text.includes(`(${name})`)))
}

export function slugOf(name: string, date: string): string {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter((word) => word !== '' && !/^(?:the|inc|corp|corporation|company|co|ltd|llc|plc|lp)$/.test(word))
  return `${words.slice(0, 3).join('-') || 'filing'}-${date}`
}
