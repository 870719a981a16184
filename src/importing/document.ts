/**
 * Found blocks -> a Document, for comparison only: `diff` and `check` read anybody's file through this.
 *
 * What it cannot know - the role of a section, a house's looks - it does not invent: all stands in one section,
 * and only what tells something about words is kept (bold, italic, raised figures, alignment).
 */
import type { Source } from '../diagnostics/source.ts'
import { span } from '../diagnostics/source.ts'
import {
  cell,
  image,
  letter,
  lineBreak,
  list,
  listItem,
  marked,
  paragraph,
  plainStyle,
  row,
  rule,
  section,
  table,
  text,
} from '../document/build.ts'
import type { Block, Document, Form, Inline, Origin } from '../document/document.ts'
import type { FoundRun } from './found.ts'
import type { Flow, FlowTable, FlowText } from './recognise/flow.ts'
import { flowOf } from './recognise/flow.ts'

/** @param about form and name that the found file has */
export function documentOf(
  flow: readonly Flow[],
  source: Source,
  about: { readonly form: Form; readonly fileName: string; readonly title: string },
): Document {
  return {
    ...about,
    language: 'en-US',
    pagePlan: letter,
    base: plainStyle,
    sections: [section(about.form.startsWith('EX-') ? 'release' : 'item', blocksOf(flow, source))],
  }
}

function blocksOf(flow: readonly Flow[], source: Source): Block[] {
  const out: Block[] = []
  for (const block of flow) {
    switch (block.type) {
      case 'text':
        pushText(out, block, source)
        break
      case 'table':
        out.push(tableOf(block, source))
        break
      case 'image':
        out.push(image({ file: block.file, alt: block.alt, width: block.width, height: 0 }))
        break
      case 'rule':
        out.push(rule())
        break
    }
  }
  return out
}

/** Items that follow each other are one list. */
function pushText(out: Block[], block: FlowText, source: Source): void {
  const style = { ...plainStyle, textAlign: block.align }
  const inlines = inlinesOf(block.runs, source)
  if (block.label === undefined) {
    out.push(paragraph(inlines, { style }))
    return
  }
  const item = listItem(block.label, [paragraph(inlines)])
  const before = out.at(-1)
  if (before?.type === 'list') out[out.length - 1] = { ...before, items: [...before.items, item] }
  else out.push(list(false, [item]))
}

function tableOf({ grid, heads }: FlowTable, source: Source): Block {
  return table(
    grid.rows.map(({ cells }, index) =>
      row(
        cells.map(({ blocks, colspan, rowspan }) =>
          cell(blocksOf(flowOf(blocks), source), {
            colspan,
            rowspan,
            scope: index < heads ? 'column' : undefined,
          }),
        ),
        index < heads,
      ),
    ),
  )
}

/** Runs of text as inlines, each with its place in the file. */
export function inlinesOf(runs: readonly FoundRun[], source: Source): Inline[] {
  return runs.flatMap((run) => {
    const origin: Origin = { kind: 'authored', span: span(source, run.place.start, run.place.end) }
    const plain = run.text
      .split('\n')
      .flatMap((line, index): Inline[] => [
        ...(index > 0 ? [lineBreak] : []),
        ...(line === '' ? [] : [text(line, origin)]),
      ])
    return looked(run, plain)
  })
}

function looked({ bold, italic, underline, shift }: FoundRun, plain: readonly Inline[]): readonly Inline[] {
  let inlines = plain
  if (shift !== 'none') inlines = [marked(shift, inlines)]
  if (underline) inlines = [marked('underline', inlines)]
  if (italic) inlines = [marked('emphasis', inlines)]
  if (bold) inlines = [marked('strong', inlines)]
  return inlines
}
