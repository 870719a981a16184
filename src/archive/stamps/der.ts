/**
 * DER (ITU-T X.690, 10): read as far as time stamps need it, and written for the request. Nothing is read ahead or in
 * circles, so that bytes of anybody cost what they weigh.
 */

/** Bytes that are not what they should be. */
export class NotDer extends Error {}

export interface Der {
  /** The first byte: class, form and number. */
  readonly tag: number
  readonly content: Uint8Array
  /** With tag and length, as it stands. */
  readonly whole: Uint8Array
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** `[0]`, constructed. */
  first: 0xa0,
  second: 0xa1,
  fourth: 0xa3,
} as const

/** Longer values than any certificate or token has are not read. */
const longest = 1 << 24

/** @throws NotDer */
function next(bytes: Uint8Array, at: number): Der {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined || (tag & 31) === 31) throw new NotDer('a tag is missing')
  let [start, length] = [at + 2, first]
  if (first > 0x80 && first <= 0x84) {
    start += first - 0x80
    length = bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0)
  } else if (first >= 0x80) throw new NotDer('a length is not definite')
  const end = start + length
  if (length > longest || end > bytes.length) throw new NotDer('a value ends early')
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) }
}

/** One value and nothing behind it. @throws NotDer */
export function readDer(bytes: Uint8Array, tag?: number): Der {
  const value = next(bytes, 0)
  if (value.whole.length !== bytes.length) throw new NotDer('something follows')
  return tag === undefined ? value : expectTag(value, tag)
}

/** The values inside a value, in order. @throws NotDer */
export function inside({ content }: Der): Der[] {
  const found: Der[] = []
  for (let at = 0; at < content.length; ) {
    const value = next(content, at)
    found.push(value)
    at += value.whole.length
  }
  return found
}

/** @throws NotDer where there is none, or another */
export function expectTag(value: Der | undefined, tag: number): Der {
  if (value?.tag !== tag) throw new NotDer(`there is no value with tag ${tag}`)
  return value
}

/** An object identifier as figures with points. @throws NotDer */
export function oidOf(value: Der | undefined): string {
  const { content } = expectTag(value, tags.oid)
  const numbers: number[] = []
  let number = 0
  for (const byte of content) {
    number = number * 128 + (byte & 127)
    if (byte < 128) {
      numbers.push(number)
      number = 0
    }
  }
  const [head = 0, ...rest] = numbers
  const root = Math.min(2, Math.floor(head / 40))
  return [root, head - root * 40, ...rest].join('.')
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A value around others, or around bytes. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Uint8Array.from(Buffer.concat([Buffer.from([tag, ...size]), content]))
}

export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((number) => {
    const groups = [number & 127]
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 127) | 128)
    return groups
  })
  return der(tags.oid, Uint8Array.from(bytes))
}
