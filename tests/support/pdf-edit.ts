/** Changes inside finished PDFs, which stay whole files, sealed anew as a forger would. */
import { unzlibSync, zlibSync } from 'fflate'
import { PdfFile, PdfRef } from '../../src/pdf/objects.ts'
import { seal } from '../../src/pdf/seal.ts'

/** Changes a stream of a finished PDF and puts the file together again. */
export function withStream(pdf: Uint8Array, id: number, change: (text: string) => string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const start = text.indexOf(`\n${id} 0 obj`) + 1
  const data = text.indexOf('stream\n', start) + 7
  const length = Number(/\/Length (\d+)/.exec(text.slice(start, data))?.[1])
  const old = Buffer.from(unzlibSync(pdf.subarray(data, data + length))).toString('latin1')
  const changed = change(old)
  if (changed === old) return pdf
  const fresh = Buffer.from(zlibSync(Buffer.from(changed, 'latin1'))).toString('latin1')
  const shift = fresh.length - length
  const body = text.slice(0, data) + fresh + text.slice(data + length)
  const patched = body.replace(/\nxref\n[\s\S]*?trailer/, (table) =>
    table.replace(/(\d{10}) 00000 n/g, (line, offset: string) =>
      Number(offset) > data ? `${String(Number(offset) + shift).padStart(10, '0')} 00000 n` : line,
    ),
  )
  const head =
    patched.slice(0, start) +
    patched.slice(start, data).replace(`/Length ${length}`, `/Length ${String(fresh.length)}`) +
    patched.slice(data)
  const grown = String(fresh.length).length - String(length).length
  const settled =
    grown === 0
      ? head
      : head.replace(/(\d{10}) 00000 n/g, (line, offset: string) =>
          Number(offset) > data ? `${String(Number(offset) + grown).padStart(10, '0')} 00000 n` : line,
        )
  const bytes = Buffer.from(
    settled.replace(/startxref\n\d+/, () => `startxref\n${settled.lastIndexOf('\nxref\n') + 1}`),
    'latin1',
  )
  seal(bytes)
  return bytes
}

export function streams(pdf: Uint8Array): { contents: number[]; maps: number[] } {
  const file = new PdfFile(pdf)
  const root = file.dictionary(file.trailer.get('Root'))
  const pages = file
    .array(file.dictionary(root.get('Pages')).get('Kids'))
    .map((page) => file.dictionary(page))
  const contents = pages.map((page) => page.get('Contents')).filter((ref) => ref instanceof PdfRef)
  const fonts = [...file.dictionary(file.dictionary(pages[0]?.get('Resources')).get('Font')).values()]
  const maps = fonts
    .map((font) => file.dictionary(font).get('ToUnicode'))
    .filter((ref) => ref instanceof PdfRef)
  return { contents: contents.map(({ id }) => id), maps: maps.map(({ id }) => id) }
}
