/** Errors that the person at the keyboard can mend, as diagnostics: the one table for every command and the module. */
import { type Diagnostic, FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { FontError } from '../fonts/sfnt.ts'
import { worldError } from '../platform/failures.ts'
import { WorldError } from '../platform/world.ts'

/** What was thrown, as diagnostics; undefined for a defect of ours. */
export function translated(error: unknown): readonly Diagnostic[] | undefined {
  if (error instanceof FilingError) return error.diagnostics
  const log = new Log()
  return tell(error, log) ? log.diagnostics : undefined
}

/** Adds what the world or a font refused to a log. @returns whether it was such a thing */
export function tell(error: unknown, log: Log): boolean {
  const failure = worldError(error)
  if (error instanceof FontError) log.add('F002', undefined, error.message)
  else if (failure instanceof WorldError) log.add(failure.code, undefined, failure.message, failure.hint)
  else return false
  return true
}

/** Runs something and throws only FilingError for what its caller can mend. */
export function translating<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    const found = translated(error)
    throw found ? new FilingError(found) : error
  }
}
