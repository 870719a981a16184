/** What the reader of our PDFs refuses: each is a way in which text could go unread, be read twice, or stand nowhere. */
import { describe, expect, it } from 'vitest'
import { PdfError } from '../../src/pdf/objects.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { release, releaseOf } from '../support/filing.ts'
import { streams, withStream } from '../support/pdf-edit.ts'

const identity = { title: 'x', language: 'en-US', tool: 'y', date: '2010-05-03', links: true }
const { pages } = releaseOf(`${release}\nFirst *paragraph*.\n\nSecond paragraph.\n`)
const pdf = paint(pages, identity)
const [page = 0] = streams(pdf).contents
const [map = 0] = streams(pdf).maps
const inPage = (change: (text: string) => string) => withStream(pdf, page, change)
const inFile = (change: (text: string) => string) =>
  Buffer.from(change(Buffer.from(pdf).toString('latin1')), 'latin1')

/** Elements with one mark and nothing else, whose text in the file is as long for each. */
const kids = [
  ...Buffer.from(pdf)
    .toString('latin1')
    .matchAll(/\/K \[(\d)\]/g),
].map(([text]) => text)

describe('a PDF of ours', () => {
  it('is read as it is', () => {
    expect(readPdf(pdf).words.join(' ')).toContain('First paragraph. Second paragraph.')
    expect(kids.length).toBeGreaterThan(2)
  })

  it.each<[string, Uint8Array, RegExp]>([
    [
      'with a mark that is read twice',
      inFile((text) => text.replace(kids[1] ?? '', kids[0] ?? '')),
      /stands in another order than its structure/,
    ],
    [
      'with marks that are read in another order',
      inFile((text) =>
        text
          .replace(kids[0] ?? '', '/K [@]')
          .replace(kids[1] ?? '', kids[0] ?? '')
          .replace('/K [@]', kids[1] ?? ''),
      ),
      /stands in another order than its structure/,
    ],
    [
      'with text in no element',
      inFile((text) => {
        const last = kids.at(-1) ?? ''
        const at = text.lastIndexOf(last)
        return text.slice(0, at) + ' '.repeat(last.length) + text.slice(at + last.length)
      }),
      /page 1 has text that belongs to no element/,
    ],
    [
      'with an element that names a mark that is not there',
      inFile((text) => text.replace(/\/K \[\d\]/, '/K [99]').replace('  ', ' ')),
      /names mark|object|expected|unexpected/,
    ],
    [
      'with text that is shown in another way',
      inPage((text) => text.replace('] TJ ET', '] TJ  ET')),
      /not read/,
    ],
    [
      'with text shown by another operator',
      inPage((text) => `${text}\n/Artifact BMC\nBT /F1 10 Tf 1 0 0 1 0 0 Tm (ab) Tj ET\nEMC`),
      /not read/,
    ],
    [
      'with text shown by a quotation mark',
      inPage((text) => `${text}\n/Artifact BMC\nBT /F1 10 Tf 1 0 0 1 0 0 Tm (ab) '\nET\nEMC`),
      /not read/,
    ],
    [
      'with text outside every mark',
      inPage((text) => text.replace(/\/\w+ <<\/MCID 0>> BDC\n/, '')),
      /outside every mark|not numbered/,
    ],
    [
      'with text before the first mark',
      inPage((text) => `${/BT .*? ET/s.exec(text)?.[0] ?? ''}\n${text}`),
      /text stands outside every mark/,
    ],
    [
      'with marks out of number',
      inPage((text) => text.replace('/MCID 1>>', '/MCID 7>>')),
      /not numbered in order/,
    ],
    ['with text in no font', inPage((text) => text.replace('BT /F1 ', 'BT /F9 ')), /without a font/],
    [
      'with a glyph of no text',
      withStream(pdf, map, (text) =>
        text.replace(/(\d+) beginbfchar\n<.*>\n/, (_, count: string) => `${Number(count) - 1} beginbfchar\n`),
      ),
      /glyph \d+ has no text/,
    ],
    [
      'with a glyph of two texts',
      withStream(pdf, map, (text) =>
        text.replace(
          /(\d+) beginbfchar\n(<....>)/,
          (_, count: string, code: string) => `${Number(count) + 1} beginbfchar\n${code} <0041>\n${code}`,
        ),
      ),
      /holds what is not read/,
    ],
    [
      'with a map of ranges',
      withStream(pdf, map, (text) =>
        text.replace('endcmap', '1 beginbfrange\n<0001> <0009> <0041>\nendbfrange\nendcmap'),
      ),
      /holds what is not read/,
    ],
    [
      'with codes that are not the numbers of glyphs',
      inFile((text) => text.replace('/CIDToGIDMap /Identity', '/CIDToGIDMap /Identitx')),
      /maps its codes to other glyphs/,
    ],
    // pdf.js and poppler show nothing of such a font.
    [
      'with a font that lacks what others ask for',
      inFile((text) => text.replace('/Ordering (Identity)', '/Prdering (Identity)')),
      /a font is described in a way that is not ours/,
    ],
  ])('%s is refused', (_what, changed, why) => {
    expect(Buffer.from(changed).equals(Buffer.from(pdf))).toBe(false)
    expect(() => readPdf(changed)).toThrow(PdfError)
    expect(() => readPdf(changed)).toThrow(why)
  })
})
