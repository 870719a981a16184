/** The words of a text in both versions -> its parts with marks, and the changes in it. */
import type { Moved, OneSided } from '../../document/document.ts'
import { causesOf } from '../causes.ts'
import { type Change, textOf } from '../changes.ts'
import { editLeaf } from '../leaf.ts'
import { counts, revised } from '../marks.ts'
import { isOfParting } from '../reparted.ts'
import type { Texts } from '../script.ts'
import { type Sentence, withoutSentences } from '../sentences.ts'
import type { LeafStretch } from '../stretch.ts'
import type { Part, Token } from '../tokens.ts'
import { markAlike } from './alike.ts'
import { changeOf, type Here, type Marked, markEach, unmarked, withMade } from './marked.ts'
import { piecesOf, type RunPiece } from './pieces.ts'

/**
 * Marks a text.
 *
 * @param parting the change by which the versions part the text otherwise: the next one, and so the first of the result
 */
export function markText(
  { olds, news, lost, found }: Texts,
  here: Here,
  parting?: Change,
): Marked<readonly Part[]> {
  const [was, is] = [
    withoutSentences(olds, movedOf(lost, here)),
    withoutSentences(news, movedOf(found, here)),
  ]
  const { stretches, shortest, coarse } = editLeaf(was.rest, is.rest)
  const pieces = piecesOf(stretches.flatMap(runsOf), was.taken, is.taken)
  const changes: Change[] = parting ? [parting] : []
  const made: Part[] = []
  let { before } = here
  const at = (): Here => ({ ...here, next: here.next + changes.length, before })
  let run = 0
  const pass = (revision?: OneSided) => {
    const marked = markPieces(pieces[run++] ?? [], at(), revision)
    for (const part of marked.made) made.push(part)
    changes.push(...marked.changes)
    before = marked.before
  }
  for (const [index, stretch] of stretches.entries()) {
    if (stretch.same) {
      pass()
      continue
    }
    // A space beside a sentence that moved, or at the end of a paragraph that was split, is part of that change.
    const beside = parting ?? changes.findLast(({ kind }) => kind === 'moved')
    const own = beside && isPartOf(stretches, index, parting !== undefined) ? beside : undefined
    const change = (own && saidToo(own, stretch)) ?? changeOfStretch(stretch, at())
    changes[change.number - here.next] = causedBy(change, stretches, index, here)
    pass({ kind: 'deleted', change: change.number })
    pass({ kind: 'inserted', change: change.number })
  }
  pass()
  return { made, changes, before, shortest, coarse }
}

/** Marks the words of a text that stands in one version only, and of which sentences stand elsewhere in the other. */
export function markAlone(
  tokens: readonly Token[],
  sentences: readonly Sentence[],
  kind: 'inserted' | 'deleted',
  here: Here,
): Marked<readonly Part[]> {
  const { rest, taken } = withoutSentences(tokens, sentences)
  const [olds, news] = kind === 'deleted' ? [rest, []] : [[], rest]
  const [from, to] = kind === 'deleted' ? [taken, []] : [[], taken]
  const own = rest.some(counts) ? [changeOf(here, kind, olds, news)] : []
  const revision = { kind, change: own[0]?.number ?? 0 }
  const marked = markPieces(
    piecesOf([{ olds, news }], from, to).flat(),
    { ...here, next: here.next + own.length },
    revision,
  )
  return {
    ...marked,
    changes: [...own, ...marked.changes],
    shortest: own.length > 0 ? rest.length : 0,
  }
}

/** Sentences that are known to have moved. */
export const movedOf = (sentences: readonly Sentence[], here: Here): readonly Sentence[] =>
  sentences.filter(({ key }) => here.within.sentences.has(key))

/** What stays is passed on with both sides, what was replaced one side after the other. */
const runsOf = ({ same, olds, news }: LeafStretch) =>
  same
    ? [{ olds, news }]
    : [
        { olds, news: [] },
        { olds: [], news },
      ]

/** @param revision of a run that one version has; none where both have it */
function markPieces(pieces: readonly RunPiece[], here: Here, revision?: OneSided): Marked<readonly Part[]> {
  const each = markEach(pieces, here, (piece, at): Marked<readonly Part[]> => {
    if (piece.kind !== 'text') return markSentence(piece, at)
    if (!revision) return markAlike(piece.olds, piece.news, at)
    return unmarked(revised([...piece.olds, ...piece.news], revision), at)
  })
  return withMade(each, (parts) => parts.flat())
}

/** One end of a sentence that moved. */
function markSentence(
  { kind, sentence: { tokens, key } }: Exclude<RunPiece, { kind: 'text' }>,
  here: Here,
): Marked<readonly Part[]> {
  const move = here.within.sentences.get(key) ?? 0
  const [olds, news] = kind === 'moved-from' ? [tokens, []] : [[], tokens]
  const change = changeOf(here, 'moved', olds, news, { move })
  const revision: Moved = { kind, change: change.number, move }
  return { ...unmarked(revised(tokens, revision), here), changes: [change] }
}

const kindOf = ({ olds, news }: LeafStretch): 'inserted' | 'deleted' | 'replaced' =>
  !olds.some(counts) ? 'inserted' : !news.some(counts) ? 'deleted' : 'replaced'

const changeOfStretch = (stretch: LeafStretch, here: Here): Change =>
  changeOf(here, kindOf(stretch), stretch.olds, stretch.news, stretch.rewritten ? { class: 'rewritten' } : {})

/** Whether a difference is part of the change beside it. */
function isPartOf(stretches: readonly LeafStretch[], at: number, parting: boolean): boolean {
  const { olds, news } = stretches[at] as LeafStretch
  const blank = [...olds, ...news].every(({ kind }) => kind === 'space' || kind === 'boundary')
  return blank || (parting && isOfParting(stretches, at))
}

/** What was put in or taken out beside the end of a paragraph is told with it. */
function saidToo(change: Change, { olds, news }: LeafStretch): Change {
  const said = (known: string, tokens: readonly Token[]) =>
    [known, textOf(tokens.filter(({ kind }) => kind !== 'boundary' && kind !== 'label')).trim()]
      .filter(Boolean)
      .join(' … ')
  return { ...change, old: said(change.old, olds), new: said(change.new, news) }
}

/** Where an output is all that is known of what was taken out, the place of its neighbour in the content says more. */
function causedBy(change: Change, stretches: readonly LeafStretch[], at: number, here: Here): Change {
  if (kindOf(stretches[at] as LeafStretch) !== 'deleted') return change
  if (!change.causes.every(({ kind }) => kind === 'output')) return change
  const neighbours = stretches[at + 1]?.news ?? stretches[at - 1]?.news ?? []
  const causes = causesOf(neighbours.slice(0, 1), here.within.told.authored).filter(
    ({ kind }) => kind !== 'output',
  )
  return causes.length > 0 ? { ...change, causes } : change
}
