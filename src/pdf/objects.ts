/**
 * Reads the objects of a PDF: a classic cross-reference table, plain objects, Flate streams. Enough for files
 * that the painter wrote, and strict: what does not parse is an error, never skipped.
 */
import { type Budget, unnamed } from '../diagnostics/budget.ts'
import { inflated } from './inflate.ts'

/** Why a PDF cannot be read. */
export class PdfError extends Error {
  override readonly name = 'PdfError'
}

export type PdfValue =
  | number
  | boolean
  | null
  | PdfName
  | PdfText
  | PdfRef
  | readonly PdfValue[]
  | PdfDictionary

export type PdfDictionary = ReadonlyMap<string, PdfValue>

export class PdfName {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A string, as the bytes it holds. */
export class PdfText {
  readonly bytes: string
  constructor(bytes: string) {
    this.bytes = bytes
  }
}

export class PdfRef {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}

/** An operator of a content stream. */
class PdfOperator {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const delimiters = new Set('()<>[]{}/%'.split(''))
const isSpace = (code: number): boolean =>
  code === 32 || code === 10 || code === 13 || code === 9 || code === 12 || code === 0

/** Tokens of PDF syntax over a string of bytes. */
class Lexer {
  readonly #text: string
  readonly #budget: Budget
  at: number
  #depth = 0

  constructor(text: string, budget: Budget, at = 0) {
    this.#text = text
    this.#budget = budget
    this.at = at
  }

  skip(): void {
    for (;;) {
      while (this.at < this.#text.length && isSpace(this.#text.charCodeAt(this.at))) this.at++
      if (this.#text[this.at] !== '%') return
      while (this.at < this.#text.length && this.#text[this.at] !== '\n') this.at++
    }
  }

  get done(): boolean {
    this.skip()
    return this.at >= this.#text.length
  }

  /** The next value or operator; `R` references are put together by the caller's stack. */
  value(): PdfValue | PdfOperator {
    this.skip()
    this.#budget.step()
    const char = this.#text[this.at]
    if (char === undefined) throw new PdfError('the file ends too soon')
    if (char === '/') return this.#name()
    if (char === '(') return this.#string()
    if (char === '<' && this.#text[this.at + 1] !== '<') return this.#hex()
    if (char === '<' || char === '[') {
      this.#budget.depth(++this.#depth)
      const held = char === '<' ? this.#dictionary() : this.#array()
      this.#depth--
      return held
    }
    const start = this.at
    while (
      this.at < this.#text.length &&
      !isSpace(this.#text.charCodeAt(this.at)) &&
      !delimiters.has(this.#text[this.at] ?? '')
    )
      this.at++
    const word = this.#text.slice(start, this.at)
    if (word === '') throw new PdfError(`unexpected "${char}" at byte ${start}`)
    if (/^[+-]?(\d+(?:\.\d*)?|\.\d+)$/.test(word)) return this.#number(word)
    if (word === 'true' || word === 'false') return word === 'true'
    return word === 'null' ? null : new PdfOperator(word)
  }

  /** A whole number may begin a reference. */
  #number(word: string): number | PdfRef {
    const reference = /^\d+$/.test(word)
      ? /^\s+\d+\s+R(?![A-Za-z])/.exec(this.#text.slice(this.at, this.at + 24))
      : null
    if (!reference) return Number(word)
    this.at += reference[0].length
    return new PdfRef(Number(word))
  }

  #name(): PdfName {
    const start = ++this.at
    while (
      this.at < this.#text.length &&
      !isSpace(this.#text.charCodeAt(this.at)) &&
      !delimiters.has(this.#text[this.at] ?? '')
    )
      this.at++
    return new PdfName(this.#text.slice(start, this.at))
  }

  #string(): PdfText {
    let depth = 1
    let out = ''
    let from = ++this.at
    for (; this.at < this.#text.length; this.at++) {
      const char = this.#text[this.at] ?? ''
      if (char === '\\') {
        const next = this.#text[this.at + 1] ?? ''
        out += this.#text.slice(from, this.at) + (escapes[next] ?? next)
        from = ++this.at + 1
      } else if (char === '(') depth++
      else if (char === ')' && --depth === 0) return new PdfText(out + this.#text.slice(from, this.at++))
    }
    throw new PdfError('a string is not closed')
  }

  #hex(): PdfText {
    const end = this.#text.indexOf('>', this.at)
    if (end < 0) throw new PdfError('a hexadecimal string is not closed')
    const digits = this.#text.slice(this.at + 1, end).replace(/\s+/g, '')
    this.at = end + 1
    if (!/^[0-9A-Fa-f]*$/.test(digits)) throw new PdfError('a hexadecimal string has another character')
    return new PdfText(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1'))
  }

  #array(): PdfValue[] {
    this.at++
    const items: PdfValue[] = []
    for (;;) {
      this.skip()
      if (this.#text[this.at] === ']') {
        this.at++
        return items
      }
      items.push(plain(this.value()))
    }
  }

  #dictionary(): PdfDictionary {
    this.at += 2
    const entries = new Map<string, PdfValue>()
    for (;;) {
      this.skip()
      if (this.#text.startsWith('>>', this.at)) {
        this.at += 2
        return entries
      }
      const key = this.value()
      if (!(key instanceof PdfName))
        throw new PdfError(`a dictionary has a key that is no name, at byte ${this.at}`)
      entries.set(key.name, plain(this.value()))
    }
  }
}

function plain(value: PdfValue | PdfOperator): PdfValue {
  if (value instanceof PdfOperator) throw new PdfError(`unexpected "${value.name}"`)
  return value
}

export class PdfFile {
  readonly budget: Budget
  readonly #bytes: Uint8Array
  readonly #text: string
  readonly #offsets = new Map<number, number>()
  readonly #objects = new Map<number, PdfValue>()
  /** Where each object that was read ends, and its stream begins if it has one. */
  readonly #ends = new Map<number, number>()
  readonly trailer: PdfDictionary

  /**
   * @throws PdfError when the bytes are not a PDF of this simple kind
   * @throws FilingError when the budget is spent, here and wherever more of the file is read
   */
  constructor(bytes: Uint8Array, budget: Budget = unnamed('pdf')) {
    this.budget = budget
    this.#bytes = bytes
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    if (!this.#text.startsWith('%PDF-')) throw new PdfError('the file does not begin as a PDF')
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.#text.slice(-64))
    if (!start) throw new PdfError('the file does not end as a PDF')
    const lexer = new Lexer(this.#text, budget, Number(start[1]))
    this.#readXref(lexer)
    const trailer = lexer.value()
    if (!(trailer instanceof Map)) throw new PdfError('there is no trailer')
    this.trailer = trailer
  }

  #readXref(lexer: Lexer): void {
    const head = lexer.value()
    if (!(head instanceof PdfOperator) || head.name !== 'xref')
      throw new PdfError('there is no cross-reference table')
    for (;;) {
      const first = lexer.value()
      if (first instanceof PdfOperator && first.name === 'trailer') return
      const count = lexer.value()
      if (typeof first !== 'number' || typeof count !== 'number')
        throw new PdfError('the cross-reference table is broken')
      for (let index = 0; index < count; index++) {
        const offset = lexer.value()
        lexer.value()
        const kind = lexer.value()
        if (kind instanceof PdfOperator && kind.name === 'n') this.#offsets.set(first + index, Number(offset))
      }
    }
  }

  get(value: PdfValue | undefined): PdfValue {
    if (!(value instanceof PdfRef)) return value ?? null
    const known = this.#objects.get(value.id)
    if (known !== undefined) return known
    const offset = this.#offsets.get(value.id)
    if (offset === undefined) throw new PdfError(`object ${value.id} is missing`)
    const lexer = new Lexer(this.#text, this.budget, offset)
    const id = lexer.value()
    lexer.value()
    lexer.value()
    if (id !== value.id) throw new PdfError(`object ${value.id} is not at its place`)
    const object = plain(lexer.value())
    this.#objects.set(value.id, object)
    this.#ends.set(value.id, lexer.at)
    return object
  }

  dictionary(value: PdfValue | undefined): PdfDictionary {
    const object = this.get(value)
    if (!(object instanceof Map)) throw new PdfError('a dictionary is expected')
    return object
  }

  array(value: PdfValue | undefined): readonly PdfValue[] {
    const object = this.get(value)
    return Array.isArray(object) ? object : []
  }

  /** The bytes of a stream as text, inflated. */
  stream(value: PdfValue | undefined): string {
    const bytes = this.bytes(value)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  }

  /** The bytes of a stream, inflated. */
  bytes(value: PdfValue | undefined): Uint8Array {
    if (!(value instanceof PdfRef)) throw new PdfError('a stream is expected')
    const dictionary = this.dictionary(value)
    const length = Number(this.get(dictionary.get('Length')))
    const begins = /\s*stream\r?\n/y
    begins.lastIndex = this.#ends.get(value.id) ?? 0
    if (!begins.test(this.#text) || !(length >= 0))
      throw new PdfError(`the stream of object ${value.id} is damaged`)
    const raw = this.#bytes.subarray(begins.lastIndex, begins.lastIndex + length)
    const filter = dictionary.get('Filter')
    if (filter === undefined) {
      this.budget.bytes(raw.length)
      return raw
    }
    if (!(filter instanceof PdfName) || filter.name !== 'FlateDecode')
      throw new PdfError('a stream has an unknown filter')
    const bytes = inflated(raw, this.budget)
    if (!bytes) throw new PdfError(`the stream of object ${value.id} is damaged`)
    return bytes
  }
}
