/**
 * What a rule of the checker is: how grave, how sure, where it comes from, what it means, what to do, the smallest
 * wrong and right example, and the check itself.
 *
 * A module of `rules/` holds one rule, or a family that one reading of the text settles. Examples are executed: the
 * tests put `wrong` where `right` stands in a good sample and want this code and no other, so `filingpress explain`
 * cannot show an example that is not true. Letters tell what a rule reads: K the form and its files, A facts that
 * must agree, Q figures that must tie, G the text itself, X and R exhibits and records.
 */
import type { Severity } from '../diagnostics/codes.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Subjects } from './subjects.ts'

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
  /** The company's own schema and linkbases beside a tagged report. */
  | '.xsd'
  | '_lab.xml'
  | '_pre.xml'
  | 'filing.yaml'
  | '8-k.md'
  | 'ex99-1.md'

export interface Rule {
  /**
   * `finding`: settled or waived before a final. `warning`: likewise, less sure. `note`: informs only. A new rule is
   * a note until its precision on real filings is known.
   */
  readonly severity: Exclude<Severity, 'error'>
  readonly grade: Grade
  /** The form, regulation or manual that it rests on. */
  readonly source: string
  readonly means: string
  readonly hint: string
  readonly in: Sample
  readonly wrong: string
  readonly right: string
}

/**
 * Tells a finding of one of a family's rules; the hint is the rule's own unless a better one is given. Places of one
 * cause are given together and make one finding.
 */
export type Say<K extends string> = (
  code: K,
  at: Span | readonly Span[] | undefined,
  message: string,
  hint?: string,
) => void

/** By what is read: each check sees every subject of its kind once. */
export type Checks<K extends string> = {
  readonly [S in keyof Subjects]?: (subject: Subjects[S], say: Say<K>) => void
}

export interface Family<K extends string = string> {
  readonly rules: Readonly<Record<K, Rule>>
  readonly checks: Checks<K>
}

/** A family of rules, and the checks that find them. */
export function family<const K extends string>(
  rules: Readonly<Record<K, Rule>>,
  checks: Checks<NoInfer<K>>,
): Family<K> {
  return { rules, checks }
}

/** Runs the checks that one family has for a subject. */
export function runFamily<S extends keyof Subjects>(
  { rules, checks }: Family,
  kind: S,
  subject: Subjects[S],
  log: Log,
): void {
  const run = checks[kind]
  run?.(subject, (code, at, message, hint) => {
    const rule = rules[code]
    if (!rule) return
    const [first, ...also] = at === undefined ? [] : 'source' in at ? [at] : at
    log.report({ code, severity: rule.severity, hint: hint ?? rule.hint }, first, message, also)
  })
}
