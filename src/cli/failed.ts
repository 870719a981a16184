/** What was thrown, as words and an exit code: the one edge of all commands. */
import { translated } from '../commands/errors.ts'
import { report } from '../diagnostics/report.ts'
import type { About } from './command.ts'
import { complain, paintFor, UsageError } from './say.ts'

/** Prints what ended a run. @returns the exit code */
export function failed(error: unknown, command?: Pick<About, 'name' | 'failure'>): number {
  const ofNode =
    error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
  if (error instanceof UsageError || ofNode) {
    const more = command ? ` ${command.name}` : ''
    complain(`filingpress: ${(error as Error).message}\nTry: filingpress${more} --help`)
    return 2
  }
  if (error instanceof Stopped) {
    complain(`filingpress: ${error.message}`)
    return stoppedCode
  }
  const found = translated(error)
  if (found) {
    complain(found.map((one) => report(one, paintFor(process.stderr))).join('\n\n'))
    return command?.failure ?? 1
  }
  complain(`filingpress: ${defect(error instanceof Error ? (error.stack ?? '') : String(error))}`)
  return 70
}

/** A run that a signal stopped, and whose part is worth nothing. */
export class Stopped extends Error {}

/** The shell's own code for a program that a signal stopped. */
export const stoppedCode = 130

export const defect = (stack: string): string =>
  `this is a defect of filingpress, not of your filing. Please report it with this:\n${stack}`
