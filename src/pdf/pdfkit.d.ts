/** The few members of pdfkit that the painter uses; tests/pdf/pdfkit-contract.test.ts holds them to it. */
declare module 'pdfkit' {
  export interface Reference {
    readonly id: number
    readonly data: Record<string, unknown>
    buffer: Uint8Array[]
    write(chunk: Uint8Array | string): void
    end(): void
  }

  export interface PageObject {
    readonly content: Reference
    readonly dictionary: Reference
    readonly resources: Reference
  }

  export default class PDFDocument {
    constructor(options: {
      autoFirstPage: false
      font: null
      compress: false
      pdfVersion: '1.7'
      lang: string
      displayTitle: true
      info: Record<string, string | Date>
    })
    page: PageObject
    _root: Reference
    _id: Uint8Array
    addPage(options: { size: readonly [number, number]; margin: 0 }): this
    ref(data?: Record<string, unknown>): Reference
    push(chunk: Uint8Array | null): boolean
    endMetadata(): void
    endMarkings(): void
    end(): void
  }
}
