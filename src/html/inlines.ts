/** Inline elements and text of HTML -> inlines with origins. */
import type { Log } from '../diagnostics/log.ts'
import { checkBox, fact, lineBreak, link, marked, noteRef, text } from '../document/build.ts'
import type { Block, Inline, Origin, Style } from '../document/document.ts'
import type { Characters, Element, Node, Provenance } from './elements.ts'

export interface HtmlReading {
  readonly provenance: Provenance
  readonly log: Log
  readonly base: Style
  /** Finished HTML of ours, with inline style, as against what a template made. */
  readonly finished: boolean
  /** Whether looks are read at all: the words of a file need none. */
  readonly looks: boolean
  /** Styles of paragraphs by what declares them: those that look alike share one. */
  readonly styles: Map<string, Style>
  readonly slots: ReadonlyMap<string, readonly Block[]>
  readonly used: Set<string>
}

const marks = {
  b: 'strong',
  strong: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  u: 'underline',
  sup: 'raised',
  sub: 'lowered',
} as const

export function readInlines(nodes: readonly Node[], reading: HtmlReading): Inline[] {
  const found: Inline[] = []
  for (const node of nodes) {
    for (const inline of node.kind === 'text' ? readText(node, reading) : readElement(node, reading)) {
      const last = found.at(-1)
      // The parser hands on `A &amp; B` in three parts; a fact shown so is still one fact.
      if (inline.type === 'fact' && last?.type === 'fact' && inline.origin === last.origin) {
        found[found.length - 1] = { ...last, shown: last.shown + inline.shown }
      } else found.push(inline)
    }
  }
  return found
}

function readElement(node: Element, reading: HtmlReading): Inline[] {
  const inner = () => readInlines(node.children, reading)
  if (Object.hasOwn(marks, node.name)) return [marked(marks[node.name as keyof typeof marks], inner())]
  if (node.name === 'br') return [lineBreak]
  if (node.name === 'a') {
    const href = node.attributes['href'] ?? ''
    const inlines = inner()
    if (!reading.finished || !href.startsWith('#note-')) return [link(href, inlines)]
    const label = inlines.map((inline) => (inline.type === 'text' ? inline.value : '')).join('')
    return [noteRef(href.slice('#note-'.length), label, originOf(node, reading))]
  }
  if (reading.finished && (node.name === 'font' || node.name === 'span')) {
    const underlined = node.attributes['style'] === 'text-decoration:underline'
    if (underlined) return [marked('underline', inner())]
    const small = node.attributes['style'] === 'font-variant:small-caps'
    return small ? [marked('small-caps', inner())] : inner()
  }
  // A tag says what its words mean; the words are the document's.
  if (reading.finished && /^ix:(?:nonnumeric|nonfraction|continuation)$/.test(node.name)) return inner()
  reading.log.add(
    'H001',
    reading.provenance.spanAt(node.start, node.end),
    `<${node.name}> cannot stand in text`,
    'text holds a, b, i, u, sup, sub, strong, em and br',
  )
  return []
}

function originOf(node: Node, { provenance }: HtmlReading): Origin {
  return (
    provenance.pieces(node.start, node.end)[0]?.origin ?? {
      kind: 'template',
      span: provenance.spanAt(node.start, node.end),
    }
  )
}

const box = /([\u2610-\u2612])/u

/** Text cut at changes of origin and at check boxes. */
function readText(node: Characters, { provenance }: HtmlReading): Inline[] {
  const pieces = provenance.pieces(node.start, node.end)
  const raw = node.end - node.start
  return pieces.flatMap((piece): Inline[] => {
    // Decoded references come as a text of their own, so offsets agree wherever the lengths do.
    const value =
      pieces.length === 1 || raw !== node.value.length
        ? node.value
        : node.value.slice(piece.start - node.start, piece.end - node.start)
    if (!piece.fact && !box.test(value)) return value === '' ? [] : [text(value, piece.origin)]
    return value.split(box).flatMap((part): Inline[] => {
      if (part === '') return []
      if (box.test(part)) return [checkBox(part !== '\u2610', piece.origin)]
      if (piece.fact) return [fact(piece.fact.path, piece.fact.value, part, piece.origin)]
      return [text(part, piece.origin)]
    })
  })
}
