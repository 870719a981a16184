/**
 * A document as a row of letters: the words of its tree, and where on the pages each letter is drawn.
 *
 * Letters are UTF-16 units of the words, white space and what shows nothing left out. The tree, the HTML and the PDF have
 * the same letters in the same order (that is proved of every build), so the count of letters before a place is a place
 * in all three.
 */
import type { Document } from '../../document/document.ts'
import { invisible, type Word, type WordPart, wordsInParts } from '../../document/words.ts'
import { type GlyphRun, type Pages, type Tag, textOf } from '../../typeset/page.ts'
import type { Box } from '../protocol.ts'

/** A run where it stands on its page, in points from the upper left corner. */
export interface DrawnRun {
  /** From 1. */
  readonly page: number
  readonly x: number
  readonly baseline: number
  readonly run: GlyphRun
}

interface PlacedRun extends DrawnRun {
  /** Letters of the document before it. */
  readonly letter: number
  readonly letters: number
}

export interface Letters {
  readonly words: readonly Word[]
  /** Letters before each word, and of the whole document at the end. */
  readonly starts: readonly number[]
  /** What the words consist of; several in one where part of it is a fact, or bold. */
  readonly parts: readonly WordPart[]
  /** Letters before each part. */
  readonly partStarts: readonly number[]
  readonly runs: readonly PlacedRun[]
}

const lettersIn = (text: string): number => text.replace(invisible, '').replace(/\s/g, '').length

export function lettersOf(document: Document, pages: Pages): Letters {
  const { words: found, parts } = wordsInParts(document)
  let letter = 0
  const runs = inReadingOrder(pages).map((one): PlacedRun => {
    const letters = lettersIn(textOf(one.run))
    const placed = { ...one, letter, letters }
    letter += letters
    return placed
  })
  return { words: found, starts: startsOf(found), parts, partStarts: startsOf(parts), runs }
}

/** Runs as the structure orders them: a cell that goes over a page comes before its neighbour, a note where it is told. */
function inReadingOrder({ pages, tree }: Pages): DrawnRun[] {
  const byTag = new Map<Tag, DrawnRun[]>()
  for (const { number, marks } of pages) {
    for (const mark of marks) {
      if (mark.kind !== 'line' || mark.artifact) continue
      for (const run of mark.line.runs) {
        const owner = ownerOf(run.tag)
        const own = byTag.get(owner)
        const one = { page: number, x: mark.x + run.x, baseline: mark.baseline, run }
        if (own) own.push(one)
        else byTag.set(owner, [one])
      }
    }
  }
  const ordered: DrawnRun[] = []
  const visit = (tag: Tag): void => {
    ordered.push(...(byTag.get(tag) ?? []))
    for (const kid of tag.kids) if (!kid.inline) visit(kid)
  }
  visit(tree)
  return ordered
}

/** The block that a tag of text stands in: what is inline stands in order among its text. */
function ownerOf(tag: Tag): Tag {
  let owner = tag
  while (owner.inline && owner.parent) owner = owner.parent
  return owner
}

/** Letters before each text, and of all of them at the end. */
function startsOf(texts: readonly { readonly text: string }[]): number[] {
  const starts = [0]
  for (const { text } of texts) starts.push((starts.at(-1) ?? 0) + text.length)
  return starts
}

/** Index of the word that holds a letter. */
export const wordAt = ({ starts }: Letters, letter: number): number => indexAt(starts, letter)

/** Index of the part of a word that holds a letter. */
export const partAt = ({ partStarts }: Letters, letter: number): number => indexAt(partStarts, letter)

function indexAt(starts: readonly number[], letter: number): number {
  let low = 0
  let high = Math.max(0, starts.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= letter) low = middle
    else high = middle - 1
  }
  return low
}

/** How far from text a click may be and still mean it, in points. */
const reach = 14

/** The run that is drawn at a place of a page, or nearest to it and not further off than `most`. */
export function runAt<R extends DrawnRun>(
  runs: readonly R[],
  page: number,
  x: number,
  y: number,
  most: number,
): R | undefined {
  let best: { readonly run: R; readonly distance: number } | undefined
  for (const run of runs) {
    if (run.page !== page) continue
    const distance = distanceTo(run, x, y)
    if (distance <= most && (!best || distance < best.distance)) best = { run, distance }
  }
  return best?.run
}

/** The letter that is drawn at a place of a page, or nearest to it; undefined where nothing is near. */
export function letterAt({ runs }: Letters, page: number, x: number, y: number): number | undefined {
  const shown = runs.filter(({ letters }) => letters > 0)
  const run = runAt(shown, page, x, y, reach)
  if (!run) return undefined
  let letter = run.letter
  for (const { right, letters } of glyphsOf(run)) {
    if (x < right) return Math.min(letter, run.letter + run.letters - 1)
    letter += letters
  }
  return run.letter + run.letters - 1
}

function distanceTo({ x: left, baseline, run }: DrawnRun, x: number, y: number): number {
  const { top, bottom } = edgesOf(baseline, run)
  const across = Math.max(0, left - x, x - left - run.width)
  const down = Math.max(0, top - y, y - bottom)
  return Math.hypot(across, down)
}

const edgesOf = (baseline: number, { rise, size }: GlyphRun) => ({
  top: baseline - rise - size * 0.8,
  bottom: baseline - rise + size * 0.25,
})

interface GlyphPlace {
  readonly left: number
  readonly right: number
  readonly letters: number
}

function* glyphsOf({ x, run }: PlacedRun): Generator<GlyphPlace> {
  let left = x
  for (const { shaped, apart } of run.parts) {
    for (const [index, advance] of shaped.advances.entries()) {
      const right = left + advance * run.size + apart
      yield { left, right, letters: lettersIn(shaped.texts[index] ?? '') }
      left = right
    }
  }
}

/** Points between anchors: between two of them a place is reckoned by its share. */
const anchorEvery = 60

/**
 * Places by which panes that show a document keep beside each other: three numbers each, the letters before it, its page,
 * and its distance from the upper edge in points. Both grow from one
 * to the next; the last has all letters.
 */
export function anchorsOf({ runs, starts }: Letters): number[] {
  const anchors: number[] = []
  let [lastPage, lastY] = [0, 0]
  for (const { letter, letters, page, baseline } of runs) {
    if (letters === 0 || page < lastPage || (page === lastPage && baseline < lastY + anchorEvery)) continue
    anchors.push(letter, page, Math.round(baseline))
    ;[lastPage, lastY] = [page, baseline]
  }
  anchors.push(starts.at(-1) ?? 0, lastPage, Math.round(lastY))
  return anchors
}

/** Where letters are drawn: a box for each stretch on one line. */
export function boxesOf({ runs }: Letters, from: number, to: number): Box[] {
  return runs.flatMap((placed): Box[] => {
    if (placed.letter >= to || placed.letter + placed.letters <= from) return []
    let letter = placed.letter
    let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const glyph of glyphsOf(placed)) {
      if (glyph.letters > 0 && letter + glyph.letters > from && letter < to) {
        left = Math.min(left, glyph.left)
        right = Math.max(right, glyph.right)
      }
      letter += glyph.letters
    }
    if (right <= left) return []
    const { top, bottom } = edgesOf(placed.baseline, placed.run)
    return [{ page: placed.page, x: left, y: top, width: right - left, height: bottom - top }]
  })
}
