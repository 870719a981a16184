/**
 * Ballot boxes for fonts that lack them, and the disc that lawyers put where a figure is still to come: drawn as
 * outlines of straight lines, so that they look alike in every font and each extracts as its own character.
 */

const disc = 0x25cf
export const boxCharacters = [0x2610, 0x2611, 0x2612, disc] as const

type Point = readonly [x: number, y: number]

/** Width of a box and its side bearings, in em. */
const side = 0.78
const bearing = 0.06
const stroke = 0.05
/** How far the box hangs below the baseline. */
const drop = 0.08

export const boxAdvance = side + 2 * bearing

/** The `glyf` entry of a ballot box at a number of units per em. */
export function boxGlyph(character: number, unitsPerEm: number): Uint8Array {
  if (character === disc) return encode([discContour(0.29, [boxAdvance / 2, 0.33], unitsPerEm)])
  const [left, bottom] = [bearing, -drop]
  const [right, top] = [left + side, bottom + side]
  const contours: Point[][] = [
    [
      [left, bottom],
      [left, top],
      [right, top],
      [right, bottom],
    ],
    [
      [left + stroke, bottom + stroke],
      [right - stroke, bottom + stroke],
      [right - stroke, top - stroke],
      [left + stroke, top - stroke],
    ],
  ]
  const inset = 0.15
  const [l, b, r, t] = [left + inset, bottom + inset, right - inset, top - inset]
  if (character === 0x2612) contours.push(bar([l, b], [r, t]), bar([l, t], [r, b]))
  if (character === 0x2611)
    contours.push(bar([l, (b + t) / 2], [(l + r) / 2.2, b]), bar([(l + r) / 2.2, b], [r, t]))
  return encode(
    contours.map((contour) =>
      contour.map(([x, y]) => [Math.round(x * unitsPerEm), Math.round(y * unitsPerEm)]),
    ),
  )
}

/** A circle as thirty-two corners, clockwise: the points of tan(half the angle) = k/8, so that no sine is asked for. */
function discContour(radius: number, [x, y]: Point, unitsPerEm: number): Point[] {
  const quarter = Array.from({ length: 8 }, (_, k) => {
    const t = k / 8
    return [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)] as const
  })
  const turns = [
    ([a, b]: Point): Point => [a, -b],
    ([a, b]: Point): Point => [-b, -a],
    ([a, b]: Point): Point => [-a, b],
    ([a, b]: Point): Point => [b, a],
  ]
  return turns.flatMap((turn) =>
    quarter
      .map(turn)
      .map(
        ([a, b]): Point => [
          Math.round((x + radius * a) * unitsPerEm),
          Math.round((y + radius * b) * unitsPerEm),
        ],
      ),
  )
}

/** A slanted stroke as a contour running clockwise. */
function bar([x1, y1]: Point, [x2, y2]: Point): Point[] {
  const length = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
  const half = 0.04
  const [nx, ny] = [(-(y2 - y1) / length) * half, ((x2 - x1) / length) * half]
  return [
    [x1 + nx, y1 + ny],
    [x2 + nx, y2 + ny],
    [x2 - nx, y2 - ny],
    [x1 - nx, y1 - ny],
  ]
}

/** A simple glyph of on-curve points, without instructions (OpenType `glyf`). */
function encode(contours: readonly (readonly Point[])[]): Uint8Array {
  const points = contours.flat()
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const size = 10 + contours.length * 2 + 2 + points.length * 5
  const bytes = new Uint8Array(size + (size % 2))
  const view = new DataView(bytes.buffer)
  view.setInt16(0, contours.length)
  view.setInt16(2, Math.min(...xs))
  view.setInt16(4, Math.min(...ys))
  view.setInt16(6, Math.max(...xs))
  view.setInt16(8, Math.max(...ys))
  let at = 10
  let last = -1
  for (const contour of contours) {
    last += contour.length
    view.setUint16(at, last)
    at += 2
  }
  at += 2
  for (const _ of points) view.setUint8(at++, 1)
  for (const axis of [xs, ys]) {
    let before = 0
    for (const value of axis) {
      view.setInt16(at, value - before)
      before = value
      at += 2
    }
  }
  return bytes
}
