/**
 * Waivers: an author's written reason why a finding stands.
 *
 * A waiver names its passages by a digest of the code, the words of the finding, and each place it points at: the file,
 * the lines, and which of equal lines of the file they are. When any of them changes, or a place is added, the waiver
 * matches nothing, the finding is back, and the waiver is named as lapsed.
 */
import { sha256 } from '../bytes.ts'
import { type Diagnostic, open } from '../diagnostics/diagnostic.ts'
import type { Log } from '../diagnostics/log.ts'
import { lineOf, placeOf, type Span } from '../diagnostics/source.ts'
import type { Filing } from '../filing/filing.ts'
import { baseName } from '../paths.ts'

/** Sixteen hexadecimal figures: enough to tell the findings of one filing apart. */
const figures = 16

export function passageDigest({ code, message, span, also = [] }: Diagnostic): string {
  const places = (span ? [span, ...also] : []).map(placed)
  return sha256([code, message, ...places].join('\n')).slice(0, figures)
}

/** One place: the file, its lines, and how many of its lines before are the same. */
function placed(at: Span): string {
  const name = baseName(at.source.path)
  if (at.end <= at.start) return name
  const first = placeOf(at.source, at.start).line
  const lines = linesOf(at)
  let same = 0
  for (let line = 1; line < first; line++) if (lineOf(at.source, line).trim() === lines[0]) same++
  return [name, same, ...lines].join('\n')
}

function linesOf(at: Span): string[] {
  const lines: string[] = []
  const last = placeOf(at.source, at.end).line
  for (let line = placeOf(at.source, at.start).line; line <= last; line++)
    lines.push(lineOf(at.source, line).trim())
  return lines
}

/** As waivers named their passage before they were bound to a file: good where it can mean one finding only. */
function looseDigest({ code, message, span }: Diagnostic): string {
  const lines = span && span.end > span.start ? linesOf(span) : []
  return sha256([code, message, ...lines].join('\n')).slice(0, figures)
}

/** Digest by finding: its own, and the loose one where no other finding has it. */
function digestsOf(found: readonly Diagnostic[]): ReadonlyMap<string, Diagnostic> {
  const loose = found.map(looseDigest)
  const times = new Map<string, number>()
  for (const digest of loose) times.set(digest, (times.get(digest) ?? 0) + 1)
  const unique = found.flatMap((one, index): [string, Diagnostic][] => {
    const digest = loose[index] ?? ''
    return times.get(digest) === 1 && !one.also ? [[digest, one]] : []
  })
  return new Map([...unique, ...found.map((one): [string, Diagnostic] => [passageDigest(one), one])])
}

/** The passages that a waiver covers, a line each, for people. */
export function covers({ span, also = [] }: Diagnostic): string[] {
  return (span ? [span, ...also] : []).map((at) => {
    const words = at.source.text.slice(at.start, Math.max(at.end, at.start)).replace(/\s+/g, ' ').trim()
    const name = baseName(at.source.path)
    return words === '' ? name : `${name}: ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`
  })
}

/** A waiver whole, as an approval records it. */
type Waiver = Pick<Filing['facts']['waivers'][number], 'code' | 'reason' | 'by' | 'passage'>
export const waiverDigest = ({ code, reason, by, passage }: Waiver): string =>
  sha256(JSON.stringify([code, reason, by, passage]))

/** Marks what is waived, and says which waivers have lapsed or match nothing. */
export function applyWaivers({ facts, places }: Filing, log: Log): void {
  const { waivers } = facts
  if (waivers.length === 0) return
  // A digest is of its code too: findings of other rules need none.
  const codes = new Set<string>(waivers.map(({ code }) => code))
  const found = log.diagnostics.filter((one) => open(one) && codes.has(one.code))
  const digests = digestsOf(found)
  waivers.forEach(({ code, passage }, index) => {
    if (digests.get(passage)?.code === code) return
    const at = places(`waivers.${index}.passage`)
    if (found.some((one) => one.code === code))
      log.add(
        'L001',
        at,
        `the waiver of ${code} has lapsed: a passage it covers has changed, moved to another file, or is not alone any more`,
        'look at the finding again; waive it again or delete this waiver',
      )
    else log.add('L002', at, `no finding matches this waiver of ${code}`, 'delete it')
  })
  const waived = new Map(
    waivers.flatMap((one) => {
      const finding = digests.get(one.passage)
      return finding?.code === one.code ? [[passageDigest(finding), one] as const] : []
    }),
  )
  log.waive((one) => {
    if (!codes.has(one.code)) return undefined
    const waiver = waived.get(passageDigest(one))
    return waiver ? { reason: waiver.reason, by: waiver.by } : undefined
  })
}

/** `filing.yaml` with one more waiver, everything else as it was, comments included. */
export function withWaiver(
  text: string,
  waiver: {
    code: string
    reason: string
    by: string
    passage: string
    covers: readonly string[]
    about: string
  },
): string {
  const quoted = (value: string): string => JSON.stringify(value)
  const entry = [
    `  # ${waiver.about.replace(/\s+/g, ' ')}`,
    `  - code: ${waiver.code}`,
    `    reason: ${quoted(waiver.reason)}`,
    `    by: ${quoted(waiver.by)}`,
    `    passage: ${quoted(waiver.passage)}`,
    ...(waiver.covers.length > 0
      ? ['    covers:', ...waiver.covers.map((one) => `      - ${quoted(one)}`)]
      : []),
    '',
  ].join('\n')
  const body = text.endsWith('\n') ? text : `${text}\n`
  const head = /^waivers:[ \t]*(?:\[\][ \t]*)?(?:#.*)?\n/m.exec(body)
  if (!head) return `${body}\nwaivers:\n${entry}`
  const start = head.index + head[0].length
  // The block ends at the next line that is not indented, blank or a comment of its own.
  const rest = body.slice(start)
  const length = /^(?![ \t\n#-])/m.exec(rest)?.index ?? rest.length
  const before = rest.slice(0, length).replace(/(?<!\n)\n+$/, '\n')
  return `${body.slice(0, head.index)}waivers:\n${before === '\n' ? '' : before}${entry}${rest.slice(length) === '' ? '' : `\n${rest.slice(length)}`}`
}
