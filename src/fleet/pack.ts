/**
 * Files as one piece of bytes: a line of JSON that names them with their sizes, then their bytes one after the other. The
 * same files give the same bytes, in whatever order they come.
 */
import { toBytes, toText } from '../bytes.ts'

export function pack(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const head = sorted.map(([name, bytes]) => [name, bytes.length])
  return Buffer.concat([toBytes(`${JSON.stringify(head)}\n`), ...sorted.map(([, bytes]) => bytes)])
}

/** @throws Error for bytes that are no pack */
export function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  const end = bytes.indexOf(10)
  const head = JSON.parse(toText(bytes.subarray(0, end))) as readonly (readonly [string, number])[]
  let at = end + 1
  const files = new Map<string, Uint8Array>()
  for (const [name, size] of head) {
    files.set(name, Uint8Array.from(bytes.subarray(at, at + size)))
    at += size
  }
  if (at !== bytes.length) throw new Error('these bytes are not a whole pack of files')
  return files
}
