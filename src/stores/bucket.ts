/**
 * What the store asks of a bucket: seven calls, each one request or a run of pages. The SDK is behind them in use
 * (aws.ts), a map in tests. Keys are whole, with forward slashes and no leading one.
 */
import { sha256 } from '../bytes.ts'

/** What a condition of a write is held to: that nothing stands there, or just what was read. */
export type Condition = { readonly absent: true } | { readonly tag: string }

/** How an object of the bucket is kept from everybody: S3's Object Lock. */
export interface Protection {
  readonly mode: LockMode
  /** RFC 3339. */
  readonly until: string
  readonly legalHold: boolean
}

export const lockModes = ['compliance', 'governance'] as const
export type LockMode = (typeof lockModes)[number]

export interface Found {
  readonly bytes: Uint8Array
  /** The entity tag: what a later write can be held to. */
  readonly tag: string
}

export interface Listing {
  /** Names directly below the prefix, with their sizes in bytes. */
  readonly files: readonly { readonly name: string; readonly size: number }[]
  readonly folders: readonly string[]
}

/**
 * Contract: what is not there is undefined; what the service refuses, or cannot be reached, is thrown as a WorldError and
 * then it is not known whether a write was made. Calls may run side by side. There is no call that deletes.
 */
export interface Bucket {
  /** As a person names it: `s3://bucket`. */
  readonly name: string
  get(key: string): Promise<Found | undefined>
  /** The bytes as they come, for what must not be in memory all at once. */
  stream(key: string): Promise<AsyncIterable<Uint8Array> | undefined>
  /** Whether a key is there, its size in bytes and, where the service tells, the sha256 of its bytes in hexadecimal. */
  head(
    key: string,
  ): Promise<{ readonly size: number; readonly tag: string; readonly sha256?: string } | undefined>
  /**
   * Writes where the condition holds. A request that was sent again may find its own first one: undefined says that
   * something stands there, not whose it is.
   *
   * @returns the tag of what was written
   */
  put(
    key: string,
    bytes: Uint8Array,
    condition: Condition,
    protection?: Protection,
  ): Promise<string | undefined>
  /** All of it, page by page. @param deep every key below, folders not told apart */
  list(prefix: string, deep?: boolean): Promise<Listing>
  /** Lengthens how long a key is kept; one that is kept longer already stays so. */
  retain(key: string, mode: LockMode, until: string): Promise<void>
  legalHold(key: string, on: boolean): Promise<void>
  /** Whether the bucket can protect its objects, by Object Lock. */
  locks(): Promise<boolean>
}

/**
 * Writes, and takes for written what stands there with the same bytes: a request whose answer was lost is sent again, and
 * then meets itself.
 *
 * @returns the tag of what stands; undefined where something else does
 */
export async function settle(
  bucket: Bucket,
  key: string,
  bytes: Uint8Array,
  condition: Condition,
  protection?: Protection,
): Promise<string | undefined> {
  const tag = await bucket.put(key, bytes, condition, protection)
  if (tag !== undefined) return tag
  const head = await bucket.head(key)
  if (head?.size !== bytes.length) return undefined
  if (head.sha256 !== undefined) return head.sha256 === sha256(bytes) ? head.tag : undefined
  const there = await bucket.get(key)
  return there && Buffer.compare(there.bytes, bytes) === 0 ? there.tag : undefined
}
