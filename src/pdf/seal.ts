/**
 * The seal of a PDF of ours: the second half of its identifier is a digest of all its other bytes (ISO 32000-1, 14.4,
 * wants it to change with the content). Our reader knows nothing but what we write; of a file that was damaged or changed
 * since, other readers may show something else, so only a sealed file is read by ours alone. No proof against a
 * forger, who can make the digest again: signatures of the archive are for that.
 */
import { createHash } from 'node:crypto'

/** Bytes of the digest, and of each half of the identifier. */
const size = 16
const identifier = /\/ID \[<[0-9a-f]{32}> <([0-9a-f]{32})>\]\n>>\nstartxref\n\d+\n%%EOF\n?$/
/** The identifier stands within so many bytes of the end. */
const tail = 256

/** Writes the digest into a finished file, in place. */
export function seal(pdf: Uint8Array): void {
  const at = placeOf(pdf)
  if (at !== undefined) Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).write(digestOf(pdf, at), at)
}

/** Whether a file has all the bytes that it was sealed with. */
export function isSealed(pdf: Uint8Array): boolean {
  const at = placeOf(pdf)
  if (at === undefined) return false
  return Buffer.from(pdf.subarray(at, at + size * 2)).toString('latin1') === digestOf(pdf, at)
}

function placeOf(pdf: Uint8Array): number | undefined {
  const from = Math.max(0, pdf.length - tail)
  const found = identifier.exec(Buffer.from(pdf.subarray(from)).toString('latin1'))
  return found ? from + found.index + '/ID [<'.length + size * 2 + '> <'.length : undefined
}

const digestOf = (pdf: Uint8Array, at: number): string =>
  createHash('sha256')
    .update(pdf.subarray(0, at))
    .update(pdf.subarray(at + size * 2))
    .digest('hex')
    .slice(0, size * 2)
