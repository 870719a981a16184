/** Running heads and folios, set once the pages are counted. They are furniture, no part of the text. */
import type { Document, Furniture, Pt, Style } from '../document/document.ts'
import type { Mark, Tag } from './page.ts'
import { setParagraph } from './paragraph.ts'
import { readWords, type Shaping } from './shape.ts'

/** Distance of head and foot from the text, in points. */
const gap: Pt = 22
const size: Pt = 8.5

const nowhere: Tag = { role: 'Span', parent: undefined, kids: [], inline: true }

export function furniture(document: Document, page: number, pages: number, shaping: Shaping): Mark[] {
  const { pagePlan } = document
  const pick = ({ first, other }: Furniture) => (page === 1 ? first : other)
  const top = pagePlan.margin.top - gap
  const bottom = pagePlan.height - pagePlan.margin.bottom + gap
  return [
    ...line(document, pick(pagePlan.head), top, page, pages, shaping),
    ...line(document, pick(pagePlan.foot), bottom, page, pages, shaping),
  ]
}

function line(
  document: Document,
  pattern: string,
  baseline: Pt,
  page: number,
  pages: number,
  shaping: Shaping,
): Mark[] {
  if (pattern === '') return []
  const value = pattern.replaceAll('{page}', String(page)).replaceAll('{pages}', String(pages))
  const style: Style = { ...document.base, fontSize: size, textAlign: 'center', textIndent: 0 }
  const { width, margin } = document.pagePlan
  const origin = {
    kind: 'template' as const,
    span: { source: { path: 'house.css', text: '' }, start: 0, end: 0 },
  }
  const words = readWords([{ type: 'text', value, origin }], style, nowhere, shaping)
  const [set] = setParagraph(words, { style, measure: width - margin.left - margin.right })
  return set ? [{ kind: 'line', line: set, x: margin.left + set.x, baseline, artifact: true }] : []
}
