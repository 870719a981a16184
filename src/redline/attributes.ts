/** Nodes apart from what they hold: taken, compared, and marked as standing in one version only. */
import { group } from '../document/build.ts'
import type { Block, Cell, ListItem, Moved, Revision, Row } from '../document/document.ts'
import { sameStyle } from '../document/equal.ts'
import { unknownKind } from '../document/kinds.ts'
import { flatten, rebuild } from './tokens.ts'

/** A node without what it holds, and without its mark. */
export function emptied<T extends Block | ListItem | Row | Cell>(node: T): T {
  const { revision: _dropped, ...bare } = node as Readonly<Record<string, unknown>> & T
  const held: Record<string, unknown> = { ...bare }
  for (const key of ['inlines', 'blocks', 'items', 'rows', 'cells']) if (key in held) held[key] = []
  return held as unknown as T
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

/** Marks whatever shows something and carries no mark of its own: texts, labels of items and notes. */
export function filled<T extends Block>(block: T, revision: Revision): T {
  return within(block, (own) => own ?? revision) as T
}

/** What was taken out of a thing that moved is dropped where it came to; all else in it without a mark came too. */
export function arrived(block: Block, moved: Moved): Block {
  const change = (own: Revision | undefined, shows = false): Revision => {
    if (own === undefined) return moved
    if (own.kind === 'deleted' || own.kind === 'moved-from') return { kind: 'dropped', change: own.change }
    // Its old label, and its old look, stand where it moved from.
    return shows && own.kind === 'restyled' ? { ...moved, also: own.change } : own
  }
  return within(block, change)
}

/** Several blocks of a thing that moved. */
export const arrivedIn = (blocks: readonly Block[], moved: Moved): Block[] => {
  const held = arrived(group(blocks), moved)
  return held.type === 'group' ? [...held.blocks] : []
}

/** Marks changed in all that a block holds: in texts, in labels, and, where they have one, in blocks, rows and cells. */
function within(block: Block, change: (own: Revision | undefined, shows?: boolean) => Revision): Block {
  const kept = <N extends Block | Row | Cell>(node: N): N =>
    node.revision ? { ...node, revision: change(node.revision) } : node
  const blocks = (list: readonly Block[]): Block[] =>
    list.map((one) => {
      const inner = within(one, change)
      return one.type === 'note' ? { ...inner, revision: change(one.revision, true) } : kept(inner)
    })
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return {
        ...block,
        inlines: rebuild(
          flatten(block.inlines).map((part) => ({ ...part, revision: change(part.revision, true) })),
        ),
      }
    case 'list':
      return {
        ...block,
        items: block.items.map((item) => ({
          ...item,
          blocks: blocks(item.blocks),
          revision: change(item.revision, true),
        })),
      }
    case 'table':
      return {
        ...block,
        rows: block.rows.map((row) => ({
          ...kept(row),
          cells: row.cells.map((cell) => ({ ...kept(cell), blocks: blocks(cell.blocks) })),
        })),
      }
    case 'group':
    case 'note':
      return { ...block, blocks: blocks(block.blocks) }
    case 'rule':
    case 'image':
      return block
    default:
      return unknownKind(block)
  }
}
