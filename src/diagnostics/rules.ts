/**
 * Rules of the checker, one row each: how grave, where it comes from, what it means, what to do, and the
 * smallest wrong and right example.
 *
 * Examples are executed: the tests put `wrong` where `right` stands in a good sample and want this code and no
 * other, so `filingpress explain` cannot show an example that is not true. `in` says what the example is a piece
 * of. Numbers follow the order in which an 8-K is read: names and characters, markup, cover page, items,
 * exhibits, signature, PDF, submission.
 */

/**
 * `suspends`: EDGAR refuses the submission. `warns`: EDGAR warns. `form`: the form or a regulation requires it.
 * `convention`: no machine at EDGAR tests it, readers expect it.
 */
export type Grade = 'suspends' | 'warns' | 'form' | 'convention'

/** What a piece of an example belongs to. */
export type Sample =
  | 'file name'
  | 'folder'
  | 'plain'
  | 'inline'
  | 'pdf'
  | '8-k.htm'
  | 'ex99-1.htm'
  | 'filing.yaml'
  | '8-k.md'
  | 'ex99-1.md'

export interface RuleRow {
  readonly severity: 'finding' | 'warning'
  readonly grade: Grade
  readonly rule: string
  readonly means: string
  readonly hint: string
  readonly in: Sample
  readonly wrong: string
  readonly right: string
}

type Short = readonly [
  grade: Grade,
  rule: string,
  means: string,
  hint: string,
  where: Sample,
  wrong: string,
  right: string,
]

/** What EDGAR refuses and what the form wants is a finding; the rest warns. */
function row([grade, rule, means, hint, where, wrong, right]: Short): RuleRow {
  const severity = grade === 'suspends' || grade === 'form' ? 'finding' : 'warning'
  return { severity, grade, rule, means, hint, in: where, wrong, right }
}

/** A table of rules from its short rows. */
export const table = <K extends string>(rows: Readonly<Record<K, Short>>): Readonly<Record<K, RuleRow>> =>
  Object.fromEntries(Object.entries<Short>(rows).map(([code, short]) => [code, row(short)])) as Record<
    K,
    RuleRow
  >
