/** What the commands of the archive share: where it is, whose key, which files. */
import type { KeyObject } from 'node:crypto'
import { toText } from '../../../bytes.ts'
import type { Archive } from '../../../commands/archive/place.ts'
import type { World } from '../../../platform/world.ts'
import type { Options } from '../../command.ts'
import { slugOf } from '../../options.ts'
import { environment, UsageError } from '../../say.ts'

export const archiveOption = {
  archive: {
    type: 'text',
    value: 'DIR',
    text: 'the archive, in place of FILINGPRESS_ARCHIVE or what archive init noted',
  },
} as const satisfies Options

export const signingOption = {
  key: { type: 'text', value: 'FILE', text: 'private Ed25519 key that signs the version' },
} as const satisfies Options

export const checkingOption = {
  key: {
    type: 'text',
    value: 'FILE',
    text: 'public Ed25519 key: signatures and their chain are checked too',
  },
} as const satisfies Options

export const trustOption = {
  trust: { type: 'flag', text: 'run the archived tool whoever wrote it: you know this archive' },
} as const satisfies Options

/** Who does it and why, as every version records it. */
export const whoOptions = {
  by: { type: 'text', value: 'NAME', text: 'who does this; the name of the account when left out' },
  ...signingOption,
} as const satisfies Options

export async function opened(
  world: World,
  { archive }: { readonly archive: string | undefined },
): Promise<Archive> {
  const { archivePath, openArchive } = await import('../../../commands/archive/place.ts')
  return openArchive(archivePath(world, archive, environment('FILINGPRESS_ARCHIVE')))
}

/** The filing that was named first; the parser has seen to it that there is one. */
export const filingOf = ([first = '']: readonly string[]): string => slugOf(first)

export async function keyFrom(
  world: World,
  path: string | undefined,
  kind: 'private' | 'public',
): Promise<KeyObject | undefined> {
  if (path === undefined) return undefined
  const { readKey } = await import('../../../archive/signature.ts')
  const { refuse } = await import('../../../commands/archive/place.ts')
  const bytes = world.readFile(path)
  const key = bytes && readKey(toText(bytes), kind)
  return (
    key ??
    refuse('V004', `${path} is not a ${kind} Ed25519 key`, 'filingpress archive key new NAME makes a pair')
  )
}

export const whoIs = ({ by }: { readonly by: string | undefined }): string =>
  by ?? environment('USER') ?? 'nobody named'

/** Files by their names. @throws UsageError for one that is not there */
export function filesOf(world: World, paths: readonly string[]): Map<string, Uint8Array> {
  return new Map(
    paths.map((path) => {
      const bytes = world.readFile(path)
      if (!bytes) throw new UsageError(`there is no file ${path}`)
      return [slugOf(path), bytes] as const
    }),
  )
}

export const versionArgument = { name: 'VERSION', optional: true } as const
export const filingArgument = { name: 'FILING', offers: 'filings' } as const
