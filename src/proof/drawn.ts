/** What a redline shows, letter by letter with its mark: as its tree says, as its HTML says, as its PDF draws it. */

import { Log } from '../diagnostics/log.ts'
import type { Block, Document, Inline, ListItem, Note, Revision } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { labelTexts } from '../document/labels.ts'
import { invisible, spaces } from '../document/words.ts'
import { type Node, parseHtml } from '../html/parse.ts'
import { ofFile } from '../html/read.ts'
import type { DrawnRun } from '../pdf/drawn.ts'

/** How a text is marked. What was dropped looks deleted; `unclear` looks like no mark that there is. */
export type DrawnMark =
  | 'plain'
  | 'inserted'
  | 'deleted'
  | 'dropped'
  | 'moved-to'
  | 'moved-from'
  | 'restyled'
  | 'unclear'

/** Letters of one mark, white space left out. */
export interface Shown {
  readonly letters: string
  readonly look: DrawnMark
  /** The sign of an end of a paragraph, or another word of the redline's own, in neither version. */
  readonly own?: true
}

// ---- as the tree says

export function shownByTree(document: Document): Shown[] {
  const out: Shown[] = []
  const add = (text: string, revision: Revision | undefined): void => {
    const own = revision?.kind === 'mark' || (revision !== undefined && 'boundary' in revision)
    push(out, text, lookOf(revision), own)
  }
  const inlines = (list: readonly Inline[]): void => {
    for (const one of list) {
      if ('inlines' in one) inlines(one.inlines)
      else if (one.type !== 'break') add(lettersOf(one), one.revision)
    }
  }
  const labelled = (node: ListItem | Note): void => {
    for (const { value, revision } of labelTexts(node)) add(value, revision)
    blocks(node.blocks)
  }
  const blocks = (list: readonly Block[]): void => {
    for (const block of list) {
      if ('inlines' in block) inlines(block.inlines)
      else if (block.type === 'list') for (const item of block.items) labelled(item)
      else if (block.type === 'note') labelled(block)
      else if (block.type === 'group') blocks(block.blocks)
      else if (block.type === 'table')
        for (const { cells } of block.rows) for (const cell of cells) blocks(cell.blocks)
    }
  }
  for (const section of document.sections) blocks(section.blocks)
  return out
}

function lettersOf(inline: Exclude<Inline, { inlines: readonly Inline[] } | { type: 'break' }>): string {
  switch (inline.type) {
    case 'text':
      return inline.value
    case 'fact':
      return inline.shown
    case 'check-box':
      return inline.checked ? '\u2612' : '\u2610'
    case 'note-ref':
      return inline.label
    default:
      return unknownKind(inline)
  }
}

function lookOf(revision: Revision | undefined): DrawnMark {
  switch (revision?.kind) {
    case 'inserted':
    case 'deleted':
    case 'dropped':
    case 'moved-to':
    case 'moved-from':
      return revision.kind
    case 'restyled':
      return revision.quiet ? 'plain' : 'restyled'
    default:
      return 'plain'
  }
}

// ---- as the HTML says

export function shownInHtml(html: string): Shown[] {
  const out: Shown[] = []
  const walk = (nodes: readonly Node[], look: DrawnMark): void => {
    for (const node of nodes) {
      if (node.kind === 'text') push(out, node.value, look, false)
      else if (node.name !== 'head' && !(node.name === 'a' && node.attributes['class'] === 'change'))
        walk(node.children, lookOfElement(node.name, node.attributes['class']) ?? look)
    }
  }
  walk(parseHtml(html, ofFile({ path: 'redline.htm', text: html }), new Log()), 'plain')
  return out
}

function lookOfElement(name: string, named: string | undefined): DrawnMark | undefined {
  if (name === 'ins') return named === 'moved' ? 'moved-to' : 'inserted'
  if (name === 'del') return named === 'moved' ? 'moved-from' : named === 'dropped' ? 'dropped' : 'deleted'
  return name === 'span' && named === 'restyled' ? 'restyled' : undefined
}

// ---- as the PDF draws it

const [blue, red, green, brown] = ['#0a3fa8', '#b00020', '#00662b', '#7a4f00']

export function shownInPdf(runs: readonly DrawnRun[]): Shown[] {
  const out: Shown[] = []
  for (const run of runs) push(out, run.text, lookOfRun(run), false)
  return out
}

function lookOfRun({ color, struck, underlines }: DrawnRun): DrawnMark {
  if (struck && underlines > 1) return 'unclear'
  if (struck) return color === red ? 'deleted' : color === green ? 'moved-from' : 'unclear'
  if (underlines > 1) return color === blue ? 'inserted' : color === green ? 'moved-to' : 'unclear'
  return color === brown ? 'restyled' : 'plain'
}

// ---- in common

function push(out: Shown[], text: string, look: DrawnMark, own: boolean): void {
  const letters = text.replace(invisible, '').split(spaces).join('')
  if (letters === '') return
  const last = out.at(-1)
  if (last && last.look === look && (last.own ?? false) === own)
    out[out.length - 1] = { ...last, letters: last.letters + letters }
  else out.push({ letters, look, ...(own && { own }) })
}
