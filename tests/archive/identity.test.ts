/** Which object a filing is: fixed once, whatever is corrected later; never guessed. */
import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { add } from '../../src/commands/archive/add.ts'
import { allObjects, objectOf, slugOf } from '../../src/commands/archive/objects.ts'
import { list } from '../../src/commands/archive/show.ts'
import type { MemoryWorld } from '../../src/platform/memory.ts'
import { buildOptions, type Scene, scene } from '../support/archive.ts'
import { fonts, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

let one: Scene
beforeEach(async () => {
  one = await scene()
}, 60_000)
afterEach(() => rmSync(one.folder, { recursive: true, force: true }))

const options = {
  message: 'm',
  user: 'Jane',
  key: undefined,
  retain: 7,
  signaturePages: new Map<string, Uint8Array>(),
  attestations: new Map<string, Uint8Array>(),
}
const keepIn = (world: MemoryWorld, as?: string) =>
  add(world, one.archive, 'one', fonts, buildOptions, { ...options, ...(as !== undefined && { as }) })
function edit(world: MemoryWorld, from: string, to: string): void {
  const path = 'content/one/filing.yaml'
  const text = new TextDecoder().decode(world.files.get(path))
  expect(text).toContain(from)
  world.files.set(path, new TextEncoder().encode(text.replaceAll(from, to)))
}
const identity = (world: MemoryWorld) =>
  new TextDecoder().decode(world.files.get('content/one/identity.json'))
const ids = async () => (await allObjects(one.archive)).map(({ inventory }) => inventory.id)
/** Before anybody knows its CIK: then a correction of the employer number would be another id. */
const unknown = { ...modern, 'filing.yaml': modern['filing.yaml'].replace(/^ *cik: .*\n/m, '') }
const id = 'urn:filingpress:04-1234567:one'

describe('a filing in the archive', () => {
  it('stays the same one when the number that named it is corrected', async () => {
    const world = worldWith(unknown)
    await keepIn(world)
    expect(JSON.parse(identity(world))).toEqual({ format: 1, filing: 'one', id })
    edit(world, 'ein: ', 'cik: 7654321\n    ein: ')
    await keepIn(world)
    edit(world, 'cik: 7654321', 'cik: 7654322')
    await keepIn(world)
    expect(await ids()).toEqual([id])
    expect((await list(one.archive, 'one')).map(({ version }) => version)).toEqual(['v1', 'v2', 'v3'])
    expect((await objectOf(one.archive, id)).inventory.head).toBe('v3')
  })

  it('of an archive of before, which wrote no identity, is found by its facts, and has one from then on', async () => {
    const world = worldWith(unknown)
    await keepIn(world)
    world.files.delete('content/one/identity.json')
    await keepIn(world)
    expect(await ids()).toEqual([id])
    expect(identity(world)).toContain(id)
  })

  it('whose facts say another now, and which says nothing itself, is not guessed', async () => {
    const world = worldWith(unknown)
    await keepIn(world)
    world.files.delete('content/one/identity.json')
    edit(world, 'ein: ', 'cik: 7654321\n    ein: ')
    await expect(keepIn(world)).rejects.toThrow(/V010: one is archived as urn:filingpress:04-1234567:one/)
    await keepIn(world, id)
    expect(await ids()).toEqual([id])
    expect(identity(world)).toContain(id)
  })

  it('of the same name for another registrant is another, once that is said', async () => {
    await keepIn(worldWith(unknown))
    const world = worldWith(unknown)
    edit(world, 'ein: ', 'cik: 7654321\n    ein: ')
    await expect(keepIn(world)).rejects.toThrow(/V010/)
    await keepIn(world, 'urn:filingpress:7654321:one')
    expect((await ids()).map(slugOf)).toEqual(['one', 'one'])
    await expect(objectOf(one.archive, 'one')).rejects.toThrow(/V003: one is archived for two registrants/)
  })

  it('is never one that a person only makes up', async () =>
    expect(keepIn(worldWith(unknown), 'urn:filingpress:1:else')).rejects.toThrow(
      /V010: .* is not in the archive/,
    ))

  it('is not the filing whose folder was copied to begin it', async () => {
    const world = worldWith(unknown)
    await keepIn(world)
    world.files.set(
      'content/one/identity.json',
      new TextEncoder().encode(identity(world).replace('"one"', '"last-quarter"')),
    )
    await expect(keepIn(world)).rejects.toThrow(/V010: .* is that of last-quarter/)
  })

  it.each(['{', 'null', '7', '{"format":2}', '{"format":1,"id":7}'])(
    'with an identity nobody can read is not added: %s',
    async (text) => {
      const world = worldWith({ ...unknown, 'identity.json': text })
      await expect(keepIn(world)).rejects.toThrow(/V010: .* cannot be read/)
    },
  )

  it.each(['00-0000000'])(
    'of a registrant whose number is still a placeholder is refused: %s',
    async (number) => {
      const world = worldWith(unknown)
      edit(world, '04-1234567', number)
      await expect(keepIn(world)).rejects.toThrow(/V010: the registrant's number is still 00-0000000/)
      expect(await ids()).toEqual([])
    },
  )
})
