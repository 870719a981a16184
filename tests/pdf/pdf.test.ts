/** The painter, the reader, and the parts of pdfkit that the painter leans on. */
import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { srgbProfile } from '../../src/pdf/color.ts'
import { PdfError, PdfName } from '../../src/pdf/objects.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { xmp } from '../../src/pdf/xmp.ts'
import { provePdf } from '../../src/proof/parity.ts'
import { tool, version } from '../../src/tool.ts'
import { documentsOf, fonts } from '../support/filing.ts'
import { streams, withStream } from '../support/pdf-edit.ts'
import { random } from '../support/random.ts'

const { proofs } = documentsOf('content', 'immunogen-2007-06-04')
const identity = { title: 'Johnson & Johnson <x>', language: 'en-US', tool, date: '2007-06-04', links: true }
const painted = proofs.map(({ document, pages }) => ({ document, pages, pdf: paint(pages, identity) }))

describe('the painter', () => {
  it('gives the same bytes twice, and others for other pages', () => {
    for (const { pages, pdf } of painted)
      expect(Buffer.from(paint(pages, identity)).equals(Buffer.from(pdf))).toBe(true)
    const ids = painted.map(
      ({ pdf }) => /\/ID \[<([0-9a-f]+)>/.exec(Buffer.from(pdf).toString('latin1'))?.[1],
    )
    expect(new Set(ids).size).toBe(2)
  })

  it('escapes what XML would trip over', () => {
    const text = xmp({ ...identity, creator: 'a', producer: 'b', date: 'c', part: 2 })
    expect(text).toContain('Johnson &amp; Johnson &lt;x&gt;')
  })

  it('puts no links, bookmarks or actions into the copy for EDGAR, and keeps its tags', () => {
    for (const { pages } of painted) {
      const text = Buffer.from(paint(pages, { ...identity, links: false })).toString('latin1')
      expect(text).not.toMatch(/\/Annots|\/Outlines|\/URI|\/JavaScript|\/EmbeddedFile|\/Encrypt/)
      expect(text).toContain('/StructTreeRoot')
    }
    expect(Buffer.from(painted[0]?.pdf ?? []).toString('latin1')).toMatch(/\/URI \(ex99-1\.pdf\)/)
  })

  it('describes its colours in a profile of its own', () => {
    const profile = srgbProfile()
    expect(new DataView(profile.buffer).getUint32(0)).toBe(profile.length)
  })

  it('names the version of package.json', () => {
    expect(version).toBe((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version)
  })
})

describe('what the painter leans on in pdfkit', () => {
  const options = {
    autoFirstPage: false,
    font: null,
    compress: false,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    info: { Title: 'x', CreationDate: new Date(0) },
  } as const
  const open = () => new PDFDocument(options)

  it('the header is pushed when it is made', () => {
    const parts: Buffer[] = []
    class Taken extends PDFDocument {
      override push(chunk: Uint8Array | null): boolean {
        return parts.push(Buffer.from(chunk ?? [])) > 0
      }
    }
    new Taken(options)
    expect(Buffer.concat(parts).toString('latin1')).toMatch(/^%PDF-1\.7\n%\xff\xff\xff\xff\n$/)
  })

  it('objects are numbered in the order of asking and written when ended', () => {
    const pdf = open()
    const chunks: Buffer[] = []
    pdf.push = (chunk) => chunks.push(Buffer.from(chunk ?? [])) > 0
    const ref = pdf.ref({ A: [1, 'Name', new String('text')] })
    ref.end()
    expect(Buffer.concat(chunks).toString('latin1')).toContain(
      `${ref.id} 0 obj\n<<\n/A [1 /Name (text)]\n>>\nendobj\n`,
    )
  })

  it('a page has its content, dictionary and resources, and its first words can be taken back', () => {
    const pdf = open()
    pdf.addPage({ size: [612, 792], margin: 0 })
    expect(pdf.page.content.buffer.length).toBeGreaterThan(0)
    expect(pdf.page.dictionary.data['Contents']).toBe(pdf.page.content)
    expect(pdf.page.dictionary.data['Resources']).toBe(pdf.page.resources)
  })

  it('the identity and the metadata are ours to set', () => {
    const pdf = open()
    expect(pdf._id.length).toBe(16)
    expect([typeof pdf.endMetadata, typeof pdf.endMarkings]).toEqual(['function', 'function'])
  })
})

describe('the reader', () => {
  /** `npm run conformance -- --full` asks for more. */
  const mutations = Number(process.env['FILINGPRESS_MUTATIONS'] ?? 300)

  it(`catches every one of ${mutations} mutations of finished PDFs`, () => {
    const next = random(19051970)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
    const missed: string[] = []
    let made = 0
    while (made < mutations) {
      const { document, pdf } = pick(painted)
      const { contents, maps } = streams(pdf)
      const kind = pick(['glyph', 'map', 'order', 'space'])
      const mutated = withStream(pdf, pick(kind === 'map' ? maps : contents), (text) =>
        mutate(text, kind, next),
      )
      if (mutated === pdf) continue
      made++
      if (same(document, mutated)) missed.push(`${kind} in ${document.fileName}`)
    }
    expect(missed).toEqual([])
  }, 600_000)

  it('refuses what is no PDF of ours', () => {
    for (const text of ['', 'hello', '%PDF-1.7\n', '%PDF-1.7\nstartxref\n0\n%%EOF']) {
      expect(() => readPdf(new TextEncoder().encode(text)), text).toThrow(PdfError)
    }
    expect(new PdfName('x').name).toBe('x')
  })

  it('tells the author where the first difference is', () => {
    const { document, pages } = painted[0] as (typeof painted)[0]
    const { contents } = streams(paint(pages, identity))
    const broken = withStream(paint(pages, identity), contents[0] ?? 0, (text) =>
      text.replace(/\[\(([^)]{2})([^)]{2})/, '[($2$1'),
    )
    const log = new Log()
    expect(provePdf(document, broken, '8-k.pdf', fonts.opened(), log)).toBeUndefined()
    expect(log.diagnostics.map(({ code }) => code)).toEqual(['P001'])
    expect(log.diagnostics[0]?.message).toMatch(/^8-k\.pdf has ".+" where the document has ".+"$/)
  })
})

function same(document: (typeof painted)[0]['document'], pdf: Uint8Array): boolean {
  try {
    const read = readPdf(pdf).words
    const wanted = words(document).map(({ text }) => text)
    return read.length === wanted.length && read.every((word, index) => word === wanted[index])
  } catch (error) {
    if (error instanceof PdfError) return false
    throw error
  }
}

/** One glyph, one ToUnicode entry, the order of two stretches, or one space. */
function mutate(text: string, kind: string, next: () => number): string {
  const at = (pattern: RegExp) => {
    const found = [...text.matchAll(pattern)]
    return found[Math.floor(next() * found.length)]
  }
  const swap = (match: RegExpExecArray | undefined, by: string) =>
    match ? text.slice(0, match.index) + by + text.slice(match.index + match[0].length) : text
  const visible = text.replace(/\/Artifact[\s\S]*?EMC/g, (artifact) => ' '.repeat(artifact.length))
  if (kind === 'map') {
    const entry = at(/<[0-9a-f]{4}> <(?!0020|00a0|ffff)[0-9a-f]{4}>/g)
    return swap(entry, entry?.[0].replace(/<[0-9a-f]{4}>$/, '<2603>') ?? '')
  }
  if (kind === 'order') {
    const line = [...visible.matchAll(/BT .*? ET/gs)].map(({ 0: found, index }) => ({ found, index }))
    const first = Math.floor(next() * (line.length - 1))
    const [a, b] = [line[first], line[first + 1]]
    if (!a || !b || shown(a.found) === shown(b.found)) return text
    return (
      text.slice(0, a.index) +
      b.found +
      text.slice(a.index + a.found.length, b.index) +
      a.found +
      text.slice(b.index + b.found.length)
    )
  }
  const strings = [...visible.matchAll(/\[\(.*?\)\] TJ/gs)]
  const string = strings[Math.floor(next() * strings.length)]
  if (!string) return text
  const codes = codesOf(string[0])
  const code = codes[Math.floor(next() * codes.length)]
  if (!code) return text
  const place = string.index + code.at
  const space = spaceCode(text)
  if (kind === 'space') {
    const inner = codes.slice(1, -1).find((one) => one.code === space)
    if (!inner) return text
    return text.slice(0, string.index + inner.at) + text.slice(string.index + inner.at + 2)
  }
  // A trailing space shows nothing and ends no word that does not end anyway.
  if (code.code === space && code === codes.at(-1)) return text
  const other = codes.map((one) => one.code).find((one) => one !== code.code && one !== space)
  return other ? text.slice(0, place) + other + text.slice(place + 2) : text
}

/** The two-byte codes of a TJ, with their places in it. */
function codesOf(string: string): { code: string; at: number }[] {
  const found: { code: string; at: number }[] = []
  for (const part of string.matchAll(/\(([^)]*)\)/gs)) {
    const inner = part[1] ?? ''
    for (let at = 0; at + 1 < inner.length; at += 2)
      found.push({ code: inner.slice(at, at + 2), at: part.index + 1 + at })
  }
  return found
}

const shown = (line: string): string =>
  codesOf(/\[.*\]/s.exec(line)?.[0] ?? '')
    .map(({ code }) => code)
    .join('')

/** The commonest last code of a line is its space. */
function spaceCode(text: string): string {
  const counts = new Map<string, number>()
  for (const [string] of text.matchAll(/\[\(.*?\)\] TJ/gs)) {
    const last = codesOf(string).at(-1)?.code
    if (last) counts.set(last, (counts.get(last) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}
