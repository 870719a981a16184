/** Where the glyphs of a run come to stand, reckoned from the strings as a viewer would. */
import { describe, expect, it } from 'vitest'
import { openFace, type RunPart } from '../../src/fonts/face.ts'
import { families } from '../../src/fonts/families.ts'
import { Subset } from '../../src/fonts/subset.ts'
import { Shower } from '../../src/pdf/show.ts'
import type { GlyphRun } from '../../src/typeset/page.ts'
import { real } from '../support/filing.ts'
import { random } from '../support/random.ts'

const words = 'AVATAR Toyota the of We. office huN901-DM1 Herceptin® “quoted” (617) $0.41 1,234.5%'.split(' ')

/** Left edges of the glyphs in thousandths of an em, and their codes, from a string such as `[(ab)-12(c)]`. */
function standing(shown: string, subset: Subset): { slots: number[]; edges: number[] } {
  const [slots, edges]: [number[], number[]] = [[], []]
  let x = 0
  for (const [, text, correction] of shown.matchAll(/\(([^)]*)\)|(-?\d+)/gs)) {
    if (correction !== undefined) x -= Number(correction)
    for (let at = 0; at < (text ?? '').length; at += 2) {
      const slot = (text as string).charCodeAt(at) * 256 + (text as string).charCodeAt(at + 1)
      slots.push(slot)
      edges.push(x)
      x += subset.width(slot)
    }
  }
  return { slots, edges }
}

describe.each(['source serif 4', 'tinos'])('%s', (family) => {
  const file = families[family]?.regular
  if (!file) throw new Error('no such family')
  const face = openFace(family, real.fontFile(file))
  const next = random(7)
  const word = () => words[Math.floor(next() * words.length)] ?? ''

  it('shows every glyph within half a thousandth of an em of its place, words known or not', () => {
    const subset = new Subset(face)
    const shower = new Shower(subset)
    for (let round = 0; round < 200; round++) {
      const size = 8 + 4 * next()
      const parts = Array.from({ length: 12 }, (_, index): RunPart => {
        const part = { shaped: face.shape(word(), 'normal'), apart: next() < 0.2 ? next() / 5 : 0 }
        if (index % 2 === 1) return { shaped: face.shape(' ', 'normal'), apart: 3 * next() - 1 }
        return next() < 0.1 ? { ...part, behind: '\u00ad' } : part
      })
      const { slots, edges } = standing(shower.show({ parts, size } as unknown as GlyphRun), subset)
      const texts: string[] = []
      const wanted: number[] = []
      let x = 0
      for (const { shaped, apart, behind = '' } of parts) {
        shaped.advances.forEach((advance, index) => {
          wanted.push(x)
          texts.push((shaped.texts[index] ?? '') + (index === shaped.texts.length - 1 ? behind : ''))
          x += advance * 1000 + (apart * 1000) / size
        })
      }
      expect(slots.map((slot) => subset.slots[slot]?.text)).toEqual(texts)
      const off = edges.map((edge, index) => Math.abs(edge - (wanted[index] ?? 0)))
      expect(Math.max(...off)).toBeLessThanOrEqual(0.5 + 1e-6)
    }
  })
})
