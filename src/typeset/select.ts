/** Some pages of a document: their marks, the structure that is theirs, bookmarks and places on them. */
import { invisible } from '../document/words.ts'
import { isOfNote, type Page, type Pages, type Tag, textOf } from './page.ts'

/** Pages, with everything that belongs to none of them left out of the structure. The tree is cut in place. */
export function selectPages(whole: Pages, keep: (page: Page) => boolean): Pages {
  const pages = whole.pages.filter(keep)
  const numbers = new Map(pages.map(({ number }, index) => [number, index + 1]))
  const used = new Set<Tag>()
  for (const { marks } of pages) {
    for (const mark of marks) {
      const tags =
        mark.kind === 'line'
          ? mark.line.runs.map(({ tag }) => tag)
          : mark.kind === 'picture'
            ? [mark.tag]
            : []
      for (const first of tags)
        for (let tag: Tag | undefined = first; tag && !used.has(tag); tag = tag.parent) used.add(tag)
    }
  }
  prune(whole.tree, used)
  return {
    ...whole,
    pages: pages.map((page, index) => ({ ...page, number: index + 1 })),
    bookmarks: whole.bookmarks.flatMap((one) =>
      numbers.has(one.page) ? [{ ...one, page: numbers.get(one.page) ?? 1 }] : [],
    ),
    places: new Map(
      [...whole.places].flatMap(([id, place]) =>
        numbers.has(place.page) ? [[id, { ...place, page: numbers.get(place.page) ?? 1 }] as const] : [],
      ),
    ),
  }
}

function prune(tag: Tag, used: ReadonlySet<Tag>): void {
  for (let index = tag.kids.length - 1; index >= 0; index--) {
    const kid = tag.kids[index] as Tag
    if (used.has(kid)) prune(kid, used)
    else tag.kids.splice(index, 1)
  }
}

/** Whether something on a page is marked as changed. */
export function hasChanges({ marks }: Page): boolean {
  return marks.some(
    (mark) =>
      mark.kind === 'line' &&
      !mark.artifact &&
      mark.line.runs.some(({ revision }) => (revision?.change ?? 0) > 0 && revision?.kind !== 'mark'),
  )
}

/** Where each change of a redline is drawn first: its page, and points from the upper edge to its baseline. */
export function placesOfChanges({
  pages,
}: Pages): Map<number, { readonly page: number; readonly y: number }> {
  const found = new Map<number, { page: number; y: number }>()
  for (const { number, marks } of pages)
    for (const mark of marks) {
      if (mark.kind !== 'line' || mark.artifact) continue
      for (const { revision } of mark.line.runs)
        if (revision && revision.change > 0 && revision.kind !== 'mark' && !found.has(revision.change))
          found.set(revision.change, { page: number, y: mark.baseline })
    }
  return found
}

export type Version = 'old' | 'new'
const others = { old: ['inserted', 'moved-to', 'mark'], new: ['deleted', 'moved-from', 'mark'] } as const

/** Letters of one version on each page, in order: by their count a place of one setting is found in another. */
export function lettersOnPages({ pages }: Pages, version: Version): number[] {
  return pages.map(({ marks }) => {
    let letters = 0
    for (const mark of marks) {
      // Notes stand where their references do, which is not their place in the text.
      if (mark.kind !== 'line' || mark.artifact || isOfNote(mark.line.runs[0]?.tag)) continue
      for (const run of mark.line.runs) {
        const { revision } = run
        if (revision && (others[version] as readonly string[]).includes(revision.kind)) continue
        letters += textOf(run).replace(invisible, '').replace(/\s/g, '').length
      }
    }
    return letters
  })
}

/** The pages of another setting on which the letters of one page stand, as `3` or `3-4`. */
export function pagesOf(page: number, here: readonly number[], there: readonly number[]): string {
  const before = here.slice(0, page).reduce((sum, count) => sum + count, 0)
  const last = before + Math.max(0, (here[page] ?? 0) - 1)
  const at = (letter: number): number => {
    let sum = 0
    const found = there.findIndex((count) => {
      sum += count
      return letter < sum
    })
    return found < 0 ? there.length : found + 1
  }
  const [from, to] = [at(before), at(last)]
  return from === to ? String(from) : `${from}-${to}`
}
