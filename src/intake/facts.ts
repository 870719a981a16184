/** Plain data -> typed facts by a schema; every departure becomes a diagnostic at its place. */

import * as v from 'valibot'
import type { Code } from '../diagnostics/codes.ts'
import type { Log } from '../diagnostics/log.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import { isIsoDate } from '../filing/dates.ts'
import type { FactFile } from './yaml.ts'

type ObjectSchema = v.GenericSchema & { readonly entries: Readonly<Record<string, unknown>> }

/** The typed facts, or undefined when something is wrong; all of it is in the log. */
export function typed<S extends ObjectSchema>(
  schema: S,
  file: FactFile,
  log: Log,
): v.InferOutput<S> | undefined {
  const result = v.safeParse(schema, file.data)
  if (result.success) return result.output
  for (const issue of result.issues) complain(schema, issue, file, log)
  return undefined
}

function complain(schema: unknown, issue: v.BaseIssue<unknown>, file: FactFile, log: Log): void {
  const keys = (issue.path ?? []).map((step) => String(step.key))
  const path = keys.join('.')
  const last = keys.at(-1) ?? ''
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = keysAt(schema, keys.slice(0, -1))
    log.add('Y004', file.places(`${path}#key`), `unknown key "${last}"`, suggestion(last, known))
    return
  }
  if (issue.received === 'undefined') {
    log.add('Y006', file.places(keys.slice(0, -1).join('.')), `"${path}" is missing`)
    return
  }
  const code: Code = issue.requirement === isIsoDate ? 'Y007' : 'Y005'
  const wanted = issue.message.startsWith('Invalid') ? `must be ${plainName(issue)}` : issue.message
  const inside = issue.type === 'strict_object' ? keysAt(schema, keys) : []
  const hint = inside.length > 0 ? `write { ${inside[0]}: … }; known here: ${inside.join(', ')}` : undefined
  log.add(code, file.places(path), `"${path}" ${wanted}`, hint)
}

function plainName(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'array') return 'a list'
  if (issue.type === 'strict_object') return 'a block of facts'
  if (issue.type === 'string') return 'plain text'
  return issue.expected ?? 'something else'
}

/** The keys a schema knows at a path; wrappers such as optional and pipe are looked through. */
function keysAt(schema: unknown, keys: readonly string[]): string[] {
  let at = unwrap(schema)
  for (const key of keys) {
    if (at === undefined) return []
    if (at.entries) at = unwrap(at.entries[key])
    else if (at.item) at = unwrap(at.item)
  }
  return Object.keys(at?.entries ?? {})
}

interface Shape {
  readonly entries?: Readonly<Record<string, unknown>>
  readonly item?: unknown
  readonly wrapped?: unknown
}

function unwrap(schema: unknown): Shape | undefined {
  const shape = schema as Shape | undefined
  return shape?.wrapped === undefined ? shape : unwrap(shape.wrapped)
}

function suggestion(word: string, known: readonly string[]): string {
  const close = nearestWord(word, known)
  return close === undefined ? `known here: ${known.join(', ')}` : `did you mean "${close}"?`
}
