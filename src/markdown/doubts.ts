/**
 * Marks of Markdown where a character may have been meant: `* A measure that is not GAAP`, a line that begins with
 * `- 5%`, `5*3*2`, `~5%-~7%`; and lines that run together in one paragraph where lines were meant. Each is told with
 * the spelling that prints it.
 */
import type { Log } from '../diagnostics/log.ts'
import { type Span, span } from '../diagnostics/source.ts'
import type { Token, Tokens } from './parser.ts'

/** A figure, as against the first words of an item. */
const figure = /^[$\u20ac\u00a3(]{0,2}\d/
/** A note sign behind a word: what stands behind such a sign elsewhere may be its note. */
export const noteSign = /[\p{L}\p{N})%]\*(?=[\s.,;:)|]|$)/u

interface Around {
  readonly log: Log
  /** The block before, if no empty line stands between. */
  readonly before: Token | undefined
  /** Whether a word of the text has a note sign. */
  readonly hasNoteSigns: boolean
}

/** Tells of a block that may have been meant as text. */
export function doubtBlock(token: Token, place: Span, around: Around): void {
  switch (token.type) {
    case 'list':
      return doubtList(token as Tokens.List, place, around)
    case 'blockquote':
      if (figure.test((token as Tokens.Blockquote).text)) tell(place, '>', 'makes a quotation', around.log)
      return
    case 'heading':
      return doubtHeading(token as Tokens.Heading, place, around)
    case 'paragraph':
      return doubtLines(token as Tokens.Paragraph, place, around.log)
  }
}

function doubtList(
  { raw, items, ordered }: Tokens.List,
  place: Span,
  { log, before, hasNoteSigns }: Around,
): void {
  const marker = /^\s*(\S+)/.exec(raw)?.[1] ?? ''
  const [first] = items
  const last = before?.type === 'paragraph' ? before.raw.trimEnd() : undefined
  const runsOn = last !== undefined && !/[:.;!?)\u2014]$/.test(last)
  const single = items.length === 1
  const what = ordered ? 'begins a numbered list' : 'becomes a bullet'
  if (
    runsOn ||
    (!ordered && single && figure.test(first?.text ?? '')) ||
    (ordered && single && /^\d{4}/.test(marker))
  )
    tell(place, marker, what, log)
  else if (/^[*+]$/.test(marker) && (single || (marker === '*' && hasNoteSigns)))
    tell(place, marker, what, log)
}

/** `Text` over `---`, and a `#` at the end of a heading: both would vanish. */
function doubtHeading({ raw, depth }: Tokens.Heading, place: Span, { log, before }: Around): void {
  const [text = '', under] = raw.trimEnd().split('\n').slice(-2)
  if (under !== undefined && /^ {0,3}(?:=+|-+)\s*$/.test(under)) {
    if (raw.trimEnd().split('\n').length > 2 || text.length > 90 || /[.;:,]\s*$/.test(text))
      log.add(
        'M035',
        place,
        `the line "${under.trim()}" makes a heading of the text above it`,
        'leave a line empty between them; a heading is written # Heading',
      )
    return
  }
  const closing = /\s(#+)\s*$/.exec(raw.trimEnd())?.[1]
  if (closing !== undefined && closing.length !== depth)
    tell(place, '#', 'at the end of a heading is not printed', log)
  else if (before?.type === 'paragraph') tell(place, '#', 'makes a heading of this line', log)
}

/** Emphasis that begins or ends inside a word, or has nothing but signs at its edge: its marks were characters. */
export function doubtInline(token: Token, before: string, after: string, place: Span, log: Log): void {
  const text = (token as { readonly text?: string }).text ?? ''
  if (token.type === 'em' || token.type === 'strong') {
    const inWord = /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after)
    if (inWord || /^[),.;:%]/.test(text) || /[($]$/.test(text)) {
      const mark = token.raw.slice(0, token.type === 'em' ? 1 : 2)
      tell(place, mark, token.type === 'em' ? 'makes italics' : 'makes bold type', log)
    }
  } else if ((token.type as string) === 'lowered' && !/\S$/.test(before))
    tell(place, '~', 'lowers what follows', log)
}

function tell(place: Span, mark: string, what: string, log: Log): void {
  const escaped = mark.replace(/[*_~>#+-]/g, '\\$&').replace(/^(\d+)([.)])$/, '$1\\$2')
  const found = place.source.text.indexOf(mark, place.start)
  const at = found < 0 || found > place.end ? place : span(place.source, found, found + mark.length)
  log.add(
    'M035',
    at,
    `this "${mark}" ${what}${/not printed/.test(what) ? '' : ', and may have been meant as text'}`,
    `as text it is written ${escaped}; a list or quotation has an empty line before it`,
  )
}

const enumerator =
  /^(?:\(?(?:[a-z]|[ivx]{1,4}|[A-Z]|\d{1,2})[.)]|[\u2022\u2013\u2014\u25cf\u25aa\u00b7])[ \t]+\S/
/** Longer lines are wrapped text. */
const shortLine = 48

/** Lines that Markdown joins: items without list marks, a signature, an address. */
function doubtLines({ raw }: Tokens.Paragraph, place: Span, log: Log): void {
  const lines = raw.trimEnd().split('\n')
  if (lines.length < 2 || lines.some((line) => /(?: {2}|\\)$/.test(line) || line.includes('{{'))) return
  const listed = lines.filter((line) => enumerator.test(line.trim())).length
  const short = lines.every((line) => line.length <= shortLine && /^\s*[\p{Lu}\p{N}/(]/u.test(line))
  const titled = lines.every((line) => line.trim().split(/\s+/).every(isTitle) && !/[.;]$/.test(line.trim()))
  if (listed >= 2)
    log.add(
      'M036',
      place,
      `${lines.length} lines run together in one paragraph`,
      'write items as a list, "- (a) one"; a line that ends with \\ ends there in print too',
    )
  else if (short && (titled || (lines.length > 2 && !lines.slice(0, -1).some((line) => /[.;,]$/.test(line)))))
    log.add(
      'M036',
      place,
      `${lines.length} lines run together in one paragraph`,
      'end each line with \\ to keep it a line of its own, or leave a line empty between them',
    )
}

const isTitle = (word: string): boolean => /^(?:[\p{Lu}\p{N}/&(].*|of|and|the|for|to)$/u.test(word)
