import { toBytes } from '../../bytes.ts'
import { columns } from '../columns.ts'
import { command } from '../command.ts'
import { filingDate, filingDateOption, filingsFor, jsonOption, placeOptions, placesOf } from '../options.ts'
import { complainOf, print } from '../say.ts'

export const tags = command({
  name: 'tags',
  group: 'Check',
  summary: 'list the tagged facts of a cover page',
  more: 'Each fact with its concept, value and place; --html writes a page with a switch that shows the tags where they stand.',
  arguments: [{ name: 'FILING', optional: true, many: true, offers: 'filings' }],
  options: {
    html: {
      type: 'text',
      value: 'DIR',
      text: 'also write a page for people, with a switch that shows its tags',
    },
    ...filingDateOption,
    ...placeOptions,
    ...jsonOption,
  },
  examples: ['filingpress tags acme-2026-03-02', 'filingpress tags acme-2026-03-02 --html preview'],
  async run({ world, words, values }) {
    const { listTags } = await import('../../commands/tags.ts')
    const found = filingsFor(world, words, values).map((slug) =>
      listTags(world, placesOf(values), slug, filingDate(values)),
    )
    if (values.html !== undefined)
      for (const { slug, preview } of found) world.writeFile(`${values.html}/${slug}.htm`, toBytes(preview))
    return found
  },
  print(found, { values }) {
    if (values.json) {
      print(
        JSON.stringify(
          found.map(({ slug, rows }) => ({ slug, facts: rows })),
          undefined,
          2,
        ),
      )
      return 0
    }
    for (const { slug, rows, log } of found) {
      complainOf(log.diagnostics)
      print(`${slug}: ${rows.length === 0 ? 'not tagged' : `${rows.length} facts`}`)
      const lines = rows.map(({ fact, concept, value, about, hidden, place }) => [
        concept,
        value.length > 48 ? `${value.slice(0, 47)}…` : value,
        fact,
        [...(hidden ? ['hidden'] : []), ...about.map((one) => one.split('=')[1] ?? '')].join(' '),
        place ?? '',
      ])
      for (const line of columns(lines, 'left')) print(`  ${line}`)
    }
    return 0
  },
})
