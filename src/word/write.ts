/**
 * A document as the text of a Word file (ECMA-376, WordprocessingML): a clean copy, or a redline with tracked changes,
 * for counsel who use nothing else, changes of look among them.
 *
 * Text, tables, headings, lists, sizes, spaces between paragraphs, pictures and looks of words travel; the typeface is
 * Word's. Accepting all gives the words of the new version, rejecting all those of the old. In a clean copy each
 * paragraph has a bookmark by its number, by which it is known again when it comes back (units.ts).
 */
import type { Block, Cell, Document, ListItem, Note, Revision, Table } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { escapedAttribute } from '../markup.ts'
import { isBoundary } from '../redline/marks.ts'
import { type Frame, flatten, type Leaf, type Part } from '../redline/tokens.ts'
import { gridOf } from '../tables/grid.ts'
import { Comments, cutAt, type Marks, unmarked, type WordComment } from './comments.ts'
import { Lists } from './lists.ts'
import { alignment, indent, spacing } from './looks.ts'
import { type Beside, partsOf } from './package.ts'
import {
  before,
  edges,
  type Lead,
  type Looked,
  noLead,
  type OldLeaf,
  type OldLeaves,
  oldLeaves,
  oldOf,
  type Place,
  paragraphProperties,
  unplaced,
  within,
  withLooksBefore,
} from './paragraphs.ts'
import { Pictures } from './pictures.ts'
import { runProperties, runsOf } from './runs.ts'
import { cellProperties, tableProperties } from './tables.ts'
import { isGone, type Mark, markOf, sameMark, Tracked, withoutMove } from './tracked.ts'
import { bookmarkOf, shownOf } from './units.ts'

/** Of the changes that a redline tracks, where nobody is named. Who reads a file that came back knows them by it. */
export const ownAuthor = 'filingpress'

export interface WordOptions {
  /** Bookmarks name the paragraphs: for a clean copy, whose paragraphs are one version's. */
  readonly bookmarks?: boolean
  readonly comments?: readonly WordComment[]
  /** What was sent, for the way back (sent.ts). */
  readonly sent?: string
  /** Whose the tracked changes are, and of which day, `YYYY-MM-DD`. */
  readonly author?: string
  readonly date?: string
}

/** Parts by name inside the package: XML as text, pictures as bytes. */
export function docxParts(
  document: Document,
  { bookmarks = false, comments = [], sent, author = ownAuthor, date }: WordOptions = {},
): Map<string, string | Uint8Array> {
  const tracked = new Tracked(author, date)
  const writer = new Writer(bookmarks, new Comments(comments), tracked)
  const body = document.sections
    .filter(({ role }) => role !== 'summary')
    .map(({ blocks, revision }) => writer.blocks(blocks, revision))
    .join('')
  const beside: Beside = { ...writer.beside, sent }
  return partsOf(document, tracked.withRanges(body), beside)
}

/** Where a block stands. */
interface Around extends Place {
  /** Where it stood in the old version. */
  readonly was: Place
  /** The paragraphs of the old version, where the versions part a text otherwise. */
  readonly olds?: OldLeaves | undefined
  readonly revision: Revision | undefined
  readonly depth: number
  readonly inCell?: boolean
  /** In a row or cell that moved. */
  readonly rowMoved?: boolean
  /** What the first paragraph begins with: that of an item has its label. */
  readonly lead?: Lead | undefined
}

const outermost = { ...unplaced, was: unplaced, depth: 0 }

const isOld = (revision: Revision | undefined): boolean => isGone(markOf(revision))

const inserted: Mark = { name: 'ins', move: 0 }
const deleted: Mark = { name: 'del', move: 0 }

/** The mark of a thing there: its own, else that of what holds it. */
function markIn({ revision, rowMoved }: Around, own?: Revision): Mark | undefined {
  const mark = markOf(own) ?? markOf(revision)
  return rowMoved ? withoutMove(mark) : mark
}

class Writer {
  #unit = 0
  readonly #bookmarks: boolean
  readonly #comments: Comments
  readonly #tracked: Tracked
  readonly #lists = new Lists()
  readonly #pictures = new Pictures()
  readonly #links = new Map<string, string>()

  constructor(bookmarks: boolean, comments: Comments, tracked: Tracked) {
    this.#bookmarks = bookmarks
    this.#tracked = tracked
    this.#comments = comments
  }

  get beside(): Omit<Beside, 'sent'> {
    return {
      numbering: this.#lists.xml(),
      comments: this.#comments.xml(),
      commentsExtended: this.#comments.extended(),
      pictures: this.#pictures.list,
      links: [...this.#links].map(([href, id]) => ({ href, id })),
    }
  }

  blocks(blocks: readonly Block[], revision?: Revision): string {
    return this.#within(blocks, { ...outermost, revision })
  }

  #within(blocks: readonly Block[], around: Around): string {
    const [is, was] = [edges(blocks, 'new', around), edges(blocks, 'old', around.was)]
    const olds = oldLeaves(blocks, was)
    return blocks
      .map((block, index) =>
        this.#block(block, {
          ...around,
          ...is(block),
          was: was(block),
          olds: olds(block),
          lead: index === 0 ? around.lead : undefined,
        }),
      )
      .join('')
  }

  #block(block: Block, outer: Around): string {
    const own = block.revision && markOf(block.revision) ? block.revision : outer.revision
    // What the old version alone has stands as it stood there.
    const placed = isOld(own) ? outer.was : outer
    const around = { ...outer, ...placed, revision: own }
    const inner = { ...around, ...within(around, block), was: within(around.was, before(block)) }
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return this.#leaf(block, around)
      case 'list':
        return this.#list(block, { ...inner, lead: undefined })
      case 'table':
        return this.#table(block, around)
      case 'group':
        return this.#within(block.blocks, inner)
      case 'note':
        return this.#item(block, { ...inner, lead: undefined })
      case 'rule':
        return `<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>${spacing(block.style, around)}</w:pPr></w:p>`
      case 'image':
        return `<w:p><w:pPr>${spacing(block.style, around)}${alignment(block.style)}</w:pPr>${this.#pictures.run(block)}</w:p>`
      default:
        return unknownKind(block)
    }
  }

  #list({ items }: Extract<Block, { type: 'list' }>, around: Around): string {
    const numbered = this.#bookmarks
      ? this.#lists.begin(
          items.map(({ label }) => label),
          around.depth,
        )
      : undefined
    const [is, was] = [edges(items, 'new', around), edges(items, 'old', around.was)]
    return items
      .map((item) => {
        const revision = markOf(item.revision) ? item.revision : around.revision
        const placed = { ...(isOld(revision) ? was(item) : is(item)), below: 0 }
        const own = { ...around, ...placed, was: { ...was(item), below: 0 }, revision }
        return this.#item(item, own, numbered)
      })
      .join('')
  }

  #item(
    item: Pick<ListItem | Note, 'label' | 'blocks' | 'revision'>,
    around: Around,
    numbered?: string,
  ): string {
    const [first, ...rest] = item.blocks
    if (!first) return ''
    const old =
      item.revision?.kind === 'restyled' ? (item.revision.before as { label?: string }).label : undefined
    const write = (text: string, own: Mark | undefined, leaf: Leaf) =>
      text === ''
        ? ''
        : this.#run([{ text: `${text}\t`, frame: [], origin: undefined }], own, leaf, before(leaf))
    const runs = (leaf: Leaf) =>
      numbered !== undefined
        ? ''
        : old !== undefined && old !== item.label
          ? write(old, deleted, leaf) + write(item.label, inserted, leaf)
          : write(item.label, markIn(around), leaf)
    const list = ({ left }: Place) =>
      numbered === undefined
        ? indent(left + 18, 18)
        : `${numbered}${indent(left + 18 * (around.depth + 1), 18)}`
    const deeper = { above: 0, left: around.left + 18, depth: around.depth + 1 }
    const was = { ...around.was, above: 0, left: around.was.left + 18 }
    const lead = { label: item.label, runs, list }
    return (
      this.#block(first, { ...around, lead }) +
      this.#within(rest, { ...around, ...deeper, was, lead: undefined })
    )
  }

  /** A paragraph whose end is inserted where it was split, and two with an end deleted where they were joined. */
  #leaf(block: Leaf, around: Around): string {
    const { label, runs: labels, list } = around.lead ?? noLead
    const groups: Looked[][] = [[]]
    let splits = false
    for (const part of withLooksBefore(flatten(block.inlines))) {
      splits = isBoundary(part.revision) && part.revision?.kind === 'inserted'
      // What was deleted from a text that moved here stands in no version here; where it came from shows it.
      if (part.revision?.kind === 'dropped') continue
      if (isBoundary(part.revision)) {
        if (part.revision?.kind === 'deleted') groups.push([])
      } else groups.at(-1)?.push(part)
    }
    const marks = this.#marksOf(groups, around, label)
    return groups
      .map((parts, index) => {
        const last = index === groups.length - 1
        const end = last ? (splits ? inserted : markIn(around)) : deleted
        const old = around.olds?.next(end?.name !== 'ins') ?? oldOf(before(block), around.was, list)
        const properties = this.#properties(paragraphProperties(block, around, list(around)), old, end)
        const { open, close, within: cuts } = index === 0 ? marks : unmarked
        const runs = cutAt(
          parts,
          cuts.map(({ at }) => at),
        ).map((stretch, at) => {
          const written = runsOf(stretch).map((run) =>
            this.#run(run, markIn(around, run[0]?.revision), block, old.leaf),
          )
          return `${cuts[at - 1]?.xml ?? ''}${written.join('')}`
        })
        return `<w:p>${properties}${open}${index === 0 ? labels(block) : ''}${runs.join('')}${close}</w:p>`
      })
      .join('')
  }

  /** @param end of the paragraph, where one version alone has it */
  #properties(is: string, { properties: was }: OldLeaf, end: Mark | undefined): string {
    const tracked = end ? `<w:rPr><${this.#tracked.open(end)}/></w:rPr>` : ''
    const changed = end || is === was ? '' : this.#tracked.changed('pPrChange', `<w:pPr>${was}</w:pPr>`)
    return `<w:pPr>${isGone(end) ? was : is}${tracked}${changed}</w:pPr>`
  }

  /** The bookmark of a unit around its text, and the comments on words of it. */
  #marksOf(groups: readonly (readonly Part[])[], { inCell }: Around, label: string): Marks {
    const text = groups.flat().map(shownOf).join('')
    if (text.trim() === '' && label === '') return unmarked
    const within = this.#comments.marksIn(text, label)
    if (!this.#bookmarks || inCell) return { ...unmarked, within }
    const index = this.#unit++
    return {
      open: `<w:bookmarkStart w:id="${index}" w:name="${bookmarkOf(index)}"/>`,
      close: `<w:bookmarkEnd w:id="${index}"/>`,
      within,
    }
  }

  #run(parts: readonly Looked[], mark: Mark | undefined, block: Leaf, old: Leaf): string {
    const [first] = parts
    if (!first || first.revision?.kind === 'mark') return ''
    const broken = first.special?.type === 'break'
    const name = mark?.name === 'del' ? 'w:delText' : 'w:t'
    const content = broken
      ? '<w:br/>'
      : parts
          .map(shownOf)
          .join('')
          .split('\t')
          .map((piece) => `<${name} xml:space="preserve">${escapedAttribute(piece)}</${name}>`)
          .join('<w:tab/>')
    const run = `<w:r>${this.#looksOf(first, mark, block, old)}${content}</w:r>`
    return this.#linked(first.frame, this.#tracked.around(mark, run))
  }

  /** The look of a run: of what the old version alone has, as it was there. */
  #looksOf({ frame, was = frame }: Looked, mark: Mark | undefined, block: Leaf, leaf: Leaf): string {
    const [is, old] = [runProperties(frame, block), runProperties(was, leaf)]
    if (mark) return `<w:rPr>${isGone(mark) ? old : is}</w:rPr>`
    const changed = is === old ? '' : this.#tracked.changed('rPrChange', `<w:rPr>${old}</w:rPr>`)
    return `<w:rPr>${is}${changed}</w:rPr>`
  }

  /** Links that lead out of the filing; those within it are text. */
  #linked(frame: Frame, run: string): string {
    const href = frame.find((wrap) => wrap.type === 'link')?.href
    if (href === undefined || !/^(?:https?|mailto):/.test(href)) return run
    const id = this.#links.get(href) ?? `link${this.#links.size + 1}`
    this.#links.set(href, id)
    return `<w:hyperlink r:id="${id}">${run}</w:hyperlink>`
  }

  #table(table: Table, around: Around): string {
    const { rows } = table
    if (this.#bookmarks && rows.some(({ cells }) => cells.length > 0)) this.#unit++
    const { cells, columns } = gridOf(rows)
    const written = rows.map((row, index) => {
      const revision = markOf(row.revision) ? row.revision : around.revision
      const mark = withoutMove(markOf(revision))
      const properties = `${row.header ? '<w:tblHeader/>' : ''}${mark ? `<${this.#tracked.open(mark)}/>` : ''}`
      const own = properties === '' ? '' : `<w:trPr><w:cantSplit/>${properties}</w:trPr>`
      return `<w:tr>${own}${cells
        .filter((one) => one.row <= index && index < one.row + one.cell.rowspan)
        .sort((a, b) => a.column - b.column)
        .map((one) => this.#cell(one.cell, { ...around, revision }, one.row === index))
        .join('')}</w:tr>`
    })
    return `<w:tbl>${tableProperties(table, columns)}${written.join('')}</w:tbl><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>`
  }

  /** @param first of the rows that it spans: Word wants a cell in every row */
  #cell(cell: Cell, around: Around, first: boolean): string {
    const revision = markOf(cell.revision) ? cell.revision : around.revision
    // A row that one version has alone comes and goes with its cells, but for those that only the other has columns for.
    const own = withoutMove(markOf(cell.revision))
    const tracked = sameMark(own, withoutMove(markOf(around.revision))) ? '' : this.#tracked.cell(own)
    if (!first) return `<w:tc>${cellProperties(cell, '<w:vMerge/>', tracked)}<w:p/></w:tc>`
    const merge = cell.rowspan > 1 ? '<w:vMerge w:val="restart"/>' : ''
    // The end of the last paragraph of a cell is the cell's own and cannot be tracked.
    const rowMoved = (markOf(revision)?.move ?? 0) > 0
    const inner = this.#within(cell.blocks, { ...outermost, revision, inCell: true, rowMoved })
    const whole = inner === '' || /<\/w:tbl><w:p>(?:(?!<w:r>).)*<\/w:p>$/.test(inner)
    return `<w:tc>${cellProperties(cell, merge, tracked)}${whole ? `${inner}<w:p/>` : inner}</w:tc>`
  }
}
