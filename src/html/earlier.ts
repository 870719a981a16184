/**
 * What was read of an earlier version. Two versions share most of their paragraphs, and what both hold word for word
 * need not be read twice: an element that stands alone on its line, as our writer sets them.
 */
import type { Heading, Paragraph, Style } from '../document/document.ts'
import type { Element, Node } from './elements.ts'

export class Earlier {
  readonly #lines = new Map<string, Kept>()
  /** Files whose lines no other has been looked up in: those of the last never are. */
  #waiting: (readonly [string, readonly Node[]])[] = []
  readonly #read = new Map<string, Read>()

  /** Takes in the elements of a file. It must be without errors, because theirs would be told only once. */
  keep(html: string, nodes: readonly Node[]): void {
    this.#waiting.push([html, nodes])
  }

  #add(html: string, nodes: readonly Node[], within = ''): void {
    for (const node of nodes) {
      if (node.kind === 'text' || node.again) continue
      const alone = html.charCodeAt(node.start - 1) === 10 && html.indexOf('\n', node.start) === node.end
      if (alone) this.#lines.set(html.slice(node.start, node.end), { element: node, within })
      else this.#add(html, node.children, node.name)
    }
  }

  /** The element that is the line from `at`, if an earlier file has that line. */
  at(html: string, at: number): Kept | undefined {
    for (const [text, nodes] of this.#waiting) this.#add(text, nodes)
    this.#waiting = []
    const end = this.#lines.size > 0 ? html.indexOf('\n', at) : -1
    const kept = end < 0 ? undefined : this.#lines.get(html.slice(at, end))
    return kept && { ...kept, element: movedBy(kept.element, at - kept.element.start) }
  }

  /** What was read in files whose text begins with one look, the style of their body. */
  readIn(look: string): Read {
    const read = this.#read.get(look) ?? nothingRead()
    this.#read.set(look, read)
    return read
  }
}

/** An element, and what it stands in: elsewhere the same characters can mean another thing. */
interface Kept {
  readonly element: Element
  readonly within: string
}

/** What was read in one look. */
export interface Read {
  /** Styles of paragraphs by what declares them: those that look alike share one. */
  readonly styles: Map<string, Style>
  readonly leaves: Map<Element, Leaf>
}

export type Leaf = Paragraph | Heading

export const nothingRead = (): Read => ({ styles: new Map(), leaves: new Map() })

/** The element where another file has it, `by` characters further on. */
function movedBy(element: Element, by: number): Element {
  const children = element.children.map(
    (node): Node =>
      node.kind === 'element'
        ? movedBy(node, by)
        : { kind: 'text', value: node.value, start: node.start + by, end: node.end + by },
  )
  const [start, end] = [element.start + by, element.end + by]
  return {
    kind: 'element',
    name: element.name,
    attributes: element.attributes,
    children,
    start,
    end,
    again: element,
  }
}
