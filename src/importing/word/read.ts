/**
 * A Word document -> found blocks: paragraphs with their numbers, tables with merged cells, notes, symbols,
 * pictures; tracked changes taken as accepted or as rejected; comments and text boxes told.
 *
 * Read by events, so that depth costs no stack. mammoth was weighed and left: it drops alignment, numbers of
 * lists, borders of cells and tracked changes, all of which are needed here.
 */
import { unnamed } from '../../diagnostics/budget.ts'
import { type Found, type FoundBlock, textOfRuns } from '../found.ts'
import { relationsOf, savedByOf, sentOf } from './beside.ts'
import { type Context, type View, WordReader } from './body.ts'
import { type CommentThread, commentsOf, type WordComment } from './comments.ts'
import { readNumbering } from './numbering.ts'
import { type Parts, partsOf } from './parts.ts'
import { readStyles } from './styles.ts'
import { readXml } from './xml.ts'

export type { WordComment } from './comments.ts'
export { WordError } from './parts.ts'

/** How tracked changes are read: the text as it would be with all of them accepted, or all rejected. */
export type Tracked = 'accepted' | 'rejected'

export interface FoundWord extends Found {
  /** How many insertions, deletions and moves the document tracks. */
  readonly tracked: number
  readonly comments: readonly WordComment[]
  /** Pictures by the name that blocks use. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
  /** Who tracked changes in it, in the order of their first. */
  readonly authors: readonly string[]
  /** Who saved it last, as it says itself. */
  readonly savedBy: string | undefined
  /** Text of the part that we put into a file that goes out (word/sent.ts); undefined where there is none. */
  readonly sent: string | undefined
}

/** @throws WordError for bytes that are no Word document, FilingError where they cost more than their budget */
export function readWord(
  bytes: Uint8Array,
  tracked: Tracked | View = 'accepted',
  budget = unnamed('word'),
): FoundWord {
  const parts = partsOf(bytes, budget)
  const accepts: View = typeof tracked === 'function' ? tracked : () => tracked === 'accepted'
  const styles = readStyles(parts.text('word/styles.xml'))
  const numbering = readNumbering(parts.text('word/numbering.xml'))
  const links = relationsOf(parts.text('word/_rels/document.xml.rels'))
  const context = { styles, numbering, links, accepts, notes: new Map<string, string>() }
  const body = new WordReader(context)
  const main = parts.text('word/document.xml') ?? ''
  readXml(main, body, budget)
  const notes = notesOf(parts, context)
  const pictures = new Map<string, Uint8Array>()
  for (const name of body.pictures) {
    const data = parts.bytes(`word/${name}`)
    if (data) pictures.set(name.replace(/^media\//, ''), data)
  }
  return {
    blocks: withNotes(body.end(), notes),
    losses: body.losses,
    facts: [],
    tracked: body.tracked,
    comments: placed(
      commentsOf(parts.text('word/comments.xml'), parts.text('word/commentsExtended.xml')),
      body,
    ),
    pictures,
    authors: [...body.authors],
    savedBy: savedByOf(parts.text('docProps/core.xml')),
    sent: sentOf(parts),
  }
}

/** Comments with the words and the paragraph that they are about. */
const placed = (comments: readonly CommentThread[], { anchors }: WordReader): WordComment[] =>
  comments.map(({ id, ...comment }) => ({ ...comment, ...(anchors.get(id) ?? { quote: '', about: '' }) }))

/** Notes at the end of the item that first refers to them, else at the end of the text. */
function withNotes(blocks: readonly FoundBlock[], notes: readonly FoundBlock[]): readonly FoundBlock[] {
  const out = [...blocks]
  for (const note of notes) {
    const label = note.type === 'text' && note.role?.kind === 'note' ? note.role.label : ''
    const from = out.findIndex(
      (block) =>
        block.type === 'text' && block.runs.some(({ shift, text }) => shift === 'raised' && text === label),
    )
    const next = out.findIndex(
      (block, at) =>
        from >= 0 &&
        at > from &&
        block.type === 'text' &&
        /^\s*(?:item\s*\d|signatures?\s*$)/i.test(textOfRuns(block.runs)),
    )
    out.splice(next < 0 ? out.length : next, 0, note)
  }
  return out
}

/** Footnotes stand behind the text, each with its number as label. */
function notesOf(parts: Parts, context: Context): FoundBlock[] {
  return ['footnotes', 'endnotes'].flatMap((kind) => {
    const xml = parts.text(`word/${kind}.xml`)
    if (xml === undefined) return []
    const reader = new WordReader(context)
    readXml(xml, reader)
    return reader.end()
  })
}
