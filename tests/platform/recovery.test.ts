/** What recovery takes for complete, and what it sets aside; kills and power cuts are tried in durability.test.ts. */
import { describe, expect, it } from 'vitest'
import { revise } from '../../src/archive/revise.ts'
import { toBytes, toText } from '../../src/bytes.ts'
import { recover } from '../../src/platform/recovery.ts'
import { commit, makeRoot } from '../../src/platform/vault.ts'
import { SimDisk } from '../support/sim-disk.ts'

const about = { created: '2026-01-02T03:04:05Z', message: 'm', user: { name: 'n', address: 'urn:x:n' } }
const one = revise('urn:x:1', undefined, new Map([['a.txt', toBytes('a')]]), about)
const two = revise('urn:x:1', one.inventory, new Map([['a.txt', toBytes('b')]]), about)
const signed = new Map([['v2.inventory.dsse.json', toBytes('{}')]])

/** Two versions, the head still that of the first, as a crash behind the first rename leaves it. */
async function interrupted(stage = true): Promise<SimDisk> {
  const disk = new SimDisk()
  await makeRoot(disk, 'root')
  await commit(disk, { root: 'root', object: 'o', revision: one, logs: new Map(), nonce: '1' })
  await commit(disk, { root: 'root', object: 'o', revision: two, logs: signed, nonce: '2' })
  disk.state.set('root/o/inventory.json', toBytes(one.inventoryText))
  disk.state.set('root/o/inventory.json.sha512', toBytes(one.sidecarText))
  if (stage) {
    for (const path of ['root.work/stage-2', 'root.work/stage-2/root']) disk.state.set(path, 'folder')
    disk.state.set('root.work/stage-2/root/inventory.json', toBytes(two.inventoryText))
  }
  return disk
}
const head = async (disk: SimDisk) => toText(await disk.read('root/o/inventory.json'))
const quick = (disk: SimDisk) => recover(disk, 'root', 'r', false)

describe('a version whose folder stands', () => {
  it('is completed, inventory and sidecar', async () => {
    const disk = await interrupted()
    expect((await quick(disk)).completed).toEqual(['o'])
    expect([await head(disk), toText(await disk.read('root/o/inventory.json.sha512'))]).toEqual([
      two.inventoryText,
      two.sidecarText,
    ])
  })

  it('and whose sidecar alone is that of before is completed', async () => {
    const disk = await interrupted()
    disk.state.set('root/o/inventory.json', toBytes(two.inventoryText))
    expect((await quick(disk)).completed).toEqual(['o'])
    expect(toText(await disk.read('root/o/inventory.json.sha512'))).toBe(two.sidecarText)
  })

  it.each<[string, (disk: SimDisk) => void]>([
    ['has no sidecar', (disk) => disk.state.delete('root/o/v2/inventory.json.sha512')],
    [
      'has a sidecar of another inventory',
      (disk) => disk.state.set('root/o/v2/inventory.json.sha512', toBytes(one.sidecarText)),
    ],
    [
      'has an inventory that was cut short',
      (disk) => disk.state.set('root/o/v2/inventory.json', toBytes(two.inventoryText.slice(0, -9))),
    ],
    [
      'has the inventory of another version',
      (disk) => {
        disk.state.set('root/o/v2/inventory.json', toBytes(one.inventoryText))
        disk.state.set('root/o/v2/inventory.json.sha512', toBytes(one.sidecarText))
      },
    ],
    ['lacks a file', (disk) => disk.state.delete('root/o/v2/content/a.txt')],
    ['has a file with other bytes', (disk) => disk.state.set('root/o/v2/content/a.txt', toBytes('c'))],
    ['has a file more', (disk) => disk.state.set('root/o/v2/content/b.txt', toBytes('c'))],
  ])('and %s is set aside with its signature, and nothing of it deleted', async (_what, harm) => {
    const disk = await interrupted()
    harm(disk)
    const { completed, quarantined } = await quick(disk)
    expect(completed).toEqual([])
    expect(await head(disk)).toBe(one.inventoryText)
    expect([...disk.state.keys()].filter((path) => /^root\/o\/(?:v2|logs\/v2)/.test(path))).toEqual([])
    expect(quarantined).toHaveLength(3)
    for (const path of quarantined) expect(disk.state.has(path)).toBe(true)
  })
})

describe('without a stage nothing was interrupted', () => {
  it('so the objects are not read, and a signature whose version is gone is left for a person to judge', async () => {
    const disk = await interrupted(false)
    for (const path of [...disk.state.keys()]) if (path.startsWith('root/o/v2')) disk.state.delete(path)
    const read: string[] = []
    const list = disk.list.bind(disk)
    disk.list = (path) => {
      read.push(path)
      return list(path)
    }
    expect(await quick(disk)).toEqual({ completed: [], quarantined: [] })
    expect(read).toEqual(['root.work'])
    expect(disk.state.has('root/o/logs/v2.inventory.dsse.json')).toBe(true)
  })

  it('unless a person asks: then all is looked at, and the signature set aside', async () => {
    const disk = await interrupted(false)
    for (const path of [...disk.state.keys()]) if (path.startsWith('root/o/v2')) disk.state.delete(path)
    expect((await recover(disk, 'root', 'r')).quarantined).toHaveLength(1)
    expect(disk.state.has('root/o/logs/v2.inventory.dsse.json')).toBe(false)
  })
})
