/**
 * HTML -> document, strictly. Reads what templates make and what html/write.ts wrote; anything else is a
 * diagnostic at its place.
 *
 * Templates may use `<section class="ROLE">` and `<slot name="…">`, which authored blocks fill; they choose
 * looks by class. Finished HTML says the same with `<div>` and inline style.
 */
import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, span } from '../diagnostics/source.ts'
import {
  cell,
  group,
  heading,
  image,
  letter,
  list,
  listItem,
  note,
  paragraph,
  plainStyle,
  row,
  rule,
  table,
} from '../document/build.ts'
import type {
  Block,
  Cell,
  Document,
  Form,
  Inline,
  Level,
  ListItem,
  Row,
  Section,
  SectionRole,
  Style,
} from '../document/document.ts'
import { tidy } from '../document/tidy.ts'
import { boxOnly, readDeclarations, textOnly } from './css.ts'
import { merged } from './dialect.ts'
import { type Reading, readInlines } from './inlines.ts'
import { type Element, type Node, type Provenance, parseHtml } from './parse.ts'

const roles: readonly SectionRole[] = ['cover-page', 'item', 'exhibit-index', 'signature-block', 'release']

/** Authored blocks by slot name; each must be used once. */
export type Slots = ReadonlyMap<string, readonly Block[]>

/** What a template made -> sections, with the slots filled. */
export function readTemplateHtml(
  html: string,
  provenance: Provenance,
  slots: Slots,
  at: Span,
  log: Log,
): readonly Section[] {
  const used = new Set<string>()
  const reading: Reading = { provenance, log, base: plainStyle, finished: false, looks: true, slots, used }
  const sections = parseHtml(html, provenance, log).flatMap((node) => readSection(node, reading))
  for (const name of slots.keys()) {
    if (!used.has(name))
      log.add('T005', at, `the template has no <slot name="${name}">, so that text would be lost`)
  }
  return sections
}

/** What finished HTML cannot say of itself. */
export interface Known {
  readonly form: Form
  readonly fileName: string
}

/** What to read of finished HTML: all of it, or what its words need. */
export type Depth = 'whole' | 'words'

/** Finished HTML of ours -> the document that was written. */
export function readHtml(
  source: Source,
  known: Known,
  log: Log,
  depth: Depth = 'whole',
): Document | undefined {
  const provenance = ofFile(source)
  const html = element(parseHtml(source.text, provenance, log), 'html')
  const body = html && element(html.children, 'body')
  const head = html && element(html.children, 'head')
  const title = head && element(head.children, 'title')
  if (!html || !body || !title) {
    log.add('H004', span(source, 0, 0), 'this is not a whole HTML document')
    return undefined
  }
  const base: Style = textOnly({ ...plainStyle, ...readDeclarations(body.attributes['style'] ?? '', 10) })
  const reading: Reading = {
    provenance,
    log,
    base,
    finished: true,
    looks: depth === 'whole',
    slots: new Map(),
    used: new Set(),
  }
  const sections = body.children.flatMap((node) => readSection(node, reading))
  return {
    ...known,
    title: title.children.map((node) => (node.kind === 'text' ? node.value : '')).join(''),
    language: html.attributes['lang'] ?? html.attributes['xml:lang'] ?? '',
    pagePlan: letter,
    base,
    sections,
  }
}

/** A file as its own provenance: every text was authored where it stands. */
export function ofFile(source: Source): Provenance {
  return {
    spanAt: (start, end) => span(source, start, end),
    pieces: (start, end) => [{ start, end, origin: { kind: 'authored', span: span(source, start, end) } }],
  }
}

function element(nodes: readonly Node[], name: string): Element | undefined {
  return nodes.find((node): node is Element => node.kind === 'element' && node.name === name)
}

function place(node: Node, reading: Reading): Span {
  return reading.provenance.spanAt(node.start, node.end)
}

function readSection(node: Node, reading: Reading): Section[] {
  if (node.kind === 'text') {
    if (node.value.trim() !== '')
      reading.log.add('H004', place(node, reading), 'text stands outside every section')
    return []
  }
  const wanted = reading.finished ? 'div' : 'section'
  const role = roles.find((one) => one === node.attributes['class'])
  if (node.name !== wanted || !role) {
    const hint = `a page is made of <section class="${roles.join('|')}">`
    reading.log.add('H004', place(node, reading), `<${node.name}> stands outside every section`, hint)
    return []
  }
  allow(node, ['class', 'id'], reading)
  const number = node.attributes['id']?.slice(role.length + 1)
  const blocks = readBlocks(node.children, reading)
  return [number === undefined || number === '' ? { role, blocks } : { role, number, blocks }]
}

/** Complains of attributes that an element does not take. */
function allow(node: Element, names: readonly string[], reading: Reading): void {
  const taken = reading.finished ? [...names, 'style'] : names
  for (const name of Object.keys(node.attributes)) {
    if (taken.includes(name)) continue
    const hint =
      name === 'style'
        ? 'give it a class and write the look in house.css'
        : `<${node.name}> takes ${taken.join(', ')}`
    reading.log.add('H002', place(node, reading), `<${node.name}> has the attribute "${name}"`, hint)
  }
}

function classesOf(node: Element, own: readonly string[] = []): string[] {
  return (node.attributes['class'] ?? '').split(/\s+/).filter((name) => name !== '' && !own.includes(name))
}

/** The box of a container; text properties of containers are those of the body. */
function boxOf(node: Element, reading: Reading): Style {
  if (!reading.finished) return plainStyle
  if (!reading.looks) return reading.base
  const declared = readDeclarations(node.attributes['style'] ?? '', reading.base.fontSize)
  return boxOnly({ ...plainStyle, ...declared }, reading.base)
}

function leafOf(node: Element, reading: Reading): Style {
  if (!reading.finished) return plainStyle
  const declared = reading.looks
    ? readDeclarations(node.attributes['style'] ?? '', reading.base.fontSize)
    : {}
  const decimal = classesOf(node).includes('decimal') ? ({ textAlign: 'decimal' } as const) : {}
  return { ...reading.base, ...declared, ...decimal }
}

const blockNames = new Set('p h1 h2 h3 h4 h5 h6 ul ol table div blockquote hr slot section'.split(' '))

function isBlock(node: Node): boolean {
  return node.kind === 'element' && blockNames.has(node.name)
}

function readBlocks(nodes: readonly Node[], reading: Reading): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (node.kind === 'element') return readBlock(node, reading)
    if (node.value.trim() !== '') {
      reading.log.add('H004', place(node, reading), 'text stands outside a paragraph', 'put it in <p>…</p>')
    }
    return []
  })
}

function readBlock(node: Element, reading: Reading): Block[] {
  const named = node.attributes['id'] === undefined ? {} : { id: node.attributes['id'] }
  const looks = { classes: classesOf(node), ...named }
  switch (node.name) {
    case 'p':
      allow(node, ['class', 'id'], reading)
      return [paragraph(inlinesOf(node.children, reading), { ...looks, style: leafOf(node, reading) })]
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      allow(node, ['class', 'id'], reading)
      const level = Number(node.name[1]) as Level
      return [heading(level, inlinesOf(node.children, reading), { ...looks, style: leafOf(node, reading) })]
    }
    case 'ul':
    case 'ol':
      allow(node, ['class'], reading)
      return [list(node.name === 'ol', readItems(node, reading), { ...looks, style: boxOf(node, reading) })]
    case 'table':
      allow(node, ['class', 'id'], reading)
      return [readTable(node, reading)]
    case 'blockquote':
      allow(node, ['class'], reading)
      return [group(readBlocks(node.children, reading), { ...looks, style: boxOf(node, reading) }, true)]
    case 'div':
      return [readDivision(node, reading)]
    case 'hr':
      allow(node, ['class'], reading)
      return [rule({ ...looks, style: boxOf(node, reading) })]
    case 'slot':
      return fill(node, reading)
    default:
      reading.log.add(
        'H001',
        place(node, reading),
        `<${node.name}> cannot stand here`,
        `blocks are ${[...blockNames].join(', ')}`,
      )
      return []
  }
}

function fill(node: Element, { slots, used, log, provenance }: Reading): Block[] {
  const name = node.attributes['name'] ?? ''
  const blocks = slots.get(name)
  const at = provenance.spanAt(node.start, node.end)
  if (!blocks) {
    log.add(
      'T005',
      at,
      `there is no slot "${name}"`,
      slots.size > 0 ? `slots here: ${[...slots.keys()].join(', ')}` : 'no text goes here',
    )
    return []
  }
  if (used.has(name))
    log.add('T005', at, `the slot "${name}" stands twice, so that its text would print twice`)
  used.add(name)
  return [...blocks]
}

function readDivision(node: Element, reading: Reading): Block {
  const classes = classesOf(node)
  const style = boxOf(node, reading)
  if (reading.finished && classes[0] === 'image') {
    const picture = node.children.find(
      (child): child is Element => child.kind === 'element' && child.name === 'img',
    )
    const size = picture
      ? /width:([\d.]+)pt;height:([\d.]+)pt/.exec(picture.attributes['style'] ?? '')
      : undefined
    return image(
      {
        file: picture?.attributes['src'] ?? '',
        alt: picture?.attributes['alt'] ?? '',
        width: Number(size?.[1] ?? 0),
        height: Number(size?.[2] ?? 0),
      },
      { style, classes: classes.slice(1) },
    )
  }
  if (reading.finished && classes[0] === 'note') {
    const { label, blocks } = labelledBlocks(node, reading)
    return note((node.attributes['id'] ?? '').slice('note-'.length), label, blocks, {
      style,
      classes: classes.slice(1),
    })
  }
  allow(node, ['class'], reading)
  return group(readBlocks(node.children, reading), { style, classes })
}

/** Children as one paragraph when they are inline, as blocks otherwise. */
function contentOf(node: Element, reading: Reading): Block[] {
  if (node.children.some(isBlock)) return readBlocks(node.children, reading)
  const inlines = inlinesOf(node.children, reading)
  if (inlines.length === 0) return []
  const style = reading.finished ? textOnly(leafOf(node, reading)) : plainStyle
  return [paragraph(inlines, { style })]
}

function inlinesOf(nodes: readonly Node[], reading: Reading): readonly Inline[] {
  const inlines = tidy(readInlines(nodes, reading))
  return reading.finished ? merged(inlines) : inlines
}

function readItems(node: Element, reading: Reading): ListItem[] {
  const items = rowsNamed(node, ['li'], reading)
  return items.map((item, index) => {
    allow(item, ['class'], reading)
    const usual = node.name === 'ol' ? `${index + 1}.` : '\u2022'
    const { label, blocks } = labelledBlocks(item, reading)
    return listItem(label === '' ? usual : label, blocks, {
      style: boxOf(item, reading),
      classes: classesOf(item),
    })
  })
}

/** Takes the label off the front of an item or note, and the hanging indent with it. */
function labelledBlocks(node: Element, reading: Reading): { label: string; blocks: Block[] } {
  const first = node.children.find((child): child is Element => child.kind === 'element')
  const holder = first?.name === 'p' ? first : node
  const mark = holder.children[0]
  const isLabel = mark?.kind === 'element' && mark.attributes['class'] === 'label'
  if (!isLabel) return { label: '', blocks: contentOf(node, reading) }
  const label = mark.children.map((child) => (child.kind === 'text' ? child.value : '')).join('')
  const rest: Element = { ...holder, children: holder.children.slice(1) }
  const whole: Element =
    holder === node
      ? rest
      : { ...node, children: node.children.map((child) => (child === holder ? rest : child)) }
  const blocks = contentOf(whole, reading)
  const [head, ...others] = blocks
  if (head?.type !== 'paragraph') return { label, blocks }
  if (head.inlines.length === 0 && others.length > 0) return { label, blocks: others }
  return { label, blocks: [{ ...head, style: { ...head.style, textIndent: 0 } }, ...others] }
}

/** The child elements of a list or table; anything else there is misplaced. */
function rowsNamed(node: Element, names: readonly string[], reading: Reading): Element[] {
  return node.children.flatMap((child): Element[] => {
    if (child.kind === 'element' && names.includes(child.name)) return [child]
    if (child.kind === 'element' || child.value.trim() !== '') {
      const what = child.kind === 'element' ? `<${child.name}>` : 'text'
      reading.log.add(
        'H004',
        place(child, reading),
        `${what} stands directly in <${node.name}>`,
        `it holds ${names.map((name) => `<${name}>`).join(', ')}`,
      )
    }
    return []
  })
}

function readTable(node: Element, reading: Reading): Block {
  const parts = rowsNamed(node, ['tr', 'thead', 'tbody'], reading)
  const rows = parts.flatMap((part): Row[] =>
    part.name === 'tr'
      ? [readRow(part, false, reading)]
      : rowsNamed(part, ['tr'], reading).map((line) => readRow(line, part.name === 'thead', reading)),
  )
  const layout = classesOf(node).includes('layout')
  const width = Math.max(0, ...rows.map((line) => line.cells.reduce((sum, one) => sum + one.colspan, 0)))
  if (rows.length === 0 || width === 0)
    reading.log.add('H006', place(node, reading), 'this table has no cells')
  const named = node.attributes['id'] === undefined ? {} : { id: node.attributes['id'] }
  const classes = classesOf(node, ['layout', 'data'])
  return table(rows, layout ? 'layout' : 'data', { classes, style: boxOf(node, reading), ...named })
}

function readRow(node: Element, inHead: boolean, reading: Reading): Row {
  allow(node, ['class'], reading)
  const cells = rowsNamed(node, ['td', 'th'], reading).map((one) => readCell(one, reading))
  const header = inHead || classesOf(node).includes('head')
  return row(cells, header, { classes: classesOf(node, ['head']), style: boxOf(node, reading) })
}

function readCell(node: Element, reading: Reading): Cell {
  allow(node, ['class', 'colspan', 'rowspan', 'scope'], reading)
  const rowHead = node.attributes['scope'] === 'row' || classesOf(node).includes('row')
  const scope = node.name === 'td' ? undefined : rowHead ? 'row' : 'column'
  const own = ['column', 'row', ...(reading.finished ? ['decimal'] : [])]
  const spans = {
    colspan: Number(node.attributes['colspan'] ?? 1),
    rowspan: Number(node.attributes['rowspan'] ?? 1),
  }
  if (!(spans.colspan >= 1 && spans.rowspan >= 1)) {
    reading.log.add('H006', place(node, reading), 'colspan and rowspan are whole numbers from 1')
    return cell(contentOf(node, reading))
  }
  return cell(
    contentOf(node, reading),
    { scope, ...spans },
    { classes: classesOf(node, own), style: boxOf(node, reading) },
  )
}
