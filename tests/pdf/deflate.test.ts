import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/bytes.ts'
import { deflate } from '../../src/pdf/deflate.ts'

/** Bytes without a pattern: what cannot be made smaller fills the window of the output before that of the input. */
function noise(length: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state >> 16
  })
}

describe('deflate', () => {
  it.each([
    ['nothing', new Uint8Array(0)],
    ['a byte', Uint8Array.of(7)],
    ['text', Buffer.from('BT /F1 10.5 Tf 1 0 0 1 72 646.29 Tm [(ab)9(c)] TJ ET\n'.repeat(40))],
    ['a window and a byte', noise(65537)],
    ['five million bytes without a pattern', noise(5_000_000)],
    ['five million bytes alike', new Uint8Array(5_000_000)],
  ])('of %s is what zlib reads back', (_, bytes) => {
    expect(inflateSync(deflate(bytes)).equals(bytes)).toBe(true)
  })

  it('gives the bytes it gave when this was written, one stream after the other', () => {
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, at) => `${at * at} Td `).join(''))
    const made = deflate(bytes)
    expect(deflate(bytes)).toEqual(made)
    expect(made.length).toBeLessThan(bytes.length / 2)
    expect(sha256(made)).toBe('253090a80e0d0325aaa63227831c0d27191620840f3336bf10e042e3a366a5f4')
  })
})
