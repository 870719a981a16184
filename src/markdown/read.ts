/**
 * Authored Markdown -> blocks with the place of every text.
 *
 * CommonMark and GFM tables, footnotes, raised and lowered text, attribute lists. Raw HTML, code and struck
 * text are refused where they stand. `{{…}}` stays a text of its own for compose/ to fill in. Style is not
 * decided here: blocks carry classes, and widths or alignments that the author wrote.
 */
import { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, span } from '../diagnostics/source.ts'
import { group, heading, image, list, listItem, paragraph, rule, text } from '../document/build.ts'
import type { Block, Level, ListItem, Note } from '../document/document.ts'
import { described, placing } from '../tables/described.ts'
import { type Attributes, listAlone, none, readAttributes, trailing } from './attributes.ts'
import type { Beside } from './beside.ts'
import { beyondPrint } from './bounds.ts'
import { contents, isContents, withContents } from './contents.ts'
import { doubtBlock, noteSign } from './doubts.ts'
import { endMarkOf } from './end-marks.ts'
import { type MarkdownReading, readInlines, referTo } from './inlines.ts'
import { contentOf, type Label, labelsOf, withoutLabel } from './lists.ts'
import { Locator } from './locate.ts'
import { type Notes, notesOfText } from './notes.ts'
import { type Added, type Definition, type Referring, type Token, type Tokens, tokens } from './parser.ts'
import { brokenTable, readTable, tableBeside } from './tables.ts'

/** A block with the span of its first line, for complaints about the whole of it. */
export interface Placed {
  readonly block: Block
  readonly at: Span
}

export interface Markdown {
  readonly blocks: readonly Placed[]
  /** Footnotes by id, in the order of their first reference. */
  readonly notes: ReadonlyMap<string, Note>
}

interface Context extends MarkdownReading {
  readonly notes: Notes
  /** A file beside the text, as text. */
  readonly beside: Beside
  /** For the cells of all files that it takes in. */
  readonly cells: Budget
  /** The definitions of addresses, with their places. */
  readonly defined: { readonly token: Definition; readonly at: Span }[]
  readonly depth: number
}

const nothingBeside: Beside = { text: () => undefined, bytes: () => undefined }

/** @param from where the Markdown starts in the source, behind any front matter */
export function readMarkdown(
  source: Source,
  from: number,
  log: Log,
  beside: Beside = nothingBeside,
): Markdown {
  const text = source.text.slice(from)
  if (beyondPrint(source, from, log)) return { blocks: [], notes: new Map() }
  const budget = new Budget('markdown', span(source, from, from), log)
  const at = new Locator(source, from, source.text.length, budget)
  const notes = notesOfText(log)
  const context: Context = {
    at,
    log,
    notes,
    noteLabel: notes.refer,
    referred: new Set(),
    defined: [],
    beside,
    cells: new Budget('csv', span(source, from, from), log),
    depth: 0,
  }
  const blocks: Placed[] = []
  let offset = from
  let before: Token | undefined
  const hasNoteSigns = noteSign.test(text)
  for (const token of tokens(text, budget)) {
    at.moveTo(offset)
    const place = at.peek(token.raw)
    if (endMarkOf(token) === undefined) doubtBlock(token, place, { log, before, hasNoteSigns })
    before = token
    for (const block of readBlock(token, context, blocks)) blocks.push({ block, at: place })
    offset += token.raw.length
  }
  checkDefinitions(context)
  const listed = withContents(blocks.map(({ block }) => block))
  return {
    blocks: blocks.map(({ at }, index) => ({ block: listed[index] as Block, at })),
    notes: notes.matched(),
  }
}

/**
 * `[label]: address` gives links their address and is not printed itself, so it is told of where it may have been meant
 * as text: no link asks for it, it stands a second time, or it has words behind its address.
 */
function checkDefinitions({ defined, referred, log }: Context): void {
  for (const { token, at } of defined) {
    const why = token.again
      ? `[${token.raw.trim().slice(1).split(']')[0]}] is defined a second time`
      : referred.has(token.tag)
        ? token.title && `the words "${token.title}" stand behind the address of [${token.tag}]`
        : `no link is called [${token.tag}]`
    if (why)
      log.add(
        'M013',
        at,
        `${why}, so this line would not be printed`,
        'it defines the address of a link; as text it is written \\[\u2026]:',
      )
  }
}

/** What a footnote says; it may be written where it is referred to, in a list as well. */
function defineNote(token: Added, context: Context): Block[] {
  const place = context.at.peek(token.raw)
  context.at.line(`[^${token.text}]:`)
  context.notes.define(token.text, readBlocks(token.tokens ?? [], context), place)
  return []
}

/** Blocks that belong together, as a cover sheet or on pages turned sideways; their classes say how. */
function readDivision(token: Added, context: Context): Block {
  const place = context.at.peek(token.raw)
  context.at.line(`{${token.list ?? ''}}`)
  const attributes = readAttributes(token.list ?? '', place, context.log)
  return withAttributes(group(readBlocks(token.tokens ?? [], context)), attributes, place, context.log)
}

function readBlocks(list: readonly Token[], context: Context): Block[] {
  const blocks: Placed[] = []
  for (const token of list) {
    const at = context.at.peek(token.raw)
    for (const block of readBlock(token, context, blocks)) blocks.push({ block, at })
  }
  return blocks.map(({ block }) => block)
}

/** The blocks of one token; an attribute list alone changes the block before it, in `before`. */
function readBlock(token: Token, context: Context, before: Placed[]): Block[] {
  const { at, log } = context
  const mark = endMarkOf(token)
  if (mark !== undefined) {
    const origin = { kind: 'authored' as const, span: at.line(mark) }
    return [paragraph([text(mark, origin)], { classes: ['end-mark'] })]
  }
  switch (token.type) {
    case 'paragraph':
      return readParagraph(token as Tokens.Paragraph, context, before)
    case 'text':
      return [paragraph(readInlines([token], context))]
    case 'heading':
      return [readHeading(token as Tokens.Heading, context)]
    case 'list':
      return [readList(token as Tokens.List, context)]
    case 'blockquote':
      return [group(withSpeaker(readBlocks(token.tokens ?? [], context)), {}, true)]
    case 'table':
      return [
        readTable(token as Tokens.Table, {
          ...context,
          picture: (one, list, where) => readPicture(one, list, where, context),
        }),
      ]
    case 'hr':
      return [rule()]
    case 'code':
      log.add(
        'M002',
        at.peek(token.raw),
        'code has no place in a filing',
        'text must not be indented by four spaces',
      )
      return []
    case 'html':
      log.add(
        'M001',
        at.peek(token.raw),
        'raw HTML is not accepted',
        'write Markdown; for a literal < write &lt;',
      )
      return []
    case 'space':
      return []
    case 'def':
      context.defined.push({ token: token as Definition, at: at.peek(token.raw) })
      return []
    default:
      if ((token.type as string) === 'division') return [readDivision(token as unknown as Added, context)]
      if ((token.type as string) === 'noteDef') return defineNote(token as unknown as Added, context)
      log.add(
        'M013',
        at.peek(token.raw),
        'this would not be printed where it stands',
        'begin it at the margin',
      )
      return []
  }
}

function readParagraph(token: Tokens.Paragraph, context: Context, before: Placed[]): Block[] {
  const place = context.at.peek(token.raw)
  if (isContents(token.raw)) return [contents]
  const alone = listAlone(token.raw)
  if (alone !== undefined && /(?:^|\s)(?:csv|xlsx)=/.test(alone)) {
    const attributes = readAttributes(alone, place, context.log)
    const block = tableBeside(attributes, place, context.beside, context.cells, context.log)
    return block ? [withAttributes(block, attributes, place, context.log)] : []
  }
  if (alone !== undefined && before.length > 0) {
    const last = before.pop() as Placed
    const attributes = readAttributes(alone, place, context.log)
    before.push({ ...last, block: withAttributes(last.block, attributes, place, context.log) })
    return []
  }
  if (/^:::/m.test(token.raw))
    context.log.add(
      'M013',
      place,
      '"::: {…}" is not closed, or ":::" closes nothing',
      'blocks that belong together stand between ::: {.keep} and ::: on lines of their own',
    )
  if (brokenTable(token.raw))
    context.log.add(
      'M012',
      place,
      'this is not a table: its first two lines do not have the same number of cells',
      'below each cell of the head stands ---',
    )
  const [first, second, third] = token.tokens
  const list = second?.type === 'text' ? listAlone(second.raw) : undefined
  if (first?.type === 'image' && !third && (!second || list !== undefined)) {
    const attributes = list === undefined ? none : readAttributes(list, place, context.log)
    return [readPicture(first as Referring<Tokens.Image>, attributes, place, context)]
  }
  const { inlines, attributes } = trailing(readInlines(token.tokens, context), place, context.log)
  return [withAttributes(paragraph(inlines), attributes, place, context.log)]
}

/** A picture alone in a paragraph, with words for who cannot see it. Its bytes and size come when the filing is composed. */
function readPicture(
  token: Referring<Tokens.Image>,
  { classes, width = 0 }: Attributes,
  place: Span,
  { log, referred }: Context,
): Block {
  referTo(token, place, { log, referred })
  if (token.text.trim() === '')
    log.add('M010', place, 'a picture has no alternative text', 'write ![what it shows](file.jpg)')
  if (!/^[A-Za-z0-9][\w.-]*\.(?:jpe?g|gif|png)$/.test(token.href))
    log.add(
      'M010',
      place,
      `"${token.href}" is not a picture of this filing`,
      'name a .jpg, .gif or .png beside the text',
    )
  return image(
    { file: token.href, alt: token.text, width, height: 0, origin: { kind: 'authored', span: place } },
    { classes },
  )
}

function readHeading(token: Tokens.Heading, context: Context): Block {
  const place = context.at.peek(token.raw)
  const { inlines, attributes } = trailing(readInlines(token.tokens, context), place, context.log)
  return withAttributes(heading(token.depth as Level, inlines), attributes, place, context.log)
}

/** What an attribute may stand with; all may have classes. */
const bearers = {
  id: ['paragraph', 'heading', 'table'],
  widths: ['table'],
  align: ['table'],
  headers: ['table'],
  csv: ['table'],
  xlsx: ['table'],
  range: ['table'],
  rows: ['table'],
  foot: ['table'],
  recognize: ['table'],
  width: ['image'],
} as const

/** An attribute that would be dropped in silence is told. */
function withAttributes(block: Block, attributes: Attributes, place: Span, log: Log): Block {
  for (const [name, types] of Object.entries(bearers))
    if (name in attributes && !(types as readonly string[]).includes(block.type))
      log.add(
        'M009',
        place,
        `${name === 'id' ? '#id' : name === 'rows' ? 'a mark of rows' : name} has no meaning for a ${block.type === 'group' ? (block.quote ? 'quotation' : 'division') : block.type}`,
        `it belongs to a ${types.join(' or ').replace('image', 'picture')}; looks are given by class, as {.center}`,
      )
  const classes = [...block.classes, ...attributes.classes]
  const named = attributes.id === undefined ? {} : { id: attributes.id }
  if (block.type === 'table') {
    const table = { ...described(block, attributes, place, log), ...named }
    return classes.includes('layout') ? placing(table, classes) : { ...table, classes }
  }
  if (block.type === 'paragraph' || block.type === 'heading') return { ...block, classes, ...named }
  return { ...block, classes }
}

/** Who is quoted stands in a paragraph of its own that begins with a dash. */
function withSpeaker(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.at(-1)
  const [first] = last?.type === 'paragraph' ? last.inlines : []
  const speaks = blocks.length > 1 && first?.type === 'text' && /^[\u2014\u2013]/.test(first.value)
  return speaks && last
    ? [...blocks.slice(0, -1), { ...last, classes: [...last.classes, 'speaker'] }]
    : blocks
}

function readList(token: Tokens.List, context: Context): Block {
  const labels = labelsOf(token, context.depth)
  const items = token.items.map((item, index): ListItem => {
    const { text: label, marker, after, ofText } = labels[index] as Label
    const { source, start } = context.at.peek(item.raw)
    if (after !== undefined)
      context.log.add(
        'M015',
        span(source, start, start + marker.trimEnd().length),
        `${label} follows ${after}`,
        'it is printed as it is written; number the list in order, or waive this',
      )
    context.at.moveTo(start + marker.length + (ofText?.length ?? 0))
    const content = ofText === undefined ? contentOf(item, token.ordered) : withoutLabel(item.tokens, ofText)
    return listItem(label, readBlocks(content, { ...context, depth: context.depth + 1 }))
  })
  return list(token.ordered || labels[0]?.ofText !== undefined, items)
}
