/** What reads PDFs runs beside the page, and is begun before anything else: it is ready when the first page is built. */
export const pdfPort = new Worker('/pdf.worker.js', { type: 'module' })
