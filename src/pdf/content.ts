/** The content stream of one page: every glyph at its place, every stretch of text in the mark of its element. */
import type { Revision } from '../document/document.ts'
import { type GlyphRun, type Mark, type Tag, textOf } from '../typeset/page.ts'
import type { FontSet } from './fonts.ts'
import type { PictureSet } from './pictures.ts'

export interface LinkArea {
  readonly tag: Tag
  readonly href: string
  readonly rect: readonly number[]
  readonly text: string
}

/** Where rules run through or below revised text, in em above its baseline. */
const revisionRules: Readonly<Record<Revision['kind'], readonly number[]>> = {
  inserted: [-0.12, -0.22],
  deleted: [0.24],
  dropped: [0.24],
  'moved-to': [-0.12, -0.22],
  'moved-from': [0.24],
  restyled: [],
  split: [],
  rest: [],
  joined: [],
  reshaped: [],
  mark: [],
}

/** Distance of the dots of a leader, and their size, in points. */
const leaderPitch = 4.5
const leaderDot = 0.7

/** Writes one page's content stream: y is turned over, because a PDF counts from the lower edge. */
export class ContentWriter {
  readonly links: LinkArea[] = []
  readonly #height: number
  readonly #fonts: FontSet
  readonly #pictures: PictureSet
  readonly #markOf: (tag: Tag) => number
  /** Where each figure stands, from the lower left corner: assistive technology asks for it. */
  readonly figures = new Map<Tag, readonly number[]>()
  readonly #out: string[] = []
  readonly #rules: { readonly color: string; readonly box: string }[] = []
  #tag: Tag | 'artifact' | undefined
  #color = ''

  constructor(height: number, fonts: FontSet, pictures: PictureSet, markOf: (tag: Tag) => number) {
    this.#height = height
    this.#fonts = fonts
    this.#pictures = pictures
    this.#markOf = markOf
  }

  mark(mark: Mark): void {
    if (mark.kind === 'line') {
      for (const run of mark.line.runs) {
        this.#use(mark.artifact ? 'artifact' : run.tag)
        this.#run(run, mark.x, mark.baseline)
      }
      this.#drawRules()
      return
    }
    if (mark.kind === 'picture') {
      const { x, y, width, height, tag } = mark
      const foot = this.#height - y - height
      this.#use(tag)
      this.#out.push(
        `q ${n(width)} 0 0 ${n(height)} ${n(x)} ${n(foot)} cm /${this.#pictures.use(mark.bytes)} Do Q`,
      )
      this.figures.set(
        tag,
        [x, foot, x + width, foot + height].map((value) => Number(n(value))),
      )
      return
    }
    this.#use('artifact')
    if (mark.kind === 'shade') {
      this.#fill(mark.color)
      this.#out.push(
        `${n(mark.x)} ${n(this.#height - mark.y - mark.height)} ${n(mark.width)} ${n(mark.height)} re f`,
      )
      return
    }
    if (mark.kind === 'leader') this.#leader(mark)
    else this.#rule(mark)
  }

  /** Squares on a grid from the left edge of the paper. */
  #leader({ x1, x2, y, color }: Extract<Mark, { kind: 'leader' }>): void {
    this.#fill(color)
    const dots: string[] = []
    for (let x = Math.ceil(x1 / leaderPitch) * leaderPitch; x + leaderDot <= x2; x += leaderPitch)
      dots.push(`${n(x)} ${n(this.#height - y)} ${leaderDot} ${leaderDot} re`)
    if (dots.length > 0) this.#out.push(`${dots.join(' ')} f`)
  }

  /** Rules are filled rectangles: a double one is two of a third of its width. */
  #rule({ x1, y1, x2, y2, border }: Extract<Mark, { kind: 'rule' }>): void {
    this.#fill(border.color)
    const level = y1 === y2
    const bands = border.line === 'double' ? [-1 / 3, 1 / 3] : [0]
    const thick = border.line === 'double' ? border.width / 3 : border.width
    for (const band of bands) {
      const shift = band * border.width - thick / 2
      const [x, y] = level ? [x1, this.#height - y1 + shift] : [x1 + shift, this.#height - y2]
      const [width, height] = level ? [x2 - x1, thick] : [thick, y2 - y1]
      this.#out.push(`${n(x)} ${n(y)} ${n(width)} ${n(height)} re f`)
    }
  }

  #run(run: GlyphRun, x: number, baseline: number): void {
    const { name, shower } = this.#fonts.use(run.face)
    const left = x + run.x
    const y = this.#height - baseline + run.rise
    this.#fill(run.color)
    this.#out.push(`BT /${name} ${n(run.size)} Tf 1 0 0 1 ${n(left)} ${n(y)} Tm ${shower.show(run)} TJ ET`)
    const levels = [
      ...(run.underline ? [-0.12] : []),
      ...(run.revision ? revisionRules[run.revision.kind] : []),
    ]
    if (levels.length > 0) {
      const visible = run.revision ? run.width : run.width - spaceAtEnd(run)
      for (const level of levels) {
        const box = `${n(left)} ${n(y + run.size * level)} ${n(visible)} ${n(run.size * 0.05)} re f`
        this.#rules.push({ color: run.color, box })
      }
    }
    if (run.tag.href !== undefined) {
      const text = textOf(run)
      const rect = [left, y - run.size * 0.25, left + run.width, y + run.size * 0.8].map((value) =>
        Number(n(value)),
      )
      this.links.push({ tag: run.tag, href: run.tag.href, rect, text })
    }
  }

  /** Rules below and through words are drawn behind their line: an artifact in the middle of a word would part it. */
  #drawRules(): void {
    if (this.#rules.length > 0) this.#use('artifact')
    for (const { color, box } of this.#rules.splice(0)) {
      this.#fill(color)
      this.#out.push(box)
    }
  }

  #fill(color: string): void {
    if (color === this.#color) return
    this.#color = color
    const part = (at: number) => n(Number.parseInt(color.slice(at, at + 2), 16) / 255)
    this.#out.push(`${part(1)} ${part(3)} ${part(5)} rg`)
  }

  /** Everything stands between a mark of its element, or of an artifact, and its end. */
  #use(tag: Tag | 'artifact'): void {
    if (tag === this.#tag) return
    if (this.#tag !== undefined) this.#out.push('EMC')
    this.#tag = tag
    if (tag === 'artifact') this.#out.push('/Artifact BMC')
    else this.#out.push(`/${tag.role === 'Link' ? 'Span' : tag.role} <</MCID ${this.#markOf(tag)}>> BDC`)
  }

  finish(): string {
    if (this.#tag !== undefined) this.#out.push('EMC')
    return this.#out.join('\n')
  }
}

/** A number with at most three decimals: a thousandth of a point is finer than any device. */
function n(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}

/** Width of the space that a run ends in, which no rule is drawn under. */
function spaceAtEnd({ parts, size }: GlyphRun): number {
  const last = parts.at(-1)
  const space = last?.shaped.texts.at(-1) === ' '
  return last && space ? (last.shaped.advances.at(-1) ?? 0) * size + last.apart : 0
}
