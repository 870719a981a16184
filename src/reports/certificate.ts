/**
 * "Only these changes": a page that states from finished files on both sides what differs, and that all else is word for
 * word equal. Pure: the words of the finished files come in, and a document and its facts go out.
 */
import type { Block, Document } from '../document/document.ts'
import { type Change, cellSentence } from '../redline/changes.ts'
import { grid, headingOf, reportPage, say, smallPrint, titleOf } from './page.ts'

export interface FinishedFile {
  readonly name: string
  readonly sha256: string
  /** In order, as its own reader gives them. */
  readonly words: readonly string[]
}

/** What was compared of one document. */
export interface Certified {
  readonly name: string
  /** Finished files of both sides: HTML, and PDF where there is one. */
  readonly old: readonly FinishedFile[]
  readonly new: readonly FinishedFile[]
  /** Words of both sides by the redline: rejected and accepted. */
  readonly rejected: readonly string[]
  readonly accepted: readonly string[]
  readonly same: { readonly words: boolean; readonly structure: boolean }
  readonly changes: readonly Change[]
}

export interface Finding {
  readonly name: string
  readonly statement: string
  readonly holds: boolean
  readonly files: readonly {
    readonly side: 'old' | 'new'
    readonly name: string
    readonly sha256: string
    readonly words: number
  }[]
  readonly changes: readonly {
    readonly number: number
    readonly kind: string
    /** The part and item; in a table the row and column, else the words before the change. */
    readonly section: string
    readonly where: string
    readonly old: string
    readonly new: string
  }[]
}

/** Letters in order: where a word ends is a matter of each format. */
const letters = (words: readonly string[]): string => words.join('')

const kindOf = ({ name }: FinishedFile): string => (name.endsWith('.pdf') ? 'PDF' : 'HTML')

/** Which of the files that both sides have are the same byte for byte. */
function bytesSaid(old: readonly FinishedFile[], fresh: readonly FinishedFile[]): string {
  const both = fresh.flatMap((file) => {
    const before = old.find((one) => kindOf(one) === kindOf(file))
    return before ? [{ kind: kindOf(file), same: before.sha256 === file.sha256 }] : []
  })
  const [same, others] = [true, false].map((wanted) =>
    both.filter((one) => one.same === wanted).map(({ kind }) => kind),
  )
  if (others?.length === 0) return 'the same bytes'
  return same?.length === 0 ? 'not the same bytes' : `the same bytes in ${same}, not in ${others}`
}

export function findings(documents: readonly Certified[]): Finding[] {
  return documents.map(({ name, old, new: fresh, rejected, accepted, same, changes }) => {
    const holds =
      old.every(({ words }) => letters(words) === letters(rejected)) &&
      fresh.every(({ words }) => letters(words) === letters(accepted))
    const kinds = [...new Set([...old, ...fresh].map(kindOf))].join(' and ')
    const nothing = changes.length === 0
    const statement = !holds
      ? `The words of the finished files are not those that were compared: nothing is certified of ${name}.`
      : nothing
        ? `Nothing differs in ${name}: ${bytesSaid(old, fresh)}, ${same.words ? 'the same words' : 'not the same words'}, ${same.structure ? 'the same structure' : 'not the same structure'} (${kinds}).`
        : `In ${name} only the ${changes.length === 1 ? 'change' : `${changes.length} changes`} below ${changes.length === 1 ? 'was' : 'were'} made; outside ${changes.length === 1 ? 'it' : 'them'} the finished ${kinds} of both sides are word for word equal.`
    const list = (side: 'old' | 'new', files: readonly FinishedFile[]) =>
      files.map((file) => ({ side, name: file.name, sha256: file.sha256, words: file.words.length }))
    return {
      name,
      statement,
      holds,
      files: [...list('old', old), ...list('new', fresh)],
      changes: changes.map(({ number, kind, section, cell: at, before, old: was, new: is }) => ({
        number,
        kind,
        section,
        where: at ? cellSentence(at) : before === '' ? '' : `…${before.slice(-40).trim()}`,
        old: was,
        new: is,
      })),
    }
  })
}

export interface CertificateHead {
  readonly old: string
  readonly new: string
  readonly tool: string
}

const title = 'Certificate of comparison'

export function certificatePage(head: CertificateHead, found: readonly Finding[]): Document {
  const blocks: Block[] = [
    titleOf(title),
    say(`Old: ${head.old}`),
    say(`New: ${head.new}`),
    ...found.flatMap(blocksOf),
    smallPrint(
      'How to check this: take the words of the named files in order, with any reader; delete from the old those listed as old, and from the new those listed as new. What is left is equal.',
    ),
    smallPrint(head.tool),
  ]
  return reportPage({ title, fileName: 'certificate.htm' }, blocks)
}

function blocksOf({ name, statement, files, changes }: Finding): Block[] {
  const fileRows = files.map((file) => [file.side, file.name, String(file.words), file.sha256])
  const changeRows = changes.map((one) => [
    String(one.number),
    one.kind,
    [one.section, one.where].filter(Boolean).join(': '),
    short(one.old),
    short(one.new),
  ])
  return [
    headingOf(name),
    say(statement),
    ...(files.length > 0 ? [grid(['Side', 'File', 'Words', 'sha256'], fileRows)] : []),
    ...(changes.length > 0 ? [grid(['Change', 'Kind', 'Where', 'Old', 'New'], changeRows)] : []),
  ]
}

const short = (value: string): string =>
  value === '' ? '(nothing)' : value.length > 160 ? `${value.slice(0, 100)} … ${value.slice(-50)}` : value
