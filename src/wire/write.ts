/**
 * A release as plain text for the news wires and the mail: 70 columns, an empty line between blocks, tables in columns.
 * Pictures have no words and are left out; all words of the document are here, in its order, those of a row of a table
 * side by side.
 */
import type { Block, Document, ListItem, Note, Style } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { asciiOf } from './ascii.ts'
import { across, centred, wrapped } from './lines.ts'
import { setTable } from './table.ts'
import { textOf } from './text.ts'

export type Charset = 'utf-8' | 'ascii'

/** What is told of a text that a wire may not take as it is. */
export interface Telling {
  /** A table that needs more columns than the text has. */
  readonly wide: (columns: number) => void
  /** A character that the character set has not. */
  readonly missing: (character: string) => void
}

/** @returns the text, its lines ended by LF */
export function writeWire(document: Document, charset: Charset, telling: Telling): string {
  const setting: Setting = {
    wide: telling.wide,
    spell: (text) => (charset === 'ascii' ? asciiOf(text, telling.missing) : text),
  }
  const parts = document.sections.flatMap(({ blocks }) => setBlocks(blocks, across, setting))
  return `${parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`
}

interface Setting extends Pick<Telling, 'wide'> {
  readonly spell: (text: string) => string
}

/** Each block as its lines; an empty line goes between. */
function setBlocks(blocks: readonly Block[], width: number, setting: Setting): string[][] {
  return blocks.flatMap((block) => setBlock(block, width, setting)).filter((lines) => lines.length > 0)
}

function setBlock(block: Block, width: number, setting: Setting): string[][] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [aligned(wrapped(setting.spell(textOf(block.inlines)), width), block.style, width)]
    case 'list':
      return setList(block.items, width, setting)
    case 'group':
      return block.quote
        ? setBlocks(block.blocks, width - 8, setting).map((lines) => indented(lines, 4))
        : setBlocks(block.blocks, width, setting)
    case 'table':
      return [
        setTable(block, width, { ...setting, cell: (inner, room) => setBlocks(inner, room, setting).flat() }),
      ]
    case 'note':
      return setLabelled(block, 5, width, setting)
    case 'rule':
      return [['-'.repeat(width)]]
    case 'image':
      return []
    default:
      return unknownKind(block)
  }
}

function aligned(lines: string[], { textAlign }: Style, width: number): string[] {
  if (textAlign === 'center') return lines.map((line) => centred(line, width))
  return textAlign === 'right' ? lines.map((line) => line.padStart(width)) : lines
}

const indented = (lines: readonly string[], by: number): string[] =>
  lines.map((line) => ' '.repeat(by) + line)

/** Items of one line each stand close together, as one block. */
function setList(items: readonly ListItem[], width: number, setting: Setting): string[][] {
  const room = Math.max(...items.map(({ label }) => setting.spell(label).length)) + 1
  const set = items.map((item) => setLabelled(item, Math.max(3, room), width, setting))
  return set.every((parts) => parts.length === 1) ? [set.flatMap((parts) => parts.flat())] : set.flat()
}

function setLabelled(
  { label, blocks }: Pick<ListItem | Note, 'label' | 'blocks'>,
  hang: number,
  width: number,
  setting: Setting,
): string[][] {
  const [first = [], ...others] = setBlocks(blocks, width - hang, setting)
  const [line = '', ...rest] = first
  const head = `${setting.spell(label).padEnd(hang - 1)} ${line.trimStart()}`
  return [[head, ...indented(rest, hang)], ...others.map((lines) => indented(lines, hang))]
}
