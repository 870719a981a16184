/** Every byte of a PDF of ours is under its seal. */
import { describe, expect, it } from 'vitest'
import { isSealed, seal } from '../../src/pdf/seal.ts'
import { buildWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'

describe('the seal of a PDF', () => {
  const { world } = buildWith(modern)
  const pdfs = [...world.files].filter(([path]) => path.endsWith('.pdf')).map(([, bytes]) => bytes)

  it('is on each that is built', () => {
    expect(pdfs.length).toBeGreaterThan(1)
    expect(pdfs.map(isSealed)).toEqual(pdfs.map(() => true))
  })

  it('breaks with any byte', () => {
    const next = random(7)
    for (const pdf of pdfs)
      for (let round = 0; round < 200; round++) {
        const copy = Uint8Array.from(pdf)
        const at = Math.floor(next() * copy.length)
        copy[at] = (copy[at] ?? 0) ^ (1 + Math.floor(next() * 255))
        expect(isSealed(copy), `byte ${at}`).toBe(false)
      }
  })

  it('breaks with what is cut off or put behind', () => {
    for (const pdf of pdfs) {
      expect(isSealed(pdf.subarray(0, -2))).toBe(false)
      expect(isSealed(Buffer.concat([pdf, Buffer.from('%')]))).toBe(false)
    }
  })

  it('is not put on what has no place for it', () => {
    const other = new TextEncoder().encode('%PDF-1.7\n%%EOF')
    seal(other)
    expect(new TextDecoder().decode(other)).toBe('%PDF-1.7\n%%EOF')
    expect(isSealed(other)).toBe(false)
  })
})
