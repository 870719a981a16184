/** marked, with what filings need on top of CommonMark and GFM. The only importer of the parser. */
import { Lexer, Marked, type Token, Tokenizer, type TokenizerExtension, type Tokens } from 'marked'

import type { Budget } from '../diagnostics/budget.ts'

export type { Token, Tokens }

/** Kinds that our extensions add. */
export interface Added {
  readonly type: 'expression' | 'raised' | 'lowered' | 'noteRef' | 'noteDef' | 'span' | 'division'
  readonly raw: string
  readonly text: string
  /** Of a span or division, what stands between its braces. */
  readonly list?: string
  readonly tokens?: Token[]
}

/** A definition; the parser would drop a second one of the same label without a token. */
export type Definition = Tokens.Def & { readonly again?: true }

/** A link or picture; `label` is that of the definition it takes its address from. */
export type Referring<T extends Tokens.Link | Tokens.Image> = T & { readonly label?: string }

const inline = (type: Added['type'], mark: string, pattern: RegExp, parse: boolean): TokenizerExtension => ({
  name: type,
  level: 'inline',
  start: (src) => {
    const found = src.indexOf(mark)
    return found < 0 ? undefined : found
  },
  tokenizer(src) {
    const match = pattern.exec(src)
    if (!match) return undefined
    const text = match[1] ?? ''
    return { type, raw: match[0], text, tokens: parse ? this.lexer.inlineTokens(text) : [] }
  },
})

/** `[^1]: text`, which CommonMark would take for a link definition and drop; runs on over indented lines. */
const noteDef: TokenizerExtension = {
  name: 'noteDef',
  level: 'block',
  // Asked at every block: only the block that begins here can be cut short by a note, and the rest may be long.
  start: (src) => {
    const end = src.indexOf('\n\n')
    const found = (end < 0 ? src : src.slice(0, end)).search(/^ {0,3}\[\^[^\]\s]+\]:/m)
    return found < 0 ? undefined : found
  },
  tokenizer(src) {
    const match =
      /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*((?:.*)(?:\n(?: {2,}|\t).*|\n(?=\n(?: {2,}|\t)\S))*)(?:\n|$)/.exec(src)
    if (!match) return undefined
    const body = (match[2] ?? '').replace(/\n(?: {2,4}|\t)/g, '\n')
    return { type: 'noteDef', raw: match[0], text: match[1] ?? '', tokens: this.lexer.blockTokens(body) }
  },
}

/** Blocks between `::: {.keep}` and `:::`, which belong together. */
const division: TokenizerExtension = {
  name: 'division',
  level: 'block',
  start: (src) => {
    const end = src.indexOf('\n\n')
    const found = (end < 0 ? src : src.slice(0, end)).search(/^:::/m)
    return found < 0 ? undefined : found
  },
  tokenizer(src) {
    const match = /^:::[ \t]*\{([^{}\n]+)\}[ \t]*\n([\s\S]*?\n)?:::[ \t]*(?:\n+|$)/.exec(src)
    if (!match) return undefined
    const [raw, list = '', body = ''] = match
    return { type: 'division', raw, text: '', list, tokens: this.lexer.blockTokens(body) }
  },
}

/** `[text]{.underline}`: text with a look that no sign of Markdown says. */
const span: TokenizerExtension = {
  name: 'span',
  level: 'inline',
  start: (src) => {
    const found = src.search(/\[(?!\^)/)
    return found < 0 ? undefined : found
  },
  tokenizer(src) {
    const match = /^\[((?:[^[\]\\\n]|\\.|\[[^[\]\n]*\]){1,2000})\]\{([^{}\n]{1,200})\}(?!\})/.exec(src)
    if (!match) return undefined
    const [raw, text = '', list = ''] = match
    return { type: 'span', raw, text, list, tokens: this.lexer.inlineTokens(text) }
  },
}

const marked = new Marked({
  gfm: true,
  breaks: false,
  extensions: [
    inline('expression', '{{', /^\{\{((?:[^{}"]|"[^"]*")*)\}\}/, false),
    inline('noteRef', '[^', /^\[\^([^\]\s]+)\]/, false),
    inline('raised', '^', /^\^([^\s^]+)\^/, true),
    inline('lowered', '~', /^~(?!~)([^\s~]+)~(?!~)/, true),
    noteDef,
    span,
    division,
  ],
  tokenizer: {
    // One tilde is a lowered figure here, and only two strike out.
    del(src) {
      return src.startsWith('~~') ? false : undefined
    },
    def(src) {
      const found = Tokenizer.prototype.def.call(this as Tokenizer, src)
      if (!found || !this.lexer.tokens.links[found.tag]) return found ?? false
      const again: Definition = { ...found, tag: `${found.tag}\n${src.length}`, again: true }
      return again
    },
    reflink(src, links) {
      const found = Tokenizer.prototype.reflink.call(this as Tokenizer, src, links)
      if (found?.type !== 'link' && found?.type !== 'image') return found ?? false
      const { reflink, nolink } = this.rules.inline
      const written = reflink.exec(src) ?? nolink.exec(src)
      return { ...found, label: labelOf(written?.[2] || (written?.[1] ?? '')) }
    },
    // A web address in text stays text: EDGAR takes no outside links (EFM 5.2.2).
    url() {
      return undefined
    },
  },
})

/** Labels are compared without regard to case and to how many spaces stand between their words (CommonMark 4.7). */
const labelOf = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase()

/** The parser calls itself for whatever holds other blocks or text, and never further than the budget allows. */
class Bounded extends Lexer {
  readonly #budget: Budget
  #depth = 0

  constructor(budget: Budget) {
    super(marked.defaults)
    this.#budget = budget
  }

  override blockTokens(...given: Parameters<Lexer['blockTokens']>): ReturnType<Lexer['blockTokens']> {
    return this.#deeper(() => super.blockTokens(...given)) as ReturnType<Lexer['blockTokens']>
  }

  override inlineTokens(src: string, into: Token[] = []): Token[] {
    return this.#deeper(() => super.inlineTokens(src, into))
  }

  #deeper<T>(parse: () => T): T {
    this.#budget.step()
    this.#budget.depth(++this.#depth)
    const parsed = parse()
    this.#depth--
    return parsed
  }
}

/** Marks that begin or end something within a paragraph. */
const marks = /[[\]_*`~^<!&\\]/g

/**
 * Top-level tokens; their `raw` joined is the text.
 *
 * @throws FilingError for a text that is nested too deeply, or that has too many marks: within one paragraph the time
 * that the parser takes grows with their square, so that two thousand count as six
 */
export function tokens(text: string, budget: Budget): Token[] {
  for (const part of text.split('\n\n')) {
    const count = part.match(marks)?.length ?? 0
    budget.step(1 + count + Math.floor((count * count) / 1000))
  }
  const lexed = new Bounded(budget).lex(text.replace(itemLike, (mark) => '\ue000'.repeat(mark.length)))
  let at = 0
  return lexed.map((token) => {
    const raw = text.slice(at, at + token.raw.length)
    at += token.raw.length
    return raw === token.raw ? token : { ...token, raw }
  })
}

/** An end mark such as `- 30 -`, which would be a further item of a list before it. */
const itemLike = /(?<=^|\n[ \t]*\n)[-*+][ \t]+(?:30|more|end)[ \t]+[-*+](?=[ \t]*(?:\n[ \t]*\n|\n?$))/gi
