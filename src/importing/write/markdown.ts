/**
 * The flow of a text -> Markdown of this project, as an author would have written it.
 *
 * Letters that Markdown would take for marks are escaped where they stand, and only there. A look that the
 * marks cannot say at its place - bold that begins inside a word behind a sign - is left out; words never are.
 */
import type { FoundRun } from '../found.ts'
import { textOfRuns } from '../found.ts'
import type { Flow, FlowTable, FlowText } from '../recognise/flow.ts'
import { labelKind } from '../recognise/labels.ts'
import { tableOf } from './tables.ts'

/** @param level of the first heading below the text's own */
export function markdownOf(flow: readonly Flow[], level = 2): string {
  const parts: string[] = []
  let list = false
  for (const [index, block] of flow.entries()) {
    const item = block.type === 'text' && isItem(block)
    const part = partOf(block, flow[index - 1], flow[index + 1], level)
    if (part === '') continue
    // Items that follow each other are one list, without an empty line between.
    if (item && list) parts[parts.length - 1] += `\n${part}`
    else parts.push(part)
    list = item
  }
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`
}

const isItem = ({ label }: FlowText) =>
  label !== undefined &&
  // A star may as well be the mark of a note, and prints as it is.
  label !== '*' &&
  ['bullet', 'box'].includes(labelKind(label) ?? (label === 'o' ? 'bullet' : ''))

function partOf(block: Flow, before: Flow | undefined, after: Flow | undefined, level: number): string {
  switch (block.type) {
    case 'text':
      return textPart(block, after, level)
    case 'table':
      return tablePart(block, before)
    case 'image':
      return `![${escaped(block.alt || 'Picture')}](${block.file}) {width=${pictureWidth(block.width)}pt}`
    case 'rule':
      return ''
  }
}

const pictureWidth = (width: number) => Math.max(36, Math.min(468, Math.round(width) || 468))

function textPart(block: FlowText, after: Flow | undefined, level: number): string {
  const heading = headingLevel(block, after)
  if (heading !== undefined) {
    const text = inlinesOf(plain(block.runs), true)
    return `${'#'.repeat(Math.min(6, level + heading))} ${text}`
  }
  const text = inlinesOf(block.runs, false)
  if (block.label !== undefined) return labelled(block, text)
  const align = block.align === 'center' || block.align === 'right' ? ` {.${block.align}}` : ''
  return `${atLineStart(text)}${align}`
}

function labelled(block: FlowText, text: string): string {
  const label = block.label ?? ''
  const deeper = '  '.repeat(Math.min(3, block.depth ?? 0))
  if (/[☒☑]|\[\s*[xX]\s*\]/.test(label)) return `${deeper}- [x] ${text}`
  if (/☐|\[\s*\]/.test(label)) return `${deeper}- [ ] ${text}`
  if (isItem(block)) return `${deeper}- ${text.replaceAll('\n', `\n${deeper}  `)}`
  if (/^\d{1,2}$/.test(label) || labelKind(label) === 'marker') return `^${escaped(label)}^ ${text}`
  return atLineStart(`${escaped(label)} ${text}`)
}

/** Letters alone: a heading has its look from the house. */
const plain = (runs: readonly FoundRun[]): readonly FoundRun[] =>
  runs.map((run) => ({
    ...run,
    bold: false,
    italic: false,
    underline: false,
    text: run.text.replaceAll('\n', ' '),
  }))

/**
 * How deep a heading a text is, from 0; undefined for running text.
 *
 * A short line that is marked throughout, without the end of a sentence, and over a text.
 */
function headingLevel(block: FlowText, after: Flow | undefined): number | undefined {
  if (block.role?.kind === 'heading') return block.role.level - 1
  const text = textOfRuns(block.runs).trim()
  if (block.label !== undefined || text.length > 160 || !/[a-z]/i.test(text) || /[.:;,]$/.test(text))
    return undefined
  if (
    after === undefined ||
    (after.type === 'text' && after.align !== block.align && block.align === 'right')
  )
    return undefined
  const worded = block.runs.filter((run) => run.text.trim() !== '')
  if (worded.every(({ bold }) => bold)) return block.align === 'center' ? 0 : 0
  if (block.align === 'center') return undefined
  if (worded.every(({ underline }) => underline)) return 1
  if (worded.every(({ italic }) => italic) && text.length < 100) return 1
  return undefined
}

function tablePart(block: FlowTable, _before: Flow | undefined): string {
  return tableOf(block, (blocks) =>
    blocks
      .flatMap((one) => (one.type === 'text' ? [inlinesOf(one.runs.map(unbroken), false)] : []))
      .join(' ')
      .replaceAll('|', '\\|'),
  )
}

const unbroken = (run: FoundRun): FoundRun => ({
  ...run,
  text: run.text.replaceAll('\n', ' '),
  bold: false,
  underline: false,
})

/** @param flat whether looks are left out */
export function inlinesOf(runs: readonly FoundRun[], flat: boolean): string {
  let out = ''
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1]?.text ?? ''
    const text = escaped(run.text)
    out += flat ? text : marked(run, text, out.at(-1) ?? '', next[0] ?? '')
  }
  const lines = out.split('\n').map((line) => line.trim())
  while (lines.at(-1) === '') lines.pop()
  return lines.join('\\\n').trim()
}

function marked(run: FoundRun, text: string, before: string, after: string): string {
  const body = text.trim()
  const start = text.indexOf(body)
  const [lead, tail] = [text.slice(0, start), text.slice(start + body.length)]
  if (body === '') return text
  if (run.shift !== 'none' && !/[\s\u00a0]/.test(body)) {
    const sign = run.shift === 'raised' ? '^' : '~'
    return `${lead}${sign}${body}${sign}${tail}`
  }
  const sign = `${run.bold ? '**' : ''}${run.italic ? '*' : ''}`
  if (
    sign === '' ||
    body.includes('\n\n') ||
    !stands(lead === '' ? before : ' ', body, tail === '' ? after : ' ')
  )
    return text
  // A mark does not run over a line break.
  return `${lead}${body
    .split('\n')
    .map((line) => (line === '' ? line : `${sign}${line}${sign}`))
    .join('\n')}${tail}`
}

const sign = /[^\p{L}\p{N}\s\u00a0]/u
const space = /[\s\u00a0]/

/** Whether marks open and close here (CommonMark 6.2: a run of marks beside a sign must have a blank or sign outside). */
function stands(before: string, body: string, after: string): boolean {
  const first = body[0] ?? ''
  const last = body.at(-1) ?? ''
  const opens = !sign.test(first) || before === '' || space.test(before) || sign.test(before)
  const closes = !sign.test(last) || after === '' || space.test(after) || sign.test(after)
  return opens && closes && !/[*\\]$/.test(before)
}

/** Letters that would be marks, escaped; at an end also those that the next letters could make one. */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*~^{}]/g, '\\$&')
    .replace(/(^|[\s\p{P}])_|_(?=[\s\p{P}]|$)/gu, (match) => match.replace('_', '\\_'))
    .replace(/\[(?=\^|$)|\](?=[(:[]|$)/g, '\\$&')
    .replace(/<(?=[a-z/!?]|$)/gi, '\\<')
    .replace(/&(?=[#\w]|$)/g, '\\&')
}

/** A text whose first letters would begin a list, a heading, a quotation or a table. */
export function atLineStart(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^>|^[-+#=|](?=[\s#=-]|$)/, '\\$&')
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
        .replace(/^\[(?=[^\]]*\]:)/, '\\[')
        .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
        .replace(/^([-_=])(?=\1{2,}\s*$)/, '\\$1'),
    )
    .join('\n')
}
