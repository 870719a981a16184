/** The only places that print, and how a person or a program is told. */

import type { Tie } from '../check/tie-out.ts'
import { type Diagnostic, open } from '../diagnostics/diagnostic.ts'
import { where } from '../diagnostics/log.ts'
import { coloured, type Paint, plain, report, terminal } from '../diagnostics/report.ts'

/** Wrong usage: printed in one line, exit code 2. */
export class UsageError extends Error {}

export const print = (text: string): void => {
  if (text !== '') process.stdout.write(`${terminal(text)}\n`)
}
export const complain = (text: string): void => {
  if (text !== '') process.stderr.write(`${terminal(text)}\n`)
}

/** One line of a terminal that changes; undefined where nobody watches. */
export function status(): { readonly show: (text: string) => void; readonly clear: () => void } | undefined {
  if (!process.stderr.isTTY) return undefined
  const { columns = 80 } = process.stderr
  return {
    show: (text) => void process.stderr.write(`\r${terminal(text).slice(0, columns - 1)}\u001b[K`),
    clear: () => void process.stderr.write('\r\u001b[K'),
  }
}

/** A variable of the environment, where it is set. */
export const environment = (name: string): string | undefined => process.env[name]

/** Sets a variable of the environment for what runs in this process, where nobody has set it. */
export function setEnvironment(name: string, value: string): void {
  process.env[name] ??= value
}

export function said(text: string): number {
  print(text)
  return 0
}

export function paintFor(stream: NodeJS.WriteStream): Paint {
  const wanted = process.env['FORCE_COLOR'] !== undefined || (stream.isTTY && process.env['TERM'] !== 'dumb')
  return wanted && !process.env['NO_COLOR'] ? coloured : plain
}

/** How findings may be printed. */
export const formats = ['text', 'json', 'sarif', 'github'] as const
export type Format = (typeof formats)[number]

export function formatOf({ json, format }: { readonly json: boolean; readonly format: string }): Format {
  const wanted = json ? 'json' : formats.find((one) => one === format)
  if (!wanted) throw new UsageError(`--format is one of ${formats.join(', ')}`)
  return wanted
}

/** Findings are to be settled, and warnings too under --strict; what is waived is settled. */
export function codeFor(found: readonly Diagnostic[], strict: boolean): number {
  const failing = found.filter((one) => open(one) && (strict || one.severity !== 'warning'))
  return failing.length > 0 ? 1 : 0
}

/** Notes are for who asks in JSON: a person under deadline reads what is to be done. */
export function complainOf(found: readonly Diagnostic[]): void {
  const shown = found.filter((one) => open(one) || one.code === 'W008')
  // Asking for the stream makes it, which takes a while.
  if (shown.length === 0) return
  const paint = paintFor(process.stderr)
  complain(`${shown.map((one) => report(one, paint)).join('\n\n')}\n`)
}

export const tieForPrograms = ({ text, at, released, releasedAt }: Tie): unknown => ({
  text,
  at: where(at),
  released,
  releasedAt: where(releasedAt),
})
