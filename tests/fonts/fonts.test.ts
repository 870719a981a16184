/** Our fonts against harfbuzz and fontkit, which we did not write. */
import { readdirSync, readFileSync } from 'node:fs'
import { create } from 'fontkit'
import { describe, expect, it } from 'vitest'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import { openFace } from '../../src/fonts/face.ts'
import { families } from '../../src/fonts/families.ts'
import { FontError, readSfnt } from '../../src/fonts/sfnt.ts'
import { Subset } from '../../src/fonts/subset.ts'
import { real } from '../support/filing.ts'
import { random } from '../support/random.ts'
import { paragraphs } from '../support/releases.ts'
import { hasShared, shared } from '../support/tools.ts'

const faces = ['source serif 4', 'tinos'].flatMap((family) =>
  Object.entries(families[family] ?? {}).map(
    ([cut, file]) => [`${family} ${cut}`, real.fontFile(file)] as const,
  ),
)

/** Words to shape: ours, and where they are at hand those of the seed and of real filings. */
function corpus(): string[] {
  const own =
    'office affidavit fluffy AVATAR Toyota We. “quoted” (617) 995-2500 mg/m² Herceptin® — ☐ ☑ ☒ §230.405 1,234.5% $0.41'
  if (!hasShared) return [...new Set([own, ...paragraphs()].join(' ').split(/\s+/))]
  const files = readdirSync(`${shared}/filings`, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(htm|html|txt)$/.test(name) && !name.includes('submission'))
    .map((name) =>
      readFileSync(`${shared}/filings/${name}`, 'latin1')
        .replace(/<[^>]*>/g, ' ')
        .replace(/&[^;\s]*;/g, ' '),
    )
  const seed = readFileSync(`${shared}/seed/001_d93f1477fcb6d0dc.txt`, 'utf8')
  const words = [own, seed, ...files]
    .join(' ')
    .split(/\s+/)
    .filter((word) => /^[\x21-\x7e\u00a0-\u00ff\u2010-\u2026\u2610-\u2612]+$/.test(word) && word.length < 30)
  return [...new Set(words)]
}

describe.each(faces)('%s', (name, bytes) => {
  const face = openFace(name, bytes)

  it('shapes every word as harfbuzz does', async () => {
    const hb = await import('harfbuzzjs')
    const words = corpus()
    const different: string[] = []
    let compared = 0
    const font = new hb.Font(new hb.Face(new hb.Blob(new Uint8Array(bytes).buffer)))
    for (const word of words) {
      const buffer = new hb.Buffer()
      buffer.addText(word)
      buffer.guessSegmentProperties()
      hb.shape(font, buffer)
      const positions = buffer.getGlyphPositions()
      const theirs = buffer.getGlyphInfos().map(({ codepoint }, index) => {
        // No pair is set so far apart that readers of PDFs take the gap for a space.
        const most = Math.round(face.font.advanceOf(codepoint) + 0.095 * face.font.unitsPerEm)
        return `${codepoint}+${Math.min(positions[index]?.xAdvance ?? 0, most)}`
      })
      const shaped = face.shape(word)
      if (shaped.glyphs.some((glyph) => glyph >= face.font.glyphCount || glyph === 0)) continue
      compared++
      const ours = shaped.glyphs.map(
        (glyph, index) => `${glyph}+${Math.round((shaped.advances[index] ?? 0) * face.font.unitsPerEm)}`,
      )
      if (ours.join(' ') !== theirs.join(' ')) different.push(word)
    }
    expect(compared).toBeGreaterThan(words.length * 0.98 - 4)
    expect(different.slice(0, 20), `${different.length} of ${words.length} words`).toEqual([])
  })

  it('sets no pair of letters and signs so far apart that it reads as two words', () => {
    for (const first of 'fFjTVWYPr"\u201d\u2019*')
      for (const second of ')]}"*\u201d\u2019?!ftAJ,.') {
        const { glyphs, advances } = face.shape(first + second)
        const apart = (advances[0] ?? 0) - face.font.advanceOf(glyphs[0] ?? 0) / face.font.unitsPerEm
        expect(apart, first + second).toBeLessThan(0.1)
      }
  })

  it('cuts subsets that fontkit opens, with the outlines and widths of the whole font', () => {
    const subset = new Subset(face)
    const text = 'Office ÄÉ ☒½®'
    const shaped = face.shape(text)
    const slots = shaped.glyphs.map((glyph, index) => subset.slot(glyph, shaped.texts[index] ?? ''))
    const whole = create(Buffer.from(bytes))
    const cut = create(Buffer.from(subset.write()))
    shaped.glyphs.forEach((glyph, index) => {
      const ours = cut.getGlyph(slots[index] ?? 0)
      if (glyph < face.font.glyphCount) {
        expect(ours.path.toSVG()).toBe(whole.getGlyph(glyph).path.toSVG())
        expect(ours.advanceWidth).toBe(whole.getGlyph(glyph).advanceWidth)
      } else expect(ours.path.toSVG().length).toBeGreaterThan(20)
    })
  })

  it('gives the same subset for a second document in one process', () => {
    const make = () => {
      const subset = new Subset(face)
      for (const glyph of face.shape('Éclair').glyphs) subset.slot(glyph, 'x')
      return subset.write()
    }
    expect(Buffer.from(make()).equals(Buffer.from(make()))).toBe(true)
  })
})

describe('fonts that cannot be used', () => {
  const [, good] = faces[0] as readonly [string, Uint8Array]
  const patched = (change: (view: DataView, tables: ReturnType<typeof readSfnt>['tables']) => void) => {
    const copy = new Uint8Array(good)
    change(new DataView(copy.buffer), readSfnt(good).tables)
    return copy
  }
  it.each([
    ['no font', new TextEncoder().encode('this is not a font'), /not a TrueType font/],
    ['an empty file', new Uint8Array(0), /too short/],
    ['a font cut short', good.slice(0, 5000), /cut short/],
    ['PostScript outlines', patched((view) => view.setUint32(0, 0x4f54544f)), /CFF/],
    [
      'a font whose licence forbids embedding',
      patched((view, tables) => view.setUint16((tables.get('OS/2')?.offset ?? 0) + 8, 2)),
      /fsType/,
    ],
  ])('%s is refused clearly', (_what, bytes, why) => {
    expect(() => readSfnt(bytes)).toThrow(FontError)
    expect(() => readSfnt(bytes)).toThrow(why)
  })

  it('damaged anywhere is refused, or is read: nothing else comes of it', () => {
    const next = random(8)
    const text = 'Office Vale 0123'
    for (let trial = 0; trial < 300; trial++) {
      const copy = new Uint8Array(good)
      for (let change = 0; change < 20; change++) {
        // Most of what decides stands at the head of the file and of its tables.
        const at = Math.floor(next() * (next() < 0.5 ? 2000 : copy.length))
        copy[at] = Math.floor(next() * 256)
      }
      try {
        const face = openFace('damaged', copy)
        const subset = new Subset(face)
        for (const glyph of face.shape(text).glyphs) subset.slot(glyph, 'x')
        face.shape(text, 'small-caps')
        subset.write()
      } catch (error) {
        expect([FontError.name, FilingError.name], String((error as Error).stack)).toContain(
          (error as Error).name,
        )
      }
    }
  })
})
