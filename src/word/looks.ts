/** Styles of a document as properties of paragraphs in Word. */
import type { Style } from '../document/document.ts'

/** Word counts in twentieths of a point. */
export const twips = (points: number): number => Math.round(points * 20)

/** The space around a paragraph: its own, or what holds it gives it. */
export function spacing(
  { margin }: Style,
  { above = 0, below = 0 }: { readonly above?: number; readonly below?: number } = {},
): string {
  return `<w:spacing w:before="${twips(Math.max(margin.top, above))}" w:after="${twips(Math.max(margin.bottom, below))}"/>`
}

/** @param hanging how far the first line stands out, in points; negative: in */
export function indent(left: number, hanging: number): string {
  if (left === 0 && hanging === 0) return ''
  const first =
    hanging < 0 ? ` w:firstLine="${twips(-hanging)}"` : hanging > 0 ? ` w:hanging="${twips(hanging)}"` : ''
  return `<w:ind w:left="${twips(left)}"${first}/>`
}

export function alignment({ textAlign }: Style): string {
  const value = { left: '', justify: 'both', center: 'center', right: 'right', decimal: 'right' }[textAlign]
  return value === '' ? '' : `<w:jc w:val="${value}"/>`
}
