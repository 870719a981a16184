/** PDFs put together object by object, as an attacker would: the cross-reference table is right, the rest as given. */
import { deflateSync } from 'node:zlib'

/** A stream object: its dictionary's entries without `/Length`, and its bytes. */
export interface Stream {
  readonly entries: string
  readonly data: Uint8Array
}

/** @param objects from number 1 on; the first is the catalog */
export function madePdf(objects: readonly (string | Stream)[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n', 'latin1')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  const put = (part: Uint8Array | string): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)
    parts.push(bytes)
    length += bytes.length
  }
  objects.forEach((object, index) => {
    offsets.push(length)
    put(`${index + 1} 0 obj\n`)
    if (typeof object === 'string') put(object)
    else {
      put(`<< ${object.entries} /Length ${object.data.length} >>\nstream\n`)
      put(object.data)
      put('\nendstream')
    }
    put('\nendobj\n')
  })
  const start = length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`)
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  return Buffer.concat(parts)
}

/** A stream of one byte over and over, packed a thousand to one, twice if asked. */
export const bomb = (megabytes: number): Stream => ({
  entries: '/Filter /FlateDecode',
  data: deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 32), { level: 9 }),
})

/** A PDF of one page whose content, page tree and structure are as given. */
export function pageOf(
  content: string | Stream,
  pages = '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
  structure = '<< /Type /StructTreeRoot >>',
  ...others: readonly (string | Stream)[]
): Uint8Array {
  return madePdf([
    '<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 3 0 R >>',
    pages,
    structure,
    '<< /Type /Page /Resources << >> /Contents 5 0 R >>',
    content,
    ...others,
  ])
}
