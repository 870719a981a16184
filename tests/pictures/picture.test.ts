/** Pictures: decoded as they are drawn, refused where EDGAR refuses, shown in both outputs with their words. */
import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { unnamed } from '../../src/diagnostics/budget.ts'
import { decodeGif, encodeGif } from '../../src/pictures/gif.ts'
import { reduced } from '../../src/pictures/palette.ts'
import { readPicture } from '../../src/pictures/picture.ts'
import { decodePng } from '../../src/pictures/png.ts'
import { buildWith, codesOf } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'

const chunk = (kind: string, body: Uint8Array) => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length)
  head.write(kind, 4, 'latin1')
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])))
  return Buffer.concat([head, body, tail])
}

/** The check sum of a chunk, bit by bit as ISO/IEC 15948, annex D, gives it. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

interface Shape {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly color: number
  readonly interlaced?: boolean
}

/** A PNG of raw rows, each with its filter before it. */
function png(
  { width, height, depth, color, interlaced = false }: Shape,
  raw: Uint8Array,
  ...others: readonly Uint8Array[]
): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([depth, color, 0, 0, interlaced ? 1 : 0], 8)
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    ...others,
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PNG of 8-bit samples without filters. */
function drawn(
  width: number,
  height: number,
  color: 2 | 6,
  at: (x: number, y: number) => readonly number[],
): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => at(x, y)).flat(),
  ])
  return png({ width, height, depth: 8, color }, Uint8Array.from(rows.flat()))
}

describe('a PNG', () => {
  it('of few colours is the same in pixels as a GIF', () => {
    const color = (x: number, y: number) => [(x * 40) & 255, (y * 60) & 255, (x ^ y) & 3 ? 200 : 10]
    const picture = readPicture(drawn(13, 11, 2, color))
    expect([picture.ending, picture.width, picture.height]).toEqual(['gif', 13, 11])
    for (let y = 0; y < 11; y++)
      for (let x = 0; x < 13; x++)
        expect([
          ...(picture.pixels?.rgb ?? new Uint8Array()).subarray((y * 13 + x) * 3, (y * 13 + x) * 3 + 3),
        ]).toEqual(color(x, y))
  })

  it('that is see-through lies on white', () => {
    const { pixels } = readPicture(drawn(2, 1, 6, (x) => [0, 0, 0, x === 0 ? 0 : 255]))
    expect([...(pixels?.rgb ?? [])]).toEqual([255, 255, 255, 0, 0, 0])
  })
})

const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const shapes = [
  ...[1, 2, 4, 8, 16].map((depth) => [0, depth]),
  ...[8, 16].flatMap((depth) => [2, 4, 6].map((color) => [color, depth])),
  ...[1, 2, 4, 8].map((depth) => [3, depth]),
].flatMap(([color = 0, depth = 0]) =>
  [false, true].flatMap((interlaced) =>
    [false, true].map((clear) => [color, depth, interlaced, clear] as const),
  ),
)

describe('a PNG of colour type', () => {
  it.each(shapes)(
    '%i in %i bits, interlaced: %s, clear: %s, is as another reader has it',
    (color, depth, interlaced, clear) => {
      const next = random(color * 100 + depth)
      const byte = () => Math.floor(next() * 256)
      const samples = samplesOf[color] ?? 1
      for (const [width, height] of [
        [1, 1],
        [3, 9],
        [13, 6],
        [40, 33],
      ] as const) {
        const parts = interlaced
          ? [
              [0, 0, 8, 8],
              [4, 0, 8, 8],
              [0, 4, 4, 8],
              [2, 0, 4, 4],
              [0, 2, 2, 4],
              [1, 0, 2, 2],
              [0, 1, 1, 2],
            ]
          : [[0, 0, 1, 1]]
        const rows = parts.flatMap(([x = 0, y = 0, across = 1, down = 1]) => {
          const bytes = Math.ceil((Math.ceil((width - x) / across) * samples * depth) / 8)
          const count = bytes > 0 && x < width ? Math.max(0, Math.ceil((height - y) / down)) : 0
          return Array.from({ length: count }, () => [byte() % 5, ...Array.from({ length: bytes }, byte)])
        })
        const palette = chunk('PLTE', Uint8Array.from({ length: 3 * 2 ** Math.min(8, depth) }, byte))
        const clearing = chunk(
          'tRNS',
          color === 3 ? Uint8Array.from({ length: 2 }, byte) : new Uint8Array(samples * 2),
        )
        const others = [...(color === 3 ? [palette] : []), ...(clear && color < 4 ? [clearing] : [])]
        const bytes = png(
          { width, height, depth, color, interlaced },
          Uint8Array.from(rows.flat()),
          ...others,
        )
        const theirs = PNG.sync.read(Buffer.from(bytes)).data
        const ours = decodePng(bytes, unnamed('picture')).rgb
        const onWhite = Array.from({ length: width * height * 3 }, (_, at) => {
          const pixel = Math.floor(at / 3) * 4
          const alpha = theirs[pixel + 3] ?? 0
          return Math.round(((theirs[pixel + (at % 3)] ?? 0) * alpha + 255 * (255 - alpha)) / 255)
        })
        // Sixteen bits and fewer than eight are made eight by rounding here, there by cutting.
        const apart = onWhite.filter((value, at) => Math.abs(value - (ours[at] ?? 0)) > (depth === 8 ? 0 : 2))
        expect(apart).toEqual([])
      }
    },
  )
})

describe('more than 256 colours', () => {
  const [width, height] = [200, 150]
  const color = (x: number, y: number) => [x, y, (x * y) & 255, 255]
  it('are reduced to those that show the picture best', () => {
    const rgb = Uint8Array.from(
      Array.from({ length: width * height }, (_, at) =>
        color(at % width, Math.floor(at / width)).slice(0, 3),
      ).flat(),
    )
    const { palette, indices } = reduced({ width, height, rgb })
    const apart = (shown: (at: number) => number) =>
      Math.sqrt(rgb.reduce((sum, value, at) => sum + (value - shown(at)) ** 2, 0) / rgb.length)
    const chosen = apart((at) => palette[(indices[Math.floor(at / 3)] ?? 0) * 3 + (at % 3)] ?? 0)
    // As near as 256 colours come that are chosen without looking at the picture.
    const cube = apart((at) => {
      const levels = at % 3 === 1 ? 6 : 5
      return (Math.round(((rgb[at] ?? 0) / 255) * levels) * 255) / levels
    })
    expect(chosen).toBeLessThan(cube * 0.75)
  })

  it('make the GIF and the picture of the PDF alike', () => {
    const { bytes, pixels } = readPicture(drawn(width, height, 6, color))
    expect(decodeGif(bytes, unnamed('picture')).rgb).toEqual(pixels?.rgb)
  })
})

describe('a GIF', () => {
  it('comes back as it was written, whatever its size', () => {
    const next = random(4)
    for (const [width, height] of [
      [1, 1],
      [7, 5],
      [64, 64],
      [301, 97],
    ] as const) {
      const palette = Array.from({ length: 200 }, () =>
        [next(), next(), next()].map((value) => Math.floor(value * 256)),
      )
      const rgb = Uint8Array.from(
        Array.from({ length: width * height }, () => palette[Math.floor(next() * 200)] ?? []).flat(),
      )
      const gif = encodeGif(reduced({ width, height, rgb }), width, height)
      expect(decodeGif(gif, unnamed('picture')).rgb).toEqual(rgb)
    }
  })
})

const logo = drawn(40, 20, 2, (x) => [x * 6, 0, 120])
const withPicture = (line: string, files: Record<string, Uint8Array> = { 'logo.png': logo }) =>
  buildWith({ ...modern, 'ex99-1.md': `${modern['ex99-1.md']}\n${line}\n`, ...files })

describe('a picture in a release', () => {
  it('is attached as EDGAR takes it, shown with its words in the HTML, a figure with them in the PDF', () => {
    const { world, diagnostics, documents } = withPicture(
      '![The logo of Tidewater](logo.png) {width=80pt .center}',
    )
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([])
    expect(documents.map(({ name }) => name)).toContain('logo.gif')
    const html = new TextDecoder().decode(world.files.get('out/one/ex99-1.htm'))
    expect(html).toContain(
      '<img src="logo.gif" alt="The logo of Tidewater" style="width:100%;max-width:80pt;height:auto;max-height:40pt">',
    )
    const pdf = Buffer.from(world.files.get('out/one/ex99-1.pdf') ?? []).toString('latin1')
    expect(pdf).toMatch(/\/S \/Figure[\s\S]*?\/Alt \(The logo of Tidewater\)/)
    expect(pdf).toContain('/Subtype /Image')
  })

  it('larger than the page is made to fit', () => {
    const { ok, world } = withPicture('![Large](logo.png) {width=5000pt}')
    expect(ok).toBe(true)
    expect(new TextDecoder().decode(world.files.get('out/one/ex99-1.htm'))).toContain(
      'max-width:468pt;height:auto;max-height:234pt',
    )
  })

  it.each([
    ['that is not there', '![x](other.png)', {}],
    ['without words', '![](logo.png)', { 'logo.png': logo }],
    ['on another server', '![x](https://example.com/a.png)', {}],
    ['that is no picture', '![x](logo.png)', { 'logo.png': new Uint8Array([1, 2, 3]) }],
    ['that is cut short', '![x](logo.png)', { 'logo.png': logo.subarray(0, 60) }],
    ['in the middle of a sentence', 'See ![x](logo.png) here.', { 'logo.png': logo }],
  ])('%s is refused with its place', (_what, line, files) => {
    const result = withPicture(line, files)
    expect(codesOf(result)).toEqual(expect.arrayContaining(['M010']))
    expect(result.diagnostics.find(({ code }) => code === 'M010')?.span?.source.path).toBe(
      'content/one/ex99-1.md',
    )
  })
})
