/** One version as a bag (BagIt 1.0, RFC 8493), and files as a tar of the same bytes each time (POSIX ustar). */
import { sha256, sha512, toBytes } from '../bytes.ts'

/** RFC 8493, 2.1.3: what a manifest cannot hold is written by its number. */
const spelt = (path: string): string => path.replace(/%/g, '%25').replace(/\n/g, '%0A').replace(/\r/g, '%0D')

export interface BagAbout {
  readonly id: string
  readonly version: string
  readonly created: string
  readonly tool: string
}

/** Payload under `data/`, manifests of two algorithms, and who made it. */
export function bag(files: ReadonlyMap<string, Uint8Array>, about: BagAbout): Map<string, Uint8Array> {
  const payload = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => [`data/${name}`, bytes] as const)
  const size = payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)
  const info = [
    `Bagging-Date: ${about.created.slice(0, 10)}`,
    `Bag-Software-Agent: ${about.tool}`,
    `External-Identifier: ${about.id} ${about.version}`,
    `Payload-Oxum: ${size}.${payload.length}`,
    '',
  ].join('\n')
  const tags = new Map<string, Uint8Array>([
    ['bagit.txt', toBytes('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')],
    ['bag-info.txt', toBytes(info)],
    ['manifest-sha256.txt', manifest(payload, sha256)],
    ['manifest-sha512.txt', manifest(payload, sha512)],
  ])
  const whole = new Map<string, Uint8Array>([...tags, ...payload])
  whole.set('tagmanifest-sha512.txt', manifest([...tags], sha512))
  return whole
}

function manifest(
  files: readonly (readonly [string, Uint8Array])[],
  digest: (bytes: Uint8Array) => string,
): Uint8Array {
  return toBytes(files.map(([name, bytes]) => `${digest(bytes)}  ${spelt(name)}\n`).join(''))
}

const block = 512

/** Sorted, no owner, no time: the same files give the same bytes. @throws RangeError for a path longer than ustar takes */
export function tar(files: ReadonlyMap<string, Uint8Array>, folder: string): Uint8Array {
  const parts: Uint8Array[] = []
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    parts.push(
      header(`${folder}/${name}`, bytes.length),
      bytes,
      new Uint8Array((block - (bytes.length % block)) % block),
    )
  }
  parts.push(new Uint8Array(2 * block))
  return Uint8Array.from(Buffer.concat(parts))
}

/** Name in 100 bytes, or cut at a slash with up to 155 before it. */
function header(path: string, size: number): Uint8Array {
  const bytes = new Uint8Array(block)
  const put = (text: string, at: number, length: number) => bytes.set(toBytes(text).subarray(0, length), at)
  const [prefix, name] = cut(path)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  put(name, 0, 100)
  put(octal(0o644, 8), 100, 8)
  put(octal(0, 8), 108, 8)
  put(octal(0, 8), 116, 8)
  put(octal(size, 12), 124, 12)
  put(octal(0, 12), 136, 12)
  put('        ', 148, 8)
  put('0', 156, 1)
  put('ustar\u000000', 257, 8)
  put(prefix, 345, 155)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8)
  return bytes
}

function cut(path: string): readonly [prefix: string, name: string] {
  if (toBytes(path).length <= 100) return ['', path]
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)]
    if (toBytes(prefix).length <= 155 && toBytes(name).length <= 100) return [prefix, name]
  }
  throw new RangeError(`a tar cannot hold the path ${path}`)
}
