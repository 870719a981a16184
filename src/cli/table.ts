/** The closing table of a build: document, pages, size, words, and what was found. */
import type { FilingResult } from '../commands/build.ts'

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
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const lines = [head, ...rows].map((row) =>
    row
      .map((value, column) =>
        column === 0 ? value.padEnd(widths[0] ?? 0) : value.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  return rows.length === 0 ? '' : lines.join('\n')
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
