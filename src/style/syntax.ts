/**
 * CSS as blocks and declarations, by the tokens of CSS Syntax Level 3: what stands in a string or comment ends nothing.
 * The only importer of the tokenizer.
 */
import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer'
import type { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, span } from '../diagnostics/source.ts'

export interface Declaration {
  readonly name: string
  readonly value: string
  readonly at: Span
}

/** `head { declarations; @box { … } }`. */
export interface Block {
  readonly head: string
  /** The head cut at its commas. */
  readonly selectors: readonly string[]
  /** The head, where it stands. */
  readonly at: Span
  readonly declarations: readonly Declaration[]
  /** Blocks within, as those of `@page`. */
  readonly blocks: readonly Block[]
}

/** @throws FilingError for a style sheet that costs more than the budget */
export function blocksIn(source: Source, budget: Budget, log: Log): readonly Block[] {
  const tokens = tokenize(
    { css: source.text },
    {
      onParseError: ({ sourceStart }) =>
        log.add(
          'S001',
          span(source, sourceStart, sourceStart + 1),
          'a string or comment is not closed',
          'end it on the line where it begins',
        ),
    },
  )
  return new Reader(tokens, source, budget, log).blocks()
}

const text = (tokens: readonly CSSToken[]): string =>
  tokens
    .map((token) => (token[0] === TokenType.Comment ? ' ' : token[1]))
    .join('')
    .trim()

const blank = ([type]: CSSToken): boolean => type === TokenType.Whitespace || type === TokenType.Comment

class Reader {
  readonly #tokens: readonly CSSToken[]
  readonly #source: Source
  readonly #budget: Budget
  readonly #log: Log
  #at = 0

  constructor(tokens: readonly CSSToken[], source: Source, budget: Budget, log: Log) {
    this.#tokens = tokens
    this.#source = source
    this.#budget = budget
    this.#log = log
  }

  get #token(): CSSToken | undefined {
    return this.#tokens[this.#at]
  }

  #type(): TokenType {
    return this.#token?.[0] ?? TokenType.EOF
  }

  blocks(): Block[] {
    const found: Block[] = []
    for (;;) {
      this.#skipBlanks()
      const token = this.#token
      if (!token || token[0] === TokenType.EOF) return found
      const block = this.#block(1)
      if (!block) return found
      found.push(block)
    }
  }

  /** A block from its head on; undefined, and told, where it has no braces or its end is missing. */
  #block(depth: number): Block | undefined {
    this.#budget.depth(depth)
    const start = this.#at
    const head = this.#until([TokenType.OpenCurly])
    const at = this.#spanOf(head, start)
    if (this.#type() !== TokenType.OpenCurly) return this.#unclosed(at)
    this.#at++
    const declarations: Declaration[] = []
    const blocks: Block[] = []
    for (;;) {
      this.#skipBlanks()
      const type = this.#type()
      if (type === TokenType.EOF) return this.#unclosed(at)
      if (type === TokenType.CloseCurly) break
      if (type === TokenType.Semicolon) this.#at++
      else if (type === TokenType.AtKeyword) {
        const inner = this.#block(depth + 1)
        if (!inner) return undefined
        blocks.push(inner)
      } else declarations.push(...this.#declaration())
    }
    this.#at++
    return { head: text(head), selectors: cut(head, TokenType.Comma).map(text), at, declarations, blocks }
  }

  #declaration(): Declaration[] {
    const start = this.#at
    const tokens = this.#until([TokenType.Semicolon, TokenType.CloseCurly])
    const at = this.#spanOf(tokens, start)
    const colon = tokens.findIndex(([type]) => type === TokenType.Colon)
    if (colon >= 0) return [{ name: text(tokens.slice(0, colon)), value: text(tokens.slice(colon + 1)), at }]
    this.#log.add('S001', at, `"${text(tokens)}" is not a declaration`, 'write property: value;')
    return []
  }

  /** The tokens up to one of these kinds, or to the end; braces within are taken along with what they hold. */
  #until(kinds: readonly TokenType[]): CSSToken[] {
    const found: CSSToken[] = []
    for (let depth = 0; ; this.#at++) {
      const token = this.#token
      if (!token || token[0] === TokenType.EOF) return found
      if (depth === 0 && kinds.includes(token[0])) return found
      this.#budget.step()
      if (token[0] === TokenType.OpenCurly) depth++
      else if (token[0] === TokenType.CloseCurly && depth > 0) depth--
      found.push(token)
    }
  }

  #skipBlanks(): void {
    while (this.#token && blank(this.#token)) {
      this.#budget.step()
      this.#at++
    }
  }

  /** From the first of some tokens to the last that is not blank. */
  #spanOf(tokens: readonly CSSToken[], start: number): Span {
    const from = tokens[0]?.[2] ?? this.#tokens[start]?.[2] ?? this.#source.text.length
    const last = tokens.findLast((token) => !blank(token))
    return span(this.#source, from, last ? last[3] + 1 : from)
  }

  #unclosed({ start }: Span): undefined {
    this.#log.add(
      'S001',
      span(this.#source, start, start + 1),
      'a block is not closed',
      'every { needs its }',
    )
  }
}

function cut(tokens: readonly CSSToken[], at: TokenType): CSSToken[][] {
  const parts: CSSToken[][] = [[]]
  for (const token of tokens) {
    if (token[0] === at) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** The parts of a value: what stands between its spaces, and each string, without its quotation marks and escapes. */
export function partsOf(value: string): readonly { readonly text: string; readonly string: boolean }[] {
  const parts: { text: string; string: boolean }[] = []
  let open = false
  for (const token of tokenize({ css: value })) {
    const [type, written] = token
    const last = parts.at(-1)
    if (type === TokenType.String) parts.push({ text: token[4].value, string: true })
    else if (type !== TokenType.EOF && !blank(token)) {
      if (open && last) last.text += written
      else parts.push({ text: written, string: false })
    }
    open = type !== TokenType.String && type !== TokenType.EOF && !blank(token)
  }
  return parts
}
