/** How pages look that the tool writes about filings, and what they are made of. One look for all of them. */
import {
  cell,
  heading as headingBlock,
  letter,
  nowhere,
  paragraph,
  plainStyle,
  row,
  section,
  sides,
  table,
  text,
} from '../document/build.ts'
import type { Block, Document, Inline, Revision, Style } from '../document/document.ts'

/** The styles of a page. Sizes are in points. */
export interface Look {
  readonly base: Style
  /** What is read last: cells, and the name of the tool. */
  readonly small: Style
  readonly title: Style
  readonly heading: Style
  /** A row of a table, the table itself, and a cell of it. */
  readonly row: Style
  readonly grid: Style
  readonly boxed: Style
}

/** The look of a page from the style of its text, which may be that of a document. */
export function lookFrom(text: Style, { small = 8.5, belowTitle = 5 } = {}): Look {
  const base: Style = {
    ...text,
    textAlign: 'left',
    textIndent: 0,
    hyphens: 'none',
    margin: sides(0, 0, 5, 0),
  }
  const line = { width: 0.5, line: 'solid' as const, color: '#999999' }
  return {
    base,
    small: { ...base, fontSize: small, margin: sides(0) },
    title: {
      ...base,
      fontSize: 15,
      fontWeight: 'bold',
      margin: sides(0, 0, belowTitle, 0),
      breakAfter: 'avoid',
    },
    heading: { ...base, fontWeight: 'bold', margin: sides(8, 0, 3, 0), breakAfter: 'avoid' },
    row: base,
    grid: { ...base, width: { unit: '%', value: 100 }, margin: sides(2, 0, 6, 0) },
    boxed: { ...base, padding: sides(1.5, 4), margin: sides(0), border: { ...base.border, bottom: line } },
  }
}

/** That of reports of their own. */
export const reportLook: Look = lookFrom({ ...plainStyle, fontFamily: 'Source Serif 4' })

/** Words of a page, plain or with links and marks in them. */
export type Words = string | readonly Inline[]

export const inlinesOf = (words: Words): readonly Inline[] =>
  typeof words === 'string' ? [text(words, nowhere)] : words

export const say = (words: Words, style: Style = reportLook.base): Block =>
  paragraph(inlinesOf(words), { style })

export const smallPrint = (words: Words, look: Look = reportLook): Block => say(words, look.small)

export const titleOf = (words: Words, look: Look = reportLook): Block =>
  headingBlock(1, inlinesOf(words), { style: look.title })

export const headingOf = (words: Words, look: Look = reportLook): Block =>
  headingBlock(2, inlinesOf(words), { style: look.heading })

/** A table under its heads; every cell is one paragraph. */
export function grid(
  heads: readonly Words[],
  rows: readonly (readonly Words[])[],
  look: Look = reportLook,
): Block {
  const { small, boxed } = look
  const head = heads.map((words) =>
    cell([say(words, { ...small, fontWeight: 'bold' })], { scope: 'column' }, { style: boxed }),
  )
  const body = rows.map((cells) =>
    row(
      cells.map((words) => cell([say(words, small)], {}, { style: boxed })),
      false,
      { style: look.row },
    ),
  )
  return table([row(head, true, { style: look.row }), ...body], 'data', { style: look.grid })
}

/** A report on pages of its own. @param revision where marks of a redline stand in it */
export const reportPage = (
  {
    title,
    fileName,
    revision,
  }: { readonly title: string; readonly fileName: string; readonly revision?: Revision },
  blocks: readonly Block[],
): Document => ({
  form: 'EX-',
  title,
  language: 'en-US',
  fileName,
  pagePlan: letter,
  base: reportLook.base,
  sections: [{ ...section('summary', blocks), ...(revision && { revision }) }],
})
