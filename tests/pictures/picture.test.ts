/** Pictures: decoded as they are drawn, refused where EDGAR refuses, shown in both outputs with their words. */
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeGif, encodeGif } from '../../src/pictures/gif.ts'
import { readPicture } from '../../src/pictures/picture.ts'
import { buildWith, codesOf } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'

/** A PNG of 8-bit samples, each row with another filter, made by the rules of the format and not by our reader. */
function png(
  width: number,
  height: number,
  color: 0 | 2 | 6,
  at: (x: number, y: number) => readonly number[],
): Uint8Array {
  const samples = { 0: 1, 2: 3, 6: 4 }[color]
  const rows: number[][] = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => at(x, y)).flat(),
  )
  const lines = rows.flatMap((row, y) => {
    const filter = y % 5
    const up = rows[y - 1] ?? row.map(() => 0)
    return [
      filter,
      ...row.map((value, index) => {
        const [left, above, corner] = [row[index - samples] ?? 0, up[index] ?? 0, up[index - samples] ?? 0]
        const guess = left + above - corner
        const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
        const paeth = a <= b && a <= c ? left : b <= c ? above : corner
        return (value - ([0, left, above, (left + above) >> 1, paeth][filter] ?? 0)) & 255
      }),
    ]
  })
  const chunk = (kind: string, body: Uint8Array) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length)
    head.write(kind, 4, 'latin1')
    return Buffer.concat([head, body, Buffer.alloc(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, color, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Uint8Array.from(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('a PNG', () => {
  it('of few colours is the same in pixels as a GIF', () => {
    const color = (x: number, y: number) => [(x * 40) & 255, (y * 60) & 255, (x ^ y) & 3 ? 200 : 10]
    const picture = readPicture(png(13, 11, 2, color))
    expect([picture.ending, picture.width, picture.height]).toEqual(['gif', 13, 11])
    for (let y = 0; y < 11; y++)
      for (let x = 0; x < 13; x++)
        expect([
          ...(picture.pixels?.rgb ?? new Uint8Array()).subarray((y * 13 + x) * 3, (y * 13 + x) * 3 + 3),
        ]).toEqual(color(x, y))
  })

  it('that is see-through lies on white', () => {
    const { pixels } = readPicture(png(2, 1, 6, (x) => [0, 0, 0, x === 0 ? 0 : 255]))
    expect([...(pixels?.rgb ?? [])]).toEqual([255, 255, 255, 0, 0, 0])
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
      expect(decodeGif(encodeGif({ width, height, rgb })).rgb).toEqual(rgb)
    }
  })
})

const logo = png(40, 20, 2, (x) => [x * 6, 0, 120])
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
    expect(html).toContain('<img src="logo.gif" alt="The logo of Tidewater" style="width:80pt;height:40pt">')
    const pdf = Buffer.from(world.files.get('out/one/ex99-1.pdf') ?? []).toString('latin1')
    expect(pdf).toMatch(/\/S \/Figure[\s\S]*?\/Alt \(The logo of Tidewater\)/)
    expect(pdf).toContain('/Subtype /Image')
  })

  it('larger than the page is made to fit', () => {
    const { ok, world } = withPicture('![Large](logo.png) {width=5000pt}')
    expect(ok).toBe(true)
    expect(new TextDecoder().decode(world.files.get('out/one/ex99-1.htm'))).toContain(
      'width:468pt;height:234pt',
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
