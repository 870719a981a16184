import { command } from '../../command.ts'
import { showFiled } from './output.ts'
import {
  archiveOption,
  filesOf,
  filingArgument,
  filingOf,
  opened,
  signerFrom,
  whoIs,
  whoOptions,
} from './shared.ts'

export const archiveFiled = command({
  name: 'archive filed',
  group: 'Archive',
  summary: 'record what EDGAR returned, and compare the as-filed copy with ours',
  arguments: [filingArgument],
  options: {
    accession: { type: 'text', value: 'NUMBER', required: true, text: 'accession number' },
    accepted: { type: 'text', value: 'TIME', required: true, text: 'when EDGAR accepted it' },
    copy: { type: 'list', value: 'FILE', text: 'a document as EDGAR shows it' },
    message: { type: 'text', value: 'TEXT', text: 'why this version is kept' },
    ...whoOptions,
    ...archiveOption,
  },
  examples: [
    'filingpress archive filed acme-2026-03-02 --accession 0000012345-26-000012 --accepted 2026-03-02T16:31:05-05:00 --copy 8-k.htm',
  ],
  exits: { 1: 'the as-filed copy has other words than ours' },
  async run({ world, words, values }) {
    const { filed } = await import('../../../commands/archive/filed.ts')
    return filed(world, await opened(world, values), filingOf(words), {
      accession: values.accession,
      accepted: values.accepted,
      copies: filesOf(world, values.copy),
      message: values.message ?? `Filed as ${values.accession}`,
      user: whoIs(values),
      key: await signerFrom(world, values),
    })
  },
  print: (result, { words, values }) => showFiled(filingOf(words), values.accession, result),
})
