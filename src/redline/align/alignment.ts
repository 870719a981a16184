/** What is aligned, and what an alignment says: plain values that its stages hand on to each other. */

/** One block, item or row of one version, told by its words. */
export interface Unit {
  /** Units of different shapes are never paired. */
  readonly shape: string
  /** Equal for equal content; its length tells how much a unit weighs. */
  readonly hash: string
  /** Two of one key, where it is not empty, are one edited unit, however few of their words are the same. */
  readonly key: string
  /** A list that is made of single paragraphs, whose words may stand in paragraphs of the other version. */
  readonly flat: boolean
  /**
   * Its words in order as numbers, figures and names whole, spaces and signs left out. They are cut when first asked
   * for: most units are equal to another, and theirs are never needed.
   */
  readonly words: () => Int32Array
}

/** The units of both versions, each in its order. */
export interface Units {
  readonly olds: readonly Unit[]
  readonly news: readonly Unit[]
}

/** An old unit and a new one, by their indices. */
export interface Pair {
  readonly old: number
  readonly new: number
  /** Words in common over words of both; 1 for equal units. */
  readonly likeness: number
}

/** One old unit that became several, several that became one, or one of another shape; all indices consecutive. */
export interface Split {
  readonly olds: readonly number[]
  readonly news: readonly number[]
}

export interface Alignment {
  /** In both orders increasing. */
  readonly stays: readonly Pair[]
  readonly moves: readonly Pair[]
  readonly splits: readonly Split[]
}

/** The partner of each unit by index: -1 for none, -2 for one that is part of a split. */
export interface Partners {
  readonly toNew: Int32Array
  readonly toOld: Int32Array
  /** Of the pair of each old unit. */
  readonly likeness: Float64Array
}

/** The whole numbers from `from` up to, and without, `to`. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
