/** What the typesetter puts on pages beside the text: folios, running heads, stamps, "(continued)", heads told again. */
import type { Document } from '../../document/document.ts'
import { continuedTag } from '../../typeset/continued.ts'
import { type GlyphRun, type Pages, textOf } from '../../typeset/page.ts'
import type { Located } from '../protocol.ts'
import { type Letters, runAt } from './letters.ts'
import { placeIn } from './shown.ts'
import { locate } from './sources.ts'

export interface Sheets {
  readonly document: Document
  readonly pages: Pages
  readonly letters: Letters
}

/** Where a word of furniture at a place of a page comes from; undefined where none is drawn there. */
export function locateFurniture(sheets: Sheets, page: number, x: number, y: number): Located | undefined {
  const drawn = sheets.pages.pages[page - 1]?.marks.flatMap((mark) =>
    mark.kind === 'line' && mark.artifact
      ? mark.line.runs.map((run) => ({ page, x: mark.x + run.x, baseline: mark.baseline, run }))
      : [],
  )
  const found = runAt(drawn ?? [], page, x, y, 1)
  return found && sourceOf(sheets, page, found.run)
}

function sourceOf({ document, pages, letters }: Sheets, page: number, run: GlyphRun): Located {
  const word = textOf(run).trim()
  if (run.tag === continuedTag) {
    const left = pages.splits.filter((one) => one.page === page - 1)
    const split = left.find(({ title }) => `${title} (continued)`.includes(word)) ?? left[0]
    return { word, kind: 'continued', ...(split?.at && { at: placeIn(split.at.via ?? split.at.span) }) }
  }
  // The head of a table that is told again on the next page is the same text with the same tag.
  const first = letters.runs.find((one) => one.run.tag === run.tag && textOf(one.run) === textOf(run))
  const head = first && locate(letters, first.letter)
  if (head) return head
  const { origin } = document.pagePlan
  return { word, kind: 'furniture', ...(origin && { at: placeIn(origin) }) }
}
