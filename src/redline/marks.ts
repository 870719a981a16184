/** Tokens -> parts that carry a mark, and what counts as a change. */
import type { Moved, OneSided, Revision } from '../document/document.ts'
import type { Part, Token } from './tokens.ts'

/** Spaces and ends of paragraphs alone are no change that a person would look for. */
export const counts = ({ kind }: Token): boolean =>
  kind !== 'space' && kind !== 'boundary' && kind !== 'label'

/** Whether a mark stands for the end of a paragraph. */
export const isBoundary = (revision: Revision | undefined): boolean =>
  revision !== undefined && 'boundary' in revision

/** Whether a mark stands for the label of an item, which is no text of its paragraph. */
export const isLabel = (revision: Revision | undefined): boolean =>
  revision !== undefined && 'label' in revision

export function revised(tokens: readonly Token[], revision: OneSided | Moved): Part[] {
  return tokens.flatMap((token): Part[] => {
    if (token.kind === 'boundary')
      return [{ text: '¶', frame: [], origin: undefined, revision: { ...revision, boundary: true } }]
    const own =
      token.kind === 'label' && revision.kind === 'deleted' ? { ...revision, label: true as const } : revision
    return token.parts.map((part) => ({ ...part, revision: own }))
  })
}

/** The end of a paragraph that both versions have, between parts of the one and of the next. */
export const keptEnd: Part = {
  text: '',
  frame: [],
  origin: undefined,
  revision: { kind: 'mark', change: 0, boundary: true },
}

/** Parts cut at the ends of paragraphs that the new version has; the sign of an end stays with what it ends. */
export function paragraphsIn(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [[]]
  for (const part of parts) {
    if (part !== keptEnd) groups.at(-1)?.push(part)
    if (part === keptEnd || (isBoundary(part.revision) && part.revision?.kind === 'inserted')) groups.push([])
  }
  return groups
}
