/**
 * A change of what a template shows of a fact: the fact itself is changed, and so every place that shows it.
 *
 * A fact that is shown as it stands takes the new words; a date takes a date. What a helper made of a fact in another
 * way, and facts that stand outside this filing's folder, where other filings share them, are told.
 */
import { isIsoDate, monthNames } from '../filing/dates.ts'
import { shownOf } from '../word/units.ts'
import { type Edits, type FileEdit, isTold, type Texts, told } from './edit.ts'
import type { Source } from './origins.ts'

interface Stretch {
  readonly start: number
  readonly end: number
  readonly text: string
}

type FactSource = Extract<Source, { kind: 'fact' }>

export function factEdits(sources: readonly Source[], stretches: readonly Stretch[], texts: Texts): Edits {
  const byPart = new Map<FactSource['part'], { source: FactSource; stretches: Stretch[] }>()
  for (const stretch of stretches) {
    const source = factAt(sources, stretch)
    if (!source) return told('the change runs over several facts', 'change each of them in filing.yaml')
    const known = byPart.get(source.part) ?? { source, stretches: [] }
    known.stretches.push(stretch)
    byPart.set(source.part, known)
  }
  const found: FileEdit[] = []
  for (const { source, stretches: own } of byPart.values()) {
    const first = sources.findIndex((one) => one.kind === 'fact' && one.part === source.part)
    const skipped = (sources[first] as FactSource).offset
    let shown = shownOf(source.part)
    for (const { start, end, text } of own.toSorted((a, b) => b.start - a.start))
      shown = shown.slice(0, start - first + skipped) + text + shown.slice(end - first + skipped)
    const edit = scalarEdit(source, shown.trim(), texts)
    if (isTold(edit)) return edit
    found.push(...edit)
  }
  return found
}

function factAt(sources: readonly Source[], { start, end }: Stretch): FactSource | undefined {
  const within = start === end ? [sources[start - 1] ?? sources[start]] : sources.slice(start, end)
  const [first] = within
  if (first?.kind !== 'fact') return undefined
  return within.every((one) => one?.kind === 'fact' && one.part === first.part) ? first : undefined
}

function scalarEdit({ origin, part }: FactSource, shown: string, texts: Texts): Edits {
  const { span, path: fact = '' } = origin
  const { path } = span.source
  const file = texts.get(path)
  if (file === undefined)
    return told(
      `${fact} stands in ${path}, which other filings share`,
      `change it there, or give it in filing.yaml`,
    )
  const raw = file.slice(span.start, span.end)
  if (raw === '' || /^[|>]/.test(raw) || raw.includes('\n'))
    return told(`${fact} is written over several lines`, `change it in ${path}`)
  const was = raw.replace(/^(["'])([\s\S]*)\1$/, '$2')
  const value = writtenFor(was.replaceAll('\\"', '"').replaceAll("''", "'"), shownOf(part), shown)
  if (value === undefined)
    return told(`${fact} is shown differently from how it is written`, `change it in ${path}`)
  if (value === '') return told(`${fact} would be empty`, `take it out of ${path}, if it is not needed`)
  return [{ path, start: span.start, end: span.end, text: scalar(value, raw), fact }]
}

/** What is to be written so that the new words are shown; undefined where that cannot be told. */
function writtenFor(written: string, before: string, after: string): string | undefined {
  const folded = (text: string) => text.replace(/\s+/g, ' ').trim()
  if (folded(written) === folded(before)) return after
  if (!isIsoDate(written)) return undefined
  const [, month = '', day = '', year = ''] = /^([A-Z][a-z]+) (\d{1,2}), (\d{4})$/.exec(after) ?? []
  const index = monthNames.indexOf(month as (typeof monthNames)[number])
  const date = `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
  return index >= 0 && isIsoDate(date) ? date : undefined
}

/** A text as a scalar of YAML, quoted as the one before where that was quoted. */
function scalar(text: string, before: string): string {
  const plain = !/^[\s\-?:,[\]{}#&*!|>'"%@`]|\s$|: |:$| #|[\n\t\\,[\]{}]/.test(text)
  if (before.startsWith("'") && !/[\n\t]/.test(text)) return `'${text.replaceAll("'", "''")}'`
  return plain && !before.startsWith('"') ? text : JSON.stringify(text)
}
