/**
 * A document as HTML in one of the three dialects: same tree, same bytes.
 *
 * Style is spelt inline, each block only where it departs from the body. Roles and numbers of sections, header
 * rows and list labels travel by id, class and text, so that html/read.ts can make the tree again.
 */

import { hangingSign } from '../document/decimal.ts'
import type {
  Block,
  Cell,
  Document,
  Inline,
  ListItem,
  Note,
  Paragraph,
  Row,
  Section,
  Style,
  Table,
} from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { labelTexts } from '../document/labels.ts'
import { references } from '../markup.ts'
import { standing } from '../tables/grid.ts'
import type { Tagging } from '../xbrl/tagging.ts'
import { boxDeclarations, boxless, pageWidth, textDeclarations } from './css.ts'
import { decimalTails } from './decimal.ts'
import { type Dialect, project, spellings } from './dialect.ts'
import { isRedline, revised, revisionClasses, revisionSheet, rowChanged } from './revisions.ts'
import { headerOf, namespacesOf, shownTag, tagAround, tagSheet, tagSwitch } from './tags.ts'

interface Writing {
  readonly dialect: Dialect
  readonly base: Style
  /** Changes of a redline that have shown their number. */
  readonly numbered: Set<number>
  readonly tagging: Tagging | undefined
}

/** @param tagging tags of a report, which the tagged dialect writes around its facts and no other does */
export function writeHtml(document: Document, dialect: Dialect, tagging?: Tagging): string {
  const tags = dialect === 'plain' ? undefined : tagging
  const projected = project(document, dialect, tags?.pieces)
  const writing: Writing = { dialect, base: projected.base, numbered: new Set(), tagging: tags }
  const { head, root, voidEnd } = spellings[dialect]
  const body = projected.sections.map((section) => writeSection(section, writing)).join('')
  const style = attribute(
    'style',
    [...textDeclarations(projected.base, projected.base, allText), ...page].join(';'),
  )
  const meta =
    dialect === 'reading'
      ? `<meta charset="utf-8"${voidEnd}\n<meta name="viewport" content="width=device-width, initial-scale=1"${voidEnd}\n${isRedline(document) ? revisionSheet : ''}${tags ? tagSheet : ''}`
      : ''
  return (
    `${head}<html${tags && dialect === 'inline' ? namespacesOf(tags) : ''}${root(document.language)}>\n<head>\n${meta}<title>${escaped(document.title, writing)}</title>\n</head>\n` +
    `<body${style}>\n${tags ? beforeBody(tags, dialect, writing) : ''}${body}</body>\n</html>\n`
  )
}

const allText = ['fontFamily', 'fontSize', 'lineHeight', 'color', 'textAlign'] as const
/** A column as wide as the printed one, in the middle of the window. */
const page = ['margin:36pt auto', `max-width:${pageWidth}pt`, 'padding:0 8pt']

function writeSection(section: Section, writing: Writing): string {
  const id = section.number === undefined ? '' : attribute('id', `${section.role}-${section.number}`)
  return `<div${attribute('class', section.role)}${id}>\n${writeBlocks(section.blocks, writing)}</div>\n`
}

function writeBlocks(blocks: readonly Block[], writing: Writing): string {
  return blocks.map((block) => writeBlock(block, writing)).join('')
}

type Writers = {
  readonly [T in Block['type']]: (block: Extract<Block, { type: T }>, writing: Writing) => string
}

const writers: Writers = {
  paragraph: (block, writing) => leaf('p', block, writing, []),
  heading: (block, writing) => leaf(`h${block.level}`, block, writing, ['fontSize', 'fontWeight']),
  list(block, writing) {
    const name = block.ordered ? 'ol' : 'ul'
    const style = [...boxDeclarations(block.style, ['margin', 'padding']), 'list-style-type:none']
    const hang = block.style.padding.left
    const items = block.items.map((item) => writeItem(item, hang, writing)).join('')
    return `<${name}${attributes(block.classes, style)}>\n${items}</${name}>\n`
  },
  table: writeTable,
  group(block, writing) {
    const name = block.quote ? 'blockquote' : 'div'
    const style = boxDeclarations(block.style, block.quote ? ['margin'] : [])
    return `<${name}${attributes(block.classes, style)}>\n${writeBlocks(block.blocks, writing)}</${name}>\n`
  },
  rule(block, writing) {
    const style = [...boxDeclarations(block.style, ['margin'])]
    if (block.style.border.top.line === 'none') style.push('border-top:none')
    for (const side of ['right', 'bottom', 'left'] as const) {
      if (block.style.border[side].line === 'none') style.push(`border-${side}:none`)
    }
    return `<hr${attributes(block.classes, style)}${spellings[writing.dialect].voidEnd}\n`
  },
  image(block, writing) {
    // As wide as its column at the most, on a telephone or beside another picture.
    const size = `width:100%;max-width:${block.width}pt;height:auto;max-height:${block.height}pt`
    const img = `<img src="${escaped(block.file, writing)}" alt="${escaped(block.alt, writing)}" style="${size}"${spellings[writing.dialect].voidEnd}`
    const stands = `text-align:${block.style.textAlign === 'decimal' ? 'right' : block.style.textAlign}`
    return `<div${attributes(['image', ...block.classes], [stands, ...boxDeclarations(block.style)])}>${img}</div>\n`
  },
  note(block, writing) {
    const id = attribute('id', `note-${block.id}`)
    const style = boxDeclarations(block.style)
    const hang = block.style.padding.left
    return `<div${attributes(['note', ...block.classes], style)}${id}>\n${labelled(block, hang, writing)}</div>\n`
  },
}

function writeBlock<T extends Block['type']>(block: Extract<Block, { type: T }>, writing: Writing): string {
  return (writers[block.type as T] as (block: Extract<Block, { type: T }>, writing: Writing) => string)(
    block,
    writing,
  )
}

type Leaf = Pick<Paragraph, 'style' | 'classes' | 'inlines' | 'id' | 'revision'>

function leaf(
  name: string,
  block: Leaf,
  writing: Writing,
  always: readonly ('fontSize' | 'fontWeight')[],
): string {
  const style = [
    ...textDeclarations(block.style, writing.base, always),
    ...boxDeclarations(block.style, ['margin']),
  ]
  const id = block.id === undefined ? '' : attribute('id', block.id)
  const classes = [...block.classes, ...revisionClasses(block)]
  return `<${name}${attributes(classes, style)}${id}>${writeInlines(block.inlines, writing)}</${name}>\n`
}

/** The one paragraph of a cell or item, when it needs no box of its own. */
function soleParagraph(blocks: readonly Block[]): Paragraph | undefined {
  const [only, second] = blocks
  const fits = only?.type === 'paragraph' && !second && boxless(only.style) && only.classes.length === 0
  return fits && only.id === undefined && only.inlines.length > 0 ? only : undefined
}

function writeItem(item: ListItem, hang: number, writing: Writing): string {
  const style = boxDeclarations(item.style, ['margin'])
  const sole = soleParagraph(item.blocks)
  const classes = [...item.classes, ...(sole ? revisionClasses(sole) : [])]
  if (!sole) return `<li${attributes(classes, style)}>\n${labelled(item, hang, writing)}</li>\n`
  const texts = textDeclarations({ ...sole.style, textIndent: -hang }, writing.base)
  const content = label(item, hang, writing) + writeInlines(sole.inlines, writing)
  return `<li${attributes(classes, [...style, ...texts])}>${content}</li>\n`
}

/** A labelled block whose content is more than one plain paragraph. */
function labelled(marked: ListItem | Note, hang: number, writing: Writing): string {
  const { blocks } = marked
  const [first, ...others] = blocks
  if (first?.type !== 'paragraph')
    return `<p>${label(marked, hang, writing)}</p>\n${writeBlocks(blocks, writing)}`
  const style = [
    ...textDeclarations({ ...first.style, textIndent: -hang }, writing.base),
    ...boxDeclarations(first.style, ['margin']),
  ]
  const content = label(marked, hang, writing) + writeInlines(first.inlines, writing)
  const id = first.id === undefined ? '' : attribute('id', first.id)
  const classes = [...first.classes, ...revisionClasses(first)]
  return `<p${attributes(classes, style)}${id}>${content}</p>\n${writeBlocks(others, writing)}`
}

function label(marked: ListItem | Note, hang: number, writing: Writing): string {
  const { span } = spellings[writing.dialect]
  const texts = writing.dialect === 'reading' ? labelTexts(marked) : labelTexts({ label: marked.label })
  // A label that was renumbered shows both, and takes the room it needs.
  const room = texts.length > 1 ? 'white-space:nowrap;min-width' : 'width'
  const style = hang > 0 ? `display:inline-block;${room}:${hang}pt;text-indent:0` : ''
  const shown = texts.map((text) => revised(text, escaped(text.value, writing), writing)).join('')
  return `<${span} class="label"${style ? ` style="${style}"` : ''}>${shown}</${span}>${hang > 0 ? '' : ' '}`
}

function writeTable(table: Table, writing: Writing): string {
  const style = ['border-collapse:collapse', ...boxDeclarations(table.style)]
  const tails = decimalTails(table)
  const { tableSections } = spellings[writing.dialect]
  const id = table.id === undefined ? '' : attribute('id', table.id)
  const heads = table.rows.findIndex((row) => !row.header)
  const headCount = Math.max(heads, 0)
  const write = (rows: readonly Row[]) => rows.map((row) => writeRow(row, tails, writing)).join('')
  const [head, body] = [write(table.rows.slice(0, headCount)), write(table.rows.slice(headCount))]
  const rows =
    tableSections && headCount > 0 ? `<thead>\n${head}</thead>\n<tbody>\n${body}</tbody>\n` : `${head}${body}`
  return `<table${attributes([table.purpose, ...table.classes], style)}${id}>\n${rows}</table>\n`
}

function writeRow(row: Row, tails: ReadonlyMap<Cell, number>, writing: Writing): string {
  const classes = row.header ? ['head', ...row.classes] : row.classes
  const bar = writing.dialect === 'reading' && rowChanged(row)
  const cells = standing(row.cells)
    .map((cell, index) => writeCell(cell, tails.get(cell), writing, index === 0 && bar ? ['changed'] : []))
    .join('')
  return `<tr${attributes(classes, boxDeclarations(row.style))}>${cells}</tr>\n`
}

function writeCell(cell: Cell, tail: number | undefined, writing: Writing, marks: readonly string[]): string {
  const name = cell.scope ? 'th' : 'td'
  const { scope, span } = spellings[writing.dialect]
  const sole = soleParagraph(cell.blocks)
  const classes = [
    ...(cell.scope ? [cell.scope] : []),
    ...(sole?.style.textAlign === 'decimal' ? ['decimal'] : []),
    ...cell.classes,
    ...marks,
  ]
  // Browsers set a head cell bold and centred; the paragraphs in it say only where they depart from the page.
  const texts = sole
    ? textDeclarations(sole.style, writing.base, ['fontSize', 'fontWeight', 'textAlign'])
    : cell.scope === 'row' && cell.blocks.length > 0
      ? textDeclarations(writing.base, writing.base, ['fontWeight', 'textAlign'])
      : []
  const vertical = cell.style.verticalAlign === 'top' ? ['vertical-align:top'] : []
  const style = [...texts, ...boxDeclarations(cell.style, ['padding']), ...vertical]
  const spans = `${cell.colspan > 1 ? ` colspan="${cell.colspan}"` : ''}${cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : ''}`
  const heads = scope && cell.scope ? attribute('scope', scopeOf(cell)) : ''
  const hang = tail ? `<${span} style="padding-left:${tail}em"></${span}>` : ''
  const content = sole
    ? hung(sole, writing) + hang
    : cell.blocks.length > 0
      ? `\n${writeBlocks(cell.blocks, writing)}`
      : ''
  return `<${name}${attributes(classes, style)}${spans}${heads}>${content}</${name}>`
}

/** A head over several columns or rows heads a group of them. */
function scopeOf({ scope, colspan, rowspan }: Cell): string {
  if (scope === 'column') return colspan > 1 ? 'colgroup' : 'col'
  return rowspan > 1 ? 'rowgroup' : 'row'
}

/** A sign that hangs stands at the left edge of its cell. */
function hung({ style, inlines }: Paragraph, writing: Writing): string {
  const content = writeInlines(inlines, writing)
  const sign = style.textAlign === 'decimal' ? escaped(hangingSign(inlines), writing) : ''
  const { span } = spellings[writing.dialect]
  return sign === '' ? content : content.replace(sign, `<${span} style="float:left">${sign}</${span}>`)
}

function writeInlines(inlines: readonly Inline[], writing: Writing): string {
  return inlines.map((inline) => writeInline(inline, writing)).join('')
}

function writeInline(inline: Inline, writing: Writing): string {
  const { underline, span, voidEnd } = spellings[writing.dialect]
  switch (inline.type) {
    case 'text':
      return revised(inline, escaped(inline.value, writing), writing)
    case 'fact':
      return piecesOf(inline, writing) ?? escaped(inline.shown, writing)
    case 'check-box':
      return (
        piecesOf(inline, writing) ??
        revised(inline, escaped(inline.checked ? '\u2612' : '\u2610', writing), writing)
      )
    case 'break':
      return `<br${voidEnd}`
    case 'note-ref':
      return revised(inline, `<a href="#note-${inline.id}">${escaped(inline.label, writing)}</a>`, writing)
    case 'link':
      return `<a href="${escaped(inline.href, writing)}">${writeInlines(inline.inlines, writing)}</a>`
    case 'underline':
      return underline[0] + writeInlines(inline.inlines, writing) + underline[1]
    case 'small-caps':
      return `<${span} style="font-variant:small-caps">${writeInlines(inline.inlines, writing)}</${span}>`
    case 'strong':
    case 'emphasis':
    case 'raised':
    case 'lowered': {
      const name = { strong: 'b', emphasis: 'i', raised: 'sup', lowered: 'sub' }[inline.type]
      return `<${name}>${writeInlines(inline.inlines, writing)}</${name}>`
    }
    default:
      return unknownKind(inline)
  }
}

/** The hidden header where EDGAR reads, a switch where people do. */
const beforeBody = (tags: Tagging, dialect: Dialect, writing: Writing): string =>
  dialect === 'inline' ? headerOf(tags, (text) => escaped(text, writing)) : tagSwitch

/** What a node shows with its tags; undefined where it has none. */
function piecesOf(inline: Inline, writing: Writing): string | undefined {
  return writing.tagging?.pieces
    .get(inline)
    ?.map(({ text, tag }) => {
      if (!tag) return escaped(text, writing)
      return writing.dialect === 'inline'
        ? tagAround(tag, escaped(text, writing))
        : shownTag(escaped(tag.value, writing), tag.concept, escaped(text, writing))
    })
    .join('')
}

function attributes(classes: readonly string[], style: readonly string[]): string {
  return attribute('class', classes.join(' ')) + attribute('style', style.join(';'))
}

function attribute(name: string, value: string): string {
  return value === '' ? '' : ` ${name}="${value}"`
}

/** Markup characters, `^` (which EDGAR refuses, EFM 5.2.1) and, for EDGAR, all that is not ASCII. */
function escaped(value: string, { dialect }: Writing): string {
  const pattern = spellings[dialect].ascii ? /[&<>"^]|[^\n\x20-\x7e]/gu : /[&<>"]/g
  return value.replace(pattern, (char) => references[char] ?? `&#${char.codePointAt(0)};`)
}
