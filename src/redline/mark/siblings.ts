/** Steps of sibling nodes -> the nodes in one row, marked: blocks, items or rows alike. */
import type { Block, ListItem, Moved, OneSided, Revision, Row } from '../../document/document.ts'
import { saidOf, tokensOfNode } from '../block-text.ts'
import type { Change } from '../changes.ts'
import type { EditStep } from '../script.ts'
import { begun, behind, changeOf, type Here, type Marked, unmarked } from './marked.ts'

/** How nodes of a kind are marked. */
export interface Marking<Node, Pair> {
  /** One that both versions have. */
  readonly pair: (pair: Pair, here: Here) => Marked<Node>
  /** One that stands in one version only, or went elsewhere: itself and all that it holds. */
  readonly whole: (node: Node, revision: OneSided | Moved) => Node
  /** One that came from elsewhere, with what changed in it. */
  readonly came: (paired: Node, moved: Moved) => Node
  /** Where one stands that one version has alone, where words before it do not say it well. */
  readonly placeOf?: (node: Node, kind: OneSided['kind']) => Pick<Change, 'cell' | 'figures'>
}

/** Marks one of a row of siblings. Moved ones stand in both places. */
export function markStep<Node extends Block | ListItem | Row, Pair>(
  step: EditStep<Node, Pair>,
  here: Here,
  marking: Marking<Node, Pair>,
): Marked<Node> {
  switch (step.kind) {
    case 'both':
      return marking.pair(step.pair, here)
    case 'deleted':
      return alone(step.old, 'deleted', here, marking)
    case 'inserted':
      return alone(step.new, 'inserted', here, marking)
    case 'moved-from': {
      const at = begun(here)
      const move = step.move + here.within.sentences.size
      const change = changeOf(at, 'moved', tokensOfNode(step.old), [], { move, old: saidOf(step.old) })
      const made = marking.whole(step.old, { kind: 'moved-from', change: change.number, move })
      return { ...unmarked(made, at), changes: [change] }
    }
    case 'moved-to': {
      const at = begun(here)
      const move = step.move + here.within.sentences.size
      const change = changeOf(at, 'moved', [], tokensOfNode(step.new), { move, new: saidOf(step.new) })
      const inner = marking.pair(step.pair, behind(at, { changes: [change], before: at.before }))
      const moved: Moved = { kind: 'moved-to', change: change.number, move, ...alsoOf(inner.made) }
      return { ...inner, made: marking.came(inner.made, moved), changes: [change, ...inner.changes] }
    }
  }
}

function alone<Node extends Block | ListItem | Row>(
  node: Node,
  kind: 'inserted' | 'deleted',
  here: Here,
  { whole, placeOf }: Pick<Marking<Node, unknown>, 'whole' | 'placeOf'>,
): Marked<Node> {
  const at = begun(here)
  const tokens = tokensOfNode(node)
  const [olds, news] = kind === 'deleted' ? [tokens, []] : [[], tokens]
  const change = changeOf(at, kind, olds, news, {
    ...(kind === 'deleted' ? { old: saidOf(node) } : { new: saidOf(node) }),
    ...placeOf?.(node, kind),
  })
  const made = whole(node, { kind, change: change.number })
  return { ...unmarked(made, at), changes: [change], shortest: tokens.length }
}

/** The change of look of what moved as well. */
export const alsoOf = ({ revision }: { readonly revision?: Revision }): Pick<Moved, 'also'> =>
  revision?.kind === 'restyled' ? { also: revision.change } : {}
