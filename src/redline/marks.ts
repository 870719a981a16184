/** Tokens -> parts that carry a mark, and what counts as a change. */
import type { Moved, OneSided, Revision } from '../document/document.ts'
import type { Part, Token } from './tokens.ts'

/** Spaces and ends of paragraphs alone are no change that a person would look for. */
export const counts = ({ kind }: Token): boolean => kind !== 'space' && kind !== 'boundary'

/** Whether a mark stands for the end of a paragraph. */
export const isBoundary = (revision: Revision | undefined): boolean =>
  revision !== undefined && 'boundary' in revision

export function revised(tokens: readonly Token[], revision: OneSided | Moved): Part[] {
  return tokens.flatMap((token): Part[] =>
    token.kind === 'boundary'
      ? [{ text: '¶', frame: [], origin: undefined, revision: { ...revision, boundary: true } }]
      : token.parts.map((part) => ({ ...part, revision })),
  )
}

/** Parts cut behind each end of a paragraph of that kind; the sign of the end stays with what it ends. */
export function partsUntil(parts: readonly Part[], kind: Revision['kind']): Part[][] {
  const groups: Part[][] = [[]]
  for (const part of parts) {
    groups.at(-1)?.push(part)
    if (isBoundary(part.revision) && part.revision?.kind === kind) groups.push([])
  }
  return groups
}
