/** What a build is told, and what it tells. */
import type { Edge, Tie } from '../check/tie-out.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Setting } from '../lock/settings.ts'
import type { Draft } from '../typeset/furniture.ts'
import type { OutputOptions } from './outputs.ts'
import type { Places } from './places.ts'
import type { BuiltDocument } from './record.ts'

export interface BuildOptions extends Places, OutputOptions {
  /** Replaces outputs that were changed by hand, having kept a copy. */
  readonly force: boolean
  /** Results hold the bytes of every output: for programs, because a long run would fill the memory. */
  readonly keepBytes?: boolean
  /** Whether the graph of figures will be asked for: it holds every document in memory. */
  readonly figures?: boolean
  /** Runs every stage and check and writes nothing. */
  readonly dryRun: boolean
  /** Leaves out a filing that the last build made of the same inputs, and notes what this one reads (unchanged.ts). */
  readonly remember?: boolean
  /** Marks a draft: a stamp on every page, numbers beside its lines. */
  readonly draft?: Draft
  /** A final build: refused unless everything is settled and it is what was approved. */
  readonly final?: boolean
  /** `YYYY-MM-DD` of the filing, where it is not that of the signature. */
  readonly day?: string | undefined
  readonly onStage?: (slug: string, stage: string, milliseconds: number) => void
}

export interface FilingResult {
  readonly slug: string
  readonly ok: boolean
  /** Not built, because the last build made the same; the rest is what that one told. */
  readonly unchanged?: true
  readonly documents: readonly BuiltDocument[]
  /** The bytes of every output by name, the record of the build among them; none where the build failed, or without `keepBytes`. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly diagnostics: readonly Diagnostic[]
  readonly milliseconds: number
  /** What the items say of the release, with where it stands there. */
  readonly ties: readonly Tie[]
  /** The graph of figures, worked out when it is asked for. */
  readonly edges: () => readonly Edge[]
  /** Settings of the house that concern this filing. */
  readonly settings: readonly Setting[]
  /** What a final build left out. */
  readonly stripped: readonly string[]
}
