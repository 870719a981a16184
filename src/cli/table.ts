/** The closing table of a build: document, pages, size, words, and what was found. */

import type { Edge } from '../check/tie-out.ts'
import type { FilingResult } from '../commands/build.ts'
import { type Diagnostic, open } from '../diagnostics/diagnostic.ts'
import { where } from '../diagnostics/log.ts'
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
    .map(({ slug, ok, unchanged, diagnostics, milliseconds, stripped }) => {
      const errors = diagnostics.filter((found) => found.severity === 'error').length
      const time = `${(milliseconds / 1000).toFixed(2)} s`
      if (!ok) return `${slug}: not built, ${plural(errors, 'error')}; the last good output is untouched`
      const left = stripped.length > 0 ? `; left out of the final build: ${stripped.join(', ')}` : ''
      return countSentence(
        `${slug}: ${unchanged ? 'unchanged since it was built' : `built in ${time}`}; HTML, PDF and source agree word for word${left}`,
        diagnostics,
      )
    })
    .join('\n')
}

/** A sentence with what is still to be settled behind it. */
export function countSentence(sentence: string, diagnostics: readonly Diagnostic[]): string {
  const of = (severity: string) =>
    diagnostics.filter((found) => found.severity === severity && open(found)).length
  const [errors, findings, warnings] = [of('error'), of('finding'), of('warning')]
  const waived = diagnostics.filter((found) => found.waived).length
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(findings > 0 ? [plural(findings, 'finding')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ]
  const settle = parts.length > 0 ? `${parts.join(' and ')} to settle before filing` : 'nothing to settle'
  return `${sentence}; ${settle}${waived > 0 ? `, ${waived} waived` : ''}`
}

/** What settings of the house do in a filing, a line each, at every build: they hold for what is not written yet. */
export function settingList(
  results: readonly Pick<FilingResult, 'slug' | 'settings' | 'diagnostics'>[],
): string {
  const lines = results.flatMap(({ slug, settings, diagnostics }) =>
    settings.map(({ code, as, accept, reason, by }) => {
      const aside = diagnostics.filter((found) => found.code === code && found.waived?.setting).length
      const what = [
        ...(as === undefined ? [] : [as === 'off' ? 'off' : `as ${as}`]),
        ...(accept ? [`accepts ${accept.map((word) => `"${word}"`).join(', ')}`] : []),
      ].join(', ')
      const count = aside > 0 ? `, ${aside} set aside in ${slug}` : ''
      return `setting ${code} ${what}${count} \u2013 ${reason} (${by})`
    }),
  )
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}

/** What is waived, a line each, at every build: a reason that nobody sees is no reason. */
export function waivedList(diagnostics: readonly Diagnostic[]): string {
  const lines = diagnostics.flatMap(({ code, message, span, waived }) =>
    waived && !waived.setting
      ? [`waived ${code} ${span ? where(span) : ''}: ${cut(message)} \u2013 ${waived.reason} (${waived.by})`]
      : [],
  )
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}

export function tieSentence(count: number): string {
  return count > 0 ? `${plural(count, 'statement')} of the items tied to the release (--ties lists them)` : ''
}

/** Each figure with its place, what became of it, and what supports it. */
export function edgeList(edges: readonly Edge[]): string {
  return edges
    .map(({ statement, outcome, support, note }) => {
      const own = `${where(statement.at)}: ${cut(statement.text)}`
      if (note !== undefined) return `${own}  by hand: ${note}`
      if (!support) return `${own}  not matched`
      return `${own}  ${outcome === 'agrees' ? '=' : 'DIFFERS FROM'}  ${cut(support.text)}  ${where(support.at)}`
    })
    .join('\n')
}

const cut = (text: string): string => (text.length > 72 ? `${text.slice(0, 71)}…` : text)

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
