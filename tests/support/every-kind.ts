/**
 * Pairs of versions that hold every kind of block and inline in every container, the second made from the first by edits
 * of every kind: put in, taken out, moved, split, joined, wrapped, unwrapped, relabelled, restyled, and turned into every
 * other kind. Texts are short and alike, so that the comparison must tell them apart by little.
 */
import {
  cell,
  checkBox,
  group,
  heading,
  image,
  lineBreak,
  link,
  list,
  listItem,
  marked,
  note,
  noteRef,
  paragraph,
  plainStyle,
  row,
  rule,
  section,
  table,
} from '../../src/document/build.ts'
import type { Block, Cell, Document, Inline, ListItem, Row, Section } from '../../src/document/document.ts'
import { random } from './random.ts'
import { authored, documentOf, type Next, say } from './revisions.ts'

const int = (next: Next, count: number): number => Math.floor(next() * count)
const pick = <T>(next: Next, from: readonly T[]): T => from[int(next, from.length)] as T

const vocabulary =
  'alpha beta gamma the of net revenue was $51.8 12.4% not shall Company Item 8.01 2,004 (345) HER2-binding June 4, 2007 “quoted” "plain" we’ll and'.split(
    ' ',
  )

/** The least GIF there is. */
const dot = Uint8Array.from(Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64'))

function words(next: Next): string {
  const gap = () => pick(next, [' ', ' ', ' ', ' ', ' ', '\u00a0', '  '])
  const list = Array.from({ length: 1 + int(next, pick(next, [3, 12, 30])) }, () => pick(next, vocabulary))
  return list.reduce((text, word) => text + gap() + word) + pick(next, ['.', '.', '', ',', ' '])
}

function inlines(next: Next, depth = 0): Inline[] {
  return Array.from({ length: 1 + int(next, depth > 1 ? 1 : 3) }, (): Inline => {
    const inner = (): Inline[] => inlines(next, depth + 1)
    switch (depth > 2 ? 0 : int(next, 14)) {
      case 0:
        return marked('strong', [say(words(next))])
      case 1:
        return marked('emphasis', inner())
      case 2:
        return marked(next() < 0.5 ? 'underline' : 'small-caps', inner())
      case 3:
        return marked('raised', [say(pick(next, ['1', '2', 'th']))])
      case 4:
        return marked('lowered', [say(pick(next, ['2', '3']))])
      case 5:
        return link(pick(next, ['https://www.sec.gov/', '#there']), [say(words(next))])
      case 6:
        return lineBreak
      case 7:
        return checkBox(next() < 0.5, authored('x'))
      case 8: {
        const id = pick(next, ['1', '2', '3'])
        return noteRef(id, `(${id})`, authored(id))
      }
      default:
        return say(words(next))
    }
  })
}

const aligned = (next: Next) => ({
  ...plainStyle,
  textAlign: pick(next, ['left', 'decimal', 'decimal', 'center'] as const),
})

function cellOf(next: Next, depth: number): Cell {
  const roll = next()
  if (roll < 0.1) return cell([])
  if (roll < 0.25 && depth < 2) return cell(blocks(next, 1 + int(next, 2), depth + 1))
  if (roll < 0.6) {
    const figure = pick(next, ['$51.8', '52.5', '(1,204)', '$ 7.25%', '—', '100'])
    return cell([paragraph([say(figure)], { style: aligned(next) })])
  }
  return cell([paragraph(inlines(next), { style: aligned(next) })])
}

function tableOf(next: Next, depth: number): Block {
  const columns = 1 + int(next, 4)
  const rows = Array.from({ length: 1 + int(next, 5) }, (_, at): Row => {
    const cells = Array.from({ length: columns }, () => cellOf(next, depth))
    return row(at === 0 ? cells.map((one) => ({ ...one, scope: 'column' as const })) : cells, at === 0)
  })
  return table(rows, pick(next, ['data', 'data', 'layout']))
}

const hanging = { ...plainStyle, padding: { top: 0, right: 0, bottom: 0, left: 18 } }

function listOf(next: Next, depth: number): Block {
  const ordered = next() < 0.5
  const items = Array.from({ length: 1 + int(next, 4) }, (_, at): ListItem => {
    const label = ordered ? pick(next, [`${at + 1}.`, `(${'abcd'[at]})`]) : pick(next, ['•', '•', '–'])
    const held = next() < 0.7 ? [paragraph(inlines(next))] : blocks(next, int(next, 3), depth + 1)
    return listItem(label, held)
  })
  return list(ordered, items, { style: hanging })
}

/** One block of any kind. */
export function blockOf(next: Next, depth = 0): Block {
  const kind = int(next, depth > 2 ? 3 : 9)
  switch (kind) {
    case 0:
    case 1:
      return paragraph(inlines(next))
    case 2:
      return heading(pick(next, [1, 2, 3] as const), inlines(next))
    case 3:
    case 4:
      return listOf(next, depth)
    case 5:
      return tableOf(next, depth)
    case 6:
      return group(blocks(next, 1 + int(next, 2), depth + 1), {}, next() < 0.5)
    case 7:
      return rule()
    default:
      return image({ file: 'dot.gif', alt: words(next), width: 10, height: 10, data: dot })
  }
}

/** Notes stand behind the text of their section. */
const notes = (next: Next, count: number): Block[] =>
  Array.from({ length: count }, (_, at) =>
    note(String(at + 1), `(${at + 1})`, next() < 0.8 ? [paragraph(inlines(next))] : blocks(next, 2, 2), {
      style: hanging,
    }),
  )

const blocks = (next: Next, count: number, depth: number): Block[] =>
  Array.from({ length: count }, () => blockOf(next, depth))

/** The paragraphs of a block, however deep, for turning it into another kind. */
function leaves(block: Block): readonly Inline[][] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [[...block.inlines]]
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(leaves))
    case 'table':
      return block.rows.flatMap(({ cells }) => cells.flatMap((one) => one.blocks.flatMap(leaves)))
    case 'group':
    case 'note':
      return block.blocks.flatMap(leaves)
    default:
      return []
  }
}

/** The same text as another kind of block. */
function turned(next: Next, block: Block): Block[] {
  const texts = leaves(block)
  const all = texts.length > 0 ? texts : [[say('Nothing')]]
  const paragraphs = all.map((inner) => paragraph(inner))
  switch (int(next, 7)) {
    case 0:
      return paragraphs
    case 1:
      return [
        list(
          false,
          paragraphs.map((one) => listItem('•', [one])),
          { style: hanging },
        ),
      ]
    case 2:
      return [table(paragraphs.map((one) => row([cell([paragraph([say('Row')])]), cell([one])])))]
    case 3:
      return [group(paragraphs)]
    case 4:
      return [group(paragraphs, {}, true)]
    case 5:
      return [heading(2, all.flat())]
    default:
      return [paragraph(all.flatMap((inner, at) => (at === 0 ? inner : [say(' '), ...inner])))]
  }
}

/** A list of blocks with one edit somewhere in it or within one of them. */
export function editedOnce(next: Next, all: readonly Block[]): Block[] {
  const at = int(next, all.length)
  const block = all[at]
  if (!block) return [blockOf(next, 1)]
  const by = (...made: readonly Block[]) => [...all.slice(0, at), ...made, ...all.slice(at + 1)]
  switch (int(next, 12)) {
    case 0:
      return by()
    case 1:
      return by(block, blockOf(next, 1))
    case 2: {
      const rest = by()
      const to = int(next, rest.length + 1)
      return [...rest.slice(0, to), block, ...rest.slice(to)]
    }
    case 3:
      return by(...split(next, block))
    case 4: {
      const other = all[at + 1]
      if (!other || !('inlines' in block) || !('inlines' in other)) return by(within(next, block))
      return [
        ...all.slice(0, at),
        { ...block, inlines: [...block.inlines, ...other.inlines] },
        ...all.slice(at + 2),
      ]
    }
    case 5:
      return by(...turned(next, block))
    case 6:
      return by(
        list(false, [listItem('•', [block]), listItem('•', [paragraph(inlines(next))])], { style: hanging }),
      )
    case 7:
      return by(group([block]))
    case 8:
      return by({ ...block, classes: [...block.classes, 'changed'] })
    default:
      return by(within(next, block))
  }
}

function split(next: Next, block: Block): Block[] {
  if (!('inlines' in block)) return [block]
  const cut = int(next, block.inlines.length + 1)
  const [first, ...rest] = block.inlines
  if (block.inlines.length === 1 && first?.type === 'text') {
    const at = first.value.indexOf(' ', int(next, first.value.length))
    if (at > 0)
      return [
        paragraph([say(first.value.slice(0, at))]),
        paragraph([say(first.value.slice(at + 1)), ...rest]),
      ]
  }
  return [paragraph(block.inlines.slice(0, cut)), paragraph(block.inlines.slice(cut))]
}

/** One edit of what a block holds. */
function within(next: Next, block: Block): Block {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, inlines: editedInlines(next, block.inlines) }
    case 'list':
      return { ...block, items: editedItems(next, block.items) }
    case 'table':
      return { ...block, rows: editedRows(next, block.rows) }
    case 'group':
    case 'note':
      return { ...block, blocks: editedOnce(next, block.blocks) }
    case 'image':
      return { ...block, alt: words(next) }
    case 'rule':
      return { ...block, classes: ['heavy'] }
  }
}

function editedInlines(next: Next, all: readonly Inline[]): Inline[] {
  const at = int(next, all.length)
  const one = all[at]
  const by = (...made: readonly Inline[]) => [...all.slice(0, at), ...made, ...all.slice(at + 1)]
  if (!one) return inlines(next)
  switch (int(next, 6)) {
    case 0:
      return by()
    case 1:
      return by(one, ...inlines(next))
    case 2:
      return [...by(), one]
    case 3:
      return by('inlines' in one ? (one.inlines[0] ?? say('x')) : marked('strong', [one]))
    default: {
      if (one.type !== 'text') return by(...inlines(next))
      const list = one.value.split(' ')
      const word = int(next, list.length)
      list[word] = pick(next, [...vocabulary, `${list[word]} ${pick(next, vocabulary)}`, ''])
      return by(say(list.join(' ')))
    }
  }
}

function editedItems(next: Next, items: readonly ListItem[]): ListItem[] {
  const at = int(next, items.length)
  const item = items[at] ?? listItem('•', [])
  const by = (...made: readonly ListItem[]) => [...items.slice(0, at), ...made, ...items.slice(at + 1)]
  switch (int(next, 6)) {
    case 0:
      return by()
    case 1:
      return by(item, listItem('•', blocks(next, int(next, 2), 2)))
    case 2:
      return [...by(), item]
    case 3:
      return items.map((one, index) => ({ ...one, label: `(${'abcdefgh'[index % 8]})` }))
    default:
      return by({ ...item, blocks: editedOnce(next, item.blocks) })
  }
}

function editedRows(next: Next, rows: readonly Row[]): Row[] {
  const at = int(next, rows.length)
  const one = rows[at] ?? row([])
  const by = (...made: readonly Row[]) => [...rows.slice(0, at), ...made, ...rows.slice(at + 1)]
  const column = int(next, one.cells.length)
  switch (int(next, 9)) {
    case 0:
      return rows.length > 1 ? by() : [...rows]
    case 1:
      return by(one, row(one.cells.map(() => cellOf(next, 2))))
    case 2:
      return [...by(), one]
    case 3:
      return rows.map((each) => ({
        ...each,
        cells: each.cells.filter((_, index) => index !== column || each.cells.length === 1),
      }))
    case 4:
      return rows.map((each) => ({
        ...each,
        cells: [...each.cells.slice(0, column), cellOf(next, 2), ...each.cells.slice(column)],
      }))
    case 5:
      return rows.map((each) => ({ ...each, cells: [...each.cells.slice(1), ...each.cells.slice(0, 1)] }))
    case 6:
      return by({ ...one, header: !one.header })
    default:
      return by({
        ...one,
        cells: one.cells.map((inner, index) =>
          index === column ? { ...inner, blocks: editedOnce(next, inner.blocks) } : inner,
        ),
      })
  }
}

/** Two versions of a document, the second edited from the first; the same ones for the same seed. */
export function everyKindOfPair(seed: number): readonly [Document, Document] {
  const next = random(seed)
  const parts = Array.from(
    { length: 1 + int(next, 3) },
    (_, at): Section =>
      at === 0
        ? section('release', [...blocks(next, 1 + int(next, 6), 0), ...notes(next, int(next, 4))], '99.1')
        : section('item', blocks(next, 1 + int(next, 4), 0), `${at}.01`),
  )
  let edited = parts
  for (let count = 1 + int(next, 5); count > 0; count--) edited = editedParts(next, edited)
  return [
    { ...documentOf([]), sections: parts },
    { ...documentOf([]), sections: edited },
  ]
}

/** The text of a section edited, or the text of a note; notes stay behind it. */
function editedText(next: Next, all: readonly Block[]): Block[] {
  const text = all.filter(({ type }) => type !== 'note')
  const held = all.filter(({ type }) => type === 'note')
  const at = int(next, held.length * 4)
  if (at < held.length)
    return [...text, ...held.map((one, index) => (index === at ? within(next, one) : one))]
  return [...editedOnce(next, text), ...held]
}

/** A footnote put in before another, or taken out; the others are renumbered. */
function renoted(next: Next, all: readonly Block[]): Block[] {
  const held = all.filter(({ type }) => type === 'note') as Extract<Block, { type: 'note' }>[]
  const at = int(next, held.length + 1)
  const made = note('new', '(0)', [paragraph(inlines(next))], { style: hanging })
  const now =
    next() < 0.5 ? [...held.slice(0, at), made, ...held.slice(at)] : held.filter((_, one) => one !== at)
  const numbered = now.map((one, index) => ({ ...one, id: String(index + 1), label: `(${index + 1})` }))
  return [...all.filter(({ type }) => type !== 'note'), ...numbered]
}

function editedParts(next: Next, parts: readonly Section[]): Section[] {
  const at = int(next, parts.length)
  const roll = next()
  if (roll < 0.03 && parts.length > 1) return parts.filter((_, index) => index !== at)
  if (roll < 0.06) return [...parts, section('item', blocks(next, 2, 0), `${parts.length + 4}.01`)]
  if (roll < 0.1) return [...parts.slice(1), ...parts.slice(0, 1)]
  if (roll < 0.2 && parts.length > 1) {
    // A block goes from one section to another.
    const [block] = parts[at]?.blocks ?? []
    const to = (at + 1) % parts.length
    if (block)
      return parts.map((one, index) =>
        index === at
          ? { ...one, blocks: one.blocks.slice(1) }
          : index === to
            ? { ...one, blocks: [...one.blocks, block] }
            : one,
      )
  }
  const edit = next() < 0.2 ? renoted : editedText
  return parts.map((one, index) => (index === at ? { ...one, blocks: edit(next, one.blocks) } : one))
}
