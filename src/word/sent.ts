/**
 * What was sent: the words of a Word file as it went out, kept in the file itself, so that what came back can be held
 * against it whatever has become of the content since.
 *
 * Only what the file shows stands there. LibreOffice and Word keep the part; where it is lost, a file with tracked
 * changes still shows what was sent, and without them it is held against the content as it stands.
 */
import { escapedText } from '../markup.ts'
import type { CellUnit, Labels, Rich, TextUnit, Unit, UnitRole } from './units.ts'

export interface Sent {
  /** The filing and the document that the file is of. */
  readonly filing: string
  readonly document: string
  readonly labels: Labels
  /** Whose the changes are that it was sent with, where somebody was named. */
  readonly by?: string
  readonly units: readonly Unit[]
}

const namespace = 'urn:filingpress:sent:1'

export function sentXml({ filing, document, labels, by, units }: Sent): string {
  const json = JSON.stringify({ filing, document, labels, by, units: units.map(plain) })
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sent xmlns="${namespace}">${escapedText(json)}</sent>`
}

/** A unit without where its text came from: that is nobody's business outside. */
function plain(unit: Unit): unknown {
  if (unit.type === 'table')
    return unit.rows.map((row) =>
      row.map(({ column, colspan, text, looks }) => [column, colspan, text, short(looks)]),
    )
  const { role, level, label, text, looks, id } = unit
  return { role, level, label, text, looks: short(looks), id }
}

/** Looks as runs, `0*120 1*9`. */
const short = (looks: string): string =>
  [...looks.matchAll(/(.)\1*/g)].map(([run, letter]) => `${letter}${run.length}`).join(' ')

/** Looks of a text of `length` code units: what runs say beyond that is left out, so that no run makes more than its text. */
function long(runs: string, length: number): string {
  let found = ''
  for (const run of runs === '' ? [] : runs.split(' ')) {
    if (found.length >= length) break
    found += run.slice(0, 1).repeat(Math.max(0, Math.min(length - found.length, Number(run.slice(1)) || 0)))
  }
  return found.padEnd(length, '0')
}

/** @returns undefined for a part that is not ours, or was damaged */
export function readSent(text: string): Sent | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const { filing, document, labels, by, units } = JSON.parse(text) as Record<string, unknown>
    if (typeof filing !== 'string' || typeof document !== 'string' || !Array.isArray(units)) return undefined
    return {
      filing,
      document,
      labels: labels === 'text' ? 'text' : 'automatic',
      ...(typeof by === 'string' && { by }),
      units: units.map(unitOf),
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

const roles: readonly UnitRole[] = ['paragraph', 'heading', 'item', 'note']

function unitOf(value: unknown): Unit {
  if (Array.isArray(value))
    return {
      type: 'table',
      rows: value.map((row: unknown[]) =>
        row.map((cell): CellUnit => {
          const [column, colspan, text, looks] = cell as unknown[]
          return { column: Number(column), colspan: Number(colspan), ...richOf(text, looks) }
        }),
      ),
    }
  const { role, level, label, text, looks, id } = value as Partial<Record<keyof TextUnit, unknown>>
  return {
    type: 'text',
    role: roles.find((one) => one === role) ?? 'paragraph',
    level: Number(level),
    label: String(label),
    ...richOf(text, looks),
    ...(typeof id === 'string' && { id }),
  }
}

function richOf(text: unknown, looks: unknown): Rich {
  const words = String(text)
  return { text: words, looks: long(String(looks), words.length) }
}
