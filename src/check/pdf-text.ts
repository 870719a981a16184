/** The text of a finished PDF, by whichever reader opens it: ours, which takes nothing but what we write, or pdf.js. */

import { budgetFor } from '../diagnostics/budget.ts'
import { PdfError } from '../pdf/objects.ts'
import type { OtherPdf } from '../pdf/others.ts'
import type { Hidden } from '../pdf/others-looks.ts'
import { hiddenInOwn } from '../pdf/own-looks.ts'
import { readPdf } from '../pdf/read.ts'
import { isSealed } from '../pdf/seal.ts'

export type PdfText =
  | { readonly kind: 'ours'; readonly words: readonly string[]; readonly hidden: readonly Hidden[] }
  | { readonly kind: 'other'; readonly pdf: OtherPdf }
  | { readonly kind: 'unread'; readonly why: string }
  /** Made by another program, where the reader of such files is not at hand. */
  | { readonly kind: 'apart' }

/** Reads a PDF of another program. */
export type OtherReader = (
  bytes: Uint8Array,
) => OtherPdf | { readonly failed: string } | { readonly absent: true }

/** @param answer of the program that reads PDFs (pdf-reader.ts) */
export const otherPdfOf = (answer: string): ReturnType<OtherReader> =>
  JSON.parse(answer) as ReturnType<OtherReader>

/** Where a PDF must begin: readers look for its mark in so many bytes (ISO 32000-1, Annex H.3). */
const headLength = 1024

/** @throws FilingError when reading it would cost more than its budget */
export function pdfTextOf(name: string, bytes: Uint8Array, readOther: OtherReader): PdfText {
  if (bytes.length === 0) return { kind: 'unread', why: 'it is empty' }
  if (!Buffer.from(bytes.subarray(0, headLength)).includes('%PDF-'))
    return { kind: 'unread', why: 'it is not a PDF' }
  const own = ofOurs(name, bytes)
  if (own) return own
  const other = readOther(bytes)
  if ('absent' in other) return { kind: 'apart' }
  return 'failed' in other ? { kind: 'unread', why: other.failed } : { kind: 'other', pdf: other }
}

/** A file that is not as we wrote it, byte by byte, is another's, or damaged: pdf.js says more of it. */
function ofOurs(name: string, bytes: Uint8Array): PdfText | undefined {
  if (!isSealed(bytes)) return undefined
  try {
    return {
      kind: 'ours',
      words: readPdf(bytes, budgetFor('pdf', name)).words,
      hidden: hiddenInOwn(bytes, budgetFor('pdf', name)),
    }
  } catch (error) {
    if (error instanceof PdfError || error instanceof RangeError || error instanceof TypeError)
      return undefined
    throw error
  }
}
