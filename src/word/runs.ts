/** Runs of a Word file: text in one look under one mark. */
import type { Block } from '../document/document.ts'
import type { Frame } from '../redline/tokens.ts'
import type { Looked } from './paragraphs.ts'
import { markOf, sameMark } from './tracked.ts'
import { look, lookOf } from './units.ts'

/** Neighbouring parts of one look and one mark. */
export function runsOf(parts: readonly Looked[]): Looked[][] {
  const runs: Looked[][] = []
  for (const part of parts) {
    const last = runs.at(-1)
    const before = last?.[0]
    const joins =
      before &&
      before.special?.type !== 'break' &&
      part.special?.type !== 'break' &&
      sameMark(markOf(before.revision), markOf(part.revision)) &&
      before.revision?.kind !== 'mark' &&
      part.revision?.kind !== 'mark' &&
      JSON.stringify([before.frame, before.was]) === JSON.stringify([part.frame, part.was])
    if (joins) last?.push(part)
    else runs.push([part])
  }
  return runs
}

/** The typeface is that of the file's default style; a run says only what departs from it. */
export function runProperties(frame: Frame, block: Block): string {
  const mask = lookOf(frame, block.style)
  return [
    mask & look.bold ? '<w:b/>' : '',
    mask & look.italic ? '<w:i/>' : '',
    block.style.fontVariant === 'small-caps' || frame.some(({ type }) => type === 'small-caps')
      ? '<w:smallCaps/>'
      : '',
    block.style.color !== '#000000' ? `<w:color w:val="${block.style.color.slice(1)}"/>` : '',
    `<w:sz w:val="${Math.round(block.style.fontSize * 2)}"/>`,
    mask & look.underline ? '<w:u w:val="single"/>' : '',
    mask & look.raised
      ? '<w:vertAlign w:val="superscript"/>'
      : mask & look.lowered
        ? '<w:vertAlign w:val="subscript"/>'
        : '',
  ].join('')
}
