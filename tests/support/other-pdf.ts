/** PDFs of another program: pdfkit with its own layout and fonts, which nothing of ours touches. */
import PDFDocument from 'pdfkit'

/** What tests use of pdfkit's layout; src/ knows it as a writer of objects only. */
interface Kit {
  font(name: string): Kit
  fontSize(size: number): Kit
  fillColor(color: string): Kit
  fillOpacity(opacity: number): Kit
  text(text: string, x?: number, y?: number, options?: Record<string, unknown>): Kit
  rect(x: number, y: number, width: number, height: number): Kit
  fill(color: string): Kit
  addPage(): Kit
  addContent(operators: string): Kit
  save(): Kit
  restore(): Kit
  scale(factor: number): Kit
  moveDown(): Kit
  on(event: 'data' | 'end', take: (chunk: Uint8Array) => void): void
  end(): void
}

export async function otherPdf(draw: (kit: Kit) => void): Promise<Uint8Array> {
  const Document = PDFDocument as unknown as new (options: Record<string, unknown>) => Kit
  const kit = new Document({ size: 'LETTER', margin: 72, info: { CreationDate: new Date(0) } })
  const chunks: Uint8Array[] = []
  const done = new Promise<void>((resolve) => {
    kit.on('data', (chunk) => chunks.push(chunk))
    kit.on('end', () => resolve())
  })
  draw(kit)
  kit.end()
  await done
  return Buffer.concat(chunks)
}
