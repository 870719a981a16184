/** Nodes apart from what they hold: taken, compared, and marked as standing in one version only. */
import type { Block, Revision } from '../document/document.ts'
import { sameStyle } from '../document/equal.ts'
import { flatten, rebuild } from './tokens.ts'

/** A node without what it holds. */
export function attributesOf<T extends object>(node: T): object {
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

/** What a node holds, and what a redline says of it. */
const contents = new Set(['inlines', 'blocks', 'items', 'rows', 'cells', 'revision', 'origin'])
const places = new Set(['origin'])

/** Whether two nodes are equal apart from what they hold: as their shells are, which need not be made for it. */
export const sameAttributes = (a: object, b: object): boolean => alike(a, b, contents)

/** Equal values all the way down, but for where they come from. @param apart what does not count at the top */
function alike(a: unknown, b: unknown, apart: ReadonlySet<string> = places): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Uint8Array && b instanceof Uint8Array)
    return a.length === b.length && a.every((byte, at) => byte === b[at])
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key in one) {
    if (apart.has(key)) continue
    const [was, is] = [one[key], other[key]]
    if (!(Object.hasOwn(other, key) && (key === 'style' ? sameStyle(was as object, is) : alike(was, is))))
      return false
  }
  for (const key in other) if (!(apart.has(key) || Object.hasOwn(one, key))) return false
  return true
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
