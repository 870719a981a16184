/** Names of files as EDGAR takes them (EFM 5.1.1), and what a set of files says about itself. */
import type { Code } from '../diagnostics/codes.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Span, whole } from '../diagnostics/source.ts'

/** Letters and digits, point, hyphen, underscore; an ending that EDGAR knows. */
const taken = /^[A-Za-z0-9][A-Za-z0-9._-]*\.(htm|txt|pdf|fil|jpg|gif|xsd|xml)$/i
const longest = 32

export function checkName(name: string, at: Span, log: Log): void {
  const add = (code: Code, message: string) => log.add(code, at, message)
  if (name.length > longest) add('K001', `"${name}" has ${name.length} characters; EDGAR takes ${longest}`)
  if (!taken.test(name)) add('K002', `"${name}" is not a name that EDGAR takes`)
  else if (name !== name.toLowerCase()) add('K003', `"${name}" has capitals`)
}

/** Names that differ in capitals only, and PDFs that belong to none or share a document. */
export function checkNames(names: readonly string[], log: Log): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const at = whole({ path: name, text: '' })
    const other = seen.get(name.toLowerCase())
    if (other !== undefined && name.toLowerCase().endsWith('.pdf'))
      log.add('K100', at, `${name} and ${other} are PDFs of one document`)
    else if (other !== undefined) log.add('K004', at, `${name} and ${other} are one name to EDGAR`)
    else seen.set(name.toLowerCase(), name)
  }
  const documents = names.filter((name) => /\.(htm|txt)$/i.test(name)).map(stem)
  const pdfs = names.filter((name) => /\.pdf$/i.test(name))
  for (const name of documents.length > 0 ? pdfs : []) {
    if (!documents.includes(stem(name)))
      log.add('K099', whole({ path: name, text: '' }), `${name} has no document beside it`)
  }
}

/** What a document and its PDFs share: `ex99-1` of `ex99-1.htm` and `ex99-1.edgar.pdf`. */
export function stem(name: string): string {
  return name.toLowerCase().replace(/(\.edgar)?\.(htm|txt|pdf)$/, '')
}
