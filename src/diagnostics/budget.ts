/**
 * What reading one file may cost. Every reader of bytes that others can write - a text, a template, a picture, a font, a
 * PDF - takes a budget, and when it is spent the file is told with what it asked for: no file, however it was made, ends
 * in a crash, an endless run or a full memory.
 */
import { grouped } from '../digits.ts'
import { Log } from './log.ts'
import { type Span, whole } from './source.ts'

export interface Allowance {
  /** Bytes that a reader makes of a file: inflated streams, decoded pixels, expanded templates. */
  readonly bytes: number
  /**
   * Levels of nesting. A reader itself never recurses further than this, and whatever walks the tree that it hands on
   * may recurse because of it: the stack of Node takes a thousand levels of our deepest walkers, 256 are the most here.
   */
  readonly depth: number
  /** Things looked at: elements, values, tokens, cells. */
  readonly steps: number
}

const million = 1_000_000
const megabyte = 1024 * 1024

/** By kind of file. What documents that were really filed need is a tenth of this, or less. */
export const allowances = {
  // Browsers stop nesting at 512.
  html: { bytes: 64 * megabyte, depth: 256, steps: 250_000 },
  // Read by events, without recursion: some files leave the mark of a typeface open for each word, 1,500 deep.
  filed: { bytes: 128 * megabyte, depth: 5000, steps: 20 * million },
  // Word itself nests some 30 deep. Nothing that walks what is read recurses on it.
  word: { bytes: 384 * megabyte, depth: 2000, steps: 20 * million },
  pdf: { bytes: 128 * megabyte, depth: 256, steps: 20 * million },
  // A page of letter paper at 300 dots to the inch has 8.4 million pixels. A JPEG is not decoded and has no such bound.
  picture: { bytes: 100 * million, depth: 1, steps: 10 * million },
  font: { bytes: 64 * megabyte, depth: 16, steps: 10 * million },
  // Lists and quotations may stand 24 deep; each is two levels to the parser.
  markdown: { bytes: 64 * megabyte, depth: 64, steps: 300_000 },
  yaml: { bytes: 64 * megabyte, depth: 32, steps: 200_000 },
  csv: { bytes: 64 * megabyte, depth: 1, steps: 50_000 },
  css: { bytes: 16 * megabyte, depth: 32, steps: 500_000 },
  template: { bytes: 16 * megabyte, depth: 64, steps: 200_000 },
  // An inventory of thousands of versions has the most.
  json: { bytes: 512 * megabyte, depth: 64, steps: 20 * million },
} as const satisfies Record<string, Allowance>

export type Kind = keyof typeof allowances

/** What is left to one reader of one file. */
export class Budget {
  readonly allowed: Allowance
  readonly #at: Span
  readonly #log: Log
  readonly #name: string
  readonly #told = new Set<keyof Allowance>()
  #bytes = 0
  #steps = 0

  /**
   * @param at the file, or what named it: a finding is told there
   * @param log in which it is told too when reading goes on
   * @param name of the file, where `at` is in another
   */
  constructor(kind: Kind, at: Span, log = new Log(), name = at.source.path) {
    this.#name = name
    this.allowed = allowances[kind]
    this.#at = at
    this.#log = log
  }

  /** Bytes that may still be made: for what must be told a limit beforehand. */
  get bytesLeft(): number {
    return this.allowed.bytes - this.#bytes
  }

  /** Counts bytes made, or about to be. @throws FilingError when they are too many */
  bytes(count: number): void {
    this.#bytes += count
    if (this.#bytes > this.allowed.bytes) this.spend('bytes')
  }

  /** Counts things looked at. @throws FilingError when they are too many */
  step(count = 1): void {
    this.#steps += count
    if (this.#steps > this.allowed.steps) this.spend('steps')
  }

  /** @throws FilingError when `level` is deeper than may be */
  depth(level: number): void {
    if (level > this.allowed.depth) this.spend('depth')
  }

  /** Tells what was spent, once, and goes on: for a reader that can keep to its limit. */
  tell(what: keyof Allowance, at: Span = this.#at): void {
    if (this.#told.has(what)) return
    this.#told.add(what)
    const hint = 'no filing needs as much: make the file again from its source, or leave it out'
    this.#log.add('W020', at, `${this.#name} ${sentences[what](this.allowed[what])}`, hint)
  }

  /** @throws FilingError with what was spent */
  spend(what: keyof Allowance): never {
    this.tell(what)
    return this.#log.stop()
  }
}

/** A budget for a file of which only the name is at hand. */
export const budgetFor = (kind: Kind, path: string, log?: Log): Budget =>
  new Budget(kind, whole({ path, text: '' }), log)

/** A budget for bytes that no file holds yet, or whose name matters to nobody: what a build has just made. */
export const unnamed = (kind: Kind): Budget => budgetFor(kind, `the ${names[kind]}`)

const names: Readonly<Record<Kind, string>> = {
  html: 'HTML',
  filed: 'HTML',
  word: 'Word file',
  pdf: 'PDF',
  picture: 'picture',
  font: 'font',
  markdown: 'text',
  yaml: 'YAML',
  csv: 'table',
  css: 'style sheet',
  template: 'template',
  json: 'JSON',
}

const sentences: { readonly [K in keyof Allowance]: (most: number) => string } = {
  bytes: (most) => `unpacks to more than ${grouped(String(Math.round(most / million)))} MB`,
  depth: (most) => `is nested more than ${grouped(String(most))} levels deep`,
  steps: (most) => `has more than ${grouped(String(most))} parts`,
}
