/**
 * What a finished PDF of ours draws, in the order of its structure: each stretch of text with its colour, and with the
 * rules that stand below it and run through it, found by where they are and not by how they came there.
 */
import type { EmbeddedFont, EmbeddedFonts } from './embedded.ts'
import { type PdfDictionary, type PdfFile, PdfRef, type PdfValue } from './objects.ts'
import { inOrder, textOf } from './read.ts'

export interface DrawnRun {
  readonly text: string
  /** `#rrggbb`. */
  readonly color: string
  /** Rules of the colour of the text along most of it: through the letters, and how many below the baseline. */
  readonly struck: boolean
  readonly underlines: number
}

/** Points from the lower left corner of the page. */
interface Placed {
  readonly text: string
  readonly color: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}

interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly color: string
}

/** @throws PdfError when the file cannot be read back */
export function drawnIn(bytes: Uint8Array): Drawn {
  const { parts, fonts } = inOrder<readonly DrawnRun[]>(bytes, drawnOnPage)
  return { runs: parts.flatMap((runs) => runs ?? []), fonts }
}

export interface Drawn {
  readonly runs: readonly DrawnRun[]
  readonly fonts: readonly EmbeddedFont[]
}

const operation =
  /\/[A-Za-z0-9]+ <<\/MCID (\d+)>> BDC|(\/Artifact BMC)|(EMC)|(?<![\d.])([\d.]+) ([\d.]+) ([\d.]+) rg|(?<![-\d.])([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re f|BT \/(\w+) ([\d.]+) Tf 1 0 0 1 ([-\d.]+) ([-\d.]+) Tm \[\(([^\\)]*(?:\)-?\d+\([^\\)]*)*)\)\] TJ ET/g

/** A rule of a mark is thinner than this, in points. */
const thickest = 2

function drawnOnPage(file: PdfFile, page: PdfDictionary, embedded: EmbeddedFonts): readonly DrawnRun[][] {
  const fonts = file.dictionary(file.dictionary(page.get('Resources')).get('Font') ?? new Map())
  const looks = new Map(
    [...fonts].map(([name, ref]) => [name, { letters: embedded.of(ref).texts, widths: widthsOf(file, ref) }]),
  )
  const marks: Placed[][] = []
  const bars: Bar[] = []
  const open: (number | 'artifact')[] = []
  let color = '#000000'
  for (const match of file.stream(page.get('Contents')).matchAll(operation)) {
    const [, mark, artifact, end, red, green, blue, left, low, width, height, font, size, x, y, codes] = match
    if (mark !== undefined) {
      open.push(Number(mark))
      marks.push([])
    } else if (artifact !== undefined) open.push('artifact')
    else if (end !== undefined) open.pop()
    else if (red !== undefined) color = `#${[red, green, blue].map(hex).join('')}`
    else if (left !== undefined) {
      if (Number(height) <= thickest)
        bars.push({ x: Number(left), y: Number(low), width: Number(width), color })
    } else {
      const at = open.at(-1)
      const look = looks.get(font ?? '')
      if (typeof at !== 'number' || !look) continue
      const em = Number(size)
      const extent = widthOf(codes ?? '', look.widths) * em
      const text = textOf(codes ?? '', look.letters)
      marks[at]?.push({ text, color, x: Number(x), y: Number(y), width: extent, size: em })
    }
  }
  return marks.map((runs) => runs.map((run) => withRules(run, bars)))
}

const hex = (share: string | undefined): string =>
  Math.round(Number(share) * 255)
    .toString(16)
    .padStart(2, '0')

/** A rule counts for a text that it goes along for the most of; heights are in em above the baseline. */
function withRules({ text, color, x, y, width, size }: Placed, bars: readonly Bar[]): DrawnRun {
  const beside = bars.filter((bar) => {
    const shared = Math.min(bar.x + bar.width, x + width) - Math.max(bar.x, x)
    return bar.color === color && shared > width * 0.9
  })
  const levels = beside.map((bar) => (bar.y - y) / size)
  const below = new Set(levels.filter((at) => at < -0.05 && at > -0.3).map((at) => Math.round(at * 20)))
  return { text, color, struck: levels.some((at) => at > 0.1 && at < 0.5), underlines: below.size }
}

/** Widths of the glyphs of a font, in em, by code. */
function widthsOf(file: PdfFile, font: PdfValue): readonly number[] {
  const [descendant] = file.array(file.dictionary(font).get('DescendantFonts'))
  if (!(descendant instanceof PdfRef)) return []
  const [first, widths] = file.array(file.dictionary(descendant).get('W'))
  return first === 0 ? file.array(widths).map((width) => Number(width) / 1000) : []
}

/** The width of what a TJ shows, in em, corrections between its glyphs taken off. */
function widthOf(codes: string, widths: readonly number[]): number {
  let sum = 0
  for (const part of codes.split('(')) {
    const [shown = '', correction = ''] = cut(part)
    for (let at = 0; at + 1 < shown.length; at += 2)
      sum += widths[shown.charCodeAt(at) * 256 + shown.charCodeAt(at + 1)] ?? 1
    if (correction !== '') sum -= Number(correction) / 1000
  }
  return sum
}

/** The glyphs of a piece of a TJ, and the correction behind them. */
function cut(part: string): [string, string] {
  const end = part.indexOf(')')
  return end < 0 ? [part, ''] : [part.slice(0, end), part.slice(end + 1)]
}
