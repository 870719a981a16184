/** Sentences that moved, put back into the text that they were taken out of, each where it stood. */
import type { Moved } from '../document/document.ts'
import { revised } from './marks.ts'
import type { TakenOut } from './sentences.ts'
import type { Part, Token } from './tokens.ts'

export class MovedInto {
  /** The number of the last change that a sentence was; 0 before there is one. */
  last = 0
  #old = 0
  #new = 0
  readonly #out: Part[]
  readonly #from: TakenOut[]
  readonly #to: TakenOut[]
  readonly #note: (one: TakenOut, kind: Moved['kind']) => Moved

  constructor(
    out: Part[],
    from: readonly TakenOut[],
    to: readonly TakenOut[],
    note: (one: TakenOut, kind: Moved['kind']) => Moved,
  ) {
    this.#out = out
    this.#from = [...from]
    this.#to = [...to]
    this.#note = note
  }

  /** Passes a stretch of the rest on, cut where sentences stood; both sides are of one length, or one is empty. */
  through(
    olds: readonly Token[],
    news: readonly Token[],
    see: (olds: readonly Token[], news: readonly Token[]) => void,
  ): void {
    const length = Math.max(olds.length, news.length)
    let done = 0
    while (done < length) {
      if (olds.length > 0) this.#place(this.#from, this.#old, 'moved-from')
      if (news.length > 0) this.#place(this.#to, this.#new, 'moved-to')
      const next = Math.min(
        length - done,
        olds.length > 0 ? (this.#from[0]?.at ?? Number.POSITIVE_INFINITY) - this.#old : length,
        news.length > 0 ? (this.#to[0]?.at ?? Number.POSITIVE_INFINITY) - this.#new : length,
      )
      see(olds.slice(done, done + next), news.slice(done, done + next))
      if (olds.length > 0) this.#old += next
      if (news.length > 0) this.#new += next
      done += next
    }
  }

  /** Those that stood at the end. */
  finish(): void {
    this.#place(this.#from, Number.POSITIVE_INFINITY, 'moved-from')
    this.#place(this.#to, Number.POSITIVE_INFINITY, 'moved-to')
  }

  #place(waiting: TakenOut[], at: number, kind: Moved['kind']): void {
    for (let one = waiting[0]; one && one.at <= at; one = waiting[0]) {
      waiting.shift()
      const revision = this.#note(one, kind)
      this.last = revision.change
      this.#out.push(...revised(one.tokens, revision))
    }
  }
}
