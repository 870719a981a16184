/** A stretch of an edited text: the same words in both versions, or what stands there in each. */
import type { Token } from './tokens.ts'

export interface LeafStretch {
  readonly same: boolean
  readonly olds: readonly Token[]
  readonly news: readonly Token[]
  /** Written anew: read whole, and not word by word. */
  readonly rewritten?: true
}
