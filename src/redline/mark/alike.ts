/** Equal words of both versions -> their parts; where their look differs, the old look is kept beside the new. */
import { type Change, type LookChange, legible, textOf } from '../changes.ts'
import { keptEnd } from '../marks.ts'
import { frameKey, type Part, rebuild, sameLook, stretchOf, type Token } from '../tokens.ts'
import { changeOf, type Here, type Marked, unmarked } from './marked.ts'

/** Characters of a text that are kept as the words before what follows. */
const kept = 60

/** @param olds as many as `news`, each of the same text */
export function markAlike(
  olds: readonly Token[],
  news: readonly Token[],
  here: Here,
): Marked<readonly Part[]> {
  const [was, is] = [stretchOf(olds), stretchOf(news)]
  if (was && is && frameKey(was.frame) === frameKey(is.frame))
    return unmarked([is], { before: legible(is.text.slice(-kept)) })
  const changes: Change[] = []
  const made: Part[] = []
  for (let at = 0; at < news.length; ) {
    const end = runEnd(olds, news, at)
    if (end === at) made.push(...keptParts(news[at++] as Token))
    else {
      const run = { olds: olds.slice(at, end), news: news.slice(at, end) }
      const look = changeOf({ ...here, next: here.next + changes.length }, 'restyled', run.olds, run.news, {
        looks: marksOf(run.olds, run.news),
      })
      changes.push(look)
      made.push(...restyledParts(run.olds, run.news, look.number))
      at = end
    }
  }
  return { ...unmarked(made, { before: textOf(news).slice(-kept) }), changes }
}

/** Where the run of tokens ends that begins here and whose look changed; the beginning itself where there is none. */
function runEnd(olds: readonly Token[], news: readonly Token[], from: number): number {
  let end = from
  for (; end < news.length; end++) {
    const [old, token] = [olds[end] as Token, news[end] as Token]
    if (token.kind === 'boundary' || sameLook(old, token)) break
  }
  return end
}

const keptParts = (token: Token): readonly Part[] => (token.kind === 'boundary' ? [keptEnd] : token.parts)

/** The old look is kept once, with the first part; the others of the run are then part of it. */
function restyledParts(olds: readonly Token[], news: readonly Token[], change: number): Part[] {
  const before = rebuild(olds.flatMap(({ parts }) => parts))
  return news
    .flatMap(({ parts }) => parts)
    .map((part, index) => ({
      ...part,
      revision: { kind: 'restyled', change, textBefore: index === 0 ? before : [] },
    }))
}

/** Marks that a run of words lost or got: those of its first word stand for it. */
function marksOf(olds: readonly Token[], news: readonly Token[]): LookChange[] {
  const [before = '', after = ''] = [olds, news].map(([first]) => frameKey(first?.parts[0]?.frame ?? []))
  return [{ property: 'marks', before: before || 'none', after: after || 'none' }]
}
