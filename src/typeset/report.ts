/** How well a document is set, from its pages: what a printer's reader would look for, counted, with places. */
import { isOfNote, type Line, type Mark, type Pages, type Split, type Tag, textOf } from './page.ts'

export interface SettingReport {
  readonly lines: number
  readonly hyphens: number
  /** Runs of more than two hyphens at line ends. */
  readonly ladders: readonly Place[]
  readonly overfull: readonly Place[]
  /** First line of a paragraph alone at a page's end, last line alone at its head, heading at its end. */
  readonly orphans: readonly Place[]
  readonly widows: readonly Place[]
  readonly strandedHeadings: readonly Place[]
  /** Word space over natural word space, in lines that are stretched to their measure. */
  readonly stretch: {
    readonly justified: number
    readonly mean: number
    readonly worst: number
    /** Lines by stretch: up to 1.25, 1.5, 2.0, and beyond. */
    readonly histogram: readonly [number, number, number, number]
    readonly beyondTwo: readonly Place[]
  }
  /** Lines of paragraphs that are set flush left because nothing justifies them. */
  readonly unjustified: readonly Place[]
  /** Tables that run on from the page to the next. */
  readonly splits: readonly Split[]
}

export interface Place {
  readonly page: number
  readonly text: string
}

interface SetLine {
  readonly page: number
  readonly line: Line
  readonly right: number
  readonly baseline: number
  readonly tag: Tag | undefined
}

const shownOf = (line: Line): string =>
  line.runs.map(textOf).join('').replaceAll('\u00ad', '-').replaceAll('\u034f', '')
const placeOf = ({ page, line }: SetLine): Place => ({ page, text: shownOf(line).trim() })

/** @param margin at the right of every page, in points */
export function settingReport({ pages, splits }: Pages, margin: number): SettingReport {
  const edges = new Map(pages.map(({ number, width }) => [number, width - margin]))
  const byPage = pages.map(({ number, marks }) => marks.flatMap((mark) => setLine(mark, number)))
  const all = byPage.flat()
  const justified = all.filter(({ line }) => line.stretch !== 1)
  const stretches = justified.map(({ line }) => line.stretch)
  const ends = pageEnds(
    byPage.map((lines) => lines.filter(({ tag }) => !isOfNote(tag))),
    pages.map(({ marks }) => lowestPicture(marks)),
  )
  return {
    lines: all.length,
    hyphens: all.filter(({ line }) => line.hyphenated).length,
    ladders: ladders(all),
    overfull: all.filter(({ right, page }) => right > (edges.get(page) ?? 0) + 0.5).map(placeOf),
    ...ends,
    stretch: {
      justified: justified.length,
      mean: stretches.length > 0 ? stretches.reduce((sum, one) => sum + one, 0) / stretches.length : 1,
      worst: stretches.reduce((worst, one) => Math.max(worst, one), 1),
      histogram: histogram(stretches),
      beyondTwo: justified.filter(({ line }) => line.stretch > 2).map(placeOf),
    },
    splits,
    unjustified: all.filter(({ line }) => line.unjustified).map(placeOf),
  }
}

function setLine(mark: Mark, page: number): SetLine[] {
  if (mark.kind !== 'line' || mark.artifact) return []
  const { line, x, baseline } = mark
  return [{ page, line, right: x + line.width, baseline, tag: line.runs[0]?.tag }]
}

function ladders(lines: readonly SetLine[]): Place[] {
  let run = 0
  return lines
    .filter(({ line }) => {
      run = line.hyphenated ? run + 1 : 0
      return run === 3
    })
    .map(placeOf)
}

function histogram(stretches: readonly number[]): readonly [number, number, number, number] {
  const within = (low: number, high: number) => stretches.filter((one) => one > low && one <= high).length
  return [within(0, 1.25), within(1.25, 1.5), within(1.5, 2), within(2, Number.POSITIVE_INFINITY)]
}

/** Where the lowest picture of a page begins, in points from its top; nowhere is above all. */
const lowestPicture = (marks: readonly Mark[]): number =>
  Math.max(Number.NEGATIVE_INFINITY, ...marks.flatMap((mark) => (mark.kind === 'picture' ? [mark.y] : [])))

/** What stands alone where a page ends or begins. A heading with a picture below it does not. */
function pageEnds(
  pages: readonly (readonly SetLine[])[],
  pictures: readonly number[],
): Pick<SettingReport, 'orphans' | 'widows' | 'strandedHeadings'> {
  const orphans: Place[] = []
  const widows: Place[] = []
  const strandedHeadings: Place[] = []
  for (const [index, page] of pages.slice(0, -1).entries()) {
    const next = pages[index + 1] ?? []
    const last = page.at(-1)
    const first = next[0]
    // A heading longer than a page runs on, and is with what follows it in the end.
    if (last?.tag?.role.startsWith('H') && last.tag !== first?.tag && (pictures[index] ?? 0) < last.baseline)
      strandedHeadings.push(placeOf(last))
    if (!last || !first || last.tag !== first.tag) continue
    const count = (lines: readonly SetLine[]) => lines.filter(({ tag }) => tag === last.tag).length
    if (count(page) < 2) orphans.push(placeOf(last))
    if (count(next) < 2) widows.push(placeOf(first))
  }
  return { orphans, widows, strandedHeadings }
}
