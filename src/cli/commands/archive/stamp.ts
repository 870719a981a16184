import { command } from '../../command.ts'
import { print, said, UsageError } from '../../say.ts'
import {
  archiveOption,
  authorityFrom,
  filingArgument,
  filingOf,
  opened,
  tsaOption,
  versionArgument,
} from './shared.ts'

export const archiveStamp = command({
  name: 'archive stamp',
  group: 'Archive',
  summary: 'have an authority stamp a version with the time (RFC 3161)',
  more: 'What is stamped is the signature of the version, or its inventory where nobody signed it. Without a network: --request writes the question, and --answer takes the answer.',
  arguments: [filingArgument, versionArgument],
  options: {
    ...tsaOption,
    request: {
      type: 'text',
      value: 'FILE',
      text: 'write the request to this file, to be sent by other means',
    },
    answer: { type: 'text', value: 'FILE', text: 'keep this answer of an authority' },
    ...archiveOption,
  },
  examples: [
    'filingpress archive stamp acme-2026-03-02 --tsa https://timestamp.example.com',
    'filingpress archive stamp acme-2026-03-02 v2 --request v2.tsq',
    'filingpress archive stamp acme-2026-03-02 v2 --answer v2.tsr',
  ],
  async run({ world, words, values }) {
    const { requestFor, stamp } = await import('../../../commands/archive/stamp.ts')
    const ways = [values.tsa, values.request, values.answer].filter((way) => way !== undefined)
    if (ways.length !== 1) throw new UsageError('say one of --tsa, --request and --answer')
    const archive = await opened(world, values)
    const filing = filingOf(words)
    if (values.request !== undefined) {
      const { version, request } = await requestFor(archive, filing, words[1])
      world.writeFile(values.request, request)
      return { file: values.request, version }
    }
    const answer = values.answer === undefined ? undefined : world.readFile(values.answer)
    const from = authorityFrom(values.tsa) ?? answer
    if (!from) throw new UsageError(`there is no file ${values.answer}`)
    return stamp(archive, filing, words[1], from)
  },
  print(done) {
    if ('file' in done)
      return said(
        `${done.file}: a request to stamp ${done.version}; keep the answer with filingpress archive stamp --answer FILE`,
      )
    print(`${done.version}: stamped ${done.time} by ${done.authority}`)
    return said(
      `  ${done.kept} stamps ${done.of}; filingpress archive verify --tsa-roots FILE shows whose it is`,
    )
  },
})
