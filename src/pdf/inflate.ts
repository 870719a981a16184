/** Flate streams of a PDF, never larger than what its budget has left. */
import { inflateSync } from 'node:zlib'
import type { Budget } from '../diagnostics/budget.ts'

/** @returns undefined for bytes that are damaged @throws FilingError when they unpack to too much */
export function inflated(bytes: Uint8Array, budget: Budget): Buffer | undefined {
  let out: Buffer
  try {
    out = inflateSync(bytes, { maxOutputLength: Math.max(1, budget.bytesLeft) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') budget.spend('bytes')
    return undefined
  }
  budget.bytes(out.length)
  return out
}
