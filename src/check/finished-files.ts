/**
 * Finished files of anybody's: names, bytes, markup, pictures and PDFs of each, then what they say together. The
 * rules on content are those that a filing of ours meets.
 */
import { Budget } from '../diagnostics/budget.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { type Source, type Span, whole } from '../diagnostics/source.ts'
import { editionOn } from '../filing/form-8-k.ts'
import type { Dialect } from '../html/dialect.ts'
import { type Node, parseHtml } from '../html/parse.ts'
import { ofFile } from '../html/read.ts'
import { baseName } from '../paths.ts'
import { dateKey } from './claims.ts'
import { dateOfReport } from './cover-dates.ts'
import { longDate } from './dates-in-text.ts'
import { readFinished } from './finished.ts'
import { fewestWords, type Reading, wordCount } from './passages.ts'
import { type OtherReader, pdfTextOf } from './pdf-text.ts'
import { filersOf } from './registrants.ts'
import { runRules } from './registry.ts'
import { stem } from './rules/file-names.ts'
import type { MarkedUp } from './subjects.ts'
import { submissionsOf } from './submissions.ts'
import { openSubmissions } from './submitted-text.ts'
import { headerIn, taggedReport } from './tagged-reading.ts'
import { type Edge, type Tie, type TieOut, tieOut } from './tie-out.ts'

/** By file name. */
export type Files = ReadonlyMap<string, Uint8Array>

export interface FinishedCheck {
  readonly ties: readonly Tie[]
  /** The graph of figures, when it is asked for. */
  readonly edges: () => readonly Edge[]
}

/** Where no reader of others' PDFs is at hand. */
export const unreadable: OtherReader = () => ({ absent: true })

/**
 * @param readingCopies names of PDFs that are our own reading copies, in which links are meant
 * @param readOther reads PDFs that are not of our making
 */
export function checkFinished(
  given: Files,
  log: Log,
  readingCopies: ReadonlySet<string> = new Set(),
  readOther: OtherReader = unreadable,
): FinishedCheck {
  const { files, header } = openSubmissions(given)
  const readings: Reading[] = []
  const reports: { readonly markup: MarkedUp; readonly reading: Reading }[] = []
  const referred = new Map<string, Span>()
  for (const [path, bytes] of files) {
    const name = baseName(path)
    runRules('name', { name, at: whole({ path, text: '' }) }, log)
    if (/\.(gif|jpg)$/i.test(name)) unlessSpent(() => runRules('picture', { name, bytes }, log), log)
    if (!/\.(htm|txt)$/i.test(name)) continue
    unlessSpent(() => {
      const { markup, reading } = readMarkup({ path, text: unwrapped(decoded(bytes)) }, log)
      runRules('markup', markup, log)
      collectReferred(markup, referred)
      readings.push(reading)
      if (reading.form.startsWith('8-K') && markup.dialect !== 'text') reports.push({ markup, reading })
    }, log)
  }
  for (const [path, bytes] of files) {
    const name = baseName(path)
    if (!/\.pdf$/i.test(name)) continue
    const own = readings.find(({ fileName }) => stem(fileName) === stem(name))
    const document = own?.passages.map(({ text }) => text)
    unlessSpent(() => {
      const text = pdfTextOf(name, bytes, readOther)
      runRules('pdf', { name, bytes, text, readingCopy: readingCopies.has(name), document }, log)
    }, log)
  }
  const companions = companionsIn(files)
  const told = headerIn(companions) ?? header
  for (const { markup, reading } of reports)
    unlessSpent(() => runRules('tagged', taggedReport(markup, reading, companions, told), log), log)
  runRules('files', { names: [...files.keys()].map(baseName), referred }, log)
  const outs = checkContent(readings, log)
  return { ties: outs.flatMap(({ ties }) => ties), edges: () => outs.flatMap((one) => one.edges()) }
}

/** A file that costs too much is told; the others are still looked at. */
function unlessSpent(look: () => void, log: Log): void {
  try {
    look()
  } catch (error) {
    if (!(error instanceof FilingError)) throw error
    log.take(error)
  }
}

/** Schemas and linkbases by name. */
function companionsIn(files: Files): Map<string, string> {
  const found = [...files].filter(([path]) => /\.(?:xsd|xml)$/i.test(path))
  return new Map(found.map(([path, bytes]) => [baseName(path), decoded(bytes)]))
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

/** One finished document: its markup, and its text as passages. */
export function readMarkup(source: Source, log: Log): { markup: MarkedUp; reading: Reading } {
  if (source.path.toLowerCase().endsWith('.txt'))
    return { markup: { source, dialect: 'text', nodes: [] }, reading: readFinished(source, []) }
  // Others leave elements open, which plain HTML allows; only what stands in the tree counts here.
  const dialect = dialectOf(source)
  const budget = new Budget('html', whole(source), log)
  const nodes = parseHtml(source.text, ofFile(source), new Log(), dialect === 'inline', budget)
  return { markup: { source, dialect, nodes }, reading: readFinished(source, nodes) }
}

/** A tagged document names its namespaces, ours its language too; everything else is plain. */
export function dialectOf({ text }: Source): Extract<Dialect, 'plain' | 'inline'> {
  const root = /<html[^<>]*>/i.exec(text.slice(0, 8000))?.[0] ?? ''
  // Copies that others keep may have lost the root; only a tagged document has elements of tagging.
  if (/<ix:(?:header|nonnumeric|nonfraction)\b/i.test(text)) return 'inline'
  return /\sxmlns:ix(?:t|t-sec)?=|inlineXBRL/.test(root) ||
    (/\sxmlns=/.test(root) && /\sxml:lang=/.test(root))
    ? 'inline'
    : 'plain'
}

function collectReferred({ source, nodes }: MarkedUp, out: Map<string, Span>): void {
  const visit = (node: Node): void => {
    if (node.kind === 'text') return
    const { src, href } = node.attributes
    const at = { source, start: node.start, end: Math.min(node.end, node.start + node.name.length + 1) }
    if (node.name === 'img' && src !== undefined && !/^[a-z]+:/i.test(src)) out.set(src.toLowerCase(), at)
    if (node.name === 'a' && href !== undefined && /^[^#:/]+\.(htm|pdf|txt)/i.test(href))
      out.set((href.split('#')[0] ?? '').toLowerCase(), at)
    node.children.forEach(visit)
  }
  nodes.forEach(visit)
}

/** Each report with what belongs to it is checked for itself. */
function checkContent(readings: readonly Reading[], log: Log): readonly TieOut[] {
  for (const reading of readings) runRules('reading', reading, log)
  return submissionsOf(readings).flatMap(({ report, exhibits }) => {
    const found = dateOfReport(report?.passages.filter(({ part }) => part === 'cover-page') ?? [])
    const head = report?.passages[0]?.place(0, 1)
    // An exhibit of another maker may not say its number; it is read as a release.
    const releases = exhibits
      .filter(({ form }) => form === 'EX-' || form.startsWith('EX-99'))
      .filter(({ passages }) => wordCount(passages) >= fewestWords)
    // Before the form was as it is known here, no other rule about it holds.
    const formKnown = !found || editionOn(found.date) !== undefined
    const ties = tieOut({
      report: formKnown ? report : undefined,
      releases,
      others: exhibits.filter((one) => !releases.includes(one)),
      dates: found ? [dateKey(longDate(found.date))] : [],
    })
    runRules(
      'submission',
      {
        report,
        exhibits,
        unread: new Set(),
        date: found?.date,
        formKnown,
        filing: undefined,
        place: () => head,
        ties,
        filers: filersOf(undefined, report),
      },
      log,
    )
    return [ties]
  })
}
