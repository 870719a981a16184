/** What a filing is, once its files have been read and its facts have their types. */
import type { Span } from '../diagnostics/source.ts'
import type { Block } from '../document/document.ts'
import type { AsFiled, ExhibitFacts, FilingFacts, RegistrantFacts, ReleaseFacts } from './schema.ts'

/** Where a fact was written, by its path as `registrants.0.phone.area`; the nearest parent's if it was not. */
export type FactPlaces = (path: string) => Span

export interface Registrant extends RegistrantFacts {}

export interface Filing {
  /** Folder name under `content/`, and under `out/`. */
  readonly slug: string
  readonly facts: Omit<FilingFacts, 'registrants' | 'exhibits'>
  readonly registrants: readonly [Registrant, ...Registrant[]]
  /** Why an amendment is made, where it is more than a sentence: the text before the first item. */
  readonly note?: readonly Block[]
  readonly items: readonly Item[]
  readonly exhibits: readonly Exhibit[]
  /** Numbers of all exhibits that the facts list, also of those that could not be read. */
  readonly listed: readonly string[]
  readonly asFiled: AsFiled
  readonly places: FactPlaces
  /** Pictures beside the texts, by file name. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

export interface Item {
  readonly number: string
  /** The heading as the record has it, where it departs from the form. */
  readonly asFiledHeading: string | undefined
  readonly heading: Span
  readonly blocks: readonly Block[]
}

export interface Exhibit {
  readonly facts: ExhibitFacts
  readonly at: Span
  readonly content: ExhibitContent
}

export type ExhibitContent =
  | {
      readonly kind: 'authored'
      readonly release: ReleaseFacts
      readonly places: FactPlaces
      readonly blocks: readonly Block[]
      readonly fileName: string
    }
  | {
      readonly kind: 'ready-made'
      readonly fileName: string
      readonly bytes: Uint8Array
      /** What it shows, by the name it has in it. */
      readonly pictures: ReadonlyMap<string, Uint8Array>
    }
  | { readonly kind: 'incorporated'; readonly link: string }
  /** Within the file of another exhibit. */
  | { readonly kind: 'included'; readonly in: string }
  /** Of an earlier filing, without a link. */
  | { readonly kind: 'referenced' }
  /** Its file is not there yet. */
  | { readonly kind: 'missing'; readonly fileName: string }
  /** Data that stand inside the tagged cover page: listed, and no file of their own (Item 601(b)(104)). */
  | { readonly kind: 'embedded' }
