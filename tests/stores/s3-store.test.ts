/** The store in a bucket, by the laws of all stores; then what a bucket alone can do to it: lose, repeat and cut requests. */
import { describe, expect, it } from 'vitest'
import { objectFolder } from '../../src/archive/layout.ts'
import { revise } from '../../src/archive/revise.ts'
import { validateObject } from '../../src/archive/validate.ts'
import { sha512, toBytes, toText } from '../../src/bytes.ts'
import { recoverNow } from '../../src/commands/archive/keep.ts'
import { allObjects, objectOf } from '../../src/commands/archive/objects.ts'
import type { Archive } from '../../src/commands/archive/place.ts'
import { verify } from '../../src/commands/archive/verify.ts'
import type { Keeping, Store } from '../../src/platform/store.ts'
import { s3Store } from '../../src/stores/s3-store.ts'
import { storeLaws } from '../platform/store-laws.ts'
import { BucketDouble, type Fate, type Fault, type Held } from '../support/bucket.ts'

const terms = { lease: 400, patience: 20_000 }
const storeIn = (bucket: BucketDouble, more = terms): Store =>
  s3Store(bucket, 'firm/', 'vault', { terms: more })

storeLaws('a store in a bucket', async () => {
  const bucket = new BucketDouble()
  return { store: storeIn(bucket), root: 'vault', again: () => storeIn(bucket) }
})

const about = { created: '2026-01-02T03:04:05Z', message: 'm', user: { name: 'n', address: 'urn:x:n' } }
const object = 'abc/def/012/one'
const filesOf = (version: number) =>
  new Map([
    ['output/8-k.htm', toBytes(`report ${version}`)],
    ['source/filing.yaml', toBytes('facts')],
    [`source/part-${version}.md`, toBytes(`text ${version}`)],
  ])

class Killed extends Error {}

/** Adds a version on top of what is there, as a command does. @returns whether it was acknowledged */
async function add(bucket: BucketDouble, keeping?: Keeping): Promise<boolean> {
  const store = storeIn(bucket)
  return store.exclusively(
    async () => {
      const text = await store.read(`vault/${object}/inventory.json`)
      const before = text && (JSON.parse(toText(text)) as Parameters<typeof revise>[1])
      const number = before ? Number(before.head.slice(1)) + 1 : 1
      const revision = revise('urn:x:one', before, filesOf(number), about)
      const logs = new Map([[`v${number}.inventory.dsse.json`, toBytes(`{"v":${number}}`)]])
      const version = { revision, logs, ...(keeping && { keeping }) }
      return store.compareAndSwap(object, text && sha512(text), version)
    },
    { object },
  )
}

async function bucketWith(versions: number): Promise<ReadonlyMap<string, Held>> {
  const bucket = new BucketDouble()
  await storeIn(bucket).begin()
  for (let version = 1; version <= versions; version++) expect(await add(bucket)).toBe(true)
  return bucket.objects
}

/** The newest version once the next writer was in; 0 for no object. Whatever OCFL complains of is a third state. */
async function settled(objects: ReadonlyMap<string, Held>): Promise<number> {
  const bucket = new BucketDouble(objects)
  const store = storeIn(bucket, { lease: 0, patience: 1000 })
  await store.exclusively(async () => undefined, { object, force: true })
  if ((await store.read(`vault/${object}/inventory.json`)) === undefined) {
    expect(await store.list(`vault/${object}`)).toBeUndefined()
    return 0
  }
  const { issues, inventory } = await validateObject(store, `vault/${object}`)
  expect(issues.list.map(({ code, path, message }) => `${code} ${path} ${message}`)).toEqual([])
  expect(await add(bucket)).toBe(true)
  expect((await validateObject(store, `vault/${object}`)).issues.list).toEqual([])
  return Number(inventory?.head.slice(1))
}

/** Writes with a fault. @returns what was acknowledged; undefined where the command failed */
async function attempt(bucket: BucketDouble): Promise<boolean | undefined> {
  try {
    return await add(bucket)
  } catch (error) {
    if (error instanceof Killed || (error as Error).name === 'WorldError') return undefined
    throw error
  }
}

describe.each([0, 1, 3])('a version written behind %i others', async (versions) => {
  const base = await bucketWith(versions)
  const whole = new BucketDouble(base)
  await add(whole)
  const count = whole.requests.length

  it('is old or new when the process ends before or behind any request', async () => {
    for (let stop = 0; stop <= count; stop++) {
      for (const last of ['lost', 'unanswered'] as const) {
        const fault: Fault = (number) => {
          if (number > stop) throw new Killed()
          return number === stop ? last : 'made'
        }
        const bucket = new BucketDouble(base, fault)
        const acknowledged = await attempt(bucket)
        const head = await settled(bucket.objects)
        expect(acknowledged ? [versions + 1] : [versions, versions + 1], `request ${stop}`).toContain(head)
      }
    }
  })

  it('is old or new when any request is lost, unanswered or made twice, and the process goes on', async () => {
    for (const fate of ['lost', 'unanswered', 'twice'] satisfies Fate[]) {
      for (let at = 0; at < count; at++) {
        const bucket = new BucketDouble(base, (number) => (number === at ? fate : 'made'))
        const acknowledged = await attempt(bucket)
        if (fate === 'twice') expect(acknowledged, `request ${at} twice`).toBe(true)
        const head = await settled(bucket.objects)
        expect(acknowledged ? [versions + 1] : [versions, versions + 1], `${fate} ${at}`).toContain(head)
      }
    }
  })
})

it('a recovery that is itself ended at any request leaves the same', async () => {
  const base = await bucketWith(2)
  const packed = new BucketDouble(base, (number, call, key) => {
    if (number > 0 && call === 'put' && key.includes('/v3/')) throw new Killed()
    return 'made'
  })
  expect(await attempt(packed)).toBeUndefined()
  for (let stop = 0; stop < 40; stop++) {
    const bucket = new BucketDouble(packed.objects, (number) => {
      if (number >= stop) throw new Killed()
      return 'made'
    })
    await storeIn(bucket, { lease: 0, patience: 1000 })
      .exclusively(async () => undefined, { object })
      .catch((error: unknown) => expect(error).toBeInstanceOf(Killed))
    expect(await settled(bucket.objects)).toBe(3)
  }
})

it('what was begun is found in the whole root, and told', async () => {
  const bucket = new BucketDouble(await bucketWith(1), (_number, call, key) => {
    if (call === 'put' && key.endsWith('/vault/abc/def/012/one/inventory.json')) throw new Killed()
    return 'made'
  })
  await attempt(bucket)
  const store = storeIn(new BucketDouble(bucket.objects))
  expect(await store.exclusively(async (found) => found, { thorough: true, force: true })).toEqual({
    completed: [object],
    quarantined: [],
  })
})

it('eight who write at once without waiting for each other lose races and never a version', async () => {
  const bucket = new BucketDouble(await bucketWith(1))
  const write = async (number: number): Promise<boolean> => {
    const store = storeIn(bucket)
    const text = (await store.read(`vault/${object}/inventory.json`)) ?? new Uint8Array()
    const before = JSON.parse(toText(text)) as Parameters<typeof revise>[1]
    const files = new Map([['a', toBytes(`writer ${number}`)]])
    const revision = revise('urn:x:one', before, files, about)
    return store.compareAndSwap(object, sha512(text), { revision, logs: new Map() })
  }
  for (let round = 0; round < 5; round++) {
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => write(round * 8 + index)))
    expect(outcomes.filter(Boolean)).toHaveLength(1)
  }
  const { issues, inventory } = await validateObject(storeIn(bucket), `vault/${object}`)
  expect([issues.list, inventory?.head]).toEqual([[], 'v6'])
})

it('takes the record of a writer over who is gone, and waits for one who is at work', async () => {
  const bucket = new BucketDouble()
  const store = storeIn(bucket)
  const gone = { host: 'elsewhere', pid: 1, start: '', since: '' }
  const record = toBytes(JSON.stringify({ nonce: 'x', renewed: 0, holder: gone }))
  await bucket.put('firm/vault.work/locks/root', record, { absent: true })
  expect(await store.exclusively(async () => 'in')).toBe('in')
  let free = (): void => {}
  const busy = store.exclusively(() => new Promise<void>((done) => (free = done)))
  await new Promise((done) => setTimeout(done, 20))
  const impatient = storeIn(bucket, { lease: 10_000, patience: 100 })
  await expect(impatient.exclusively(async () => undefined)).rejects.toMatchObject({ code: 'W007' })
  free()
  await busy
})

describe('with Object Lock', () => {
  const keeping = (until: string, more: Partial<Keeping> = {}): Keeping => ({
    until,
    hold: false,
    holdChanged: false,
    ...more,
  })
  const locked = async () => {
    const bucket = new BucketDouble()
    await s3Store(bucket, 'firm/', 'vault', { begun: { objectLock: 'compliance' } }).begin()
    return bucket
  }
  const ofObject = ({ objects }: BucketDouble) =>
    [...objects].filter(([key]) => key.startsWith(`firm/vault/${object}/`))

  it('keeps every file of a version, and what it names of earlier ones, as long as the version', async () => {
    const bucket = await locked()
    await add(bucket, keeping('2033-01-02T03:04:05Z'))
    await add(bucket, keeping('2035-01-02T03:04:05Z'))
    const until = new Map(
      ofObject(bucket).map(([key, held]) => [key.split('/one/')[1], held.until?.slice(0, 4)]),
    )
    expect(until.get('v1/content/source/filing.yaml')).toBe('2035')
    expect(until.get('v1/content/source/part-1.md')).toBe('2033')
    expect(until.get('v2/content/source/part-2.md')).toBe('2035')
    expect(until.get('inventory.json')).toBe('2035')
    expect(ofObject(bucket).every(([, { mode }]) => mode === 'compliance')).toBe(true)
  })

  it('puts a legal hold on all there is of an object, and takes it off all of it', async () => {
    const bucket = await locked()
    await add(bucket, keeping('2033-01-02T03:04:05Z'))
    await add(bucket, keeping('2033-01-02T03:04:05Z', { hold: true, holdChanged: true }))
    await add(bucket, keeping('2033-01-02T03:04:05Z', { hold: true }))
    expect(ofObject(bucket).filter(([, { legalHold }]) => !legalHold)).toEqual([])
    await add(bucket, keeping('2033-01-02T03:04:05Z', { holdChanged: true }))
    expect(ofObject(bucket).filter(([, { legalHold }]) => legalHold)).toEqual([])
  })
})

describe('a root of many objects', () => {
  const keepMany = async (count: number) => {
    const bucket = new BucketDouble()
    const store = storeIn(bucket)
    await store.begin()
    for (let number = 0; number < count; number++) {
      const id = `urn:filingpress:1:filing-${number}`
      const revision = revise(id, undefined, new Map([['a', toBytes(id)]]), about)
      await store.addName(`filing-${number}`, objectFolder(id))
      await store.compareAndSwap(objectFolder(id), undefined, { revision, logs: new Map() })
    }
    const archive: Archive = { root: 'vault', store, path: 's3://double/firm/vault', reach: {} }
    return { archive, bucket }
  }
  const cost = async (bucket: BucketDouble, work: () => Promise<unknown>) => {
    const before = bucket.requests.length
    await work()
    return bucket.requests.length - before
  }

  it('costs as many requests to find one of them as a root of few', async () => {
    const [few, many] = [await keepMany(3), await keepMany(90)]
    const find =
      ({ archive }: typeof few) =>
      () =>
        objectOf(archive, 'filing-2')
    await find(many)()
    await find(few)()
    const costs = [await cost(few.bucket, find(few)), await cost(many.bucket, find(many))]
    expect(costs[1]).toBe(costs[0])
    expect(costs[1]).toBeLessThan(8)
    expect((await allObjects(many.archive)).length).toBe(90)
  })

  it('is looked at folder by folder where the index is not whole, and indexed by a recovery', async () => {
    const { archive, bucket } = await keepMany(3)
    for (const key of [...bucket.objects.keys()]) if (key.includes('.work/names/')) bucket.objects.delete(key)
    expect((await objectOf(archive, 'filing-1')).inventory.id).toBe('urn:filingpress:1:filing-1')
    const again: Archive = { ...archive, store: storeIn(bucket) }
    expect(await again.store.names()).toBeUndefined()
    await recoverNow(again)
    expect(await storeIn(bucket).names('filing-1')).toHaveLength(1)
  })

  it('tells of an object that is not in the index', async () => {
    const { archive, bucket } = await keepMany(2)
    for (const key of [...bucket.objects.keys()])
      if (key.includes('names/filing-1+')) bucket.objects.delete(key)
    const { issues } = await verify(archive, { key: undefined, expect: undefined, filing: undefined })
    expect(issues.list.map(({ code }) => code)).toEqual(['V024'])
  })
})
