/** Text that is cut off where its box ends, and what may lie over text: as far as it can be told without laying out a page. */
import { pageWidth } from '../html/css.ts'
import type { Element } from '../html/parse.ts'
import { readColor } from '../style/colors.ts'
import { type Declared, points } from './declarations.ts'

const blocks = /^(?:p|div|li|tr|h[1-6]|blockquote|pre|center|table|ul|ol)$/

/** Whether a box that hides what does not fit has less height than its text takes at the very least. */
export function overfull(element: Element, style: Declared, height: number, em: number): boolean {
  if (!/hidden|clip/.test(`${style.get('overflow') ?? ''} ${style.get('overflow-y') ?? ''}`)) return false
  if (height === Number.POSITIVE_INFINITY) return false
  let [lines, letters] = [0, 0]
  const left = [element]
  for (let one = left.pop(); one; one = left.pop()) {
    let words = 0
    for (const node of one.children)
      if (node.kind === 'element') left.push(node)
      else words += node.value.trim().length
    if (words > 0 && blocks.test(one.name)) lines++
    letters += words
    // A letter is a quarter of its height wide, or more, and a line of a page has no more than the page is wide.
    const least = Math.max(lines, (letters * em * 0.25) / pageWidth) * em
    if (least > height * 1.5) return true
  }
  return false
}

/** Why an element may lie over the text of others: it is moved, and nothing shows through it. */
export function covers({ name, attributes }: Element, style: Declared, em: number): string | undefined {
  const ground = `${style.get('background-color') ?? ''} ${style.get('background') ?? ''}`
  const filled =
    name === 'img' ||
    attributes['bgcolor'] !== undefined ||
    ground.split(/\s+/).some((word) => word !== '' && (readColor(word)?.alpha ?? 0) > 0.5) ||
    /url\(|rgb|hsl/.test(ground)
  if (!filled) return undefined
  if (/^(?:absolute|fixed)$/.test(style.get('position') ?? '')) return `position: ${style.get('position')}`
  for (const side of ['margin-top', 'margin-bottom'])
    if ((points(style.get(side), em) ?? 0) < -em) return `${side}: ${style.get(side)}`
  return undefined
}
