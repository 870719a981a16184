/** PDFs beside their documents: ours, those of other programs, damaged ones; and what of their text nobody sees. */
import { describe, expect, it } from 'vitest'
import { readFinished } from '../../src/check/finished.ts'
import { checkFinished } from '../../src/check/finished-files.ts'
import { otherPdfOf } from '../../src/check/pdf-text.ts'
import { compareWords } from '../../src/check/pdf-words.ts'
import { build } from '../../src/commands/build.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { wordsOfText } from '../../src/document/words.ts'
import { parseHtml } from '../../src/html/parse.ts'
import { ofFile } from '../../src/html/read.ts'
import { readOther } from '../../src/pdf/others.ts'
import { hiddenInOwn } from '../../src/pdf/own-looks.ts'
import { paint } from '../../src/pdf/paint.ts'
import { buildWith, documentsOf, fonts, real, usual, wholeFilings, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { otherPdf } from '../support/other-pdf.ts'
import { streams, withStream } from '../support/pdf-edit.ts'
import { random } from '../support/random.ts'

const paragraphs = [
  'Exhibit 99.1',
  'BOSTON, March 2, 2026 (Nasdaq: TDWR). Revenue for the quarter was $12.4 million, or 8.5% more than in the quarter a year before, and non-cancelable orders were $3.1 million.',
  'Tidewater & Co. makes tide tables \u2013 and \u201cnothing else\u201d \u2013 for harbors on both sides of the ocean; it does not expect to make anything else in the current fiscal year.',
  'Net income was $1.9 million.',
]
const html = `<html><head><title>x</title></head><body>${paragraphs.map((text) => `<p>${text.replace('&', '&amp;').replace(/[^\x20-\x7e]/g, (one) => `&#${one.charCodeAt(0)};`)}</p>`).join('\n')}</body></html>`

/** What is found without any reader of others' PDFs. */
function foundAlone(pdf: Uint8Array, document: string): string[] {
  const log = new Log()
  const files = new Map([
    ['ex99-1.htm', new TextEncoder().encode(document)],
    ['ex99-1.pdf', pdf],
  ])
  const never = () => {
    throw new Error('this PDF is ours')
  }
  checkFinished(files, log, new Set(['ex99-1.pdf']), never)
  return log.diagnostics.map(({ code, message }) => `${code} ${message}`)
}

/** Reads in this process, where the command starts another: the same program, without its start each time. */
async function found(pdf: Uint8Array, document = html): Promise<string[]> {
  const other = await readOther(pdf).catch((error: unknown) => ({ failed: String(error) }))
  const log = new Log()
  const files = new Map([
    ['ex99-1.htm', new TextEncoder().encode(document)],
    ['ex99-1.pdf', pdf],
  ])
  checkFinished(files, log, new Set(['ex99-1.pdf']), () => other)
  return log.diagnostics
    .filter(({ code }) => ['K098', 'K106', 'K109', 'P003'].includes(code))
    .map(({ code, message }) => `${code} ${message}`)
}

type Draw = Parameters<typeof otherPdf>[0]
const whole: Draw = (kit) => {
  kit.font('Times-Roman').fontSize(11)
  for (const text of paragraphs) kit.text(text).moveDown()
}
const pages: Draw = (kit) => {
  paragraphs.forEach((text, index) => {
    if (index > 0) kit.addPage()
    kit.font('Helvetica').fontSize(8).text('Tidewater & Co. News', 72, 40)
    kit.fontSize(11).text(text, 72, 100)
    kit.fontSize(8).text(`Page ${index + 1} of ${paragraphs.length}`, 72, 700, { lineBreak: false })
  })
}

describe('a PDF of another program', () => {
  it('with the words of its document is passed', async () => {
    expect(await found(await otherPdf(whole))).toEqual([])
  })

  it('may have a head and a number on every page', async () => {
    expect(await found(await otherPdf(pages))).toEqual([])
  })

  it('may break words at the ends of lines', async () => {
    const document = html.replace('does not expect', 'doesnotexpect')
    const broken: Draw = (kit) => {
      kit.font('Times-Roman').fontSize(11)
      for (const text of paragraphs) {
        const [head, tail] = text.split('does not expect')
        if (tail === undefined) kit.text(text).moveDown()
        else kit.text(`${head}doesnot-`).text(`expect${tail}`).moveDown()
      }
    }
    expect(await found(await otherPdf(broken), document)).toEqual([])
  })

  it('with another figure is found, both words named', async () => {
    const other: Draw = (kit) => {
      for (const text of paragraphs) kit.text(text.replace('$1.9', '$1.8')).moveDown()
    }
    expect(await found(await otherPdf(other))).toEqual([
      'K098 ex99-1.pdf lacks "1.9" of the HTML, and has "1.8", which the HTML has not',
    ])
  })

  it('with a sentence less or more is found', async () => {
    const less: Draw = (kit) => paragraphs.slice(0, 3).forEach((text) => void kit.text(text).moveDown())
    expect(await found(await otherPdf(less))).toEqual([
      'K098 ex99-1.pdf lacks "Net income was $ 1.9 million." of the HTML',
    ])
    const more: Draw = (kit) =>
      [...paragraphs, 'It was restated.'].forEach((text) => void kit.text(text).moveDown())
    expect(await found(await otherPdf(more))).toEqual([
      'K098 ex99-1.pdf has "It was restated.", which the HTML has not',
    ])
  })

  it('with the words in another order is noted', async () => {
    const moved: Draw = (kit) => [...paragraphs].reverse().forEach((text) => void kit.text(text).moveDown())
    expect(await found(await otherPdf(moved))).toEqual([
      'P003 ex99-1.pdf has the words of the HTML in another order',
    ])
  })

  it('is read by the command in a program of its own', async () => {
    const read = otherPdfOf(real.readOtherPdf(await otherPdf(whole)))
    expect(read).toMatchObject({ damage: [] })
    const text =
      'pages' in read ? read.pages.flatMap(({ lines }) => lines.map((line) => line.text)).join(' ') : ''
    expect(wordsOfText(text)).toEqual(paragraphs.flatMap(wordsOfText))
    expect(otherPdfOf(real.readOtherPdf(new TextEncoder().encode('%PDF-1.7 nothing')))).toEqual({
      failed: 'Invalid PDF structure.',
    })
  })
})

describe('what no reader opens', () => {
  const text = (value: string) => new TextEncoder().encode(value)
  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['an empty file', async () => new Uint8Array(0), /^K109 ex99-1.pdf cannot be read: it is empty$/],
    [
      'a text',
      async () => text('This is the press release.'),
      /^K109 ex99-1.pdf cannot be read: it is not a PDF$/,
    ],
    ['a mark and no more', async () => text('%PDF-1.7\n'), /^K109 ex99-1.pdf cannot be read: /],
    [
      'a page of a picture',
      async () => otherPdf((kit) => kit.rect(72, 72, 300, 300).fill('#336699')),
      /^K109 ex99-1.pdf has no words/,
    ],
    ['a file cut short', async () => (await otherPdf(whole)).subarray(0, 900), /^K109 /],
    ['zeros in its middle', async () => Buffer.from(await otherPdf(whole)).fill(0, 400, 1400), /^K109 /],
  ])('%s is a finding', async (_what, make, wanted) => {
    expect((await found(await make()))[0]).toMatch(wanted)
  })

  it('is told of ready-made exhibits too', () => {
    const facts = String(modern['filing.yaml']).replace(
      '- { number: 99.1,',
      '- { number: 99.2, file: ex99-2.pdf, title: Slides }\n  - { number: 99.1,',
    )
    const { diagnostics } = buildWith(
      { ...modern, 'filing.yaml': facts, 'ex99-2.pdf': new TextEncoder().encode('%PDF-1.4 cut') },
      { dryRun: true },
    )
    expect(diagnostics.map(({ code }) => code)).toContain('K109')
  })

  it('is not in the record, which the tool of an archive makes again without a reader of such files', async () => {
    const facts = String(modern['filing.yaml']).replace(
      '- { number: 99.1,',
      '- { number: 99.2, file: ex99-2.pdf, title: Slides }\n  - { number: 99.1,',
    )
    const files = { ...modern, 'filing.yaml': facts, 'ex99-2.pdf': (await otherPdf(whole)).subarray(0, 900) }
    const { diagnostics, world } = buildWith(files)
    expect(diagnostics.map(({ code }) => code)).toContain('K109')
    const record = world.files.get('out/one/build.json')
    const without = { ...worldWith(files), readOtherPdf: () => '{"absent":true}' }
    const [again] = build(without, ['one'], fonts, usual)
    expect(again?.diagnostics.map(({ code }) => code)).not.toContain('K109')
    expect(again?.diagnostics.map(({ code }) => code)).toContain('P003')
    expect(without.files.get('out/one/build.json')).toEqual(record)
  })
})

const secret = 'Revenue fell by half'
const shown =
  (draw: Draw): Draw =>
  (kit) => {
    whole(kit)
    draw(kit.fontSize(11).fillColor('black'))
  }

describe('text of a PDF that nobody sees', () => {
  it.each<[string, Draw, RegExp]>([
    ['white on white', (kit) => kit.fillColor('white').text(secret), /its colour #ffffff/],
    ['nearly white', (kit) => kit.fillColor('#fdfdfd').text(secret), /its colour #fdfdfd/],
    [
      'grey in grey',
      (kit) => kit.rect(70, 500, 400, 40).fill('#808080').fillColor('#808080').text(secret, 80, 510),
      /its colour #808080/,
    ],
    ['transparent', (kit) => kit.fillOpacity(0.01).text(secret), /it is transparent/],
    ['tiny', (kit) => kit.fontSize(0.5).text(secret), /pt high/],
    ['scaled to nothing', (kit) => kit.scale(0.01).text(secret, 5000, 5000), /pt high/],
    ['without ink', (kit) => kit.addContent('3 Tr').text(secret), /without ink/],
    ['outside the page', (kit) => kit.text(secret, 900, 100, { lineBreak: false }), /outside the page/],
    ['painted over', (kit) => kit.text(secret, 80, 510).rect(70, 490, 400, 60).fill('white'), /painted over/],
  ])('%s is found', async (_what, draw, why) => {
    const document = html.replace('</body>', `<p>${secret}</p></body>`)
    const messages = await found(await otherPdf(shown(draw as Draw)), document)
    expect(messages.filter((one) => one.startsWith('K106'))).toHaveLength(1)
    expect(messages.find((one) => one.startsWith('K106'))).toMatch(why)
    expect(messages.find((one) => one.startsWith('K106'))).toContain(secret.slice(0, 12))
  })

  it.each<[string, Draw]>([
    [
      'white on blue',
      (kit) => kit.rect(70, 500, 400, 40).fill('#003366').fillColor('white').text(secret, 80, 510),
    ],
    ['small print', (kit) => kit.fontSize(5).text(secret)],
    [
      'on a pale ground',
      (kit) => kit.rect(70, 500, 400, 40).fill('#eeeeee').fillColor('black').text(secret, 80, 510),
    ],
  ])('%s is seen', async (_what, draw) => {
    const document = html.replace('</body>', `<p>${secret}</p></body>`)
    expect(await found(await otherPdf(shown(draw as Draw)), document)).toEqual([])
  })

  const built = buildWith(modern)
  const own = built.world.files.get('out/one/ex99-1.pdf') ?? new Uint8Array()
  const ownHtml = new TextDecoder().decode(built.world.files.get('out/one/ex99-1.htm'))
  const [page = 0] = streams(own).contents
  it('of ours is read without another program', () => {
    expect(foundAlone(own, ownHtml)).toEqual([])
    const white = withStream(own, page, (text) => text.replaceAll('0 0 0 rg', '1 1 1 rg'))
    expect(foundAlone(white, ownHtml)).toEqual([
      expect.stringMatching(/^K106 ex99-1.pdf: ".*" cannot be seen: its colour #ffffff/),
    ])
    const small = withStream(own, page, (text) => text.replace(/ [\d.]+ Tf 1 0 0 1/g, ' 0.1 Tf 1 0 0 1'))
    expect(foundAlone(small, ownHtml)).toEqual([expect.stringMatching(/it is 0.1 pt high/)])
  })

  it('of whole filings of ours is read without another program', () => {
    for (const [content, slug] of wholeFilings)
      for (const { document, html, pages } of documentsOf(content, slug).proofs) {
        const pdf = paint(pages, {
          title: 'x',
          language: 'en-US',
          tool: 'y',
          date: '2010-05-03',
          links: false,
        })
        expect(hiddenInOwn(pdf), document.fileName).toEqual([])
        expect(foundAlone(pdf, html).filter((one) => /^(?:K098|K106|K109|P003)/.test(one))).toEqual([])
      }
  })

  it('does not make words of ours others when pdf.js reads them', async () => {
    for (const [content, slug] of wholeFilings)
      for (const { document, html, pages } of documentsOf(content, slug).proofs) {
        const pdf = paint(pages, {
          title: 'x',
          language: 'en-US',
          tool: 'y',
          date: '2010-05-03',
          links: false,
        })
        const text = readFinished(
          { path: 'x.htm', text: html },
          parseHtml(html, ofFile({ path: 'x.htm', text: html }), new Log()),
        )
        const difference = compareWords(
          await readOther(pdf),
          text.passages.map((one) => one.text),
        )
        expect(
          { missing: difference?.missing ?? [], added: difference?.added ?? [] },
          document.fileName,
        ).toEqual({ missing: [], added: [] })
      }
  })

  it('of ours that was changed by another hand is read by pdf.js', async () => {
    const hidden = withStream(own, page, (text) => `3 Tr\n${text}`)
    expect((await found(hidden, ownHtml)).filter((one) => one.startsWith('K106'))).toEqual([
      expect.stringMatching(/without ink/),
    ])
  })
})

/** `npm run conformance -- --full` asks for 200 of each. */
const rounds = Number(process.env['FILINGPRESS_DAMAGED'] ?? 25)

function damaged(bytes: Uint8Array, next: () => number): Uint8Array {
  const copy = Buffer.from(bytes)
  const at = () => Math.floor(next() * copy.length)
  const kind = Math.floor(next() * 6)
  if (kind === 0) return copy.subarray(0, at())
  if (kind === 1) return Buffer.concat([copy.subarray(0, at()), copy.subarray(at())])
  if (kind === 2) return copy.fill(0, at(), at())
  if (kind === 3) {
    const [from, to] = [at(), at()]
    return Buffer.concat([copy.subarray(0, from), copy.subarray(from).toReversed().subarray(0, to)])
  }
  for (let count = 1 + Math.floor(next() * (kind === 4 ? 3 : 60)); count > 0; count--)
    copy[at()] = Math.floor(next() * 256)
  return copy
}

describe('damaged PDFs', () => {
  it(`are read with all their words, or are a finding: ${rounds} of each of two makers`, async () => {
    const next = random(1412)
    const built = buildWith(modern)
    const own = built.world.files.get('out/one/ex99-1.pdf') ?? new Uint8Array()
    const ownHtml = new TextDecoder().decode(built.world.files.get('out/one/ex99-1.htm'))
    const others = await otherPdf(whole)
    const counts = { read: 0, found: 0 }
    for (let round = 0; round < rounds; round++) {
      for (const [pdf, document] of [
        [own, ownHtml],
        [others, html],
      ] as const) {
        const bytes = damaged(pdf, next)
        const messages = await found(bytes, document)
        if (messages.length > 0) counts.found++
        else {
          counts.read++
          // What is passed has its words by poppler's rules too: all letters of the document are in it.
          const read = await readOther(bytes)
          const letters = (text: string) =>
            [...text.normalize('NFKC').replace(/[^A-Za-z0-9$%]/g, '')].sort().join('')
          const wanted = document.replace(/<title>.*<\/title>|<[^>]*>/g, '').replace(/&[^;]*;/g, '')
          const text = read.pages
            .flatMap(({ lines }) => lines.filter((one) => !one.artifact).map((line) => line.text))
            .join('')
          expect(letters(text), `round ${round}`).toBe(letters(wanted))
        }
      }
    }
    expect(counts.read + counts.found).toBe(rounds * 2)
    expect(counts.found).toBeGreaterThan(rounds / 2)
  }, 600_000)
})
