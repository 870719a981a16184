/**
 * The store on a real S3 server, by the laws of all stores. FILINGPRESS_S3 names its endpoint: the conformance checks start
 * one (checks/stores.mjs); without it there is nothing to test here.
 */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { each } from '../../src/archive/each.ts'
import { type Inventory, inventoryText } from '../../src/archive/inventory.ts'
import { objectFolder } from '../../src/archive/layout.ts'
import { revise } from '../../src/archive/revise.ts'
import { sha512, toBytes } from '../../src/bytes.ts'
import { allObjects, objectOf, slugOf } from '../../src/commands/archive/objects.ts'
import type { Archive } from '../../src/commands/archive/place.ts'
import { awsBucket } from '../../src/stores/aws.ts'
import type { Bucket } from '../../src/stores/bucket.ts'
import { s3Store } from '../../src/stores/s3-store.ts'
import { trial } from '../../src/stores/trial.ts'
import { storeLaws } from '../platform/store-laws.ts'

const endpoint = process.env['FILINGPRESS_S3']
/** How far a root and an object grow. */
const objects = Number(process.env['FILINGPRESS_OBJECTS'] ?? 40)
const versions = Number(process.env['FILINGPRESS_VERSIONS'] ?? 30)

describe.skipIf(endpoint === undefined)('on the server that FILINGPRESS_S3 names', () => {
  storeLaws('a store in a real bucket', async () => {
    const bucket = await awsBucket('plain', endpoint)
    const prefix = `laws-${randomBytes(6).toString('hex')}/`
    const again = () => s3Store(bucket, prefix, 'vault')
    return { store: again(), root: 'vault', again }
  })

  it('keeps the conditions of writes, also of eight at one moment', async () => {
    const bucket = await awsBucket('plain', endpoint)
    for (let round = 0; round < 5; round++) expect(await trial(bucket, 'trial')).toBeUndefined()
  })

  it('finds one object among many, and one of many versions, by a few requests', async () => {
    const bucket = await awsBucket('plain', endpoint)
    let requests = 0
    const counted = new Proxy(bucket, {
      get(target, name: keyof Bucket) {
        const value = target[name]
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          requests++
          return (value as (...args: unknown[]) => unknown).apply(target, args)
        }
      },
    })
    const prefix = `growth-${randomBytes(6).toString('hex')}/`
    const archive: Archive = {
      root: 'vault',
      store: s3Store(counted, prefix, 'vault'),
      path: 's3://plain',
      reach: {},
    }
    const { store } = archive
    await store.begin()
    const about = { created: '2026-01-02T03:04:05Z', message: 'm', user: { name: 'n', address: 'urn:x:n' } }
    const put = async (id: string, before: Inventory | undefined, text: string): Promise<Inventory> => {
      const revision = revise(id, before, new Map([['a', toBytes(text)]]), about)
      if (!before) await store.addName(slugOf(id), objectFolder(id))
      const expected = before && sha512(inventoryText(before))
      expect(await store.compareAndSwap(objectFolder(id), expected, { revision, logs: new Map() })).toBe(true)
      return revision.inventory
    }
    const numbers = Array.from({ length: objects }, (_, number) => number)
    await each(numbers, async (number) => void (await put(`urn:x:f-${number}`, undefined, 'a')), 8)
    let grown = await put('urn:x:grown', undefined, 'v1')
    for (let version = 2; version <= versions; version++)
      grown = await put('urn:x:grown', grown, `v${version}`)
    requests = 0
    expect((await objectOf(archive, 'f-7')).inventory.head).toBe('v1')
    expect(requests).toBeLessThan(8)
    requests = 0
    expect((await objectOf(archive, 'grown')).inventory.head).toBe(`v${versions}`)
    expect(requests).toBeLessThan(8)
    requests = 0
    expect(await allObjects(archive)).toHaveLength(objects + 1)
    // The index, and of each object its inventory and sidecar.
    expect(requests).toBeLessThan(2 * objects + 10)
  })

  it('puts, reads and lists what is larger than a request, and what is empty', async () => {
    const bucket = await awsBucket('plain', endpoint)
    const key = `large-${randomBytes(6).toString('hex')}`
    const bytes = new Uint8Array(35_000_000).fill(7)
    const tag = await bucket.put(key, bytes, { absent: true })
    expect(tag).toBeDefined()
    expect(await bucket.put(key, bytes, { absent: true })).toBeUndefined()
    expect(Buffer.compare((await bucket.get(key))?.bytes ?? new Uint8Array(), bytes)).toBe(0)
    expect(await bucket.put(key, new Uint8Array(), { tag: tag ?? '' })).toBeDefined()
    expect((await bucket.head(key))?.size).toBe(0)
  })
})
