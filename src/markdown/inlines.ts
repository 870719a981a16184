/** Inline tokens -> inlines with spans. */
import { decodeHTMLStrict } from 'entities'
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import { checkBox, lineBreak, link, marked, noteRef, text } from '../document/build.ts'
import type { Inline, Origin } from '../document/document.ts'
import { doubtInline } from './doubts.ts'
import type { Locator } from './locate.ts'
import { noteName } from './notes.ts'
import type { Added, Referring, Token, Tokens } from './parser.ts'

export interface MarkdownReading {
  readonly at: Locator
  readonly log: Log
  /** Called for each footnote reference; gives its printed label. */
  readonly noteLabel: (id: string, at: Span, inTable?: boolean) => string
  /** Labels of the definitions that links take their addresses from. */
  readonly referred: Set<string>
}

const doubtful = /^(?:em|strong|lowered)$/

const authored = (span: Span): Origin => ({ kind: 'authored', span })

export function readInlines(tokens: readonly Token[], reading: MarkdownReading): Inline[] {
  return tokens.flatMap((token, index) => {
    if (doubtful.test(token.type)) {
      const [before, after] = [tokens[index - 1]?.raw ?? '', tokens[index + 1]?.raw ?? '']
      doubtInline(token, before, after, reading.at.peek(token.raw), reading.log)
    }
    return readInline(token as Token | Added, reading)
  })
}

function readInline(token: Token | Added, reading: MarkdownReading): Inline[] {
  const { at, log } = reading
  switch (token.type) {
    case 'text':
      return 'tokens' in token && token.tokens
        ? readInlines(token.tokens, reading)
        : lines(token.raw, reading)
    case 'escape':
      return [text((token as Tokens.Escape).text, authored(at.line(token.raw)))]
    case 'expression':
      return [text(token.raw, authored(at.line(token.raw)))]
    case 'strong':
      return [marked('strong', inner(token as Tokens.Strong, reading))]
    case 'em':
      return [marked('emphasis', inner(token as Tokens.Em, reading))]
    case 'raised':
      return [marked('raised', inner(token as Added, reading))]
    case 'lowered':
      return [marked('lowered', inner(token as Added, reading))]
    case 'br':
      return [lineBreak]
    case 'checkbox':
      return [
        checkBox((token as Tokens.Checkbox).checked, authored(at.line(token.raw.trim()))),
        text('\u00a0', authored(at.peek(''))),
      ]
    case 'span':
      return readSpan(token as Added, reading)
    case 'noteRef': {
      const span = at.line(token.raw)
      const id = (token as Added).text
      return [marked('raised', [noteRef(noteName(id), reading.noteLabel(id, span), authored(span))])]
    }
    case 'link':
      return readLink(token as Referring<Tokens.Link>, reading)
    case 'image':
      log.add(
        'M010',
        at.line(firstLine(token.raw)),
        'a picture stands in the text',
        'put it in a paragraph of its own',
      )
      return []
    case 'codespan':
      log.add(
        'M002',
        at.line(token.raw),
        'code has no place in a filing',
        'write the words without backquotes',
      )
      return []
    case 'del':
      log.add(
        'M013',
        at.line(firstLine(token.raw)),
        'text is struck out',
        'delete it; redlines are made by filingpress diff',
      )
      return []
    case 'html':
      log.add(
        'M001',
        at.line(firstLine(token.raw)),
        'raw HTML is not accepted',
        'write Markdown; for a literal < write &lt;',
      )
      return []
    default:
      return lines(token.raw, reading)
  }
}

const spanLooks = { underline: 'underline', 'small-caps': 'small-caps' } as const

/** Text in the looks that stand in braces behind it; no other attribute has a meaning for it. */
function readSpan(token: Added, reading: MarkdownReading): Inline[] {
  const place = reading.at.peek(token.raw)
  const inlines = inner(token, reading)
  reading.at.line(`]{${token.list ?? ''}}`)
  return (token.list ?? '').split(/\s+/).reduceRight<Inline[]>((within, name) => {
    const look = Object.entries(spanLooks).find(([key]) => `.${key}` === name)?.[1]
    if (look) return [marked(look, within)]
    if (name !== '')
      reading.log.add(
        'M009',
        place,
        `"${name}" has no meaning for words in a paragraph`,
        'write [text]{.underline} or [text]{.small-caps}',
      )
    return within
  }, inlines)
}

function firstLine(raw: string): string {
  return raw.trim().split('\n', 1)[0] ?? ''
}

function inner(
  token: { readonly tokens?: readonly Token[] | undefined },
  reading: MarkdownReading,
): Inline[] {
  return readInlines(token.tokens ?? [], reading)
}

/** Text line by line, because each line has its own place; a line end is a space. */
function lines(raw: string, { at }: MarkdownReading): Inline[] {
  const parts = raw.split('\n')
  return parts.flatMap((part, index) => {
    const kept = index > 0 ? part.trimStart() : part
    const span = at.line(kept)
    const value = decoded(kept) + (index < parts.length - 1 ? ' ' : '')
    return value === '' ? [] : [text(value, authored(span))]
  })
}

function decoded(raw: string): string {
  return raw.includes('&') ? decodeHTMLStrict(raw) : raw
}

/** Notes which definition a link or picture asks for, and tells of a title, which no document shows. */
export function referTo(
  { label, title }: Referring<Tokens.Link | Tokens.Image>,
  at: Span,
  { log, referred }: Pick<MarkdownReading, 'log' | 'referred'>,
): void {
  if (label !== undefined) referred.add(label)
  else if (title)
    log.add(
      'M013',
      at,
      `the title "${title}" would not be printed`,
      'write it as text, or delete it; a title is what stands in quotation marks behind an address',
    )
}

function readLink(token: Referring<Tokens.Link>, reading: MarkdownReading): Inline[] {
  const { at, log } = reading
  if (token.raw.startsWith('<')) return [text(token.text, authored(at.line(token.text)))]
  const place = at.peek(token.raw)
  referTo(token, place, reading)
  const inlines = inner(token, reading)
  if (!token.raw.includes('\n')) at.moveTo(Math.max(at.at, place.start + token.raw.length))
  if (!/^(#[\w-]+|[a-z0-9][\w.-]*\.(htm|pdf|txt|jpg|gif)|https?:\/\/\S+|mailto:\S+)$/.test(token.href)) {
    log.add(
      'M010',
      place,
      `"${token.href}" is not an address that a filing can link to`,
      'link to #place, a file of the filing, or https://…',
    )
    return inlines
  }
  return [link(token.href, inlines)]
}
