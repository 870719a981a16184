/** Whose signature it is, and what it signs: every claim of it counts. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  claimOf,
  type Envelope,
  type InventoryClaim,
  inventoryPayload,
  newKey,
  opened,
  readKey,
  seal,
  signatureName,
  signedVersion,
} from '../../src/archive/signature.ts'
import { sha512 } from '../../src/bytes.ts'
import {
  copyOf,
  issuesOf,
  keepSmall,
  objectPath,
  privateKey,
  publicKey,
  type Scene,
  scene,
} from '../support/archive.ts'

const sure = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('it is not there')
  return value
}
const [ours, ourPublic] = [sure(privateKey), sure(publicKey)]
const other = newKey()
const [theirs, theirPublic] = [
  sure(readKey(other.privatePem, 'private')),
  sure(readKey(other.publicPem, 'public')),
]

describe('an envelope', () => {
  const mine = seal('t', 'text', ours)
  const strange = seal('t', 'text', theirs)
  const both: Envelope = { ...mine, signatures: [...strange.signatures, ...mine.signatures] }

  it('opens with the key of any one of its signatures, whichever place that has', () => {
    for (const key of [ourPublic, theirPublic]) expect(opened(both, key)).toBe('text')
    expect(opened({ ...both, signatures: [...both.signatures].reverse() }, theirPublic)).toBe('text')
  })
  it('opens with no other key', () => {
    expect(opened(mine, theirPublic)).toBeUndefined()
    expect(opened({ ...mine, signatures: [] }, ourPublic)).toBeUndefined()
  })
  it('opens for its own type and text alone', () => {
    expect(opened({ ...mine, payloadType: 'u' }, ourPublic)).toBeUndefined()
    expect(opened({ ...mine, payload: Buffer.from('texts').toString('base64') }, ourPublic)).toBeUndefined()
  })
  it.each(['', 'x', '{}', 'null', '[]', '{"payload":7}', '{"payloadType":"t","payload":"","signatures":7}'])(
    'of foreign bytes is none: %j',
    (text) => expect(claimOf(new TextEncoder().encode(text), ourPublic)).toBeUndefined(),
  )
})

describe('the name of a signature', () => {
  it('is that of its version', () => expect(signedVersion(signatureName('v12'))).toBe(12))
  it.each([
    'v0.inventory.dsse.json',
    'v01.inventory.dsse.json',
    'v1.inventory.dsse.json.sha512',
    'xv1.inventory.dsse.json',
    'v1.dsse.json',
  ])('is not %s', (name) => expect(signedVersion(name)).toBeUndefined())
})

describe('the signature of a version', () => {
  let one: Scene
  let folder: string
  let first: string
  beforeAll(async () => {
    one = await scene()
    await keepSmall(one)
    await keepSmall(one)
    folder = await objectPath(one)
    first = sha512(readFileSync(join(folder, 'v1/inventory.json')))
  }, 60_000)
  afterAll(() => rmSync(one.folder, { recursive: true, force: true }), 60_000)

  /** Codes once the second version's signature says something else, signed by the very key. */
  async function codes(change: (claim: InventoryClaim) => object, key = ours): Promise<string[]> {
    const archive = copyOf(one.path, join(one.folder, 'copy'))
    const path = join(archive.path, folder.slice(one.path.length), 'logs', signatureName('v2'))
    const claim = claimOf(readFileSync(path), ourPublic)
    if (!claim) throw new Error('it was not signed')
    const text = JSON.stringify(seal(inventoryPayload, JSON.stringify(change(claim)), key))
    writeFileSync(path, text)
    writeFileSync(`${path}.sha512`, `${sha512(text)} ${signatureName('v2')}\n`)
    return (await issuesOf(archive, { key: ourPublic })).map((issue) => issue.code)
  }

  it('says which object, which version, which inventory and which one before', async () => {
    expect(await codes((claim) => claim)).toEqual([])
    const claim = claimOf(readFileSync(join(folder, 'logs', signatureName('v2'))), ourPublic)
    expect(claim).toEqual({
      object: 'urn:filingpress:1234567:one',
      version: 'v2',
      inventory: { sha512: sha512(readFileSync(join(folder, 'v2/inventory.json'))) },
      previous: { version: 'v1', sha512: first },
    })
  })

  it.each<[string, (claim: InventoryClaim) => object]>([
    ['another object', (claim) => ({ ...claim, object: 'urn:filingpress:1:other' })],
    ['another version', (claim) => ({ ...claim, version: 'v1' })],
    ['another inventory', (claim) => ({ ...claim, inventory: { sha512: '0'.repeat(128) } })],
    ['none before it', (claim) => ({ ...claim, previous: null })],
    ['another before it', (claim) => ({ ...claim, previous: { version: 'v1', sha512: '0'.repeat(128) } })],
    ['one before it of another name', (claim) => ({ ...claim, previous: { version: 'v0', sha512: first } })],
  ])('of %s does not hold', async (_what, change) => expect(await codes(change)).toEqual(['V012']))

  it('by another key does not hold', async () =>
    expect(await codes((claim) => claim, theirs)).toEqual(['V011']))

  it('that is gone is missed, and one whose digest is gone as well', async () => {
    const archive = copyOf(one.path, join(one.folder, 'copy'))
    const path = join(archive.path, folder.slice(one.path.length), 'logs', signatureName('v2'))
    expect(existsSync(path)).toBe(true)
    rmSync(`${path}.sha512`)
    expect((await issuesOf(archive, { key: ourPublic })).map((issue) => issue.code)).toEqual(['V016'])
    rmSync(path)
    expect((await issuesOf(archive, { key: ourPublic })).map((issue) => issue.code)).toEqual(['V011'])
  })
})
