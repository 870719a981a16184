/** Every rule of the checker: families in the order in which an 8-K is read, from file names to the words. */
import { type Code as OtherCode, codes as otherCodes, type Severity } from '../diagnostics/codes.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Family, type Rule, runFamily } from './rule.ts'
import { agreements } from './rules/agreements.ts'
import { amendments } from './rules/amendments.ts'
import { arithmetic } from './rules/arithmetic.ts'
import { asFiled } from './rules/as-filed.ts'
import { attachedFiles } from './rules/attached-files.ts'
import { alsoFiledAs } from './rules/boxes.ts'
import { characters } from './rules/characters.ts'
import { counts } from './rules/counts.ts'
import { coverFacts } from './rules/cover-facts.ts'
import { coverPage } from './rules/cover-page.ts'
import { crossReferences } from './rules/cross-references.ts'
import { signatureDates } from './rules/dates.ts'
import { definedTerms } from './rules/defined-terms.ts'
import { doubledWords } from './rules/doubled-words.ts'
import { exhibitIndex } from './rules/exhibit-index.ts'
import { exhibitLabels } from './rules/exhibit-labels.ts'
import { exhibitReferences } from './rules/exhibit-references.ts'
import { exhibitTitles } from './rules/exhibit-titles.ts'
import { fileNames } from './rules/file-names.ts'
import { footing } from './rules/footing.ts'
import { forwardLooking } from './rules/forward-looking.ts'
import { headlines } from './rules/headlines.ts'
import { hiddenText } from './rules/hidden-text.ts'
import { impossibleDates } from './rules/impossible-dates.ts'
import { inlineHtml } from './rules/inline-html.ts'
import { itemRules } from './rules/items.ts'
import { kindsOfMarks } from './rules/kinds-of-marks.ts'
import { letterheads } from './rules/letterheads.ts'
import { links } from './rules/links.ts'
import { makers } from './rules/makers.ts'
import { nonGaap } from './rules/non-gaap.ts'
import { numbers } from './rules/numbers.ts'
import { pairing } from './rules/pairs.ts'
import { pdfCopies } from './rules/pdf.ts'
import { people } from './rules/people.ts'
import { periods } from './rules/periods.ts'
import { pictures } from './rules/pictures.ts'
import { picturesOfText } from './rules/pictures-of-text.ts'
import { placeholderRule } from './rules/placeholders.ts'
import { plainHtml } from './rules/plain-html.ts'
import { plainText } from './rules/plain-text.ts'
import { registrantNames } from './rules/registrant-names.ts'
import { releaseDates } from './rules/release-dates.ts'
import { scales } from './rules/scales.ts'
import { secrets } from './rules/secrets.ts'
import { securities } from './rules/securities.ts'
import { sentenceEnds } from './rules/sentences.ts'
import { signature } from './rules/signature.ts'
import { spellings } from './rules/spellings.ts'
import { statements } from './rules/statements.ts'
import { taggedAnswers } from './rules/tagged-answers.ts'
import { taggedContexts } from './rules/tagged-contexts.ts'
import { taggedFacts } from './rules/tagged-facts.ts'
import { taggedSchema } from './rules/tagged-schema.ts'
import { tagging } from './rules/tagging.ts'
import { tickers } from './rules/tickers.ts'
import { ties } from './rules/ties.ts'
import { timesOfDay } from './rules/times-of-day.ts'
import { tradeMarks } from './rules/trade-marks.ts'
import { transitionPeriod } from './rules/transition-period.ts'
import { uncitedExhibits } from './rules/uncited-exhibits.ts'
import { weekdays } from './rules/weekdays.ts'
import type { Subjects } from './subjects.ts'

export const families = [
  fileNames,
  characters,
  plainHtml,
  inlineHtml,
  links,
  pictures,
  hiddenText,
  makers,
  pdfCopies,
  attachedFiles,
  picturesOfText,
  coverPage,
  alsoFiledAs,
  transitionPeriod,
  coverFacts,
  tagging,
  taggedFacts,
  taggedAnswers,
  taggedContexts,
  taggedSchema,
  signatureDates,
  itemRules,
  amendments,
  exhibitIndex,
  exhibitLabels,
  exhibitReferences,
  forwardLooking,
  signature,
  asFiled,
  secrets,
  releaseDates,
  letterheads,
  registrantNames,
  tickers,
  exhibitTitles,
  ties,
  arithmetic,
  placeholderRule,
  doubledWords,
  pairing,
  kindsOfMarks,
  definedTerms,
  spellings,
  weekdays,
  tradeMarks,
  impossibleDates,
  numbers,
  timesOfDay,
  crossReferences,
  sentenceEnds,
  headlines,
  people,
  periods,
  agreements,
  counts,
  nonGaap,
  uncitedExhibits,
  securities,
  plainText,
  statements,
  footing,
  scales,
] as const

type CodesOf<F> = F extends Family<infer K> ? K : never
export type RuleCode = CodesOf<(typeof families)[number]>

/** By code, in the order of the families. */
export const rules: Readonly<Record<RuleCode, Rule>> = Object.assign(
  {},
  ...families.map((one) => one.rules),
) as Record<RuleCode, Rule>

export const ruleCodes = Object.keys(rules) as readonly RuleCode[]

/** What is known of any code that is printed: the checker's rules, and what else can stop or mark a build. */
export interface CodeRow extends Partial<Omit<Rule, 'severity' | 'means'>> {
  readonly severity: Severity
  readonly means: string
  /** Whether a reason may settle it; an error never is. */
  readonly waivable?: false
}

export type Code = OtherCode | RuleCode

export const codes: Readonly<Record<Code, CodeRow>> = { ...otherCodes, ...rules }

export const isCode = (text: string): text is Code => Object.hasOwn(codes, text)

/** Runs every check that reads a subject of this kind. */
export function runRules<S extends keyof Subjects>(kind: S, subject: Subjects[S], log: Log): void {
  for (const one of families) runFamily(one as Family, kind, subject, log)
}
