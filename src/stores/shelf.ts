/** A shelf in a bucket: a key a file, written only where there is none. */
import { type Shelf, shelfOn } from '../platform/shelf.ts'
import { awsBucket } from './aws.ts'
import { type Bucket, settle } from './bucket.ts'
import type { Address, Reach } from './open.ts'

/** @param prefix in front of every key, with a slash at its end */
export function bucketShelf(bucket: Bucket, prefix: string): Shelf {
  return shelfOn({
    async writeOnce(path, bytes) {
      await settle(bucket, prefix + path, bytes, { absent: true })
    },
    read: async (path) => (await bucket.get(prefix + path))?.bytes,
  })
}

/** The shelf beside an archive in a bucket. @throws WorldError where the SDK is not installed */
export async function openShelf({ bucket, prefix, root }: Address, { endpoint }: Reach): Promise<Shelf> {
  return bucketShelf(await awsBucket(bucket, endpoint), `${prefix}${root}.batch/`)
}
