/**
 * Settings of a house: `content/.filingpress.json` says once what would otherwise be waived in every filing.
 *
 * A setting concerns a rule - off, graded otherwise, or silent about some words - for the whole house, for one
 * registrant, or for one filing, with a reason and a name. It is no waiver: it holds for passages that are not written
 * yet, so every build prints it, and it is an input of the lock and of the archive. What EDGAR refuses cannot be set
 * aside.
 */

import * as v from 'valibot'
import { toText } from '../bytes.ts'
import type { Severity } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { parseJson } from '../diagnostics/json.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, whole } from '../diagnostics/source.ts'
import type { Filing } from '../filing/filing.ts'

export const settingsName = '.filingpress.json'

/** What is known of a code: how grave it is, whether EDGAR itself refuses what it finds, and whether a reason settles it. */
export type Known = (
  code: string,
) => { readonly severity: Severity; readonly grade?: string; readonly waivable?: false } | undefined

const setting = v.pipe(
  v.strictObject({
    code: v.string(),
    /** What becomes of its findings. */
    as: v.optional(
      v.picklist(['off', 'note', 'warning', 'finding'], 'must be off, note, warning or finding'),
    ),
    /** Words that the rule says nothing of. */
    accept: v.optional(v.array(v.pipe(v.string(), v.minLength(1)))),
    /** Employer number or name; every registrant when left out. */
    registrant: v.optional(v.string()),
    /** Name of a folder of content; every filing when left out. */
    filing: v.optional(v.string()),
    reason: v.pipe(v.string(), v.minLength(1, 'must say why')),
    by: v.pipe(v.string(), v.minLength(1, 'must name who decided')),
  }),
  v.check(({ as, accept }) => as !== undefined || accept !== undefined, 'needs "as" or "accept"'),
)

const schema = v.strictObject({ format: v.literal(1, 'must be 1'), rules: v.array(setting) })

/** Why a rule cannot be set so; undefined when it can. */
function refusal({ code, as }: Setting, known: Known): string | undefined {
  const row = known(code)
  if (!row) return `"${code}" is not a code; filingpress rules lists them`
  if (row.severity === 'error') return `${code} is an error, which no setting settles`
  if (row.waivable === false) return `${code} can only be mended; no reason settles it`
  if (as === 'off' && row.grade === 'suspends')
    return `${code} is a rule of EDGAR itself, which cannot be set aside`
  return undefined
}

export type Setting = v.InferOutput<typeof setting>

/** @returns the settings of a house; none when the log says why */
export function readSettings(path: string, bytes: Uint8Array, known: Known, log: Log): readonly Setting[] {
  const source: Source = { path, text: toText(bytes) }
  let value: unknown
  try {
    value = parseJson(source.text, path)
  } catch (error) {
    log.add('L007', whole(source), `${path} is not JSON: ${(error as Error).message}`)
    return []
  }
  const read = v.safeParse(schema, value)
  if (read.success) {
    const { rules } = read.output
    for (const one of rules) {
      const why = refusal(one, known)
      if (why !== undefined) log.add('L007', whole(source), why)
    }
    return rules
  }
  for (const issue of read.issues) {
    const where = (issue.path ?? []).map(({ key }) => String(key)).join('.')
    log.add('L007', whole(source), `${where === '' ? 'the file' : where}: ${issue.message}`)
  }
  return []
}

/** Those that concern a filing. */
export function settingsFor(
  settings: readonly Setting[],
  slug: string,
  { registrants }: Filing,
): readonly Setting[] {
  return settings.filter(
    ({ registrant, filing }) =>
      (filing === undefined || filing === slug) &&
      (registrant === undefined ||
        registrants.some(({ name, ein }) => name === registrant || ein === registrant)),
  )
}

/** From now on the log grades and settles what it collects as the settings say. */
export function applySettings(settings: readonly Setting[], log: Log): void {
  if (settings.length === 0) return
  log.settle((found) => {
    const own = settings.filter(({ code }) => code === found.code)
    return own.reduce(settled, found)
  })
}

function settled(found: Diagnostic, { as, accept, reason, by }: Setting): Diagnostic {
  if (found.severity === 'error') return found
  const accepted =
    accept !== undefined &&
    !accept.some((word) => found.message.includes(`"${word}"`) || wordAt(found) === word)
  if (accepted) return found
  return as === undefined || as === 'off'
    ? { ...found, waived: { reason, by, setting: true } }
    : { ...found, severity: as }
}

const wordAt = ({ span }: Diagnostic): string | undefined => span?.source.text.slice(span.start, span.end)
