import { isError } from '../../../archive/issues.ts'
import type { Verdict } from '../../../commands/archive/verify.ts'
import { columns } from '../../columns.ts'
import { command } from '../../command.ts'
import { jsonOption, quietOption } from '../../options.ts'
import { complain, print } from '../../say.ts'
import { archiveOption, checkingOption, keyFrom, opened } from './shared.ts'

export const archiveVerify = command({
  name: 'archive verify',
  group: 'Archive',
  summary: 'compare every archived file with its recorded digest',
  more: 'With --key the signatures and their chain are checked; with --expect it is seen whether the newest versions were dropped.',
  arguments: [{ name: 'FILING', optional: true, offers: 'filings' }],
  options: {
    ...checkingOption,
    expect: { type: 'text', value: 'HEAD', text: 'the newest head as it was written down elsewhere' },
    ...jsonOption,
    ...quietOption,
    ...archiveOption,
  },
  examples: ['filingpress archive verify --key counsel.pub'],
  exits: { 1: 'something is damaged, missing or unsigned' },
  async run({ world, words, values }) {
    const { verify } = await import('../../../commands/archive/verify.ts')
    const key = await keyFrom(world, values.key, 'public')
    return verify(await opened(world, values), { key, expect: values.expect, filing: words[0] })
  },
  print(verdict, { values }) {
    if (values.json) print(JSON.stringify(forPrograms(verdict), undefined, 2))
    else showVerdict(verdict, values.quiet)
    return errorsOf(verdict) > 0 ? 1 : 0
  },
})

const errorsOf = ({ issues, objects }: Verdict): number =>
  [issues, ...objects.map((object) => object.issues)].reduce((sum, { errors }) => sum + errors.length, 0)

function showVerdict(verdict: Verdict, quiet: boolean): void {
  const { objects, issues } = verdict
  const lines = [...issues.list, ...objects.flatMap((object) => object.issues.list)].map(
    (issue) => `${issue.path}: ${isError(issue) ? 'error' : 'warning'} ${issue.code}: ${issue.message}`,
  )
  if (lines.length > 0) complain(lines.join('\n'))
  if (quiet) return
  const table = objects.map(({ id, head, versions, signed, issues: own }) => [
    id,
    head,
    `${versions} versions`,
    `${signed} signed`,
    own.errors.length === 0 ? 'as recorded' : `${own.errors.length} errors`,
  ])
  if (table.length > 0) print(columns(table).join('\n'))
  for (const sentence of new Set(objects.flatMap(({ unknown }) => unknown))) print(`note: ${sentence}`)
  const errors = errorsOf(verdict)
  print(
    errors === 0
      ? `${objects.length} ${objects.length === 1 ? 'object' : 'objects'}: every file is as recorded`
      : `${errors} ${errors === 1 ? 'error' : 'errors'}: restore what is damaged from a copy`,
  )
}

function forPrograms({ objects, issues }: Verdict): unknown {
  return {
    issues: issues.list,
    objects: objects.map(({ issues: own, ...rest }) => ({ ...rest, issues: own.list })),
  }
}
