/** An archive by its address in a bucket, `s3://bucket/prefix`: what loads the SDK, when there is such an archive. */
import type { Tree } from '../archive/tree.ts'
import { sha512 } from '../bytes.ts'
import { folderCache } from '../platform/cache.ts'
import { isInside } from '../platform/inside.ts'
import type { Store } from '../platform/store.ts'
import { awsBucket } from './aws.ts'
import type { Bucket } from './bucket.ts'
import { type RootSettings, s3Store } from './s3-store.ts'

/** How an archive that is not on this machine is reached. */
export interface Reach {
  /** URL of a service that is not Amazon's. */
  readonly endpoint?: string
  /** The folder where content is kept that was read; none when left out. */
  readonly cache?: string
}

export interface Address {
  readonly bucket: string
  /** What stands in front of every key; with a slash at its end, or empty. */
  readonly prefix: string
  readonly root: string
}

/** Undefined where it names no place in a bucket: without a prefix there would be no room beside the archive. */
export function addressOf(path: string): Address | undefined {
  const [, bucket = '', key = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.*[^/])\/*$/.exec(path) ?? []
  if (bucket === '' || !isInside(key)) return undefined
  const slash = key.lastIndexOf('/') + 1
  return { bucket, prefix: key.slice(0, slash), root: key.slice(slash) }
}

export interface Opened {
  readonly bucket: Bucket
  readonly store: Store
}

/** @throws WorldError where the SDK is not installed */
export async function openBucket(
  { bucket: name, prefix, root }: Address,
  { endpoint, cache }: Reach,
  begun?: RootSettings,
): Promise<Opened> {
  const bucket = await awsBucket(name, endpoint)
  const store = s3Store(bucket, prefix, root, begun && { begun })
  return { bucket, store: cache === undefined ? store : cached(store, cache) }
}

/** A store whose content is fetched once. */
export function cached<T extends Tree>(store: T, folder: string): T {
  const cache = folderCache(folder)
  return {
    ...store,
    async read(path: string, known?: string) {
      if (known === undefined) return store.read(path)
      const near = cache.get(known)
      if (near) return near
      const bytes = await store.read(path)
      if (bytes && sha512(bytes) === known) cache.put(known, bytes)
      return bytes
    },
  }
}
