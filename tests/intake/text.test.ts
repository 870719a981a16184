/** Bytes of an authored file as text: what is refused, one by one, with its place. */
import { describe, expect, it } from 'vitest'
import { Log, where } from '../../src/diagnostics/log.ts'
import { readText } from '../../src/intake/text.ts'

function read(text: string) {
  const log = new Log()
  const source = readText('a.md', new TextEncoder().encode(text), log)
  return {
    text: source?.text,
    found: log.diagnostics.map(({ code, span }) => `${code} ${span ? where(span) : ''}`),
  }
}
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)
const shown = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`

describe('a control character', () => {
  const refused = [
    ...from(0x00, 0x08),
    ...[0x0b, 0x0c],
    ...from(0x0e, 0x1f),
    ...from(0x7f, 0x9f),
    ...[0x2028, 0x2029, 0xfdd0, 0xfdef, 0xfffe, 0xffff],
  ]
  it.each(refused.map((code) => [shown(code), code] as const))(
    '%s is refused at its place',
    (_name, code) => {
      expect(read(`one\ntwo${String.fromCharCode(code)}three`).found).toEqual(['W009 a.md:2:4'])
    },
  )

  it.each([0x09, 0x0a, 0x20, 0x7e, 0xa0, 0xad, 0x2027, 0x202f].map((code) => [shown(code), code] as const))(
    '%s is not',
    (_name, code) => {
      expect(read(`one\ntwo${String.fromCharCode(code)}three`).found).toEqual([])
    },
  )
})

describe('text', () => {
  it('has one line end, no mark of bytes, and composed letters', () => {
    expect(read('\ufeffa\r\nb\rc\u0065\u0301').text).toBe('a\nb\nc\u00e9')
  })

  it('that is not UTF-8 is refused, its line named', () => {
    const log = new Log()
    expect(readText('a.md', new Uint8Array([0x61, 0x0a, 0x62, 0xe9, 0x63]), log)).toBeUndefined()
    expect(log.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'W001 line 2 is not valid UTF-8',
    ])
  })
})

describe('a character that shows nothing', () => {
  const unseen = [0x200b, 0x200e, 0x202e, 0x2060, 0x2800, 0x3164, 0xfe0f, 0x34f, 0xe0041]
  it.each(unseen.map((code) => [shown(code), code] as const))('%s is told', (_name, code) => {
    expect(read(`one\ntwo${String.fromCodePoint(code)}three`).found).toEqual(['W011 a.md:2:4'])
  })

  it('may begin a file as its byte-order mark', () => {
    expect(read('\ufeffone').found).toEqual([])
  })
})
