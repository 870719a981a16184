import { command } from '../command.ts'
import { jsonOption } from '../options.ts'
import { said } from '../say.ts'

export const listRules = command({
  name: 'rules',
  group: 'Check',
  summary: 'list the checker’s rules with their grades and sources',
  arguments: [],
  options: jsonOption,
  examples: ['filingpress rules', 'filingpress rules --json'],
  async run() {
    const { ruleCodes, rules } = await import('../../check/registry.ts')
    return ruleCodes.map((code) => ({ code, ...rules[code] }))
  },
  async print(rows, { values }) {
    const { ruleList } = await import('../explain.ts')
    return said(values.json ? JSON.stringify(rows, undefined, 2) : ruleList())
  },
})

export const explainCodes = command({
  name: 'explain',
  group: 'Check',
  summary: 'explain a code: its meaning, source, a wrong and a right example',
  arguments: [{ name: 'CODE', optional: true, many: true, offers: 'codes' }],
  options: {},
  examples: ['filingpress explain K067'],
  async run({ words }) {
    const { explain, known } = await import('../explain.ts')
    return words.map((code) => explain(known(code)))
  },
  async print(explained) {
    const { ruleList } = await import('../explain.ts')
    return said(explained.join('\n\n') || ruleList())
  },
})
