/** In what the outputs of one filing differ, made by two tools or with two themes: the gravest first. */
import { toText } from '../../../bytes.ts'
import { countSentence } from '../../../redline/counts.ts'
import { type DocumentDiff, diff } from '../../diff.ts'
import { recordName } from '../../record.ts'
import { finished } from '../../versions.ts'

/** The gravest first. */
export const kinds = ['not built', 'words', 'files', 'structure', 'findings', 'pages', 'looks'] as const
export type Kind = (typeof kinds)[number]

export interface ImpactDifference {
  readonly kind: Kind
  /** File name of the document, or what else differs. */
  readonly what: string
  /** What was, and what is: a phrase. */
  readonly text: string
}

/** So much is shown around what is other, in UTF-16 units, and of what is other. */
const around = 24
const shown = 60

const line = (text: string): string => text.replace(/\s+/g, ' ').trim()
const cut = (text: string): string => (text.length > shown ? `${text.slice(0, shown)}…` : text)

/** Both texts from a little before the first word that is other. */
function otherWords(old: string, fresh: string): string {
  const [a, b] = [line(old), line(fresh)]
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const space = a.lastIndexOf(' ', Math.max(0, same - around))
  const start = same > around ? space + 1 : 0
  const from = (text: string): string => `"${start > 0 ? '…' : ''}${cut(text.slice(start))}"`
  return `${from(a)} is ${from(b)}`
}

type Files = ReadonlyMap<string, Uint8Array>

/** @throws FilingError where one side cannot be read */
export function differences(old: Files, fresh: Files): ImpactDifference[] {
  const before = finished(old, 'archived', (name) => name)
  const after = finished(fresh, 'made now', (name) => name)
  const { documents, attached } = diff(before, after)
  const found: ImpactDifference[] = []
  for (const one of documents) {
    const difference = ofDocument(one)
    if (difference) found.push(difference)
  }
  for (const { name, state } of attached)
    if (state !== 'same') found.push({ kind: 'files', what: name, text: `is ${state}` })
  const [was, is] = [recordOf(old), recordOf(fresh)]
  found.push(...pdfDifferences(old, fresh, was.pages, is.pages), ...newFindings(was.findings, is.findings))
  return found.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
}

function ofDocument({ name, state, same, redline }: DocumentDiff): ImpactDifference | undefined {
  if (state === 'added' || state === 'gone') return { kind: 'files', what: name, text: `is ${state}` }
  const changes = redline.changes.filter(({ kind }) => kind !== 'restyled')
  const [first] = changes
  if (!same.words)
    return { kind: 'words', what: name, text: first ? otherWords(first.old, first.new) : 'other words' }
  if (first) return { kind: 'structure', what: name, text: countSentence(changes) }
  const text = 'the same words and structure, other looks'
  return same.bytes && redline.changes.length === 0 ? undefined : { kind: 'looks', what: name, text }
}

function pdfDifferences(
  old: Files,
  fresh: Files,
  was: ReadonlyMap<string, number>,
  is: ReadonlyMap<string, number>,
): ImpactDifference[] {
  return [...fresh.keys()]
    .filter((name) => name.endsWith('.pdf'))
    .flatMap((name): ImpactDifference[] => {
      const [a, b] = [old.get(name), fresh.get(name)]
      if (!a || !b || Buffer.compare(a, b) === 0) return []
      const [before, now] = [was.get(name), is.get(name)]
      return before !== now && before !== undefined
        ? [{ kind: 'pages', what: name, text: `${before} pages are ${now}` }]
        : [{ kind: 'looks', what: name, text: 'other bytes on as many pages' }]
    })
}

interface Finding {
  readonly code: string
  readonly message: string
  readonly file?: string
  readonly severity: string
  readonly waived?: unknown
}

interface Recorded {
  readonly pages: ReadonlyMap<string, number>
  readonly findings: readonly Finding[]
}

/** What build.json says; nothing where there is none. */
function recordOf(files: Files): Recorded {
  try {
    const { outputs = [], findings = [] } = JSON.parse(toText(files.get(recordName))) as {
      readonly outputs?: readonly { readonly name: string; readonly pages?: number }[]
      readonly findings?: readonly Finding[]
    }
    const pages = outputs.flatMap(({ name, pages: count }) =>
      count === undefined ? [] : [[name, count] as const],
    )
    return { pages: new Map(pages), findings }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { pages: new Map(), findings: [] }
    throw error
  }
}

/** What is found now and was not then, whatever line it stands on. Notes inform and are no findings. */
function newFindings(was: readonly Finding[], is: readonly Finding[]): ImpactDifference[] {
  const keyOf = ({ code, message, file = '' }: Finding) => `${code}\0${message}\0${file}`
  const known = new Set(was.map(keyOf))
  return is
    .filter((one) => one.severity !== 'note' && !one.waived && !known.has(keyOf(one)))
    .map(({ code, message, file }) => ({
      kind: 'findings' as const,
      what: file ?? 'the filing',
      text: `${code}: ${message}`,
    }))
}
