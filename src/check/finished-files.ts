/**
 * Finished files of anybody's: names, bytes, markup, pictures and PDFs of each, then what they say together. The
 * rules on content are those that a filing of ours meets.
 */
import { Log } from '../diagnostics/log.ts'
import { type Source, type Span, whole } from '../diagnostics/source.ts'
import type { IsoDate } from '../filing/dates.ts'
import { editionOn } from '../filing/form-8-k.ts'
import type { Dialect } from '../html/dialect.ts'
import { type Node, parseHtml } from '../html/parse.ts'
import { ofFile } from '../html/read.ts'
import { checkCharacters } from './characters.ts'
import { dateKey } from './claims.ts'
import { checkCover, dateOfReport } from './cover.ts'
import { longDate } from './dates-in-text.ts'
import { readFinished } from './finished.ts'
import { checkHidden } from './hidden.ts'
import { checkHygiene } from './hygiene.ts'
import { checkInline } from './inline.ts'
import { checkItems } from './item-rules.ts'
import { checkLabel, checkListing } from './listing.ts'
import { checkMakers } from './makers.ts'
import { checkName, checkNames, stem } from './names.ts'
import { checkOutlook } from './outlook.ts'
import type { Reading } from './passages.ts'
import { checkPdf, checkPdfWords } from './pdf.ts'
import { checkPicture } from './pictures.ts'
import { checkPlain } from './plain.ts'
import { checkSignature } from './signature.ts'
import { type Tie, tieOut } from './tie-out.ts'

/** By file name. */
export type Files = ReadonlyMap<string, Uint8Array>

export interface FinishedCheck {
  readonly ties: readonly Tie[]
}

/** @param reading names of PDFs that are our own reading copies, in which links are meant */
export function checkFinished(
  files: Files,
  log: Log,
  reading: ReadonlySet<string> = new Set(),
): FinishedCheck {
  const readings: Reading[] = []
  const referred = new Set<string>()
  for (const [path, bytes] of files) {
    const name = path.split('/').at(-1) ?? path
    checkName(name, whole({ path, text: '' }), log)
    if (/\.(htm|txt)$/i.test(name))
      readings.push(checkDocument({ path, text: unwrapped(decoded(bytes)) }, referred, log))
    else if (/\.pdf$/i.test(name)) checkPdf(name, bytes, log, reading.has(name))
    else if (/\.(gif|jpg)$/i.test(name)) checkPicture(name, bytes, log)
  }
  checkNames(
    [...files.keys()].map((path) => path.split('/').at(-1) ?? path),
    log,
  )
  for (const [path, bytes] of files) {
    if (!/\.pdf$/i.test(path)) continue
    const name = path.split('/').at(-1) ?? path
    const own = readings.find(({ fileName }) => stem(fileName) === stem(name))
    if (own)
      checkPdfWords(
        name,
        bytes,
        own.passages.map(({ text }) => text),
        log,
      )
  }
  if (files.size > 1) checkAttached(files, referred, log)
  return { ties: checkContent(readings, log) }
}

/** UTF-8 where it is, else byte by byte, so that every wrong character has its place. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

/** EDGAR's archive wraps each document in `<DOCUMENT>…<TEXT>`: blanked, so that places stay true. */
function unwrapped(text: string): string {
  const head = /^\s*<DOCUMENT>[\s\S]*?<TEXT>/i.exec(text)
  if (!head) return text
  const blank = (part: string) => part.replace(/[^\n]/g, ' ')
  const end = /<\/TEXT>\s*(?:<\/DOCUMENT>\s*)?$/i.exec(text)
  const until = end?.index ?? text.length
  return blank(head[0]) + text.slice(head[0].length, until) + blank(text.slice(until))
}

/** One document's bytes and markup. */
export function checkDocument(source: Source, referred: Set<string>, log: Log): Reading {
  const dialect = dialectOf(source)
  checkCharacters(source, dialect, log)
  if (source.path.toLowerCase().endsWith('.txt')) return readFinished(source, [])
  let nodes: readonly Node[]
  if (dialect === 'inline') nodes = checkInline(source, log)
  else {
    // Others leave elements open, which plain HTML allows; only what stands in the tree counts here.
    nodes = parseHtml(source.text, ofFile(source), new Log())
    checkPlain(source, nodes, log)
  }
  checkHidden(source, nodes, log)
  checkMakers(source, log)
  collectReferred(nodes, referred)
  return readFinished(source, nodes)
}

/** A tagged document names its namespaces, ours its language too; everything else is plain. */
export function dialectOf({ text }: Source): Extract<Dialect, 'plain' | 'inline'> {
  const root = /<html[^>]*>/i.exec(text.slice(0, 8000))?.[0] ?? ''
  return /\sxmlns:ix(?:t|t-sec)?=|inlineXBRL/.test(root) ||
    (/\sxmlns=/.test(root) && /\sxml:lang=/.test(root))
    ? 'inline'
    : 'plain'
}

function collectReferred(nodes: readonly Node[], out: Set<string>): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue
    const { src, href } = node.attributes
    if (node.name === 'img' && src !== undefined && !/^[a-z]+:/i.test(src)) out.add(src.toLowerCase())
    if (node.name === 'a' && href !== undefined && /^[^#:/]+\.(htm|pdf|txt)/i.test(href))
      out.add((href.split('#')[0] ?? '').toLowerCase())
    collectReferred(node.children, out)
  }
}

/** Every file referred to is there; every picture there is referred to. */
function checkAttached(files: Files, referred: ReadonlySet<string>, log: Log): void {
  const names = new Set([...files.keys()].map((path) => (path.split('/').at(-1) ?? path).toLowerCase()))
  for (const name of referred) {
    if (!names.has(name)) log.add('K104', undefined, `${name} is referred to and not attached`)
  }
  for (const path of files.keys()) {
    const name = (path.split('/').at(-1) ?? path).toLowerCase()
    if (/\.(gif|jpg)$/.test(name) && !referred.has(name))
      log.add('K104', whole({ path, text: '' }), `${name} is attached and no document shows it`)
  }
}

/** Fewer words than this are no text: a picture stands for it, and nothing can be tied to a picture. */
const fewestWords = 12
const wordCount = ({ passages }: Reading): number =>
  passages.reduce((sum, { text }) => sum + text.split(' ').length, 0)

function checkContent(readings: readonly Reading[], log: Log): readonly Tie[] {
  const report = readings.find(({ form }) => form.startsWith('8-K'))
  const exhibits = readings.filter((one) => one !== report)
  for (const exhibit of exhibits) {
    checkLabel(exhibit, undefined, log)
    const words = wordCount(exhibit)
    if (words < fewestWords)
      log.add(
        'K094',
        exhibit.passages[0]?.place(0, 1) ?? whole({ path: exhibit.fileName, text: '' }),
        `${exhibit.fileName} has ${words} words: is its text a picture?`,
      )
  }
  checkOutlook(exhibits, log)
  checkHygiene(readings, log)
  if (!report) return []
  const cover = report.passages.filter(({ part }) => part === 'cover-page')
  const found = dateOfReport(cover)
  const head: Span = cover[0]?.place(0, 1) ?? whole({ path: report.fileName, text: '' })
  checkCover(report, { date: found?.date, missing: () => head }, log)
  // Before the form was as it is known here, no other rule about it holds.
  if (found && !editionOn(found.date)) return []
  checkItems(report, found?.date, log)
  const linked = (found?.date ?? ('9999-12-31' as IsoDate)) >= '2017-09-01'
  checkListing(
    report,
    { exhibits: new Map(exhibits.map((one) => [one.fileName.toLowerCase(), one])), linked },
    log,
  )
  checkSignature(report, undefined, log)
  // An exhibit of another maker may not say its number; it is read as a release.
  const releases = exhibits
    .filter(({ form }) => form === 'EX-' || form.startsWith('EX-99'))
    .filter((one) => wordCount(one) >= fewestWords)
  return tieOut(report, releases, found ? [dateKey(longDate(found.date))] : [], log)
}
