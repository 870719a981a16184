/** Accepting a redline gives the new version, rejecting it the old one: words, look and structure. */

import type {
  Block,
  Cell,
  Document,
  Inline,
  ListItem,
  Reparted,
  Revision,
  Row,
  Section,
} from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { withInlines } from '../document/walk.ts'
import { isBoundary, isLabel } from './marks.ts'
import { oldParts, refilled } from './reparted.ts'
import { flatten, type Part, plainTextOf, rebuild } from './tokens.ts'

type Side = 'new' | 'old'

export const accept = (redline: Document): Document => settle(redline, 'new')
export const reject = (redline: Document): Document => settle(redline, 'old')

function settle(redline: Document, side: Side): Document {
  const sections = redline.sections
    .filter((section) => stays(section.revision, side))
    .map((section): Section => ({ ...bare(section), blocks: settleBlocks(section.blocks, side) }))
  return { ...redline, sections }
}

/** Whether a node stands in that version. */
export function stays(revision: Revision | undefined, side: Side): boolean {
  switch (revision?.kind) {
    case 'inserted':
    case 'moved-to':
      return side === 'new'
    case 'deleted':
    case 'moved-from':
      return side === 'old'
    case 'dropped':
    case 'mark':
      return false
    default:
      return true
  }
}

const isReparted = (revision: Revision | undefined): revision is Reparted =>
  revision !== undefined && ['split', 'joined', 'reshaped'].includes(revision.kind)

function bare<T extends { readonly revision?: Revision }>(node: T): T {
  if (node.revision === undefined) return node
  const { revision: _dropped, ...rest } = node
  return rest as T
}

/** The node as it was in that version, with what it holds now. */
function shell<T extends Block | ListItem | Row | Cell>(node: T, side: Side): T {
  const { revision } = node
  if (side === 'new' || revision?.kind !== 'restyled' || revision.before === undefined) return bare(node)
  const held = Object.entries(node).filter(([key]) => contents.has(key))
  // What a node was holds what the node holds: a heading that was a paragraph has inlines either way.
  return Object.assign({}, revision.before as T, Object.fromEntries(held))
}

const contents = new Set(['inlines', 'blocks', 'items', 'rows', 'cells'])

function settleBlocks(blocks: readonly Block[], side: Side): Block[] {
  const out: Block[] = []
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as Block
    if (!stays(block.revision, side)) continue
    const { revision } = block
    if (side === 'old' && isReparted(revision)) {
      const row = [block]
      while (blocks[at + 1]?.revision?.kind === 'rest') row.push(blocks[++at] as Block)
      const groups = oldParts(row)
      const words = (index: number) => rebuild(settleParts(groups[index] ?? [], 'old'))
      out.push(...refilled(revision.before, (leaf, index) => ({ ...leaf, inlines: words(index) })))
    } else out.push(settleBlock(block, side))
  }
  return out
}

function settleBlock(block: Block, side: Side): Block {
  const own = shell(block, side)
  switch (own.type) {
    case 'paragraph':
    case 'heading':
      return withInlines(own, (inlines) => settleInlines(inlines, side))
    case 'list':
      return {
        ...own,
        items: kept((block as typeof own).items, side).map(
          (item): ListItem => ({ ...shell(item, side), blocks: settleBlocks(item.blocks, side) }),
        ),
      }
    case 'table':
      return { ...own, rows: kept((block as typeof own).rows, side).map((row) => settleRow(row, side)) }
    case 'group':
    case 'note':
      return { ...own, blocks: settleBlocks((block as typeof own).blocks, side) }
    case 'rule':
    case 'image':
      return own
    default:
      return unknownKind(own)
  }
}

function settleRow(row: Row, side: Side): Row {
  const cells = kept(row.cells, side).map(
    (cell): Cell => ({ ...shell(cell, side), blocks: settleBlocks(cell.blocks, side) }),
  )
  return { ...shell(row, side), cells }
}

const kept = <T extends { readonly revision?: Revision }>(nodes: readonly T[], side: Side): readonly T[] =>
  nodes.filter(({ revision }) => stays(revision, side))

function settleInlines(inlines: readonly Inline[], side: Side): readonly Inline[] {
  return plainTextOf(inlines) === undefined ? rebuild(settleParts(flatten(inlines), side)) : inlines
}

function settleParts(parts: readonly Part[], side: Side): Part[] {
  return parts.flatMap((part): Part[] => {
    const { revision } = part
    if (isBoundary(revision) || isLabel(revision) || !stays(revision, side)) return []
    if (side === 'old' && revision?.kind === 'restyled' && revision.textBefore !== undefined)
      return flatten(revision.textBefore)
    const { revision: _dropped, ...rest } = part
    return [rest]
  })
}
