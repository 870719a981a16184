/** What is aligned, cut into words only where that is asked for. */
import type { Unit } from './align.ts'

/** A unit that is cut into words when they are first asked for: most are equal to another and never are. */
export class LazyUnit implements Unit {
  readonly shape: string
  readonly key: string
  readonly hash: string
  readonly flat: boolean
  readonly #own: () => readonly string[]
  /** Numbers of words, which all units of a comparison share. */
  readonly #numbers: Map<string, number>
  #words: Int32Array | undefined

  constructor(
    { shape, hash, key, flat }: Pick<LazyUnit, 'shape' | 'hash' | 'key' | 'flat'>,
    own: () => readonly string[],
    numbers: Map<string, number>,
  ) {
    this.shape = shape
    this.key = key
    this.flat = flat
    this.hash = hash
    this.#own = own
    this.#numbers = numbers
  }

  get words(): Int32Array {
    this.#words ??= Int32Array.from(this.#own(), (word) => {
      const known = this.#numbers.get(word)
      if (known !== undefined) return known
      this.#numbers.set(word, this.#numbers.size + 1)
      return this.#numbers.size
    })
    return this.#words
  }
}
