/**
 * Waivers: an author's written reason why a finding stands.
 *
 * A waiver names its passage by a digest of the code, the words of the finding and the lines it points at. When any
 * of them changes the waiver matches nothing, the finding is back, and the waiver is named as lapsed.
 */
import { sha256 } from '../bytes.ts'
import { type Diagnostic, open } from '../diagnostics/diagnostic.ts'
import type { Log } from '../diagnostics/log.ts'
import { lineOf, placeOf } from '../diagnostics/source.ts'
import type { Filing } from '../filing/filing.ts'

/** Sixteen hexadecimal figures: enough to tell the findings of one filing apart. */
const figures = 16

export function passageDigest({ code, message, span }: Diagnostic): string {
  const lines: string[] = []
  if (span && span.end > span.start) {
    const last = placeOf(span.source, span.end).line
    for (let line = placeOf(span.source, span.start).line; line <= last; line++)
      lines.push(lineOf(span.source, line).trim())
  }
  return sha256([code, message, ...lines].join('\n')).slice(0, figures)
}

/** A waiver whole, as an approval records it. */
export const waiverDigest = ({ code, reason, by, passage }: Filing['facts']['waivers'][number]): string =>
  sha256(JSON.stringify([code, reason, by, passage]))

/** Marks what is waived, and says which waivers have lapsed or match nothing. */
export function applyWaivers({ facts, places }: Filing, log: Log): void {
  const { waivers } = facts
  if (waivers.length === 0) return
  const found = log.diagnostics.filter(open)
  const digests = new Set(found.map(passageDigest))
  waivers.forEach(({ code, passage }, index) => {
    if (digests.has(passage)) return
    const at = places(`waivers.${index}.passage`)
    if (found.some((one) => one.code === code))
      log.add(
        'L001',
        at,
        `the waiver of ${code} has lapsed: its passage has changed`,
        'look at the finding again; waive it anew or delete this',
      )
    else log.add('L002', at, `nothing is found that this waiver of ${code} is for`, 'delete it')
  })
  const byPassage = new Map(waivers.map((one) => [one.passage, one]))
  log.waive((one) => {
    const waiver = byPassage.get(passageDigest(one))
    return waiver && waiver.code === one.code ? { reason: waiver.reason, by: waiver.by } : undefined
  })
}

/** `filing.yaml` with one more waiver, everything else as it was, comments included. */
export function withWaiver(
  text: string,
  waiver: { code: string; reason: string; by: string; passage: string; about: string },
): string {
  const quoted = (value: string): string => JSON.stringify(value)
  const entry = [
    `  # ${waiver.about.replace(/\s+/g, ' ')}`,
    `  - code: ${waiver.code}`,
    `    reason: ${quoted(waiver.reason)}`,
    `    by: ${quoted(waiver.by)}`,
    `    passage: ${quoted(waiver.passage)}`,
    '',
  ].join('\n')
  const body = text.endsWith('\n') ? text : `${text}\n`
  const head = /^waivers:[ \t]*(?:\[\])?[ \t]*(?:#.*)?\n/m.exec(body)
  if (!head) return `${body}\nwaivers:\n${entry}`
  const start = head.index + head[0].length
  // The block ends at the next line that is not indented, blank or a comment of its own.
  const rest = body.slice(start)
  const length = /^(?![ \t\n#-])/m.exec(rest)?.index ?? rest.length
  const before = rest.slice(0, length).replace(/\n+$/, '\n')
  return `${body.slice(0, head.index)}waivers:\n${before === '\n' ? '' : before}${entry}${rest.slice(length) === '' ? '' : `\n${rest.slice(length)}`}`
}
