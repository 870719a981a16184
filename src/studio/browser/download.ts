/** Hands a file over to the person: the browser saves it where they want. */

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  htm: 'text/html',
  html: 'text/html',
  json: 'application/json',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** @param text the bytes in base64 */
export function download(name: string, text: string): void {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  downloadBytes(name, bytes)
}

export function downloadBytes(name: string, bytes: BlobPart): void {
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
