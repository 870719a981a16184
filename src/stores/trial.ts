/**
 * Whether a bucket keeps the conditions of a write, tried before an archive is begun in it: a service that takes them for
 * decoration would let two writers lose each other's versions without a word.
 */
import { randomBytes } from 'node:crypto'
import { toBytes, toText } from '../bytes.ts'
import { type Bucket, settle } from './bucket.ts'

/** So many try to put the same key at one moment. */
const rivals = 8

/**
 * @param key where it may write; what is written stays there
 * @returns what the service does not keep, as a phrase; undefined where it keeps all
 */
export async function trial(bucket: Bucket, key: string): Promise<string | undefined> {
  const nonce = randomBytes(8).toString('hex')
  const at = `${key}-${nonce}`
  const first = await settle(bucket, at, toBytes('one'), { absent: true })
  if (first === undefined) return 'it does not take a write that is to be made only where nothing stands'
  const second = await bucket.put(at, toBytes('two'), { absent: true })
  if (second !== undefined) return 'it writes over what stands there, though asked not to (If-None-Match)'
  const changed = await settle(bucket, at, toBytes('three'), { tag: first })
  if (changed === undefined) return 'it does not take a write that is to replace what was read (If-Match)'
  const stale = await bucket.put(at, toBytes('four'), { tag: first })
  if (stale !== undefined)
    return 'it writes over what another has written since, though asked not to (If-Match)'
  if (toText((await bucket.get(at))?.bytes) !== 'three') return 'it does not give back what was written last'
  const all = await Promise.all(
    Array.from({ length: rivals }, (_, index) =>
      bucket.put(`${at}-all`, toBytes(`rival ${index}`), { absent: true }),
    ),
  )
  const won = all.filter((tag) => tag !== undefined).length
  return won > 1
    ? `of ${rivals} who wrote where nothing stood at one moment, ${won} were told that they were the only one`
    : undefined
}
