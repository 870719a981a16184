/** What a PDF draws, held to what its text says: no glyph may stand for a character of another meaning. */
import { create } from 'fontkit'
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import type { Document } from '../../src/document/document.ts'
import { openFace } from '../../src/fonts/face.ts'
import { type Family, families } from '../../src/fonts/families.ts'
import { Subset } from '../../src/fonts/subset.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { FontFile } from '../../src/proof/font-file.ts'
import { wrongGlyph } from '../../src/proof/glyphs.ts'
import { provePdf } from '../../src/proof/parity.ts'
import type { Mark, Pages } from '../../src/typeset/page.ts'
import { buildWith, documentsOf, fonts, real, release, releaseOf, wholeFilings } from '../support/filing.ts'
import { random } from '../support/random.ts'

const identity = { title: 'x', language: 'en-US', tool: 'y', date: '2010-05-03', links: true }
const faces = ['source serif 4', 'tinos'].flatMap((family) =>
  Object.entries(families[family] ?? {}).map(([cut, file]) =>
    openFace(`${family} ${cut}`, real.fontFile(file)),
  ),
)

/** A subset of one face as the reader of PDFs hands it over. */
function embedded(face: (typeof faces)[number], slots: readonly (readonly [glyph: number, text: string])[]) {
  const subset = new Subset(face)
  const texts = new Map(slots.map(([glyph, text]) => [subset.slot(glyph, text), text]))
  const program = subset.write()
  return { name: face.font.postScriptName, program: () => program, texts }
}

const letters =
  'office affluent TLC 1,234.5% $0.41 “quoted” — ☐ ☑ ☒ ● ÄÉ½® fjord soft\u00a0space\u2003wide\u2007fig'

describe.each(faces.map((face) => [face.key, face] as const))('%s', (_name, face) => {
  const slots = (text: string, variant?: 'small-caps') => {
    const { glyphs, texts } = face.shape(text, variant)
    return glyphs.map((glyph, index) => [glyph, texts[index] ?? ''] as const)
  }

  it('has its characters mapped and drawn as fontkit has them', () => {
    const file = new FontFile(face.font.bytes)
    const theirs = create(Buffer.from(face.font.bytes))
    // fontkit reads the map of the Macintosh for what is no character.
    for (const character of theirs.characterSet.filter((one) => one >= 0x20))
      expect(file.glyphOf(character), character.toString(16)).toBe(theirs.glyphForCodePoint(character).id)
    for (const hidden of [0x5d0, 0x0627, 0x10ffff])
      if (!theirs.characterSet.includes(hidden)) expect(file.glyphOf(hidden)).toBe(0)
  })

  it('is found to draw what is said, ligatures, small capitals, blanks and boxes too', () => {
    expect(wrongGlyph([embedded(face, slots(letters))], faces)).toBeUndefined()
    expect(wrongGlyph([embedded(face, slots('Small Capitals & 1', 'small-caps'))], faces)).toBeUndefined()
    const breaks = slots('\u00ad-').map(
      ([glyph, text], index) => [glyph, index ? `${text}\u034f` : text] as const,
    )
    expect(wrongGlyph([embedded(face, breaks)], faces)).toBeUndefined()
  })

  it('is found out for every glyph that stands for another character', () => {
    const font = embedded(face, slots(letters))
    const drawn = new FontFile(font.program())
    const missed = [...font.texts].flatMap(([code, text]) =>
      [...font.texts].flatMap(([other, said]) => {
        if (drawn.outlineOf(code) === drawn.outlineOf(other)) return []
        const wrong = { ...font, texts: new Map([[code, said]]) }
        return wrongGlyph([wrong], faces) === undefined ? [`${text} drawn for ${said}`] : []
      }),
    )
    expect(missed).toEqual([])
  })

  it('shows nothing for a figure space, at the width of a figure', () => {
    const { glyphs, advances, missing } = face.shape('5\u20075')
    expect(missing).toEqual([])
    expect(new FontFile(face.font.bytes).outlineOf(glyphs[1] ?? 0)).toBe('')
    expect(advances[1]).toBeCloseTo(face.font.advanceOf(face.font.glyphOf(0x35)) / face.font.unitsPerEm, 2)
  })
})

/** The bytes of a face whose map lacks some characters: their segments are given to a private character. */
function without(bytes: Uint8Array, characters: readonly number[]): Uint8Array {
  const copy = new Uint8Array(bytes)
  const view = new DataView(copy.buffer)
  for (let record = 12, left = view.getUint16(4); left > 0; left--, record += 16) {
    if (String.fromCharCode(...copy.subarray(record, record + 4)) !== 'cmap') continue
    const cmap = view.getUint32(record + 8)
    for (let table = 0; table < view.getUint16(cmap + 2); table++) {
      const at = cmap + view.getUint32(cmap + 8 + table * 8)
      if (view.getUint16(at) === 12) {
        for (let group = 0; group < view.getUint32(at + 12); group++) {
          const start = at + 16 + group * 12
          if (characters.some((one) => one >= view.getUint32(start) && one <= view.getUint32(start + 4)))
            view.setUint32(start + 4, view.getUint32(start) - 1)
        }
      } else if (view.getUint16(at) === 4) {
        const size = view.getUint16(at + 6)
        for (let end = at + 14; end < at + 14 + size; end += 2)
          if (characters.some((one) => one >= view.getUint16(end + size + 2) && one <= view.getUint16(end))) {
            view.setUint16(end + size + 2, view.getUint16(end))
            view.setUint16(end + size * 2 + 2, (0x10000 - view.getUint16(end)) & 0xffff)
            view.setUint16(end + size * 3 + 2, 0)
          }
      }
    }
  }
  return copy
}

describe('a font without the blanks of typesetters', () => {
  const { regular } = families['tinos'] as Family
  const blanks = [0x2002, 0x2003, 0x2007, 0x2009, 0x202f, 0xa0]
  const face = openFace('poor', without(real.fontFile(regular), blanks))

  it('shows its word space at their widths', () => {
    for (const blank of blanks) expect(face.font.glyphOf(blank), blank.toString(16)).toBe(0)
    const widths = blanks.map((blank) => face.shape(String.fromCodePoint(blank)).advances[0] ?? 0)
    expect(widths.map((width) => width.toFixed(2))).toEqual(['0.50', '1.00', '0.50', '0.20', '0.20', '0.25'])
    const text = blanks.map((blank) => String.fromCodePoint(blank)).join('x')
    const { glyphs, texts } = face.shape(text)
    const font = embedded(
      face,
      glyphs.map((glyph, index) => [glyph, texts[index] ?? '']),
    )
    expect(wrongGlyph([font], [face])).toBeUndefined()
  })

  it('is found out when it draws a figure for one', () => {
    expect(wrongGlyph([embedded(face, [[face.font.glyphOf(0x30), '\u2007']])], [face])).toMatch(/U\+2007/)
  })
})

const proofs = wholeFilings.flatMap(([content, slug]) => documentsOf(content, slug).proofs)

/** The pages with one glyph of one run drawn by another that is shown on them, its text as it was. */
function withWrongGlyph(pages: Pages, next: () => number): Pages | undefined {
  const lines = pages.pages.flatMap(({ marks }) =>
    marks.filter((mark) => mark.kind === 'line' && !mark.artifact),
  )
  const line = lines[Math.floor(next() * lines.length)] as Extract<Mark, { kind: 'line' }>
  const run = line.line.runs[Math.floor(next() * line.line.runs.length)]
  const part = run?.parts[Math.floor(next() * run.parts.length)]
  if (!run || !part) return undefined
  const at = Math.floor(next() * part.shaped.glyphs.length)
  const file = new FontFile(run.face.font.bytes)
  const glyph = part.shaped.glyphs[at] ?? 0
  const other = run.face.font.glyphOf(0x21 + Math.floor(next() * 94))
  if (glyph >= file.glyphCount || file.outlineOf(glyph) === file.outlineOf(other)) return undefined
  const glyphs = part.shaped.glyphs.map((one, index) => (index === at ? other : one))
  const parts = run.parts.map((one) => (one === part ? { ...part, shaped: { ...part.shaped, glyphs } } : one))
  const runs = line.line.runs.map((one) => (one === run ? { ...run, parts } : one))
  const changed = { ...line, line: { ...line.line, runs } }
  const marks = (list: readonly Mark[]) => list.map((mark) => (mark === line ? changed : mark))
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, marks: marks(page.marks) })) }
}

function codesFor(document: Document, pages: Pages): string[] {
  const log = new Log()
  provePdf(document, paint(pages, identity), 'x.pdf', fonts.opened(), log)
  return log.diagnostics.map(({ code }) => code)
}

describe('a whole filing', () => {
  it('is proved as it is', () => {
    for (const { document, pages } of proofs) expect(codesFor(document, pages)).toEqual([])
  })

  it('is not, with one wrong glyph in any one run', () => {
    const next = random(20071)
    let tried = 0
    while (tried < 40) {
      const proof = proofs[Math.floor(next() * proofs.length)]
      const wrong = proof && withWrongGlyph(proof.pages, next)
      if (!wrong || !proof) continue
      tried++
      expect(codesFor(proof.document, wrong)).toEqual(['P004'])
    }
  })
})

describe('an authored text', () => {
  const shownOf = (text: string) => {
    const { pages } = releaseOf(`${release}\n${text}\n`)
    return readPdf(paint(pages, identity)).words.join(' ')
  }

  it('keeps a figure space a space and a soft hyphen unseen', () => {
    expect(shownOf('We sold 5\u20075 shares.')).toContain('sold 5 5 shares.')
    const { pages } = releaseOf(`${release}\nWe co\u00adoperate with 1\u200b2 and 3\u20604.\n`)
    const texts = pages.pages.flatMap(({ marks }) =>
      marks.flatMap((mark) => (mark.kind === 'line' ? mark.line.runs : [])),
    )
    const drawn = texts.flatMap(({ parts }) => parts.flatMap(({ shaped }) => shaped.texts)).join('')
    expect(drawn).toContain('We cooperate with 12 and 34.')
  })

  it.each([
    ['Hebrew', 'שלום', 'Hebrew (U+05E9) runs from right to left'],
    ['Arabic', 'سلام', 'Arabic (U+0633) runs from right to left'],
    ['Hindi', 'नमस्ते', 'Devanagari (U+0928) changes the letters around it'],
    ['Thai', 'สวัสดี', 'Thai (U+0E2A) changes'],
    ['Tamil', 'வணக்கம்', 'Tamil (U+0BB5) changes'],
    ['a combining mark', 'q\u0307', 'a combining mark (U+0307) would not stand over its letter'],
    ['an override of direction', '\u202e123\u202c', 'a mark of direction (U+202E) turns the order'],
    ['an isolate', '\u2067123\u2069', 'a mark of direction (U+2067)'],
    ['a joiner', 'f\u200di', 'a mark that joins letters (U+200D)'],
    ['another script', 'ᠮᠣᠩᠭᠣᠯ', 'U+182E belongs to a script'],
  ])('in %s is refused at its place', (_what, text, why) => {
    for (const css of ['', 'body { font-family: Tinos }\n']) {
      const { ok, diagnostics } = buildWith(
        { 'ex99-1.md': `${release}\nWe say ${text} here.\n`, ...(css && themed(css)) },
        css ? { templates: 'house' } : {},
      )
      expect(ok).toBe(false)
      const found = diagnostics.find(({ code }) => code === 'F005')
      expect(found?.message).toContain(why)
      const at = found?.span
      expect(at?.source.path).toBe('content/one/ex99-1.md')
      expect(at?.source.text.slice(at.start, at.end)).toBe(
        [...text][text.startsWith('f') || text.startsWith('q') ? 1 : 0],
      )
    }
  })

  it('in a fact is refused where the fact is asked for', () => {
    const { diagnostics } = buildWith({ 'ex99-1.md': release.replace('News', 'News of שלום') })
    expect(diagnostics.filter(({ code }) => code === 'F005')).not.toEqual([])
  })
})

const themed = (css: string) => {
  const sheet = new TextDecoder().decode(real.readFile(`${real.ownTemplates}/house.css`))
  return { 'house/house.css': sheet.replace('font-family: "Source Serif 4"', 'font-family: "Tinos"') + css }
}
