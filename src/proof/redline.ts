/**
 * Proof on the finished files of a redline: every letter of its HTML and of its PDF stands in the order and in the mark
 * that the tree gives it; and by those marks the letters of the new version are those outside deletions, the letters of
 * the old one those outside insertions.
 */
import type { Document } from '../document/document.ts'
import { words } from '../document/words.ts'
import type { Face } from '../fonts/face.ts'
import { drawnIn } from '../pdf/drawn.ts'
import { PdfError } from '../pdf/objects.ts'
import { accept, reject } from '../redline/settle.ts'
import { type DrawnMark, type Shown, shownByTree, shownInHtml, shownInPdf } from './drawn.ts'
import { wrongGlyph } from './glyphs.ts'

/**
 * @param redlined the redline of both versions
 * @param faces the fonts that were used, to which every glyph of the PDF is held
 * @param whole the same with its summary and what else it says of itself, as it was written
 * @returns what is wrong; undefined where all holds
 */
export function faultOfRedline(
  redlined: Document,
  whole: Document,
  { html, pdf }: { readonly html: string; readonly pdf: Uint8Array },
  faces: readonly Face[],
): string | undefined {
  return faultOfTree(redlined) ?? faultOfHtml(whole, html) ?? faultOfPdf(whole, pdf, faces)
}

export const faultOfHtml = (whole: Document, html: string): string | undefined =>
  differentMark('the HTML of the redline', shownByTree(whole), shownInHtml(html))

export function faultOfPdf(whole: Document, pdf: Uint8Array, faces: readonly Face[]): string | undefined {
  try {
    const { runs, fonts } = drawnIn(pdf)
    // On paper what was dropped looks as what was deleted does.
    const marks = differentMark('the PDF of the redline', shownByTree(whole).map(asDeleted), shownInPdf(runs))
    const wrong = marks ?? wrongGlyph(fonts, faces)
    return wrong === marks ? marks : `the PDF of the redline: ${wrong}`
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
    return `the PDF of the redline cannot be read back: ${error.message}`
  }
}

/** Whether the marks of a redline, taken by themselves, give the letters of both versions. */
export function faultOfTree(redlined: Document): string | undefined {
  const shown = shownByTree(redlined)
  return (
    differ('the redline without deletions', lettersOf(accept(redlined)), lettersIn(shown, 'new')) ??
    differ('the redline without insertions', lettersOf(reject(redlined)), lettersIn(shown, 'old'))
  )
}

const outside: Readonly<Record<'old' | 'new', ReadonlySet<DrawnMark>>> = {
  old: new Set(['inserted', 'moved-to', 'dropped']),
  new: new Set(['deleted', 'moved-from', 'dropped']),
}

/** All letters in order: where a word ends can depend on a block that only one side has. */
const lettersOf = (document: Document): string =>
  words(document)
    .map(({ text }) => text)
    .join('')

const lettersIn = (shown: readonly Shown[], side: 'old' | 'new'): string =>
  shown
    .filter(({ look, own }) => !own && !outside[side].has(look))
    .map(({ letters }) => letters)
    .join('')

const asDeleted = (one: Shown): Shown => (one.look === 'dropped' ? { ...one, look: 'deleted' } : one)

function differ(what: string, wanted: string, found: string): string | undefined {
  if (wanted === found) return undefined
  let at = 0
  while (wanted[at] === found[at]) at++
  const around = (text: string) => text.slice(Math.max(0, at - 20), at + 30)
  return `${what} has "${around(found)}" where "${around(wanted)}" should stand`
}

/** The first letter that is another, or is marked otherwise. */
function differentMark(what: string, wanted: readonly Shown[], found: readonly Shown[]): string | undefined {
  const all = (shown: readonly Shown[]) => shown.map(({ letters }) => letters).join('')
  const wrong = differ(what, all(wanted), all(found))
  if (wrong) return wrong
  let at = 0
  const have = runsOf(found)
  for (const want of runsOf(wanted)) {
    while (at < want.end) {
      const other = have.find(({ end }) => end > at)
      if (other?.look !== want.look) {
        const near = all(wanted).slice(at, Math.min(want.end, at + 40))
        return `${what} marks "${near}" as ${other?.look ?? 'nothing'} where it should be ${want.look}`
      }
      at = Math.min(want.end, other.end)
    }
  }
  return undefined
}

interface Run {
  readonly end: number
  readonly look: DrawnMark
}

/** Stretches of one look, by letters. */
function runsOf(shown: readonly Shown[]): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const { letters, look } of shown) {
    const last = runs.at(-1)
    const end = at + letters.length
    if (last?.look === look) runs[runs.length - 1] = { ...last, end }
    else runs.push({ end, look })
    at = end
  }
  return runs
}
