/** docs/rules.md, made from the registry of rules. */
import { ruleCodes, rules } from '../../src/check/registry.ts'

const grades = {
  suspends: 'EDGAR suspends the submission',
  warns: 'EDGAR warns',
  form: 'the form or a regulation requires it',
  convention: 'readers expect it; no machine at EDGAR tests it',
} as const

const shown = (text: string): string =>
  text.trim() === ''
    ? '(nothing)'
    : `\n\n  \`\`\`\n${text
        .trim()
        .replace(/\ufeff/g, '(byte-order mark)')
        .replace(/^/gm, '  ')}\n  \`\`\``

/** One section a rule, in the order of their codes. */
export function rulesPage(): string {
  const sections = [...ruleCodes].sort().map((code) => {
    const { severity, grade, source, means, hint, in: sample, wrong, right } = rules[code]
    return `## ${code}: ${means}

- Severity: ${severity}. Grade: ${grade} (${grades[grade]}).
- Source: ${source}
- What to do: ${hint}
- Example, in ${sample}. Wrong: ${shown(wrong)}
- Right: ${shown(right)}
`
  })
  return `# Rules of the checker

This page is made from the rules in \`src/check/rules/\`; \`npx vitest run tests/check/rules-page.test.ts -u\` makes it anew.
\`filingpress explain K067\` prints one of them.

An **error** stops a document from being made. A **finding** has to be mended or waived before a final build. A **warning**
likewise; it is less sure. A **note** only informs.

${sections.join('\n')}`
}
