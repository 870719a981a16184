/** A finished report with its tags, as the rules on Inline XBRL read it. */
import type { Source, Span } from '../diagnostics/source.ts'
import { type IsoDate, isIsoDate } from '../filing/dates.ts'
import type { ReadFact, ReadTags } from '../html/read-tags.ts'

/** What the header of a submission says, where it is at hand. */
export interface SubmissionHeader {
  readonly type?: string
  readonly cik?: string
  /** The filer as EDGAR has it on record. */
  readonly name?: string
  /** `YYYY-MM-DD` */
  readonly period?: string
  readonly items?: readonly string[]
  readonly emergingGrowth?: boolean
}

export interface TaggedReport {
  readonly source: Source
  /** None where the report is not tagged. */
  readonly tags: ReadTags | undefined
  /** The form that its words name, as 8-K/A. */
  readonly form: string
  readonly date: IsoDate | undefined
  /** Numbers of its items. */
  readonly items: readonly string[]
  /** Numbers of the exhibits in its index. */
  readonly listed: readonly string[]
  /** Day of signing, which is that of filing or just before. */
  readonly signed: IsoDate | undefined
  /** Schema and linkbases beside it, by name; none where the report was read alone. */
  readonly companions: ReadonlyMap<string, string>
  readonly alone: boolean
  readonly header: SubmissionHeader | undefined
}

/** A fact of the taxonomy dei by its name alone; undefined for one of another. */
export const deiName = (name: string): string | undefined => /^dei:(.+)$/.exec(name)?.[1]

/** Facts of one context, or of all, by a name of dei. */
export function factsNamed({ tags }: TaggedReport, name: string, context?: string): readonly ReadFact[] {
  return (tags?.facts ?? []).filter(
    (fact) => deiName(fact.name) === name && (context === undefined || fact.contextRef === context),
  )
}

/** Ids of contexts that are about the registrant and nothing less. */
export function requiredContexts({ tags }: TaggedReport): ReadonlySet<string> {
  return new Set((tags?.contexts ?? []).filter(({ members }) => members.length === 0).map(({ id }) => id))
}

/** The value of a fact of the required context, its spaces as one. */
export function readValue(report: TaggedReport, name: string): string | undefined {
  const required = requiredContexts(report)
  const fact = factsNamed(report, name).find(({ contextRef }) => required.has(contextRef))
  return fact?.value?.replace(/[\s\u00a0]+/g, ' ').trim()
}

/** A boolean fact of a context; undefined where it is not tagged or not read. */
export function saysYes(fact: ReadFact | undefined): boolean | undefined {
  const value = fact?.value?.trim()
  return value === undefined ? undefined : value === 'true' || value === '1'
}

export const placeOfFact = ({ source }: TaggedReport, { element }: ReadFact): Span => ({
  source,
  start: element.start,
  end: element.end,
})

/** Where the tags begin, for what is missing among them. */
export function headerPlace({ source, tags }: TaggedReport): Span {
  const start = tags?.header?.start ?? 0
  return { source, start, end: start + (tags?.header ? '<ix:header>'.length : 0) }
}

export const asDay = (text: string | undefined): IsoDate | undefined =>
  text !== undefined && isIsoDate(text) ? text : undefined
