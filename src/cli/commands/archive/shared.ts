/** What the commands of the archive share: where it is, whose key, which files. */
import type { KeyObject, X509Certificate } from 'node:crypto'
import type { SigningKey } from '../../../archive/signature.ts'
import { toText } from '../../../bytes.ts'
import type { Archive } from '../../../commands/archive/place.ts'
import type { Ask } from '../../../commands/archive/stamp.ts'
import type { World } from '../../../platform/world.ts'
import { type LockMode, lockModes } from '../../../stores/bucket.ts'
import type { Reach } from '../../../stores/open.ts'
import type { Options } from '../../command.ts'
import { slugOf } from '../../options.ts'
import { environment, setEnvironment, UsageError } from '../../say.ts'

export const endpointOption = {
  endpoint: {
    type: 'text',
    value: 'URL',
    text: 'the S3 service of an archive in a bucket, where it is not Amazon’s',
  },
} as const satisfies Options

export const objectLockOption = {
  'object-lock': {
    type: 'text',
    value: 'MODE',
    choices: lockModes,
    text: 'lock every file in the bucket until its retention ends: compliance (nobody can delete it) or governance',
  },
} as const satisfies Options

export const lockFrom = (values: {
  readonly 'object-lock': string | undefined
}): { readonly objectLock?: LockMode } => {
  const mode = lockModes.find((one) => one === values['object-lock'])
  return mode ? { objectLock: mode } : {}
}

export const archiveOption = {
  archive: {
    type: 'text',
    value: 'PLACE',
    text: 'the archive, a folder or s3://bucket/prefix, in place of FILINGPRESS_ARCHIVE or what archive init noted',
  },
  ...endpointOption,
} as const satisfies Options

export const signingOption = {
  key: { type: 'text', value: 'FILE', text: 'private Ed25519 key that signs the version' },
  'sign-with': {
    type: 'text',
    value: 'CMD',
    needs: 'key',
    text: 'sign by this command, as for a key on hardware; --key is then the public key',
  },
} as const satisfies Options

export const tsaOption = {
  tsa: {
    type: 'text',
    value: 'URL',
    text: 'the authority that stamps it with the time (RFC 3161)',
  },
} as const satisfies Options

export const rootsOption = {
  'tsa-roots': {
    type: 'text',
    value: 'FILE',
    text: 'root certificates (PEM) that vouch for whoever made time stamps',
  },
} as const satisfies Options

export const checkingOption = {
  key: {
    type: 'text',
    value: 'FILE',
    text: 'public Ed25519 key: signatures and their chain are checked too',
  },
} as const satisfies Options

export const trustOption = {
  trust: {
    type: 'flag',
    text: 'run the archived tool without a trusted signature, because you know this archive',
  },
} as const satisfies Options

/** Who does it and why, as every version records it. */
export const whoOptions = {
  by: { type: 'text', value: 'NAME', text: 'who does this; the name of the account when left out' },
  ...signingOption,
} as const satisfies Options

export async function opened(
  world: World,
  { archive, endpoint }: { readonly archive: string | undefined; readonly endpoint?: string | undefined },
): Promise<Archive> {
  const { openArchive } = await import('../../../commands/archive/place.ts')
  const { path, reach } = await whereIs(world, { archive, endpoint })
  return openArchive(path, reach)
}

/** Where the archive is and how it is reached, as plain data; nothing is opened. */
export async function whereIs(
  world: World,
  { archive, endpoint }: { readonly archive: string | undefined; readonly endpoint?: string | undefined },
): Promise<{ readonly path: string | undefined; readonly reach: Reach }> {
  const { archivePath } = await import('../../../commands/archive/place.ts')
  const path = archivePath(world, archive, environment('FILINGPRESS_ARCHIVE'))
  return { path, reach: path?.startsWith('s3://') ? await reachOf(world, endpoint) : {} }
}

/** How an archive in a bucket is reached, and where what was read of it is kept. */
export async function reachOf(world: World, endpoint: string | undefined): Promise<Reach> {
  // The SDK would tell of Node's ages at every command; what filingpress runs on, package.json says.
  setEnvironment('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true')
  const { archiveEndpoint } = await import('../../../commands/archive/place.ts')
  const service = archiveEndpoint(world, endpoint)
  const home = environment('XDG_CACHE_HOME') ?? `${environment('HOME') ?? '.'}/.cache`
  const cache = environment('FILINGPRESS_CACHE') ?? `${home}/filingpress`
  return { ...(service !== undefined && { endpoint: service }), ...(cache !== 'off' && { cache }) }
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

/** Who signs: the private key, or a command that has it. */
export async function signerFrom(
  world: World,
  values: { readonly key: string | undefined; readonly 'sign-with': string | undefined },
): Promise<SigningKey | undefined> {
  const command = values['sign-with']
  if (command === undefined) return keyFrom(world, values.key, 'private')
  const key = await keyFrom(world, values.key, 'public')
  const { commandSigner } = await import('../../../platform/sign-command.ts')
  return key && commandSigner(command, key)
}

/** Who is asked for time stamps. @throws UsageError for what is no address */
export function authorityFrom(url: string | undefined): Ask | undefined {
  if (url === undefined) return undefined
  if (!/^https?:\/\/[^/\s]+/.test(url))
    throw new UsageError('--tsa is the address of an authority: https://…')
  return async (request) => (await import('../../../platform/authority.ts')).askAuthority(url, request)
}

export async function rootsFrom(
  world: World,
  path: string | undefined,
): Promise<readonly X509Certificate[] | undefined> {
  if (path === undefined) return undefined
  const { readRoots } = await import('../../../archive/stamps/check.ts')
  const { refuse } = await import('../../../commands/archive/place.ts')
  const bytes = world.readFile(path)
  return (
    (bytes && readRoots(bytes)) ??
    refuse(
      'V004',
      `${path} holds no certificate`,
      'name a PEM file with the root certificates of the authority',
    )
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
