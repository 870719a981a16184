/** Files of the folder for EDGAR that are not uploaded with the others: they tell of them. */
export const telling = {
  xml: 'submission.xml',
  preview: 'preview.txt',
  sheet: 'sheet.txt',
  sheetPdf: 'sheet.pdf',
} as const

/** Those that repeat the documents or are about them, and are no documents themselves. */
export const noDocuments: ReadonlySet<string> = new Set([telling.preview, telling.sheet, telling.sheetPdf])
