import type { Severity } from './codes.ts'
import { cutOut, type Span } from './source.ts'

/** One thing we tell the author: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  /** One of codes.ts, or of a rule of the checker. */
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly span?: Span
  /** Further places of the same cause. */
  readonly also?: readonly Span[]
  readonly hint?: string
  /** Why an author lets it stand, and who says so. */
  readonly waived?: Waived
}

export interface Waived {
  readonly reason: string
  readonly by: string
  /** Whether a setting of the house settles it, and not a waiver of this passage. */
  readonly setting?: true
}

/** Whether it still has to be settled before a filing is final. */
export function open(found: Diagnostic): boolean {
  return found.waived === undefined && found.severity !== 'note'
}

/** The same for whoever reads it, with only the lines it points at. */
export function compact(found: Diagnostic): Diagnostic {
  return {
    ...found,
    ...(found.span && { span: cutOut(found.span) }),
    ...(found.also && { also: found.also.map(cutOut) }),
  }
}

/**
 * Thrown to leave a stage when its diagnostics prevent the next one. It carries what the author must
 * mend; anything else that is thrown is a defect of ours.
 */
export class FilingError extends Error {
  override readonly name = 'FilingError'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((found) => `${found.code}: ${found.message}`).join('\n'))
    this.diagnostics = diagnostics
  }
}
