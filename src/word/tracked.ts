/**
 * Tracked changes of a Word file (ECMA-376, 17.13.5): their ids, whose they are, and the two ends of each move.
 *
 * Word ties both ends of a move by the name of a range around each. It has no moves of rows and cells, so that those are
 * taken out and put in; and a move whose other end is one of them is no move in Word either.
 */
import type { Revision } from '../document/document.ts'
import { escapedAttribute } from '../markup.ts'

export interface Mark {
  readonly name: 'ins' | 'del' | 'moveFrom' | 'moveTo'
  /** The number of the move; 0 for what is none. */
  readonly move: number
}

export function markOf(revision: Revision | undefined): Mark | undefined {
  switch (revision?.kind) {
    case 'inserted':
      return { name: 'ins', move: 0 }
    case 'deleted':
      return { name: 'del', move: 0 }
    case 'moved-to':
      return { name: 'moveTo', move: revision.move }
    case 'moved-from':
      return { name: 'moveFrom', move: revision.move }
    default:
      return undefined
  }
}

/** Whether the old version alone has what carries it. */
export const isGone = (mark: Mark | undefined): boolean => mark?.name === 'del' || mark?.name === 'moveFrom'

/** The mark where Word knows no moves: in rows and cells that moved. */
export const withoutMove = (mark: Mark | undefined): Mark | undefined =>
  mark && { name: mark.name === 'moveTo' || mark.name === 'ins' ? 'ins' : 'del', move: 0 }

export const sameMark = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a?.name === b?.name && a?.move === b?.move

/** For marks that must have a day, where none is known. */
const noDay = '2000-01-01'

export class Tracked {
  #id = 0
  readonly #author: string
  readonly #date: string | undefined
  readonly #moves = new Map<number, number>()

  /** @param date `YYYY-MM-DD` */
  constructor(author: string, date: string | undefined) {
    this.#author = `w:author="${escapedAttribute(author)}"`
    this.#date = date
  }

  #next(): string {
    this.#id++
    const date = this.#date === undefined ? '' : ` w:date="${this.#date}T00:00:00Z"`
    return `w:id="${this.#id}" ${this.#author}${date}`
  }

  /** Name and attributes of an element that tracks a change. */
  open({ name, move }: Mark): string {
    const attributes = this.#next()
    if (move > 0) this.#moves.set(this.#id, move)
    return `w:${name} ${attributes}`
  }

  /** Text that a change put in, took out or moved. */
  around(mark: Mark | undefined, run: string): string {
    return mark ? `<${this.open(mark)}>${run}</w:${mark.name}>` : run
  }

  /** A cell that came or went with its column: what stands last among its properties. */
  cell(mark: Mark | undefined): string {
    const name = isGone(mark) ? 'cellDel' : 'cellIns'
    return mark ? `<w:${name} ${this.#next()}/>` : ''
  }

  /** A change of look. @param old what the properties were */
  changed(name: 'rPrChange' | 'pPrChange' | 'tcPrChange', old: string): string {
    return `<w:${name} ${this.#next()}>${old}</w:${name}>`
  }

  /** The body with the ranges of its moves; what moved to or from a place where Word knows no moves is none. */
  withRanges(body: string): string {
    if (this.#moves.size === 0) return body
    const ends = this.#endsIn(body)
    const whole = (move: number) => ends.has(`moveFrom ${move}`) && ends.has(`moveTo ${move}`)
    const marks = [...ends.values()]
      .filter(({ move }) => whole(move))
      .flatMap(({ name, move, start, end }) => {
        this.#id++
        const own = `${this.#author} w:date="${this.#date ?? noDay}T00:00:00Z"`
        return [
          {
            at: start,
            xml: `<w:${name}RangeStart w:id="${this.#id}" w:name="move${move}" ${own}/>`,
          },
          { at: end, xml: `<w:${name}RangeEnd w:id="${this.#id}"/>` },
        ]
      })
      .sort((a, b) => a.at - b.at)
    let [out, from] = ['', 0]
    for (const { at, xml } of marks) {
      out += body.slice(from, at) + xml
      from = at
    }
    return (out + body.slice(from)).replace(moved, (element, name, id) =>
      whole(this.#moves.get(Number(id)) ?? 0) ? element : unmoved(element, name),
    )
  }

  /** Where the text of each end of a move begins and ends in a body, the end of its last paragraph with it. */
  #endsIn(body: string): Map<string, MoveEnd> {
    const ends = new Map<string, MoveEnd>()
    for (const { 0: element, 1: name = '', 2: id, 3: run, index } of body.matchAll(moved)) {
      const move = this.#moves.get(Number(id)) ?? 0
      const key = `${name} ${move}`
      const known = ends.get(key)
      if (run !== undefined) {
        const end = index + element.length
        ends.set(key, { name, move, start: known?.start ?? index, end: Math.max(end, known?.end ?? 0) })
      } else {
        // The end of a paragraph is told at its beginning.
        const start = body.indexOf('</w:pPr>', index) + '</w:pPr>'.length
        const inner = body.indexOf('</w:p>', index)
        const end = body.startsWith('</w:p></w:tc>', inner) ? inner : inner + '</w:p>'.length
        ends.set(key, { name, move, start: known?.start ?? start, end })
      }
    }
    return ends
  }
}

interface MoveEnd {
  readonly name: string
  readonly move: number
  /** Offsets in the body, UTF-16. */
  readonly start: number
  readonly end: number
}

/** An element that tracks one end of a move: of the end of a paragraph, or around text. */
const moved = /<w:(moveFrom|moveTo) w:id="(\d+)"[^>]*?(?:\/>|>(.*?)<\/w:\1>)/g

function unmoved(element: string, name: string): string {
  if (name === 'moveTo') return element.replace(/^<w:moveTo/, '<w:ins').replace(/moveTo>$/, 'ins>')
  const text = element.replace(/<(\/?)w:t(?=[ >])/g, '<$1w:delText')
  return text.replace(/^<w:moveFrom/, '<w:del').replace(/moveFrom>$/, 'del>')
}
