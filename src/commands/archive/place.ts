/** Where the archive is: an option, an environment variable, or what `archive init` wrote beside the content. */

import { resolve, sep } from 'node:path'
import { rootDeclaration } from '../../archive/inventory.ts'
import { toText } from '../../bytes.ts'
import type { Code } from '../../diagnostics/codes.ts'
import { parseJson } from '../../diagnostics/json.ts'
import { fail } from '../../diagnostics/log.ts'
import { withoutSlash } from '../../paths.ts'
import { diskStore, type Store } from '../../platform/store.ts'
import type { World } from '../../platform/world.ts'
import type { Reach } from '../../stores/open.ts'
import type { RootSettings } from '../../stores/s3-store.ts'
import { archiveSetting, configName } from '../places.ts'

export function refuse(code: Extract<Code, `V${string}` | 'W033'>, message: string, hint?: string): never {
  fail(code, undefined, message, hint)
}

/** JSON that is in the archive, whoever wrote it there. */
export function parsed<T>(bytes: Uint8Array, name: string): T {
  try {
    return parseJson(toText(bytes)) as T
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('V008', `the archived ${name} is not JSON`)
    throw error
  }
}

/** An archive that is there. */
export interface Archive {
  /** The root's name inside the folder that holds it and its workroom. */
  readonly root: string
  readonly store: Store
  /** As a person named it. */
  readonly path: string
  /** With the path, all that opens it again, in another thread or on another machine. */
  readonly reach: Reach
}

export function archivePath(
  world: World,
  option: string | undefined,
  environment: string | undefined,
): string | undefined {
  if (option !== undefined) return option
  if (environment !== undefined && environment !== '') return environment
  const setting = archiveSetting(world)
  return setting === 'broken' ? refuse('V001', `${configName} is not JSON`) : setting
}

/** The endpoint that an archive in a bucket is reached at, where it is not the SDK's own. */
export function archiveEndpoint(world: World, option: string | undefined): string | undefined {
  const endpoint = option ?? archiveSetting(world, 'endpoint')
  if (endpoint === undefined || endpoint === 'broken') return undefined
  return /^https?:\/\/[^/\s]+/.test(endpoint)
    ? endpoint
    : refuse('V001', `"${endpoint}" is no address of a service`, 'it looks like https://storage.example.com')
}

export const inBucket = (path: string): boolean => path.startsWith('s3://')

/** An archive wherever it is; it need not be there yet. Only one in a bucket loads what reaches it. */
export async function archiveAt(path: string, reach: Reach = {}): Promise<Archive> {
  return inBucket(path) ? { ...(await bucketAt(path, reach)).archive, reach } : placeOf(path)
}

/** @param begun how a root is begun that is not there yet */
export async function bucketAt(path: string, reach: Reach, begun?: RootSettings) {
  const { addressOf, openBucket } = await import('../../stores/open.ts')
  const address =
    addressOf(path) ??
    refuse('V001', `${path} names no archive in a bucket`, 'it looks like s3://bucket/archive')
  const { bucket, store } = await openBucket(address, reach, begun)
  const archive: Archive = { root: address.root, store, path: withoutSlash(path), reach }
  return { archive, bucket, address }
}

/** The root and the folder above it, where its workroom stands. */
export function placeOf(path: string): Archive {
  const named = withoutSlash(path)
  // `.` and `..` are no names of a root: the folder they stand for has one.
  const clean = /(?:^|\/)\.{1,2}$/.test(named) ? resolve(named).split(sep).join('/') : named
  const slash = clean.lastIndexOf('/')
  const parent = slash < 0 ? '.' : clean.slice(0, slash) || '/'
  const root = clean.slice(slash + 1)
  return { root, store: diskStore(parent, root), path: clean, reach: {} }
}

/** @throws FilingError where there is none */
export async function openArchive(path: string | undefined, reach: Reach = {}): Promise<Archive> {
  if (path === undefined)
    return refuse('V001', 'no archive is set', 'filingpress archive init DIR, or --archive DIR')
  const archive = await archiveAt(path, reach)
  if ((await archive.store.read(`${archive.root}/${rootDeclaration}`)) === undefined)
    return refuse('V001', `${path} is not an archive`, 'filingpress archive init DIR makes one')
  return archive
}
