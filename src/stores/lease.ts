/**
 * One writer at a time of an object in a bucket, by a record that says who writes: put where none is, taken over from who
 * let go, is gone, or has not renewed it for a while. It is there so that writers wait for each other; that nothing is lost
 * where two write all the same rests on the conditions of the writes themselves (swap.ts).
 *
 * Nothing is deleted to let go: the record is written over with one that says so. No clock is compared with another: a
 * record is old when whoever waits has seen it unchanged for so long.
 */
import { randomBytes } from 'node:crypto'
import { jsonBytes, toText } from '../bytes.ts'
import { type Holder, heldBy, isGone, self } from '../platform/mutex.ts'
import { type Bucket, settle } from './bucket.ts'

export interface Terms {
  /** A record that was not renewed for so many milliseconds may be taken over. */
  readonly lease: number
  /** Others are waited for so many milliseconds. */
  readonly patience: number
}

/** Longer than any pause of a machine that is at work; a writer elsewhere that was killed is waited out for so long. */
export const usualTerms: Terms = { lease: 60_000, patience: 120_000 }

interface Record {
  readonly nonce: string
  readonly renewed: number
  /** Null where whoever held it let go. */
  readonly holder: Holder | null
}

function recordIn(bytes: Uint8Array): Record | undefined {
  try {
    const { nonce, renewed, holder } = JSON.parse(toText(bytes)) as Partial<Record>
    return typeof nonce === 'string' && typeof renewed === 'number' && holder !== undefined
      ? { nonce, renewed, holder }
      : undefined
  } catch {
    // Not one of ours: who holds it cannot be told, and it counts as old after a while.
    return undefined
  }
}

/**
 * Waits to be alone. @returns what lets go
 *
 * @param force takes the record from whoever holds it, because a person says that they are not at work
 * @throws WorldError while another is in
 */
export async function lease(
  bucket: Bucket,
  key: string,
  { lease: longest, patience }: Terms,
  force: boolean,
): Promise<() => Promise<void>> {
  const nonce = randomBytes(8).toString('hex')
  const record = (renewed: number, holder: Holder | null) => jsonBytes({ nonce, renewed, holder })
  const me = self()
  let mine = await settle(bucket, key, record(0, me), { absent: true })
  let seen: { readonly tag: string; readonly at: number } | undefined
  let waited = 0
  while (mine === undefined) {
    const there = await bucket.get(key)
    const found = there && recordIn(there.bytes)
    const tag = there?.tag ?? ''
    if (seen?.tag !== tag) seen = { tag, at: waited }
    const holder = found?.holder
    const old = force || waited - seen.at >= longest
    if (there && (holder === null || old || (holder && isGone(holder))))
      mine = await settle(bucket, key, record(0, me), { tag })
    else if (waited >= patience)
      throw heldBy(holder ?? undefined, 'is writing to the archive', `${bucket.name}/${key}`)
    if (mine !== undefined) break
    // Waiting writers ask at moments of their own.
    const pause = Math.min(1000, 30 + waited / 8) + (Number.parseInt(nonce.slice(0, 2), 16) % 40)
    await new Promise((done) => setTimeout(done, pause))
    waited += pause
  }
  let tag: string | undefined = mine
  let renewed = 0
  let renewing: Promise<void> = Promise.resolve()
  const renew = async (holder: Holder | null): Promise<void> => {
    if (tag === undefined) return
    // Taken over meanwhile: whoever did so waits for nobody, and the conditions of the writes decide.
    tag = await settle(bucket, key, record(++renewed, holder), { tag })
  }
  const timer = setInterval(() => {
    renewing = renewing.then(() => renew(me)).catch(() => undefined)
  }, longest / 4)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await renewing
    await renew(null)
  }
}
