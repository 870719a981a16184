/** What the commands of the archive print. */
import { isError } from '../../../archive/issues.ts'
import type { Added } from '../../../commands/archive/add.ts'
import type { Filed } from '../../../commands/archive/filed.ts'
import type { Rebuilt } from '../../../commands/archive/rebuild.ts'
import type { Listed, Shown } from '../../../commands/archive/show.ts'
import type { Verdict } from '../../../commands/archive/verify.ts'
import { columns } from '../../columns.ts'
import { complain, print, said } from '../../say.ts'

export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) complain(`warning: ${warning}`)
}

/** A signature that lies there says nothing until a key was held to it. */
const signatureText = (present: boolean): string =>
  present ? 'signature present, not checked' : 'no signature'

export function showAdded(slug: string, { version, files, signed, stamped, head, warnings }: Added): void {
  warn(warnings)
  const note = signed
    ? 'signed'
    : 'not signed: someone with write access could change it unnoticed (sign with --key)'
  const time = stamped ? ', stamped with the time' : ''
  print(`${slug} ${version}: archived, ${files} files, ${note}${time}\n  head ${head}`)
}

export function showFiled(slug: string, accession: string, { version, copies }: Filed): number {
  print(`${slug} ${version}: filed as ${accession}`)
  for (const { name, sameBytes, sameWords, differences } of copies) {
    const verdict =
      sameBytes === null
        ? 'we have no output of this name'
        : sameBytes
          ? 'the same bytes as ours'
          : sameWords
            ? 'other bytes than ours, the same words'
            : 'OTHER WORDS THAN OURS'
    print([`  ${name}: ${verdict}`, ...differences.map((line) => `    ${line}`)].join('\n'))
  }
  return copies.some(({ sameWords }) => sameWords === false) ? 1 : 0
}

export function showList(listed: readonly Listed[], asJson: boolean): number {
  if (asJson) return said(JSON.stringify(listed, undefined, 2))
  if (listed.length === 0) return said('the archive is empty')
  const rows = listed.map((entry) => [
    entry.filing,
    entry.version,
    entry.created.slice(0, 16).replace('T', ' '),
    entry.user,
    signatureText(entry.signature),
    entry.accession ?? '-',
    `${entry.retainYears} y${entry.hold ? ' HOLD' : ''}`,
    entry.changed === '' ? entry.message : `${entry.message}: ${entry.changed}`,
  ])
  print(columns(rows, 'left').join('\n'))
  const newest = new Map(listed.map((entry) => [entry.id, entry]))
  for (const { filing, hold } of newest.values())
    if (hold) print(`${filing} is under a legal hold: nothing of it may be given up`)
  return said('nothing was verified for this list: filingpress archive verify does that')
}

export function shownText({ version, files }: Shown): string {
  const wrong = files.filter(({ state }) => state !== 'as recorded')
  const width = Math.max(...files.map(({ state }) => state.length), 0)
  const recorded = version && [
    `${version.id} ${version.version}`,
    `  ${version.created} by ${version.user}: ${version.message}`,
    `  changed since the version before: ${version.changed === '' ? '(the first)' : version.changed}`,
    `  ${signatureText(version.signature)}; keep ${version.retainYears} years${version.hold ? '; LEGAL HOLD' : ''}${version.accession ? `; filed as ${version.accession}` : ''}`,
  ]
  return [
    ...(recorded || []),
    wrong.length === 0
      ? '  the files of this version are as recorded; filingpress archive verify looks at all versions'
      : `  DAMAGED: ${wrong.length} of ${files.length} files; filingpress archive verify says more`,
    ...files.map(({ name, state }) => `  ${state.padEnd(width)}  ${name}`),
  ].join('\n')
}

/** @param held what the tool was held to, as a sentence */
export function showRebuilt(slug: string, result: Rebuilt, held: string): number {
  const verdicts = { missing: 'WAS NOT MADE', new: 'WAS NOT ARCHIVED' } as const
  const verdict = (same: Rebuilt['files'][number]['same']) =>
    typeof same === 'string' ? verdicts[same] : same ? 'the same bytes' : 'DIFFERS'
  print(result.files.map(({ name, same }) => `  ${name.padEnd(18)} ${verdict(same)}`).join('\n'))
  print(`${slug} ${result.version}: ${result.same ? 'rebuilt to the same bytes' : 'NOT the same'}`)
  print(`  ${held}`)
  return result.same ? 0 : 1
}

export const errorsOf = ({ issues, objects }: Verdict): number =>
  [issues, ...objects.map((object) => object.issues)].reduce((sum, { errors }) => sum + errors.length, 0)

export function showVerdict(verdict: Verdict, quiet: boolean): void {
  const { objects, issues } = verdict
  const lines = [...issues.list, ...objects.flatMap((object) => object.issues.list)].map(
    (issue) => `${issue.path}: ${isError(issue) ? 'error' : 'warning'} ${issue.code}: ${issue.message}`,
  )
  if (lines.length > 0) complain(lines.join('\n'))
  if (quiet) return
  const table = objects.map(({ id, head, versions, signed, verified, issues: own }) => [
    id,
    head,
    `${versions} ${versions === 1 ? 'version' : 'versions'}`,
    verified === null ? `${signed} signatures present, not checked` : `${verified} signed by this key`,
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

export function forPrograms({ objects, issues }: Verdict): unknown {
  return {
    issues: issues.list,
    objects: objects.map(({ issues: own, ...rest }) => ({ ...rest, issues: own.list })),
  }
}
