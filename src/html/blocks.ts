/** Block elements of HTML -> blocks. */
import {
  group,
  heading,
  image,
  list,
  listItem,
  note,
  paragraph,
  plainStyle,
  rule,
} from '../document/build.ts'
import type { Block, Inline, Level, ListItem, Style } from '../document/document.ts'
import { tidy } from '../document/tidy.ts'
import { allow, boxOf, classesOf, leafOf, place, rowsNamed } from './attributes.ts'
import { readDeclarations, textOnly } from './css.ts'
import { merged } from './dialect.ts'
import type { Element, Node } from './elements.ts'
import { type HtmlReading, readInlines } from './inlines.ts'
import { readTable } from './tables.ts'

const blockNames = new Set('p h1 h2 h3 h4 h5 h6 ul ol table div blockquote hr img slot section'.split(' '))

function isBlock(node: Node): boolean {
  return node.kind === 'element' && blockNames.has(node.name)
}

export function readBlocks(nodes: readonly Node[], reading: HtmlReading): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (node.kind === 'element') return readBlock(node, reading)
    if (node.value.trim() !== '') {
      reading.log.add('H004', place(node, reading), 'text stands outside a paragraph', 'put it in <p>…</p>')
    }
    return []
  })
}

function readBlock(node: Element, reading: HtmlReading): Block[] {
  if (/^(?:p|h[1-6])$/.test(node.name)) return [readLeaf(node, reading)]
  const looks = { classes: classesOf(node) }
  switch (node.name) {
    case 'ul':
    case 'ol':
      allow(node, ['class'], reading)
      return [list(node.name === 'ol', readItems(node, reading), { ...looks, style: boxOf(node, reading) })]
    case 'table':
      allow(node, ['class', 'id'], reading)
      return [readTable(node, reading, contentOf)]
    case 'blockquote':
      allow(node, ['class'], reading)
      return [group(readBlocks(node.children, reading), { ...looks, style: boxOf(node, reading) }, true)]
    case 'div':
      return [readDivision(node, reading)]
    case 'hr':
      allow(node, ['class'], reading)
      return [rule({ ...looks, style: boxOf(node, reading) })]
    case 'img':
      allow(node, ['class', 'src', 'alt', 'width'], reading)
      return [
        image(
          {
            file: node.attributes['src'] ?? '',
            alt: node.attributes['alt'] ?? '',
            width: Number.parseFloat(node.attributes['width'] ?? '0'),
            height: 0,
            origin: { kind: 'template', span: place(node, reading) },
          },
          looks,
        ),
      ]
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

function readLeaf(node: Element, reading: HtmlReading): Block {
  allow(node, ['class', 'id'], reading)
  const named = node.attributes['id'] === undefined ? {} : { id: node.attributes['id'] }
  const looks = { classes: classesOf(node), ...named, style: leafOf(node, reading) }
  const inlines = inlinesOf(node.children, reading)
  return node.name === 'p'
    ? paragraph(inlines, looks)
    : heading(Number(node.name[1]) as Level, inlines, looks)
}

function fill(node: Element, { slots, used, log, provenance }: HtmlReading): Block[] {
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
  if (used.has(name)) log.add('T005', at, `the slot "${name}" appears twice, so its text would print twice`)
  used.add(name)
  return [...blocks]
}

/** Where a picture stands in its line. */
function alignment(node: Element): Partial<Style> {
  const { textAlign } = readDeclarations(node.attributes['style'] ?? '', 10)
  return textAlign === undefined ? {} : { textAlign }
}

function readDivision(node: Element, reading: HtmlReading): Block {
  const classes = classesOf(node)
  const style = boxOf(node, reading)
  if (reading.finished && classes[0] === 'image') {
    const picture = node.children.find(
      (child): child is Element => child.kind === 'element' && child.name === 'img',
    )
    const size = picture
      ? /(?:^|;|max-)width:([\d.]+)pt;(?:height:auto;max-)?height:([\d.]+)pt/.exec(
          picture.attributes['style'] ?? '',
        )
      : undefined
    return image(
      {
        file: picture?.attributes['src'] ?? '',
        alt: picture?.attributes['alt'] ?? '',
        width: Number(size?.[1] ?? 0),
        height: Number(size?.[2] ?? 0),
      },
      { style: { ...style, ...alignment(node) }, classes: classes.slice(1) },
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
export function contentOf(node: Element, reading: HtmlReading): Block[] {
  if (node.children.some(isBlock)) return readBlocks(node.children, reading)
  const inlines = inlinesOf(node.children, reading)
  if (inlines.length === 0) return []
  const style = reading.finished ? textOnly(leafOf(node, reading)) : plainStyle
  return [paragraph(inlines, { style })]
}

function inlinesOf(nodes: readonly Node[], reading: HtmlReading): readonly Inline[] {
  const inlines = tidy(readInlines(nodes, reading))
  return reading.finished ? merged(inlines) : inlines
}

function readItems(node: Element, reading: HtmlReading): ListItem[] {
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
function labelledBlocks(node: Element, reading: HtmlReading): { label: string; blocks: Block[] } {
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
