/**
 * A redline as the parts of a Word document with tracked changes (ECMA-376, WordprocessingML), for counsel who use
 * nothing else. A move is a deletion and an insertion; a formatting-only change is its new look.
 *
 * Text, tables, headings, sizes, spaces between paragraphs and looks of words travel; the typeface is Word's. Accepting
 * all gives the words of the new version, rejecting all those of the old.
 */
import type { Block, Cell, Document, ListItem, Note, Revision, Row, Style } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { escapedAttribute } from '../markup.ts'
import { gridOf } from '../tables/grid.ts'
import { isBoundary } from './marks.ts'
import { type Frame, flatten, type Part } from './tokens.ts'

const author = 'filingpress'
/** Every Word has it; the typefaces of a theme it mostly has not. */
const typeface = 'Times New Roman'

/** XML part by name inside the package. */
export function docxParts(redlined: Document): Map<string, string> {
  const writer = new Writer()
  const body = redlined.sections
    .filter(({ role }) => role !== 'summary')
    .map(({ blocks, revision }) => writer.blocks(blocks, revision))
    .join('')
  const { width, height, margin } = redlined.pagePlan
  const page = `<w:sectPr><w:pgSz w:w="${twips(width)}" w:h="${twips(height)}"/><w:pgMar w:top="${twips(margin.top)}" w:right="${twips(margin.right)}" w:bottom="${twips(margin.bottom)}" w:left="${twips(margin.left)}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>`
  return new Map([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      'word/document.xml',
      `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}${page}</w:body></w:document>`,
    ],
  ])
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const twips = (points: number): number => Math.round(points * 20)

type Mark = 'ins' | 'del' | undefined

function markOf(revision: Revision | undefined): Mark {
  if (revision?.kind === 'inserted' || revision?.kind === 'moved-to') return 'ins'
  return revision?.kind === 'deleted' || revision?.kind === 'moved-from' ? 'del' : undefined
}

class Writer {
  #id = 0

  #tracked(mark: Exclude<Mark, undefined>): string {
    this.#id++
    return `<w:${mark} w:id="${this.#id}" w:author="${author}"`
  }

  blocks(blocks: readonly Block[], around?: Revision): string {
    return blocks.map((block) => this.#block(block, around)).join('')
  }

  #block(block: Block, around: Revision | undefined): string {
    const revision = block.revision && markOf(block.revision) ? block.revision : around
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return this.#leaf(block, revision)
      case 'list':
        return block.items
          .map((item) => this.#item(item, markOf(item.revision) ? item.revision : revision))
          .join('')
      case 'table':
        return this.#table(block.rows, revision)
      case 'group':
        return this.blocks(block.blocks, revision)
      case 'note':
        return this.#item(block, revision)
      case 'rule':
      case 'image':
        return ''
      default:
        return unknownKind(block)
    }
  }

  #item(item: Pick<ListItem | Note, 'label' | 'blocks' | 'revision'>, around: Revision | undefined): string {
    const [first, ...rest] = item.blocks
    if (first?.type !== 'paragraph') return this.blocks(item.blocks, around)
    const before =
      item.revision?.kind === 'restyled' ? (item.revision.before as { label?: string }).label : undefined
    const mark = markOf(around)
    const label = (text: string, own: Mark) =>
      text === '' ? '' : this.#run([{ text: `${text}\t`, frame: [], origin: undefined }], own, first)
    const labels =
      before !== undefined && before !== item.label
        ? label(before, 'del') + label(item.label, 'ins')
        : label(item.label, mark)
    return (
      this.#leaf(first, around, labels, '<w:ind w:left="360" w:hanging="360"/>') + this.blocks(rest, around)
    )
  }

  /** A paragraph whose end is inserted where it was split, and two with an end deleted where they were joined. */
  #leaf(
    block: Extract<Block, { inlines: unknown }>,
    around: Revision | undefined,
    labels = '',
    indent = '',
  ): string {
    const groups: Part[][] = [[]]
    let splits = false
    for (const part of flatten(block.inlines)) {
      splits = isBoundary(part.revision) && part.revision?.kind === 'inserted'
      // What was deleted from a text that moved here stands in no version here; where it came from shows it.
      if (part.revision?.kind === 'dropped') continue
      if (isBoundary(part.revision)) {
        if (part.revision?.kind === 'deleted') groups.push([])
      } else groups.at(-1)?.push(part)
    }
    return groups
      .map((parts, index) => {
        const last = index === groups.length - 1
        const end: Mark = last ? (splits ? 'ins' : markOf(around)) : 'del'
        const style = block.type === 'heading' ? '<w:keepNext/>' : ''
        const properties = `${style}${spacing(block.style)}${indent}${alignment(block.style)}${end ? `<w:rPr>${this.#tracked(end)}/></w:rPr>` : ''}`
        const runs = runsOf(parts)
          .map((run) => this.#run(run, markOf(run[0]?.revision) ?? markOf(around), block))
          .join('')
        return `<w:p><w:pPr>${properties}</w:pPr>${index === 0 ? labels : ''}${runs}</w:p>`
      })
      .join('')
  }

  #run(parts: readonly Part[], mark: Mark, block?: Block): string {
    const [first] = parts
    if (!first || first.revision?.kind === 'mark') return ''
    const text = first.special?.type === 'break' ? '' : parts.map((part) => shown(part)).join('')
    const name = mark === 'del' ? 'w:delText' : 'w:t'
    const content =
      first.special?.type === 'break'
        ? '<w:br/>'
        : text
            .split('\t')
            .map((piece) => `<${name} xml:space="preserve">${escapedAttribute(piece)}</${name}>`)
            .join('<w:tab/>')
    const run = `<w:r>${looks(first.frame, block)}${content}</w:r>`
    return mark ? `${this.#tracked(mark)}>${run}</w:${mark}>` : run
  }

  #table(rows: readonly Row[], around: Revision | undefined): string {
    const borders = ['top', 'bottom', 'insideH']
      .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>`)
      .join('')
    const { cells } = gridOf(rows)
    const written = rows.map((row, index) => {
      const revision = markOf(row.revision) ? row.revision : around
      const mark = markOf(revision)
      const own = mark ? `<w:trPr>${this.#tracked(mark)}/></w:trPr>` : ''
      return `<w:tr>${own}${cells
        .filter((one) => one.row <= index && index < one.row + one.cell.rowspan)
        .sort((a, b) => a.column - b.column)
        .map((one) => (one.row === index ? this.#cell(one.cell, revision) : below(one.cell)))
        .join('')}</w:tr>`
    })
    return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr>${written.join('')}</w:tbl><w:p/>`
  }

  #cell(cell: Cell, around: Revision | undefined): string {
    const revision = markOf(cell.revision) ? cell.revision : around
    const span = spansOf(cell, cell.rowspan > 1 ? '<w:vMerge w:val="restart"/>' : '')
    // The end of the last paragraph of a cell is the cell's own and cannot be tracked.
    const inner = this.blocks(cell.blocks, revision)
    return `<w:tc><w:tcPr>${span}</w:tcPr>${inner === '' || inner.endsWith('</w:tbl><w:p/>') ? `${inner}<w:p/>` : inner}</w:tc>`
  }
}

const spansOf = ({ colspan }: Cell, merge: string): string =>
  `${colspan > 1 ? `<w:gridSpan w:val="${colspan}"/>` : ''}${merge}`

/** What stands below a cell that spans rows: Word wants a cell in every row. */
const below = (cell: Cell): string => `<w:tc><w:tcPr>${spansOf(cell, '<w:vMerge/>')}</w:tcPr><w:p/></w:tc>`

const shown = ({ text, special }: Part): string => {
  if (special?.type === 'check-box') return special.checked ? '☒' : '☐'
  return special?.type === 'note-ref' ? special.label : text
}

/** Neighbouring parts of one look and one mark. */
function runsOf(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = []
  for (const part of parts) {
    const last = runs.at(-1)
    const before = last?.[0]
    const joins =
      before &&
      !before.special &&
      !part.special &&
      markOf(before.revision) === markOf(part.revision) &&
      before.revision?.kind !== 'mark' &&
      part.revision?.kind !== 'mark' &&
      JSON.stringify(before.frame) === JSON.stringify(part.frame)
    if (joins) last?.push(part)
    else runs.push([part])
  }
  return runs
}

function looks(frame: Frame, block: Block | undefined): string {
  const names = new Set(frame.map(({ type }) => type))
  const bold = names.has('strong') || block?.style.fontWeight === 'bold'
  const found = [
    `<w:rFonts w:ascii="${typeface}" w:hAnsi="${typeface}"/>`,
    bold ? '<w:b/>' : '',
    names.has('emphasis') || block?.style.fontStyle === 'italic' ? '<w:i/>' : '',
    names.has('small-caps') ? '<w:smallCaps/>' : '',
    block ? `<w:sz w:val="${Math.round(block.style.fontSize * 2)}"/>` : '',
    names.has('underline') ? '<w:u w:val="single"/>' : '',
    names.has('raised')
      ? '<w:vertAlign w:val="superscript"/>'
      : names.has('lowered')
        ? '<w:vertAlign w:val="subscript"/>'
        : '',
  ].join('')
  return `<w:rPr>${found}</w:rPr>`
}

/** The space around a paragraph, in twentieths of a point. */
function spacing({ margin }: Style): string {
  return `<w:spacing w:before="${twips(margin.top)}" w:after="${twips(margin.bottom)}"/>`
}

function alignment({ textAlign }: Style): string {
  const value = { left: '', justify: 'both', center: 'center', right: 'right', decimal: 'right' }[textAlign]
  return value === '' ? '' : `<w:jc w:val="${value}"/>`
}
