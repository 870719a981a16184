/**
 * A cover page, exhibit index or signature block as filed -> a partial template of the filing, with its facts in
 * place of their words, so that a record prints as it was and a changed fact still reaches it.
 */
import type { FoundRun } from '../found.ts'
import { textOfBlocks, textOfRuns } from '../found.ts'
import type { Flow, FlowTable, FlowText } from '../recognise/flow.ts'

/** What is printed -> the expression that prints it. */
export type Printed = ReadonlyMap<string, string>

export function partialOf(flow: readonly Flow[], printed: Printed, about: string): string {
  const lines = flow.flatMap((block) => blockLines(block, printed))
  return [`{{! ${about}, as filed. }}`, ...lines, ''].join('\n')
}

function blockLines(block: Flow, printed: Printed): string[] {
  switch (block.type) {
    case 'text':
      return [paragraph(block, printed)]
    case 'table':
      return tableLines(block, printed)
    case 'rule':
      return ['<hr>']
    case 'image':
      return []
  }
}

function paragraph(block: FlowText, printed: Printed): string {
  const align = block.align === 'center' || block.align === 'right' ? ` class="${block.align}"` : ''
  const label = block.label === undefined ? '' : `${markup(block.label, printed)} `
  return `<p${align}>${label}${runsOf(block.runs, printed)}</p>`
}

function runsOf(runs: readonly FoundRun[], printed: Printed): string {
  // A fact may run over marks: look for it in the whole text first.
  const whole = textOfRuns(runs)
  if (printed.has(whole.trim())) return bold(runs, markup(whole, printed))
  return runs
    .map((run) => {
      const inner = markup(run.text, printed)
      return run.bold && run.text.trim() !== '' ? `<b>${inner}</b>` : inner
    })
    .join('')
}

const bold = (runs: readonly FoundRun[], inner: string) =>
  runs.every((run) => run.bold || run.text.trim() === '') ? `<b>${inner}</b>` : inner

function tableLines({ grid }: FlowTable, printed: Printed): string[] {
  const rows = grid.rows.flatMap(({ cells }) => {
    const texts = Array.from({ length: grid.columns }, () => '')
    for (const cell of cells) {
      const inner = cell.blocks
        .map((one) =>
          one.type === 'text' ? runsOf(one.runs, printed) : markup(textOfBlocks([one]), printed),
        )
        .join('<br>')
      texts[cell.column] = texts[cell.column] ? `${texts[cell.column]} ${inner}` : inner
    }
    return ['<tr>', ...texts.map((text) => `<td>${text}</td>`), '</tr>']
  })
  return ['<table class="layout">', ...rows, '</table>']
}

/** Text as template markup, each fact in it as its expression. */
function markup(text: string, printed: Printed): string {
  let rest = text
  let out = ''
  const facts = [...printed].sort(([a], [b]) => b.length - a.length)
  while (rest !== '') {
    const next = facts
      .map(([words, expression]) => ({ words, expression, at: rest.indexOf(words) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.words.length - a.words.length)[0]
    if (!next) break
    out += plain(rest.slice(0, next.at)) + next.expression
    rest = rest.slice(next.at + next.words.length)
  }
  return out + plain(rest)
}

const plain = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{{', '&#123;&#123;')
    .replaceAll('\\', '&#92;')
    .replaceAll('\u00a0', ' ')
    .replace(/(?<! ) +\n/g, '\n')
    .replace(/\n */g, '<br>\n')
