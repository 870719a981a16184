import { command } from '../../command.ts'
import { jsonOption } from '../../options.ts'
import { said } from '../../say.ts'
import { archiveOption, filingArgument, filingOf, opened, versionArgument } from './shared.ts'

export const archiveShow = command({
  name: 'archive show',
  group: 'Archive',
  summary: 'show one archived version: who, when, why, and its files',
  arguments: [filingArgument, versionArgument],
  options: { ...jsonOption, ...archiveOption },
  examples: ['filingpress archive show acme-2026-03-02 v2'],
  async run({ world, words, values }) {
    const { list } = await import('../../../commands/archive/keep.ts')
    const { objectOf, readVersion, versionOf } = await import('../../../commands/archive/objects.ts')
    const { verify } = await import('../../../commands/archive/verify.ts')
    const place = await opened(world, values)
    const stored = objectOf(place, filingOf(words))
    const version = versionOf(stored, words[1])
    const { id } = stored.inventory
    const listed = list(place, id).find((each) => each.version === version)
    const files = readVersion(place, stored, version)
    const { objects } = verify(place, { key: undefined, expect: undefined, filing: id })
    const errors = objects.find((each) => each.id === id)?.issues.errors.length ?? 0
    return { id, version, listed, files, errors }
  },
  print({ id, version, listed, files, errors }, { values }) {
    if (values.json)
      return said(JSON.stringify({ ...listed, files: [...files.keys()], errors }, undefined, 2))
    const state = errors === 0 ? 'verified: every file is as recorded' : damaged(errors)
    const signed = listed?.signed ? 'signed' : 'not signed'
    const more = `${listed?.hold ? '; LEGAL HOLD' : ''}${listed?.accession ? `; filed as ${listed.accession}` : ''}`
    const head = [
      `${id} ${version}`,
      `  ${listed?.created} by ${listed?.user}: ${listed?.message}`,
      `  changed since the version before: ${listed?.changed === '' ? '(the first)' : listed?.changed}`,
      `  ${state}; ${signed}; keep ${listed?.retainYears} years${more}`,
    ]
    const sizes = [...files].map(([name, bytes]) => `  ${String(bytes.length).padStart(9)}  ${name}`)
    return said([...head, ...sizes].join('\n'))
  },
})

const damaged = (errors: number): string => `DAMAGED: ${errors} errors; see archive verify`
