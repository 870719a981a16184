/** Blocks, items and rows -> units to align. */
import type { Block, ListItem, Row, Table } from '../../document/document.ts'
import { plainText, wordsOfBlock } from '../block-text.ts'
import { isFlat } from '../reparted.ts'
import { isLeaf } from '../tokens.ts'
import type { Unit } from './alignment.ts'
import { said } from './columns.ts'

/** Gives equal words one number. All units of a comparison share it, or their numbers would mean nothing. */
export type NumberOf = (word: string) => number

export function numbering(): NumberOf {
  const known = new Map<string, number>()
  return (word) => {
    const found = known.get(word)
    if (found !== undefined) return found
    known.set(word, known.size + 1)
    return known.size
  }
}

export function unitOfBlock(block: Block, numberOf: NumberOf): Unit {
  return {
    shape: isLeaf(block) ? 'text' : block.type,
    hash: plainText(block),
    // A table under the same heads is the same table, however many of its figures are others.
    key: block.type === 'table' ? headsSaid(block) : '',
    flat: block.type === 'list' && isFlat(block),
    words: once(() => Int32Array.from(wordsOfBlock(block), numberOf)),
  }
}

export const unitOfItem = ({ blocks }: ListItem, numberOf: NumberOf): Unit => ({
  shape: 'item',
  hash: blocks.map(plainText).join('\n'),
  key: '',
  flat: false,
  words: once(() => Int32Array.from(blocks.flatMap(wordsOfBlock), numberOf)),
})

/** The first cell is the row's key: it counts twice. */
export function unitOfRow({ cells }: Row, numberOf: NumberOf): Unit {
  const blocks = [...(cells[0]?.blocks ?? []), ...cells.flatMap((one) => one.blocks)]
  return {
    shape: 'row',
    hash: blocks.map(plainText).join('\n'),
    key: said(cells[0]),
    flat: false,
    words: once(() => Int32Array.from(blocks.flatMap(wordsOfBlock), numberOf)),
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** The words of the header rows of a table of more than one column. */
function headsSaid({ rows }: Table): string {
  const heads = rows.filter(({ header, cells }) => header && cells.length > 1)
  return heads
    .flatMap(({ cells }) => cells.map(said))
    .join('|')
    .replace(/^\|+$/, '')
}
