import { toBytes } from '../../bytes.ts'
import { command } from '../command.ts'
import { contentOption, quietOption, tidy } from '../options.ts'
import { said, UsageError } from '../say.ts'

export const schema = command({
  name: 'schema',
  group: 'Set up',
  summary: 'write content/filing.schema.json, for your editor',
  more: 'schema redline prints the schema of redline.json and of diff --json.',
  arguments: [{ name: 'redline', optional: true, offers: ['redline'] }],
  options: { ...contentOption, ...quietOption },
  examples: ['filingpress schema', 'filingpress schema redline'],
  async run({ world, words: [what], values }) {
    if (what === 'redline')
      return (await import('../../commands/redline-schema.ts')).redlineSchemaText().trimEnd()
    if (what !== undefined) throw new UsageError('schema takes nothing, or the word redline')
    const { schemaText } = await import('../../commands/schema.ts')
    const path = `${tidy(values.content)}/filing.schema.json`
    world.writeFile(path, toBytes(schemaText()))
    return values.quiet ? '' : `wrote ${path}`
  },
  print: said,
})
