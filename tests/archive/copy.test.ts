/** An archive copied again: what came since goes over, and nothing else; between folders and buckets. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { walk } from '../../src/archive/tree.ts'
import { copy } from '../../src/commands/archive/copy.ts'
import { objectOf } from '../../src/commands/archive/objects.ts'
import { type Archive, placeOf } from '../../src/commands/archive/place.ts'
import { verify } from '../../src/commands/archive/verify.ts'
import { keepSmall, publicKey, type Scene, scene, unsigned } from '../support/archive.ts'

const now = '2026-01-02T03:04:05Z'
const scenes: Scene[] = []
afterAll(() => {
  for (const { folder } of scenes) rmSync(folder, { recursive: true, force: true })
})
async function begun(): Promise<Scene> {
  const one = await scene()
  scenes.push(one)
  return one
}
const filesOf = async ({ store, root }: Archive) => (await walk(store, root)).files

it('goes on where the copy ended, version by version, with signatures and what was stamped later', async () => {
  const one = await begun()
  const to = join(one.folder, 'copy')
  await keepSmall(one)
  expect(await copy(one.archive, to, now)).toHaveLength(1)
  for (const text of ['Two.', 'Three.']) await keepSmall(one, text)
  expect(await copy(one.archive, to, now)).toHaveLength(1)
  const { folder } = await objectOf(one.archive, 'one')
  await one.archive.store.putLog(folder, 'v1.stamp-1.tsr', new Uint8Array([1]))
  expect(await filesOf(placeOf(to))).not.toEqual(await filesOf(one.archive))
  // It is no time stamp, and `copy` hands over nothing that is damaged.
  await expect(copy(one.archive, to, now)).rejects.toThrow(/V008/)
  rmSync(join(one.path, folder, 'logs/v1.stamp-1.tsr'))
  expect(await copy(one.archive, to, now)).toEqual([])
  expect(await filesOf(placeOf(to))).toEqual(await filesOf(one.archive))
  const { objects } = await verify(placeOf(to), { ...unsigned, key: publicKey })
  expect([objects[0]?.verified, objects[0]?.issues.list]).toEqual([3, []])
  // What is copied can be added to.
  await keepSmall({ ...one, archive: placeOf(to) }, 'Four.')
  expect((await objectOf(placeOf(to), 'one')).inventory.head).toBe('v4')
})

it('refuses one that went another way, and leaves it as it is', async () => {
  const one = await begun()
  const to = join(one.folder, 'copy')
  await keepSmall(one)
  await copy(one.archive, to, now)
  await keepSmall(one, 'Here.')
  await keepSmall({ ...one, archive: placeOf(to) }, 'There.')
  const before = await filesOf(placeOf(to))
  await expect(copy(one.archive, to, now)).rejects.toThrow(/V006/)
  expect(await filesOf(placeOf(to))).toEqual(before)
})
