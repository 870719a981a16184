/** The closing table of a build: document, pages, size, words, and what was found. */
import type { FilingResult } from '../commands/build.ts'
import { columns } from './columns.ts'

export function closingTable(results: readonly FilingResult[], out: string): string {
  const rows = results.flatMap(({ slug, documents }) =>
    documents.map(({ name, pages, bytes, words }) => [
      `${out}/${slug}/${name}`,
      pages === undefined ? '' : String(pages),
      `${(bytes / 1024).toFixed(1)} KB`,
      words === undefined ? '' : String(words),
    ]),
  )
  const head = ['document', 'pages', 'size', 'words']
  return rows.length === 0 ? '' : columns([head, ...rows]).join('\n')
}

/** One sentence for each filing: what came of it. */
export function verdicts(results: readonly FilingResult[]): string {
  return results
    .map(({ slug, ok, diagnostics, milliseconds }) => {
      const count = (severity: string) => diagnostics.filter((found) => found.severity === severity).length
      const errors = count('error')
      const findings = count('finding')
      const time = `${(milliseconds / 1000).toFixed(2)} s`
      if (!ok) return `${slug}: not built, ${plural(errors, 'error')}; the last good output is untouched`
      const noted = findings > 0 ? `, ${plural(findings, 'finding')} to settle before filing` : ''
      return `${slug}: built in ${time}; HTML, PDF and source agree word for word${noted}`
    })
    .join('\n')
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
