/**
 * What of the text of a page is not seen, from the operators that draw it (ISO 32000-1, 9.3 and 8.5): without ink, of
 * no size, outside the page, of the colour of what lies behind it, in a layer that is off, or painted over.
 */
import { black, type Color, readColor, white } from '../style/colors.ts'
import { showsWords, whyUnseen } from '../style/visibility.ts'

export interface Hidden {
  readonly text: string
  readonly why: string
}

export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly (readonly unknown[] | null)[]
}

type Matrix = readonly [number, number, number, number, number, number]
type Box = readonly [left: number, bottom: number, right: number, top: number]

/** The graphics state, as far as text has to do with it. */
interface State {
  readonly ctm: Matrix
  readonly fill: Color | undefined
  readonly stroke: Color | undefined
  readonly alpha: number
  readonly mode: number
  readonly size: number
  readonly spread: number
  readonly leading: number
  readonly rise: number
}

/** What was painted, in the order of painting. */
type Painted =
  | { readonly kind: 'area'; readonly box: Box; readonly color: Color | undefined }
  | {
      readonly kind: 'text'
      readonly box: Box
      readonly text: string
      readonly state: State
      readonly height: number
      readonly layer: boolean
    }

const plain: State = {
  ctm: [1, 0, 0, 1, 0, 0],
  fill: black,
  stroke: black,
  alpha: 1,
  mode: 0,
  size: 0,
  spread: 1,
  leading: 0,
  rise: 0,
}

/** @param shown whether a layer is on */
export function looksOnPage(
  { fnArray, argsArray }: Operators,
  view: Box,
  names: Readonly<Record<string, number>>,
  shown: (layer: unknown) => boolean,
): Hidden[] {
  const painter = new Tracer(shown)
  const named = new Map(Object.entries(names).map(([name, number]) => [number, name]))
  fnArray.forEach((operator, index) => {
    painter.take(named.get(operator) ?? '', argsArray[index] ?? [])
  })
  return unseenOf(painter.painted, view)
}

class Tracer {
  readonly painted: Painted[] = []
  readonly #shown: (layer: unknown) => boolean
  readonly #saved: State[] = []
  readonly #layers: boolean[] = []
  #state: State = plain
  #line: Matrix = plain.ctm
  #text: Matrix = plain.ctm

  constructor(shown: (layer: unknown) => boolean) {
    this.#shown = shown
  }

  take(name: string, args: readonly unknown[]): void {
    if (Object.hasOwn(this.#operators, name)) this.#operators[name]?.(args)
  }

  /** By the names that pdf.js gives them; what is not here changes nothing that is asked about. */
  readonly #operators: Readonly<Record<string, (args: readonly unknown[]) => void>> = {
    save: () => this.#save(),
    restore: () => this.#restore(),
    transform: (args) => this.#turn(args as unknown as Matrix),
    paintFormXObjectBegin: ([matrix]) => {
      this.#save()
      if (matrix) this.#turn(matrixOf(matrix))
    },
    paintFormXObjectEnd: () => this.#restore(),
    setFillRGBColor: ([color]) => this.#set({ fill: readColor(String(color)) }),
    setStrokeRGBColor: ([color]) => this.#set({ stroke: readColor(String(color)) }),
    setFillColorN: () => this.#set({ fill: undefined }),
    setFillTransparent: () => this.#set({ fill: { ...black, alpha: 0 } }),
    setGState: ([entries]) => {
      for (const [key, value] of (entries ?? []) as [string, unknown][])
        if (key === 'ca') this.#set({ alpha: Number(value) })
    },
    constructPath: (args) => this.#path(args),
    paintImageXObject: () => this.#picture(),
    paintInlineImageXObject: () => this.#picture(),
    beginMarkedContent: () => void this.#layers.push(true),
    beginMarkedContentProps: ([tag, group]) => void this.#layers.push(tag !== 'OC' || this.#shown(group)),
    endMarkedContent: () => void this.#layers.pop(),
    beginText: () => this.#begin(plain.ctm),
    setFont: ([, size]) => this.#set({ size: Number(size) }),
    setTextRenderingMode: ([mode]) => this.#set({ mode: Number(mode) }),
    setHScale: ([spread]) => this.#set({ spread: Number(spread) }),
    setLeading: ([leading]) => this.#set({ leading: -Number(leading) }),
    setTextRise: ([rise]) => this.#set({ rise: Number(rise) }),
    setTextMatrix: (args) => this.#begin(matrixOf(args.length === 1 ? args[0] : args)),
    setLeadingMoveText: ([x, y]) => {
      this.#set({ leading: Number(y) })
      this.#move(Number(x), Number(y))
    },
    moveText: ([x, y]) => this.#move(Number(x), Number(y)),
    nextLine: () => this.#move(0, this.#state.leading),
    showText: ([glyphs]) => this.#show(glyphs),
    showSpacedText: ([glyphs]) => this.#show(glyphs),
    nextLineShowText: (args) => {
      this.#move(0, this.#state.leading)
      this.#show(args.at(-1))
    },
  }

  #save(): void {
    this.#saved.push(this.#state)
  }

  #restore(): void {
    this.#state = this.#saved.pop() ?? plain
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change }
  }

  #turn(matrix: Matrix): void {
    this.#set({ ctm: times(matrix, this.#state.ctm) })
  }

  #picture(): void {
    this.painted.push({ kind: 'area', box: boxOf([0, 0, 1, 1], this.#state.ctm), color: undefined })
  }

  #begin(matrix: Matrix): void {
    this.#line = matrix
    this.#text = matrix
  }

  #move(x: number, y: number): void {
    this.#begin(times([1, 0, 0, 1, x, y], this.#line))
  }

  #show(glyphs: unknown): void {
    if (!Array.isArray(glyphs)) return
    const state = this.#state
    let [text, width] = ['', 0]
    for (const glyph of glyphs as readonly (number | { unicode?: string; width?: number } | null)[]) {
      if (typeof glyph === 'number') width -= (glyph / 1000) * state.size
      else if (glyph) {
        text += glyph.unicode ?? ''
        width += ((glyph.width ?? 0) / 1000) * state.size
      }
    }
    width *= state.spread
    const matrix = times(this.#text, state.ctm)
    const box = boxOf([0, state.rise, width, state.rise + state.size * 0.7], matrix)
    const height = state.size * Math.sqrt(matrix[2] * matrix[2] + matrix[3] * matrix[3])
    this.painted.push({
      kind: 'text',
      box,
      text,
      state: { ...state },
      height,
      layer: !this.#layers.includes(false),
    })
    this.#text = times([1, 0, 0, 1, width, 0], this.#text)
  }

  /** A filled rectangle; what is filled in another form may leave any part of its box bare. */
  #path([operator, data, bounds]: readonly unknown[]): void {
    const filled = [22, 23, 24, 25, 26, 27].includes(Number(operator))
    const points = (data as readonly (ArrayLike<number> | null)[] | undefined)?.[0]
    if (!filled || !bounds || !points || !isRectangle(points)) return
    const { fill, alpha, ctm } = this.#state
    const color = fill && { ...fill, alpha: fill.alpha * alpha }
    this.painted.push({
      kind: 'area',
      box: boxOf(Array.from(bounds as ArrayLike<number>) as unknown as Box, ctm),
      color,
    })
  }
}

/** Moves and straight lines along the edges of one box; pdf.js writes 0 for a move, 1 for a line, 4 for the end. */
function isRectangle(points: ArrayLike<number>): boolean {
  let corners = 0
  let [x, y] = [Number.NaN, Number.NaN]
  for (let at = 0; at < points.length; ) {
    const kind = points[at]
    if (kind === 4) {
      at++
      continue
    }
    if (kind !== 0 && kind !== 1) return false
    const [nextX = 0, nextY = 0] = [points[at + 1], points[at + 2]]
    if (kind === 1 && nextX !== x && nextY !== y) return false
    ;[x, y] = [nextX, nextY]
    corners++
    at += 3
  }
  return corners >= 4
}

const matrixOf = (numbers: unknown): Matrix => Array.from(numbers as ArrayLike<number>) as unknown as Matrix

function times([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}

function boxOf([left, bottom, right, top]: Box, [a, b, c, d, e, f]: Matrix): Box {
  const corners = [
    [left, bottom],
    [left, top],
    [right, bottom],
    [right, top],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const)
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function unseenOf(painted: readonly Painted[], view: Box): Hidden[] {
  const areas = painted.flatMap((one, index) => (one.kind === 'area' ? [{ ...one, index }] : []))
  return painted.flatMap((one, index): Hidden[] => {
    if (one.kind === 'area' || !showsWords(one.text)) return []
    const why = whyHidden(one, areas, index, view)
    return why === undefined ? [] : [{ text: one.text, why }]
  })
}

const holds = (area: Box, [left, bottom, right, top]: Box, slack: number): boolean =>
  area[0] <= left + slack && area[1] <= bottom + slack && area[2] >= right - slack && area[3] >= top - slack

function whyHidden(
  { box, state, height, layer }: Extract<Painted, { kind: 'text' }>,
  areas: readonly (Extract<Painted, { kind: 'area' }> & { readonly index: number })[],
  index: number,
  view: Box,
): string | undefined {
  const middle: Box = [
    (box[0] + box[2]) / 2,
    (box[1] + box[3]) / 2,
    (box[0] + box[2]) / 2,
    (box[1] + box[3]) / 2,
  ]
  const behind = areas.findLast((one) => one.index < index && holds(one.box, middle, 0))
  const ground = behind ? behind.color : white
  const over = areas.some(
    (one) => one.index > index && one.color?.alpha === 1 && holds(one.box, box, height * 0.1),
  )
  const ink = state.mode === 1 || state.mode === 5 ? state.stroke : state.fill
  const outside = box[2] < view[0] || box[0] > view[2] || box[3] < view[1] || box[1] > view[3]
  const withheld = !layer
    ? 'it stands in a layer that is not shown'
    : state.mode === 3 || state.mode === 7
      ? 'it is drawn without ink'
      : outside
        ? 'it stands outside the page'
        : over
          ? 'it is painted over'
          : undefined
  // What is filled with a pattern may be of any colour.
  const unknown = ink === undefined
  const found = whyUnseen({
    color: ink ? { ...ink, alpha: ink.alpha * state.alpha } : black,
    ground: unknown ? undefined : ground,
    size: height,
    left: 0,
    top: 0,
    withheld,
  })
  return found?.why
}
