/** Loaded for what it leaves behind: pdf.js then reads in this thread. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs'
