/** Attached pictures: really GIF or JPEG, and standing still (EFM 5.2.2). */
import type { Log } from '../diagnostics/log.ts'
import { whole } from '../diagnostics/source.ts'

export function checkPicture(name: string, bytes: Uint8Array, log: Log): void {
  const at = whole({ path: name, text: '' })
  const kind = kindOf(bytes)
  const wanted = /\.gif$/i.test(name) ? 'GIF' : 'JPEG'
  if (kind !== wanted)
    log.add('K011', at, `${name} is ${kind ?? 'no picture that EDGAR takes'}, not ${wanted}`)
  else if (kind === 'GIF' && frames(bytes) > 1)
    log.add('K012', at, `${name} moves: it holds ${frames(bytes)} pictures`)
}

function kindOf(bytes: Uint8Array): 'GIF' | 'JPEG' | 'PNG' | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 6))
  if (head === 'GIF87a' || head === 'GIF89a') return 'GIF'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'JPEG'
  return head.startsWith('\u0089PNG') ? 'PNG' : undefined
}

/** Pictures in a GIF, by walking its blocks: what stands inside one is never taken for another. */
function frames(bytes: Uint8Array): number {
  const colors = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const skipParts = (from: number): number => {
    let at = from
    while (at < bytes.length && bytes[at] !== 0) at += (bytes[at] ?? 0) + 1
    return at + 1
  }
  let count = 0
  let at = 13 + colors(bytes[10] ?? 0)
  while (at < bytes.length) {
    if (bytes[at] === 0x21) at = skipParts(at + 2)
    else if (bytes[at] === 0x2c) {
      count++
      at = skipParts(at + 11 + colors(bytes[at + 9] ?? 0))
    } else break
  }
  return count
}
