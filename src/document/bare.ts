/**
 * A document as paragraphs and tables of data alone, without look, roles or marks: what a file of anybody's and one of
 * ours have in common, so that the two can be compared by their words.
 *
 * A line break ends a paragraph, a list item begins with its label, a table that only places its cells is running
 * text, boxes and references to notes are their letters. Origins stay.
 */
import { cell, letter, listItem, nowhere, paragraph, plainStyle, row, table, text } from './build.ts'
import type { Block, Document, Inline, ListItem, Origin, Table, Text } from './document.ts'
import { unknownKind } from './kinds.ts'
import { wordsOfBlocks } from './words.ts'

/** @param tables by cell, or each row as a line, where the other side does not tell cells */
export function bare(document: Document, tables: 'cells' | 'lines' = 'cells'): Document {
  const cells = document.sections.flatMap((section) => bareBlocks(section.blocks))
  const blocks = tables === 'cells' ? cells : cells.flatMap(rowsAsLines)
  const role = document.form.startsWith('EX-') ? 'release' : 'item'
  return { ...document, pagePlan: letter, base: plainStyle, sections: [{ role, blocks }] }
}

/** A table of figures as one paragraph a row. */
function rowsAsLines(block: Block): Block[] {
  if (block.type !== 'table') return [block]
  return block.rows.flatMap(({ cells }) => {
    const texts = cells.flatMap(({ blocks }) =>
      blocks.flatMap((one) => ('inlines' in one ? [one.inlines] : [])),
    )
    const inlines = texts.flatMap((own, at) => (at === 0 ? own : [text(' ', nowhere), ...own]))
    return inlines.length === 0 ? [] : [paragraph(inlines)]
  })
}

const bareBlocks = (blocks: readonly Block[]): Block[] => blocks.flatMap(bareBlock)

function bareBlock(block: Block): Block[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return lines(block.inlines)
    case 'list':
      return block.items.flatMap(labelled)
    case 'note':
      return labelled(listItem(block.label, block.blocks))
    case 'group':
      return bareBlocks(block.blocks)
    case 'table':
      return !isStatement(block)
        ? block.rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => bareBlocks(blocks)))
        : [bareTable(block)]
    case 'image':
      return [block]
    case 'rule':
      return []
    default:
      return unknownKind(block)
  }
}

const figure = /^[$€£(]?[-–—]?\s*[$(]*\d[\d,.]*[)%]*$/

/** Whether a table has figures in two rows or more, so that its cells are compared by row and column. */
function isStatement({ rows }: Table): boolean {
  const figures = rows.filter(({ cells }) =>
    cells.slice(1).some(({ blocks }) =>
      figure.test(
        wordsOfBlocks(blocks)
          .map(({ text }) => text)
          .join(''),
      ),
    ),
  )
  return figures.length >= 2
}

function bareTable({ rows }: Table): Block {
  return table(
    rows.map(({ cells }) =>
      row(cells.map(({ blocks, colspan, rowspan }) => cell(bareBlocks(blocks), { colspan, rowspan }))),
    ),
  )
}

function labelled({ label, blocks }: ListItem): Block[] {
  const [first, ...rest] = bareBlocks(blocks)
  const mark = text(`${label} `, nowhere)
  if (first?.type !== 'paragraph')
    return [paragraph([text(label, nowhere)]), ...(first ? [first] : []), ...rest]
  return [paragraph([mark, ...first.inlines]), ...rest]
}

/** One paragraph for each line; a line of blanks is none. */
function lines(inlines: readonly Inline[]): Block[] {
  const found: Text[][] = [[]]
  for (const part of letters(inlines)) {
    if (part === 'break') found.push([])
    else found.at(-1)?.push(part)
  }
  return found
    .filter((line) => line.some(({ value }) => value.trim() !== ''))
    .map((line) => paragraph(merged(line)))
}

const letters = (inlines: readonly Inline[]): (Text | 'break')[] => inlines.flatMap(lettersOf)

function lettersOf(inline: Inline): (Text | 'break')[] {
  switch (inline.type) {
    case 'text':
      return [text(inline.value.replaceAll('\u00a0', ' '), inline.origin)]
    case 'fact':
      return [text(inline.shown.replaceAll('\u00a0', ' '), inline.origin)]
    case 'break':
      return ['break']
    case 'check-box':
      return [text(inline.checked ? '☒' : '☐', inline.origin)]
    case 'note-ref':
      return [text(inline.label, inline.origin)]
    case 'strong':
    case 'emphasis':
    case 'underline':
    case 'small-caps':
    case 'raised':
    case 'lowered':
    case 'link':
      return letters(inline.inlines)
    default:
      return unknownKind(inline)
  }
}

/** Texts of one origin that meet are one, so that marks of no meaning leave no trace. */
function merged(line: readonly Text[]): Text[] {
  const out: Text[] = []
  for (const part of line) {
    const last = out.at(-1)
    if (last && sameOrigin(last.origin, part.origin))
      out[out.length - 1] = { ...last, value: last.value + part.value }
    else out.push(part)
  }
  return out
}

const sameOrigin = (a: Origin, b: Origin) =>
  a.kind === b.kind && a.path === b.path && a.span.source === b.span.source && a.span.end === b.span.start
