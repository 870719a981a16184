/** Nodes apart from what they hold: taken, compared, and marked as standing in one version only. */
import type { Block, Revision } from '../document/document.ts'
import { sameStyle } from '../document/equal.ts'
import { flatten, rebuild } from './tokens.ts'

/** A node without what it holds. */
export function shellOf<T extends object>(node: T): object {
  const {
    inlines: _a,
    blocks: _b,
    items: _c,
    rows: _d,
    cells: _e,
    revision: _f,
    ...shell
  } = node as Record<string, unknown>
  return shell
}

/** Equal values all the way down, but for where they come from. */
export function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const names = (value: object) => Object.keys(value).filter((key) => key !== 'origin')
  const same = (key: string, was: unknown, is: unknown): boolean =>
    key === 'style' ? sameStyle(was as object, is) : alike(was, is)
  const keys = names(one)
  return keys.length === names(other).length && keys.every((key) => same(key, one[key], other[key]))
}

/** A block that stands in one version only: itself and every text in it carry the mark. */
export function marked(block: Block, revision: Revision): Block {
  return { ...filled(block, revision), revision }
}

/** Marks texts that carry no mark of their own. */
export function filled<T extends Block>(block: T, revision: Revision): T {
  const blocks = (list: readonly Block[]) => list.map((one) => filled(one, revision))
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return {
        ...block,
        inlines: rebuild(
          flatten(block.inlines).map((part) => (part.revision ? part : { ...part, revision })),
        ),
      }
    case 'list':
      return { ...block, items: block.items.map((item) => ({ ...item, blocks: blocks(item.blocks) })) }
    case 'table':
      return {
        ...block,
        rows: block.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell) => ({ ...cell, blocks: blocks(cell.blocks) })),
        })),
      }
    case 'group':
    case 'note':
      return { ...block, blocks: blocks(block.blocks) }
    default:
      return block
  }
}
