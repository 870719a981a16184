/** Files inside a PDF, each with its kind and its relation to the document (ISO 19005-3, 6.8; ISO 32000-1, 7.11). */
import type PDFDocument from 'pdfkit'
import type { Reference } from 'pdfkit'
import { deflated } from './fonts.ts'

/** By name. */
export type Attachments = ReadonlyMap<string, Uint8Array>

const kinds: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  yaml: 'application/yaml',
  css: 'text/css',
  htm: 'text/html',
  csv: 'text/csv',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  png: 'image/png',
  ttf: 'font/ttf',
  json: 'application/json',
}

/** Writes the files and hangs them on the catalog. @param date `D:20260102000000Z` */
export function attach(pdf: PDFDocument, files: Attachments, date: Date): void {
  const specifications = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]): [string, Reference] => {
      const kind = kinds[/\.(\w+)$/.exec(name)?.[1] ?? ''] ?? 'text/plain'
      // A name cannot hold a slash as it is.
      const stream = deflated(
        pdf,
        {
          Type: 'EmbeddedFile',
          Subtype: kind.replace('/', '#2F'),
          Params: { Size: bytes.length, ModDate: date },
        },
        bytes,
      )
      const specification = pdf.ref({
        Type: 'Filespec',
        F: new String(name),
        UF: new String(name),
        Desc: new String(`Source: ${name}`),
        AFRelationship: 'Source',
        EF: { F: stream, UF: stream },
      })
      specification.end()
      return [name, specification]
    })
  // pdfkit has begun this dictionary and will end it.
  const names = pdf._root.data['Names'] as Reference
  names.data['EmbeddedFiles'] = {
    Names: specifications.flatMap(([name, reference]) => [new String(name), reference]),
  }
  pdf._root.data['AF'] = specifications.map(([, reference]) => reference)
}
