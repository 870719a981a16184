/** What tagging adds to a report: tags at its facts, contexts, hidden facts, and the company's own schema. */

import type { Span } from '../diagnostics/source.ts'
import type { Inline } from '../document/document.ts'
import type { Format } from './transforms.ts'

/** A dimension and its member by prefix and name, as `us-gaap:StatementClassOfStockAxis`. */
export interface Member {
  readonly axis: string
  readonly member: string
}

/** What a fact is about: the registrant on the day of report, or one of its classes of securities. */
export interface Context {
  readonly id: string
  readonly members: readonly Member[]
}

/** One fact as tagged. */
export interface Tag {
  readonly id: string
  /** Name in the taxonomy `dei`, without its prefix. */
  readonly concept: string
  readonly context: string
  readonly format?: Format
  /** As it is written in the file. */
  readonly shown: string
  /** As EDGAR reads it. */
  readonly value: string
  /** The fact of the filing, as `registrants.0.name`. */
  readonly path: string
  /** Where the fact was written. */
  readonly at: Span | undefined
}

/** A stretch of what a fact shows, tagged or not. */
export interface TaggedPiece {
  readonly text: string
  readonly tag?: Tag
}

/** How the company's own files are named (EFM 6.3.3, 6.7). */
export interface Identity {
  readonly prefix: string
  /** Of the company's schema, without its date. */
  readonly namespace: string
  readonly year: string
  /** `YYYY-MM-DD`, the report date. */
  readonly date: string
  /** File name without ending, as `acme-20260302`. */
  readonly base: string
  /** Ten digits of the first registrant: every context carries it. */
  readonly cik: string
}

/** A member that no standard taxonomy has. */
export interface OwnMember {
  readonly name: string
  readonly label: string
}

export interface Tagging {
  readonly identity: Identity
  readonly language: string
  /** By the very nodes of the tree that print the facts. */
  readonly pieces: ReadonlyMap<Inline, readonly TaggedPiece[]>
  /** Facts that no page shows. */
  readonly hidden: readonly Tag[]
  /** Those in use, the required one first. */
  readonly contexts: readonly Context[]
  readonly own: readonly OwnMember[]
}

/** What keeps a fact, or the whole report, from being tagged. */
export interface Problem {
  readonly code: 'K036' | 'K037' | 'K042' | 'K063' | 'K064'
  readonly at: Span
  readonly message: string
  readonly hint: string
}

/** Tells a problem. */
export type Tell = (code: Problem['code'], at: Span, message: string, hint: string) => void

/** Every tag, in the order of the page, hidden ones last. */
export function tagsOf({ pieces, hidden }: Tagging): readonly Tag[] {
  const shown = [...pieces.values()].flatMap((list) => list.flatMap(({ tag }) => (tag ? [tag] : [])))
  return [...shown, ...hidden]
}
