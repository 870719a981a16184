import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/bytes.ts'
import { deflate } from '../../src/pdf/deflate.ts'
import { program } from '../../src/pdf/zlib-program.ts'

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

/** zip.js promises none of this: a version of it that changes any must fail here, and not in a PDF. */
describe('the WebAssembly that zip.js keeps', () => {
  const module = new WebAssembly.Module(program)

  it('wants nothing of who loads it, and has what is called, with as many arguments', () => {
    expect(WebAssembly.Module.imports(module)).toEqual([])
    const kinds = new Map(WebAssembly.Module.exports(module).map(({ name, kind }) => [name, kind]))
    const exports = new WebAssembly.Instance(module).exports as Record<string, { readonly length: number }>
    expect(kinds.get('memory')).toBe('memory')
    const called = {
      malloc: 1,
      free: 1,
      deflate_new: 0,
      deflate_init: 2,
      deflate_process: 6,
      deflate_last_consumed: 1,
      deflate_end: 1,
    }
    for (const [name, count] of Object.entries(called)) {
      expect(kinds.get(name), name).toBe('function')
      expect(exports[name]?.length, name).toBe(count)
    }
  })

  it('says in eight bits how it went, below them how much came out, and how much it took', () => {
    const zlib = new WebAssembly.Instance(module).exports as unknown as Record<
      string,
      (...given: number[]) => number
    > & { memory: WebAssembly.Memory }
    const [stream = 0, from = 0, to = 0] = [
      zlib['deflate_new']?.(),
      zlib['malloc']?.(100),
      zlib['malloc']?.(100),
    ]
    expect(zlib['deflate_init']?.(stream, 4)).toBe(0)
    new Uint8Array(zlib.memory.buffer).set(Buffer.from('aaaaaaaaaa'), from)
    // Not at the end: nothing need come out, all is taken.
    const begun = zlib['deflate_process']?.(stream, from, 10, to, 100, 0) ?? -1
    expect([begun >> 24, zlib['deflate_last_consumed']?.(stream)]).toEqual([0, 10])
    const ended = zlib['deflate_process']?.(stream, from, 0, to + (begun & 0xffffff), 90, 4) ?? -1
    expect(ended >> 24).toBe(1)
    const made = new Uint8Array(zlib.memory.buffer).slice(to, to + (begun & 0xffffff) + (ended & 0xffffff))
    expect(inflateSync(made).toString()).toBe('aaaaaaaaaa')
    expect(zlib['deflate_end']?.(stream)).toBe(0)
  })
})
