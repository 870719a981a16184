/** The words of whole blocks: as tokens, as plain text, and whether two paragraphs are the same with their look. */

import type { Block, Cell, Inline, ListItem, Row } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { legible, textOf } from './changes.ts'
import { cut } from './cut.ts'
import { flatten, frameKey, type Part, plainTextOf, type Token, tokensOf } from './tokens.ts'

/** All the text of a block, for telling equal ones. */
export function plainText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return (
        plainTextOf(block.inlines) ??
        flatten(block.inlines)
          .map(({ text, special }) => (special?.type === 'note-ref' ? text + special.label : text))
          .join('')
      )
    case 'list':
      return block.items.map((item) => item.blocks.map(plainText).join('\n')).join('\n')
    case 'table':
      return block.rows
        .map((one) => one.cells.map((inner) => inner.blocks.map(plainText).join('\n')).join('\t'))
        .join('\n')
    case 'group':
    case 'note':
      return block.blocks.map(plainText).join('\n')
    case 'rule':
    case 'image':
      return ''
    default:
      return unknownKind(block)
  }
}

/** Whether two paragraphs say the same and look the same. */
export function sameInlines(old: readonly Inline[], fresh: readonly Inline[]): boolean {
  const [was, is] = [plainTextOf(old), plainTextOf(fresh)]
  return was !== undefined && is !== undefined ? was === is : sameParts(flatten(old), flatten(fresh))
}

function sameParts(olds: readonly Part[], news: readonly Part[]): boolean {
  return (
    olds.length === news.length &&
    olds.every((part, index) => {
      const other = news[index] as Part
      return (
        part.text === other.text &&
        frameKey(part.frame) === frameKey(other.frame) &&
        sameSpecial(part.special, other.special)
      )
    })
  )
}

export const sameSpecial = (a: Inline | undefined, b: Inline | undefined): boolean =>
  a === b ||
  (a?.type === b?.type &&
    (a?.type !== 'note-ref' || (b?.type === 'note-ref' && a.label === b.label && a.id === b.id)))

/** Words and figures of a block. Of one plain text they are cut without the tokens, most of which nobody asks for. */
export function wordsOfBlock(block: Block): string[] {
  const words: string[] = []
  const text = 'inlines' in block ? plainTextOf(block.inlines) : undefined
  if (text === undefined)
    return tokensOfBlock(block).flatMap(({ kind, key }) =>
      kind === 'word' || kind === 'figure' ? [key] : [],
    )
  cut(text, (start, end, kind) => {
    if (kind === 'word' || kind === 'figure') words.push(text.slice(start, end))
  })
  return words
}

export function tokensOfBlock(block: Block): readonly Token[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return tokensOf(block.inlines)
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(tokensOfBlock))
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks.flatMap(tokensOfBlock)))
    case 'group':
    case 'note':
      return block.blocks.flatMap(tokensOfBlock)
    case 'rule':
    case 'image':
      return []
    default:
      return unknownKind(block)
  }
}

/** What a block, item or row says, for a person: cells with a bar between them, paragraphs with their sign. */
export function saidOf(node: Block | ListItem | Row): string {
  const all = (blocks: readonly Block[]) => blocks.map(saidOf).filter(Boolean).join(' ¶ ')
  if ('cells' in node) return node.cells.map(({ blocks }) => all(blocks)).join(' | ')
  if (!('type' in node)) return all(node.blocks)
  switch (node.type) {
    case 'paragraph':
    case 'heading': {
      const plain = plainTextOf(node.inlines)
      return (plain === undefined ? textOf(tokensOf(node.inlines)) : legible(plain)).trim()
    }
    case 'list':
      return node.items.map(saidOf).join(' ¶ ')
    case 'table':
      return node.rows.map(saidOf).join(' ¶ ')
    case 'group':
    case 'note':
      return all(node.blocks)
    case 'rule':
    case 'image':
      return ''
    default:
      return unknownKind(node)
  }
}

/** Tokens of a block, or of what a list or a table is made of. */
export function tokensOfNode(node: Block | ListItem | Row | Cell): readonly Token[] {
  if ('type' in node) return tokensOfBlock(node)
  const blocks = 'cells' in node ? node.cells.flatMap((cell) => cell.blocks) : node.blocks
  return blocks.flatMap(tokensOfBlock)
}
