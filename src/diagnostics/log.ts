import { type Code, codes, rowOf } from './codes.ts'
import { type Diagnostic, FilingError, type Waived } from './diagnostic.ts'
import { placeOf, type Span } from './source.ts'

/**
 * Collects diagnostics while a stage runs to its end, so that the author sees all of them at once, and
 * stops the run between stages.
 */
export class Log {
  readonly #found: Diagnostic[] = []
  readonly #seen = new Set<string>()
  #waiver: (found: Diagnostic) => Waived | undefined = () => undefined
  #setting: (found: Diagnostic) => Diagnostic = (found) => found

  /** Adds one diagnostic of ours, graded as its code is. */
  add(code: Code, at: Span | undefined, message: string, hint?: string): void {
    this.report({ code, severity: codes[code].severity, hint }, at, message)
  }

  /** Adds one diagnostic; the same code with the same words at the same place counts once. */
  report(
    { code, severity, hint }: Pick<Diagnostic, 'code' | 'severity'> & { readonly hint: string | undefined },
    at: Span | undefined,
    message: string,
    also: readonly Span[] = [],
  ): void {
    const key = `${code}\0${at ? `${at.source.path}\0${at.start}` : ''}\0${message}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.#found.push({
      code,
      severity,
      message,
      ...(at && { span: at }),
      ...(also.length > 0 && { also }),
      ...(hint !== undefined && { hint }),
    })
  }

  /** What was found, errors before findings, then by file and place. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found.map((found) => this.#marked(found)).sort(byPlace)
  }

  /** Takes over what a reader of one file told. */
  take({ diagnostics }: FilingError): void {
    for (const { code, severity, hint, span, message } of diagnostics)
      this.report({ code, severity, hint }, span, message)
  }

  /** From now on, what `waiver` gives a reason for is marked as waived; errors cannot be, nor what no reason mends. */
  waive(waiver: (found: Diagnostic) => Waived | undefined): void {
    this.#waiver = waiver
  }

  /** From now on, what is collected is graded and settled as `setting` says. */
  settle(setting: (found: Diagnostic) => Diagnostic): void {
    this.#setting = setting
  }

  #marked(plain: Diagnostic): Diagnostic {
    const found = this.#setting(plain)
    const fixed = found.severity === 'error' || rowOf(found.code)?.waivable === false
    const waived = fixed ? undefined : this.#waiver(found)
    return waived ? { ...found, waived } : found
  }

  get failed(): boolean {
    return this.#found.some((found) => found.severity === 'error')
  }

  /** @throws FilingError when an error was reported. */
  stopIfFailed(): void {
    if (this.failed) this.stop()
  }

  /** @throws FilingError with all that was reported */
  stop(): never {
    throw new FilingError(this.diagnostics)
  }
}

const order = { error: 0, finding: 1, warning: 2, note: 3 } as const

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const grave = order[a.severity] - order[b.severity]
  if (grave !== 0) return grave
  const pathA = a.span?.source.path ?? ''
  const pathB = b.span?.source.path ?? ''
  if (pathA !== pathB) return pathA < pathB ? -1 : 1
  return (a.span?.start ?? 0) - (b.span?.start ?? 0)
}

/** `path:line:column` of a span; a cell of a workbook by its name. */
export function where(at: Span): string {
  if (at.source.cell) return at.source.path
  const { line, column } = placeOf(at.source, at.start)
  return `${at.source.path}:${line}:${column}`
}

/** Ends with one finding that its author can mend. Takes what `Log.add` takes. @throws FilingError */
export function fail(...finding: Parameters<Log['add']>): never {
  const log = new Log()
  log.add(...finding)
  throw new FilingError(log.diagnostics)
}

/** Ends because a path that somebody gave leads nowhere. @throws FilingError */
export const noSuch = (path: string, hint: string): never =>
  fail('W002', undefined, `there is no file or folder ${path}`, hint)
