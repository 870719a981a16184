/**
 * The store on a real S3 server, by the laws of all stores. FILINGPRESS_S3 names its endpoint: the conformance checks start
 * one (checks/stores.mjs); without it there is nothing to test here.
 */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { awsBucket } from '../../src/stores/aws.ts'
import { s3Store } from '../../src/stores/s3-store.ts'
import { trial } from '../../src/stores/trial.ts'
import { storeLaws } from '../platform/store-laws.ts'

const endpoint = process.env['FILINGPRESS_S3']

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
