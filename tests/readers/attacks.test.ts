/** Files made to crash, stop or fill a machine: each is told with what it asked for, and nothing worse comes of it. */
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { budgetFor } from '../../src/diagnostics/budget.ts'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { readText } from '../../src/intake/text.ts'
import { readYaml } from '../../src/intake/yaml.ts'
import { PdfError } from '../../src/pdf/objects.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { PictureError } from '../../src/pictures/error.ts'
import { readPicture } from '../../src/pictures/picture.ts'
import { bomb, madePdf, pageOf } from '../support/made-pdf.ts'

/** Codes and messages that a reader's FilingError carries. */
function spent(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    if (!(error instanceof FilingError)) throw error
    return error.diagnostics.map(({ code, message }) => `${code} ${message}`)
  }
  return []
}

/** What `check` says of one file. */
function checked(name: string, content: string | Uint8Array): string[] {
  const log = new Log()
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  checkFinished(new Map([[name, bytes]]), log)
  return log.diagnostics.map(({ code, message }) => `${code} ${message}`)
}

const page = (body: string) => `<html><head><title>x</title></head><body>${body}</body></html>`
const pdf = (bytes: Uint8Array) => () => readPdf(bytes, budgetFor('pdf', 'x.pdf'))

describe('a PDF', () => {
  it('whose content unpacks to 4 GB is told, and its bytes are never made', () => {
    const packed = bomb(15)
    // Each stream is within the allowance; all of them are not.
    const pages = Array.from(
      { length: 100 },
      (_, at) => `<< /Type /Page /Contents ${at + 104} 0 R /Resources << >> >>`,
    )
    const kids = pages.map((_, at) => `${at + 4} 0 R`).join(' ')
    const bytes = madePdf([
      '<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 3 0 R >>',
      `<< /Type /Pages /Kids [${kids}] >>`,
      '<< /Type /StructTreeRoot >>',
      ...pages,
      ...pages.map(() => packed),
    ])
    expect(bytes.length).toBeLessThan(1_700_000)
    expect(spent(pdf(bytes))).toEqual(['W020 x.pdf unpacks to more than 134 MB'])
    expect(spent(pdf(pageOf(bomb(200))))).toEqual(['W020 x.pdf unpacks to more than 134 MB'])
  })

  it('whose object streams unpack to much is told by check', () => {
    const objects = { ...bomb(200), entries: '/Type /ObjStm /Filter /FlateDecode' }
    expect(checked('x.pdf', pageOf(objects))).toContain('W020 x.pdf unpacks to more than 134 MB')
  })

  it.each([
    ['arrays', '['],
    ['dictionaries', '<< /A '],
  ])('of %s 100,000 deep is told', (_what, open) => {
    expect(spent(pdf(pageOf('x', open.repeat(100_000))))).toEqual([
      'W020 x.pdf is nested more than 256 levels deep',
    ])
  })

  it.each([
    ['is its own branch', '<< /Type /Pages /Kids [2 0 R] >>', []],
    [
      'branches twice into each branch',
      '<< /Type /Pages /Kids [6 0 R 6 0 R] >>',
      ['<< /Type /Pages /Kids [7 0 R 7 0 R] >>', '<< /Type /Pages /Kids [4 0 R 4 0 R] >>'],
    ],
  ])('whose tree of pages %s cannot be read', (_what, pages, others) => {
    expect(pdf(pageOf({ entries: '', data: new Uint8Array() }, pages, undefined, ...others))).toThrow(
      PdfError,
    )
  })

  it.each([
    ['is its own child', '<< /K [3 0 R] >>', []],
    ['branches twice into each branch', '<< /K [6 0 R 6 0 R] >>', ['<< /K [7 0 R 7 0 R] >>', '<< >>']],
  ])('whose structure %s cannot be read', (_what, structure, others) => {
    expect(pdf(pageOf({ entries: '', data: new Uint8Array() }, undefined, structure, ...others))).toThrow(
      PdfError,
    )
  })

  it('with a chain of elements 100,000 long is told', () => {
    const chain = Array.from({ length: 100_000 }, (_, at) => `<< /S /Div /K [${at + 7} 0 R] >>`)
    const bytes = pageOf(
      { entries: '', data: new Uint8Array() },
      undefined,
      '<< /K [6 0 R] >>',
      ...chain,
      '<< >>',
    )
    expect(spent(pdf(bytes))).toEqual(['W020 x.pdf is nested more than 256 levels deep'])
  })

  it('whose content begins a text a million times is not searched from each', () => {
    const begun = Buffer.from('BT /F1 12 Tf 1 0 0 1 0 0 Tm [('.repeat(500_000))
    expect(pdf(pageOf({ entries: '/Filter /FlateDecode', data: deflateSync(begun) }))).toThrow(PdfError)
  })
})

describe('HTML', () => {
  it.each([
    ['1,500 elements not closed', '<font>'.repeat(1500)],
    ['3,000 divisions', `${'<div>'.repeat(3000)}x${'</div>'.repeat(3000)}`],
    ['100,000 divisions', '<div>'.repeat(100_000)],
    ['50,000 tables in tables', '<table><tr><td>'.repeat(50_000)],
  ])('of %s is told once, and the rest is read', (_what, body) => {
    const said = checked('x.htm', page(`${body}<p>On Juny 1, TODO</p>`))
    expect(said.filter((line) => line.startsWith('W020'))).toEqual([
      'W020 x.htm is nested more than 256 levels deep',
    ])
    expect(said).toContain('G001 "TODO" is a placeholder')
  })

  it.each([
    ['300,000 elements', page('<p>x'.repeat(300_000))],
    ['begun meta elements', '<meta '.repeat(200_000)],
    ['meta elements without a space', '<meta'.repeat(200_000)],
    ['attributes', page(`<p ${Array.from({ length: 20_000 }, (_, at) => `a${at}=b`).join(' ')}>x</p>`)],
    ['begun comments', '<!--'.repeat(200_000)],
    ['end tags', page('</b>'.repeat(100_000))],
    ['spaces', page(`<p ${' '.repeat(500_000)}`)],
    ['a name of 100 kB', page(`<${'a'.repeat(100_000)}>`)],
  ])('of many %s ends in findings', (_what, text) => {
    expect(() => checked('x.htm', text)).not.toThrow()
    const tagged = text.replace('<html>', '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">')
    expect(checked('x.htm', tagged).length).toBeGreaterThan(0)
  })
})

/** The head of a GIF of one frame, as large as it says. */
const gif = (width: number, height: number, data: readonly number[] = [2, 2, 0x4c, 0x01, 0]) => {
  const size = [width & 255, width >> 8, height & 255, height >> 8]
  return Uint8Array.from([
    ...Buffer.from('GIF89a'),
    ...[...size, 0x80, 0, 0, 0, 0, 0, 255, 255, 255],
    ...[0x2c, 0, 0, 0, 0, ...size, 0, ...data, 0x3b],
  ])
}

function chunk(kind: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length)
  head.write(kind, 4, 'latin1')
  return Buffer.concat([head, body, Buffer.alloc(4)])
}

function png(width: number, height: number, data: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const mark = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')
  return Buffer.concat([mark, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array())])
}

/** The least JPEG that is whole: frame, scan, a few bytes of data, end. */
const jpeg = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0],
  ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0, 0x34, 0xff, 0xd9],
])

describe('a picture', () => {
  const picture = (bytes: Uint8Array) => () => readPicture(bytes, budgetFor('picture', 'x.gif'))

  it.each([
    ['GIF of 65,535 squared', gif(65_535, 65_535)],
    ['PNG of 60,000 squared', png(60_000, 60_000, deflateSync(Buffer.alloc(1000)))],
  ])('%s is told before any pixel is made', (_what, bytes) => {
    expect(spent(picture(bytes))).toEqual(['W020 x.gif has more than 10,000,000 parts'])
  })

  it('that unpacks to more than its size is told', () => {
    expect(picture(png(10, 10, bomb(100).data))).toThrow(/more than its size/)
  })

  it('cut short anywhere is not accepted', () => {
    expect(readPicture(jpeg)).toMatchObject({ width: 8, height: 8, components: 1 })
    for (let length = 2; length < jpeg.length; length++)
      expect(picture(jpeg.subarray(0, length)), `${length}`).toThrow(PictureError)
    expect(checked('x.jpg', jpeg.subarray(0, 30))).toContain(
      'K011 x.jpg cannot be shown: the JPEG is cut short',
    )
    expect(checked('x.gif', gif(40, 40))).toContain('K011 x.gif cannot be shown: the GIF is cut short')
  })

  it('with a million empty parts is read once through', () => {
    const parts = Uint8Array.from(Array.from({ length: 3_000_000 }, (_, at) => [0x21, 0xfe, 0][at % 3] ?? 0))
    expect(picture(Buffer.concat([gif(1, 1).subarray(0, 19), parts]))).toThrow(PictureError)
  })
})

describe('a text', () => {
  it('of one endless word is searched in pieces, and what stands behind it is found', () => {
    const found = checked('x.htm', page(`<p>rule 0,2${'3c'.repeat(40_000)}, of TBD shares</p>`))
    expect(found.some((one) => one.includes('TBD'))).toBe(true)
  })

  it('that ends in a row of notes without end is read at once', () => {
    expect(checked('x.htm', page(`<p>It is so![${'0]00['.repeat(2_000)}(</p>`))).not.toContain('W020')
  })
})

describe('facts', () => {
  it.each([
    ['keys on one line, each the value of the one before', `a: ${'b: '.repeat(50_000)}`],
    ['lists in lists', '- '.repeat(50_000)],
    ['brackets', `a: ${'['.repeat(50_000)}`],
  ])('of %s are told', (_what, text) => {
    const log = new Log()
    const source = readText('filing.yaml', new TextEncoder().encode(text), log)
    expect(source && readYaml(source, log)).toBeUndefined()
    expect(log.diagnostics[0]).toMatchObject({ code: 'Y001' })
    expect(log.diagnostics.length).toBeLessThan(150)
  })

  it('with 50,000 errors are told the first 100', () => {
    const log = new Log()
    const source = readText('filing.yaml', new TextEncoder().encode('a: b: c\n'.repeat(20_000)), log)
    expect(source && readYaml(source, log)).toBeUndefined()
    expect(log.diagnostics).toHaveLength(100)
  })
})
