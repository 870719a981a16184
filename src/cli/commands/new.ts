import { command } from '../command.ts'
import { contentOption } from '../options.ts'
import { said, UsageError } from '../say.ts'

/** The folders of `examples/`. */
export const examples = [
  'earnings',
  'officer-change',
  'agreement',
  'vote',
  'amendment',
  'clinical',
  'cyber-incident',
] as const

export const newFiling = command({
  name: 'new',
  group: 'Prepare',
  summary: 'begin a filing that builds at once',
  more: 'What is not given is asked for on a terminal; elsewhere the usual answer stands.',
  arguments: [{ name: 'NAME' }],
  options: {
    example: {
      type: 'text',
      value: 'KIND',
      choices: examples,
      text: `begin with an example that is complete: ${examples.join(', ')}`,
    },
    registrant: { type: 'text', value: 'NAME', text: 'name of the registrant' },
    date: { type: 'text', value: 'YYYY-MM-DD', text: 'date of the report' },
    items: { type: 'text', value: 'ITEMS', text: 'items with commas, as 2.02,7.01' },
    from: {
      type: 'text',
      value: 'FILING',
      text: 'begin with another filing: what is stale in it becomes placeholders',
    },
    headline: { type: 'text', value: 'TEXT', text: 'headline of the press release' },
    ...contentOption,
  },
  examples: [
    'filingpress new acme-2026-03-02',
    'filingpress new acme-2026-02-12 --example earnings',
    'filingpress new acme-2026-06-02 --from acme-2026-03-02',
    'filingpress new acme-2026-03-02 --registrant "Acme Corp." --date 2026-03-02 --items 2.02',
  ],
  async run({ world, words: [name = ''], values }) {
    const { begin, continued } = await import('../beginning.ts')
    if (values.from !== undefined && values.example !== undefined)
      throw new UsageError('say --from or --example, not both')
    if (values.from !== undefined) return { name, ...continued(world, name, values.from, values) }
    return { name, files: await begin(world, name, values), stale: [] }
  },
  print: ({ name, files, stale }) =>
    said(
      [
        ...files,
        ...stale.map(({ file, line, was }) => `to fill in: ${file}:${line}: it was "${was}"`),
        '',
        `Next: filingpress build ${name}`,
      ].join('\n'),
    ),
})
