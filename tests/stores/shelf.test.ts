/** The shelf in a bucket, and how many requests a filing costs there: docs/scale.md counts on it. */
import { expect, it } from 'vitest'
import { toBytes, toText } from '../../src/bytes.ts'
import { add } from '../../src/commands/archive/add.ts'
import type { Archive } from '../../src/commands/archive/place.ts'
import { s3Store } from '../../src/stores/s3-store.ts'
import { bucketShelf } from '../../src/stores/shelf.ts'
import { buildOptions } from '../support/archive.ts'
import { BucketDouble } from '../support/bucket.ts'
import { fonts, real, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'

it('keeps bytes by digest and the first of two notes, a request each', async () => {
  const bucket = new BucketDouble()
  const shelf = bucketShelf(bucket, 'firm/vault.batch/')
  const digest = await shelf.put(toBytes('content'))
  expect(bucket.requests.length).toBe(1)
  expect(toText(await shelf.get(digest))).toBe('content')
  await shelf.note('results/ab/one.json', toBytes('1'))
  expect(bucket.requests.length).toBe(3)
  await shelf.note('results/ab/one.json', toBytes('2'))
  expect(toText(await shelf.read('results/ab/one.json'))).toBe('1')
  expect(await shelf.read('results/ab/two.json')).toBeUndefined()
  expect([...bucket.objects.keys()].every((key) => key.startsWith('firm/vault.batch/'))).toBe(true)
})

it('keeps what was put although answers are lost, and requests are made twice', async () => {
  const fates = ['unanswered', 'twice', 'lost', 'made'] as const
  const next = random(22)
  const bucket = new BucketDouble(new Map(), () => fates[Math.floor(next() * 4)] ?? 'made')
  const shelf = bucketShelf(bucket, '')
  for (let round = 0; round < 40; round++) {
    const bytes = toBytes(`content ${round % 10}`)
    for (let tries = 0; ; tries++) {
      const digest = await shelf.put(bytes).catch(() => undefined)
      const found = digest && (await shelf.get(digest).catch(() => undefined))
      if (found) {
        expect(toText(found)).toBe(`content ${round % 10}`)
        break
      }
      expect(tries).toBeLessThan(300)
    }
  }
})

it('archives a filing in no more requests than docs/scale.md counts on', async () => {
  const bucket = new BucketDouble()
  const store = s3Store(bucket, '', 'vault', {})
  await store.begin()
  const archive: Archive = { root: 'vault', store, path: 's3://double/vault', reach: {} }
  const options = {
    message: 'm',
    user: 'a worker',
    key: undefined,
    retain: 7,
    signaturePages: new Map(),
    attestations: new Map(),
    once: true,
  } as const
  const counts = async (slug: string) => {
    const before = bucket.requests.length
    const world = { ...worldWith(), ...real }
    const files = Object.fromEntries(
      Object.entries(modern).map(([name, text]) => [`content/${slug}/${name}`, text]),
    )
    await add(
      { ...worldWith(files), toolFiles: world.toolFiles },
      archive,
      slug,
      fonts,
      buildOptions,
      options,
    )
    const own = bucket.requests.slice(before).map((request) => request.split(' ')[0] ?? '')
    return {
      puts: own.filter((call) => call === 'put').length,
      lists: own.filter((call) => call === 'list').length,
      reads: own.filter((call) => !['put', 'list'].includes(call)).length,
      bytes: [...bucket.objects].reduce((sum, [, { bytes: held }]) => sum + held.length, 0),
    }
  }
  await counts('first')
  const { bytes: before } = await counts('second')
  const { bytes, ...third } = await counts('third')
  // A template or a font more is a request more; docs/scale.md says how many there were.
  expect(third.puts).toBeLessThan(90)
  expect(third.lists).toBeLessThan(25)
  expect(third.reads).toBeLessThan(15)
  expect((bytes - before) / 1e6).toBeLessThan(8)
})
