/** An edited text without the sentences that moved -> its stretches cut where those stood, with them put back. */
import type { Moved } from '../../document/document.ts'
import type { TakenOut } from '../sentences.ts'
import type { Token } from '../tokens.ts'

/** Tokens of both versions that are passed on together: of one number, or one side is empty. */
export interface Run {
  readonly olds: readonly Token[]
  readonly news: readonly Token[]
}

/** A part of a run, or one end of a sentence that moved. */
export type RunPiece =
  | ({ readonly kind: 'text' } & Run)
  | { readonly kind: Moved['kind']; readonly sentence: TakenOut }

/**
 * The pieces of each run, and in a last list the sentences that stood at the end.
 *
 * @param from sentences that were taken out of the old side of the runs, and `to` out of the new, each in order
 */
export function piecesOf(
  runs: readonly Run[],
  from: readonly TakenOut[],
  to: readonly TakenOut[],
): readonly (readonly RunPiece[])[] {
  let [oldStart, newStart] = [0, 0]
  const all = runs.map((run): readonly RunPiece[] => {
    const standing = [
      ...within(from, oldStart, run.olds.length, 'moved-from'),
      ...within(to, newStart, run.news.length, 'moved-to'),
    ].sort((a, b) => a.at - b.at)
    oldStart += run.olds.length
    newStart += run.news.length
    return cut(run, standing)
  })
  return [
    ...all,
    [
      ...within(from, oldStart, Number.POSITIVE_INFINITY, 'moved-from'),
      ...within(to, newStart, Number.POSITIVE_INFINITY, 'moved-to'),
    ].map(({ piece }) => piece),
  ]
}

/** A sentence and the token of its run before which it stood. */
interface Standing {
  readonly at: number
  readonly piece: RunPiece
}

const within = (
  sentences: readonly TakenOut[],
  start: number,
  length: number,
  kind: Moved['kind'],
): Standing[] =>
  sentences
    .filter(({ at }) => at >= start && at < start + length)
    .map((sentence) => ({ at: sentence.at - start, piece: { kind, sentence } }))

function cut({ olds, news }: Run, standing: readonly Standing[]): readonly RunPiece[] {
  if (standing.length === 0) return olds.length + news.length === 0 ? [] : [{ kind: 'text', olds, news }]
  const pieces: RunPiece[] = []
  let done = 0
  const until = (end: number) => {
    if (end > done) pieces.push({ kind: 'text', olds: olds.slice(done, end), news: news.slice(done, end) })
    done = end
  }
  for (const { at, piece } of standing) {
    until(at)
    pieces.push(piece)
  }
  until(Math.max(olds.length, news.length))
  return pieces
}
