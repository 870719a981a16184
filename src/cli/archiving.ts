/** `archive …` as a person types it, and what it prints. */

import type { KeyObject } from 'node:crypto'
import { isError } from '../archive/issues.ts'
import { newKey, readKey } from '../archive/signature.ts'
import { toBytes, toText } from '../bytes.ts'
import { add } from '../commands/archive/add.ts'
import { filed, hold } from '../commands/archive/filed.ts'
import {
  checkout,
  copy,
  exportVersion,
  init,
  type Listed,
  list,
  recoverNow,
} from '../commands/archive/keep.ts'
import { archivedVersion, objectOf, readVersion, versionOf } from '../commands/archive/objects.ts'
import { type Archive, archivePath, openArchive, refuse } from '../commands/archive/place.ts'
import { proofPdf, proofText, prove } from '../commands/archive/prove.ts'
import { rebuild } from '../commands/archive/rebuild.ts'
import { type Verdict, verify } from '../commands/archive/verify.ts'
import { diff, isSame } from '../commands/diff.ts'
import { fontBook } from '../fonts/book.ts'
import { Earlier } from '../html/earlier.ts'
import type { World } from '../platform/world.ts'
import { columns } from './columns.ts'
import { buildOptions, filingsFor, tidy, type Values } from './options.ts'
import { inWords } from './redlining.ts'
import { complain, environment, print, said, UsageError } from './say.ts'

const commands = 'init add list show checkout diff verify rebuild prove filed hold export recover copy key'

/** @returns the exit code */
export function archive(world: World, [command, ...rest]: readonly string[], values: Values): number {
  const handler = command === undefined ? undefined : handlers[command]
  if (!handler) throw new UsageError(`archive knows: ${commands}`)
  return handler(world, rest, values)
}

type Handler = (world: World, rest: readonly string[], values: Values) => number

const opened = (world: World, values: Values): Archive =>
  openArchive(archivePath(world, values.archive, environment('FILINGPRESS_ARCHIVE')))
const fontsOf = (world: World) => fontBook((file) => world.fontFile(file))
const one = (rest: readonly string[], what: string): string => {
  const [first] = rest
  if (first === undefined) throw new UsageError(`archive ${what}`)
  return first.replace(/\/+$/, '').split('/').at(-1) ?? first
}

function keyFrom(world: World, path: string | undefined, kind: 'private' | 'public'): KeyObject | undefined {
  if (path === undefined) return undefined
  const bytes = world.readFile(path)
  const key = bytes && readKey(toText(bytes), kind)
  return (
    key ??
    refuse('V004', `${path} is no ${kind} Ed25519 key`, 'filingpress archive key new NAME makes a pair')
  )
}

const whoIs = (values: Values): string => values.by ?? environment('USER') ?? 'nobody named'

/** `NAME=FILE` or a path, read; the name is the file's. */
function filesOf(world: World, paths: readonly string[] | undefined): Map<string, Uint8Array> {
  return new Map(
    (paths ?? []).map((path) => {
      const bytes = world.readFile(path)
      if (!bytes) throw new UsageError(`there is no file ${path}`)
      return [path.split('/').at(-1) ?? path, bytes] as const
    }),
  )
}

const handlers: Readonly<Record<string, Handler>> = {
  init(world, rest, values) {
    const [path] = rest
    if (path === undefined) throw new UsageError('archive init takes a folder')
    const { path: made, warnings } = init(world, path, tidy(values.out))
    for (const warning of warnings) complain(`warning: ${warning}`)
    return said(`${made} is the archive of this project (.filingpress.json)`)
  },
  add(world, rest, values) {
    const place = opened(world, values)
    const key = keyFrom(world, values.key, 'private')
    const retain = Number(values.retain ?? 7)
    if (!Number.isInteger(retain) || retain < 1) throw new UsageError('--retain is a number of years')
    for (const slug of filingsFor(world, rest, values)) {
      const added = add(world, place, slug, fontsOf(world), buildOptions(values, true), {
        message: values.message ?? (values.final ? 'Final' : 'Draft'),
        user: whoIs(values),
        key,
        retain,
        signaturePages: filesOf(world, values['signature-page']),
        attestations: filesOf(world, values.attestation),
      })
      print(
        `${slug} ${added.version}: archived, ${added.files} files${added.signed ? ', signed' : '; not signed: tampering by who can rewrite the archive would not be found'}`,
      )
      print(`  head ${added.head}`)
    }
    return 0
  },
  filed(world, rest, values) {
    const slug = one(rest, 'filed takes a filing')
    if (values.accession === undefined || values.accepted === undefined)
      throw new UsageError('archive filed takes --accession NUMBER and --accepted TIME')
    const result = filed(world, opened(world, values), slug, {
      accession: values.accession,
      accepted: values.accepted,
      copies: filesOf(world, values.copy),
      message: values.message ?? `Filed as ${values.accession}`,
      user: whoIs(values),
      key: keyFrom(world, values.key, 'private'),
    })
    print(`${slug} ${result.version}: filed as ${values.accession}`)
    for (const { name, sameBytes, sameWords, differences } of result.copies) {
      print(
        `  ${name}: ${sameBytes === null ? 'there is no output of ours of this name' : sameBytes ? 'the same bytes as ours' : sameWords ? 'other bytes than ours, the same words' : 'OTHER WORDS THAN OURS'}`,
      )
      for (const line of differences) print(`    ${line}`)
    }
    return result.copies.some(({ sameWords }) => sameWords === false) ? 1 : 0
  },
  hold(world, rest, values) {
    const [, state = 'on'] = rest
    if (!['on', 'off'].includes(state) || values.message === undefined)
      throw new UsageError('archive hold takes a filing, on or off, and --message with the reason')
    const added = hold(world, opened(world, values), one(rest, 'hold takes a filing'), state === 'on', {
      message: values.message,
      user: whoIs(values),
      key: keyFrom(world, values.key, 'private'),
    })
    return said(`${added.version}: legal hold ${state}`)
  },
  list: (world, rest, values) => showList(list(opened(world, values), rest[0]), values),
  show(world, rest, values) {
    const place = opened(world, values)
    const stored = objectOf(place, one(rest, 'show takes a filing'))
    const version = versionOf(stored, rest[1])
    const listed = list(place, stored.inventory.id).find((each) => each.version === version)
    const files = readVersion(place, stored, version)
    const { id } = stored.inventory
    const { objects } = verify(place, { key: undefined, expect: undefined, filing: id })
    const errors = objects.find((each) => each.id === id)?.issues.errors.length ?? 0
    if (values.json)
      return said(JSON.stringify({ ...listed, files: [...files.keys()], errors }, undefined, 2))
    const head = [
      `${id} ${version}`,
      `  ${listed?.created} by ${listed?.user}: ${listed?.message}`,
      `  changed since the version before: ${listed?.changed === '' ? '(the first)' : listed?.changed}`,
      `  ${errors === 0 ? 'verified: every file is as recorded' : `DAMAGED: ${errors} errors; see archive verify`}; ${listed?.signed ? 'signed' : 'not signed'}; keep ${listed?.retainYears} years${listed?.hold ? '; LEGAL HOLD' : ''}${listed?.accession ? `; filed as ${listed.accession}` : ''}`,
    ]
    return said(
      [...head, ...[...files].map(([name, bytes]) => `  ${String(bytes.length).padStart(9)}  ${name}`)].join(
        '\n',
      ),
    )
  },
  checkout(world, rest, values) {
    const [, version, to] = rest.length > 2 ? rest : [rest[0], undefined, rest[1]]
    if (to === undefined)
      throw new UsageError('archive checkout takes a filing, a version if it is not the newest, and a folder')
    const names = checkout(world, opened(world, values), one(rest, 'checkout takes a filing'), version, to)
    return said(`${to}: ${names.length} files`)
  },
  diff(world, rest, values) {
    const place = opened(world, values)
    const stored = objectOf(place, one(rest, 'diff takes a filing and two of its versions'))
    const newest = Number(stored.inventory.head.slice(1))
    const earlier = new Earlier()
    const side = (wanted: string | undefined) =>
      archivedVersion(place, stored, versionOf(stored, wanted), earlier)
    const [, first = String(Math.max(1, newest - 1)), second] = rest
    const diffed = diff(side(first), side(second))
    print(inWords(diffed))
    return isSame(diffed) ? 0 : 1
  },
  verify(world, rest, values) {
    const verdict = verify(opened(world, values), {
      key: keyFrom(world, values.key, 'public'),
      expect: values.expect,
      filing: rest[0],
    })
    if (values.json) print(JSON.stringify(forPrograms(verdict), undefined, 2))
    else showVerdict(verdict, values)
    return [verdict.issues, ...verdict.objects.map(({ issues }) => issues)].some(
      ({ errors }) => errors.length > 0,
    )
      ? 1
      : 0
  },
  rebuild(world, rest, values) {
    const slug = one(rest, 'rebuild takes a filing')
    const result = rebuild(opened(world, values), slug, rest[1])
    for (const { name, same } of result.files)
      print(
        `  ${name.padEnd(18)} ${same === true ? 'the same bytes' : same === false ? 'DIFFERS' : same === 'missing' ? 'WAS NOT MADE' : 'WAS NOT ARCHIVED'}`,
      )
    print(
      `${slug} ${result.version}: ${result.same ? 'rebuilt to the same bytes by the archived tool, without a network' : 'NOT the same'}`,
    )
    return result.same ? 0 : 1
  },
  prove(world, rest, values) {
    const proof = prove(
      opened(world, values),
      one(rest, 'prove takes a filing'),
      rest[1],
      keyFrom(world, values.key, 'public'),
    )
    if (values.pdf !== undefined) world.writeFile(values.pdf, proofPdf(proof, fontsOf(world)))
    print(values.json ? JSON.stringify(proof, undefined, 2) : proofText(proof))
    return proof.checks.slice(0, 3).every(({ holds }) => holds) ? 0 : 1
  },
  export(world, rest, values) {
    const slug = one(rest, 'export takes a filing')
    const { bag, tar } = values
    if ((bag === undefined) === (tar === undefined))
      throw new UsageError('archive export takes --bag DIR or --tar FILE')
    exportVersion(
      world,
      opened(world, values),
      slug,
      rest[1],
      bag ?? tar ?? '',
      bag === undefined ? 'tar' : 'bag',
    )
    return said(bag ?? tar ?? '')
  },
  copy(world, rest, values) {
    const [to] = rest
    if (to === undefined) throw new UsageError('archive copy takes the folder of another archive')
    const ids = copy(opened(world, values), to)
    return said(ids.length > 0 ? ids.map((id) => `copied and verified ${id}`).join('\n') : 'nothing to copy')
  },
  recover(world, _rest, values) {
    const { completed, quarantined } = recoverNow(opened(world, values))
    const lines = [
      ...completed.map((object) => `completed ${object}`),
      ...quarantined.map((path) => `set aside ${path}`),
    ]
    return said(lines.length > 0 ? lines.join('\n') : 'nothing was left to do')
  },
  key(world, rest, _values) {
    const [what, name] = rest
    if (what !== 'new' || name === undefined) throw new UsageError('archive key new NAME')
    if (world.exists(`${name}.key`) || world.exists(`${name}.pub`))
      refuse(
        'V004',
        `${name}.key or ${name}.pub exists`,
        'choose another name; a lost key cannot be made again',
      )
    const pair = newKey()
    world.writeSecret(`${name}.key`, toBytes(pair.privatePem))
    world.writeFile(`${name}.pub`, toBytes(pair.publicPem))
    return said(
      `${name}.key signs: keep it secret, and a copy of it elsewhere\n${name}.pub verifies: give it to whoever checks\nid ${pair.id}`,
    )
  },
}

function showList(listed: readonly Listed[], values: Values): number {
  if (values.json) return said(JSON.stringify(listed, undefined, 2))
  if (listed.length === 0) return said('the archive is empty')
  const rows = listed.map((entry) => [
    entry.filing,
    entry.version,
    entry.created.slice(0, 16).replace('T', ' '),
    entry.user,
    entry.errors === 0 ? 'whole' : 'DAMAGED',
    entry.signed ? 'signed' : '-',
    entry.accession ?? '-',
    `${entry.retainYears} y${entry.hold ? ' HOLD' : ''}`,
    entry.changed === '' ? entry.message : `${entry.message}: ${entry.changed}`,
  ])
  print(columns(rows, 'left').join('\n'))
  for (const entry of listed)
    if (entry.hold && entry === listed.filter((each) => each.id === entry.id).at(-1))
      print(`${entry.filing} is under a legal hold: nothing of it may be given up`)
  return 0
}

function showVerdict({ objects, issues }: Verdict, { quiet }: Values): void {
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
  const errors = issues.errors.length + objects.reduce((sum, object) => sum + object.issues.errors.length, 0)
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
