/** The line over a table that runs on: its name and "(continued)". It is furniture, as the heads below it are. */
import { nowhere } from '../document/build.ts'
import type { Pt, Style, Table } from '../document/document.ts'
import { sizeOf } from './columns.ts'
import type { Mark, Strip, Tag } from './page.ts'
import { setParagraph } from './paragraph.ts'
import type { Column, Setup } from './setup.ts'
import { readWords } from './shape.ts'

/** Of text that no structure holds: what is set over a table that runs on. */
export const continuedTag: Tag = { role: 'Span', parent: undefined, kids: [], inline: true }
/** Room between the line and the heads below it. */
const below: Pt = 3

export function setContinued(title: string, table: Table, { x, measure }: Column, setup: Setup): Strip {
  const style: Style = {
    ...table.style,
    fontSize: sizeOf(table),
    fontStyle: 'italic',
    fontWeight: 'normal',
    textAlign: 'left',
    textIndent: 0,
    hyphens: 'none',
  }
  const value = title === '' ? '(continued)' : `${title} (continued)`
  const words = readWords([{ type: 'text', value, origin: nowhere }], style, continuedTag, setup)
  let height = 0
  const marks = setParagraph(words, { style, measure }).map((line): Mark => {
    const mark: Mark = { kind: 'line', line, x: x + line.x, baseline: height + line.ascent, artifact: true }
    height += line.ascent + line.descent
    return mark
  })
  return { kind: 'strip', height: height + below, marks, decorations: [], lines: 0 }
}
