/** What `explain` and `rules` print: a code's meaning, its source, a wrong and a right example. */
import { type Code, codes, isCode, ruleCodes, rules } from '../check/registry.ts'
import { UsageError } from './say.ts'

const grades = {
  suspends: 'EDGAR suspends the submission',
  warns: 'EDGAR warns',
  form: 'the form or a regulation requires it',
  convention: 'readers expect it; no machine at EDGAR tests it',
} as const

const severities = {
  error: 'stops the build',
  finding: 'is written into a draft; a final build refuses until it is fixed or waived',
  warning: 'warns; a final build refuses until it is fixed or waived',
  note: 'only informs',
} as const

export function explain(code: Code): string {
  const row = codes[code]
  const lines = [`${code}: ${row.means}`, '', `  ${row.severity}: ${severities[row.severity]}`]
  if (row.grade !== undefined) lines.push(`  ${row.grade}: ${grades[row.grade]}`)
  if (row.source !== undefined) lines.push(`  source: ${row.source}`)
  if (row.hint !== undefined) lines.push(`  what to do: ${row.hint}`)
  if (row.in !== undefined) {
    const shown = (text: string | undefined) =>
      text === undefined || text === ''
        ? '(nothing)'
        : text
            .trim()
            .replace(/\n/g, '\n           ')
            .replace(/\ufeff/g, '(byte-order mark)')
    lines.push(
      '',
      `  in ${row.in === 'plain' ? 'plain HTML' : row.in === 'inline' ? 'a tagged document' : row.in === 'file name' ? 'a file name' : row.in === 'folder' ? 'a folder of files' : row.in === 'pdf' ? 'a PDF' : row.in}`,
    )
    lines.push(`    wrong: ${shown(row.wrong)}`, `    right: ${shown(row.right)}`)
  }
  return lines.join('\n')
}

/** A line a rule: code, severity, grade, meaning, source. */
export function ruleList(): string {
  return ruleCodes
    .map((code) => {
      const { severity, grade, means, source } = rules[code]
      return `${code}  ${severity.padEnd(7)}  ${grade.padEnd(10)}  ${means}  [${source}]`
    })
    .join('\n')
}

/** A code as a person typed it. @throws UsageError for one that is none */
export function known(code: string): Code {
  const upper = code.toUpperCase()
  if (isCode(upper)) return upper
  throw new UsageError(`there is no code "${code}"; filingpress rules lists those of the checker`)
}
