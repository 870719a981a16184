/**
 * What every store of archives keeps, whatever it keeps them on: the contracts of src/platform/store.ts and of a tree's
 * reading, one law a test. A new store is tested by calling this.
 */
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { rootDeclaration } from '../../src/archive/inventory.ts'
import { rootFiles } from '../../src/archive/layout.ts'
import { revise } from '../../src/archive/revise.ts'
import { validateObject } from '../../src/archive/validate.ts'
import { sha512, toBytes, toText } from '../../src/bytes.ts'
import type { Store } from '../../src/platform/store.ts'

export interface Made {
  readonly store: Store
  /** The root's name, in front of what is read. */
  readonly root: string
  /** Another store of the same place, as another process has it. */
  readonly again: () => Store
}

const about = { created: '2026-01-02T03:04:05Z', message: 'm', user: { name: 'n', address: 'urn:x:n' } }
const logs = new Map<string, Uint8Array>()
const one = revise('urn:x:1', undefined, new Map([['a.txt', toBytes('a')]]), about)
const two = revise('urn:x:1', one.inventory, new Map([['a.txt', toBytes('b')]]), about)
const three = revise('urn:x:1', one.inventory, new Map([['a.txt', toBytes('c')]]), about)

export function storeLaws(name: string, make: () => Promise<Made>): void {
  describe(name, () => {
    let made: Made
    let store: Store
    beforeEach(async () => {
      made = await make()
      store = made.store
      await store.begin()
    })
    const read = async (path: string) => toText(await made.again().read(`${made.root}/${path}`))
    const first = () => store.compareAndSwap('o', undefined, { revision: one, logs })

    it('begins a root whose declaration says so, and beginning it again changes nothing', async () => {
      expect(await read(rootDeclaration)).toBe('ocfl_1.1\n')
      for (const [path, text] of rootFiles()) expect(await read(path)).toBe(text)
      await first()
      await store.begin()
      expect(await read('o/inventory.json')).toBe(one.inventoryText)
    })

    it('gives undefined for what is not there, and for a folder that is asked for as a file', async () => {
      await first()
      for (const path of ['nothing', 'nothing/at/all', 'o/v1', 'o/inventory.json/x']) {
        expect(await store.read(`${made.root}/${path}`), path).toBeUndefined()
        expect(await store.digests(`${made.root}/${path}`, ['sha512']), path).toBeUndefined()
      }
      expect(await store.list(`${made.root}/nothing`)).toBeUndefined()
      expect(await store.list(`${made.root}/o/inventory.json`)).toBeUndefined()
    })

    it('lists what is directly inside, all of it, sorted', async () => {
      const many = new Map(
        Array.from({ length: 1200 }, (_, index) => [`d/${(index * 7919) % 1200}.txt`, toBytes('x')] as const),
      )
      await store.putIfAbsent('p', new Map([...many, ['a', toBytes('a')]]))
      expect(await store.list(`${made.root}/p`)).toEqual([
        { name: 'a', kind: 'file' },
        { name: 'd', kind: 'folder' },
      ])
      const names = ((await store.list(`${made.root}/p/d`)) ?? []).map((entry) => entry.name)
      expect(names).toHaveLength(1200)
      expect(names).toEqual([...names].sort())
    })

    it('gives digests by OCFL’s names, of bytes as they are', async () => {
      const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 31) & 255)
      await store.putIfAbsent('p', new Map([['big', bytes]]))
      expect(await store.digests(`${made.root}/p/big`, ['sha512', 'md5', 'sha512/256'])).toEqual({
        sha512: createHash('sha512').update(bytes).digest('hex'),
        md5: createHash('md5').update(bytes).digest('hex'),
        'sha512/256': createHash('sha512-256').update(bytes).digest('hex'),
      })
      expect(Buffer.compare((await store.read(`${made.root}/p/big`)) ?? new Uint8Array(), bytes)).toBe(0)
    })

    it.each(['..', '../x', 'ROOT/../../etc/passwd', '/etc/passwd', 'ROOT/./x', 'ROOT\\..\\x'])(
      'reads nothing by a path that leads out: %s',
      async (path) => {
        const asked = path.replace('ROOT', made.root)
        for (const work of [store.read(asked), store.digests(asked, ['sha512']), store.list(asked)])
          expect(await work.catch((error: { code?: string }) => error.code)).toBeOneOf([undefined, 'W031'])
      },
    )

    it('makes an object where none is, and a version on the inventory that was read', async () => {
      expect(await first()).toBe(true)
      expect(await read('o/inventory.json')).toBe(one.inventoryText)
      expect(await store.compareAndSwap('o', sha512(one.inventoryText), { revision: two, logs })).toBe(true)
      expect(await read('o/inventory.json')).toBe(two.inventoryText)
      expect(await read('o/inventory.json.sha512')).toBe(two.sidecarText)
      expect((await validateObject(made.again(), `${made.root}/o`)).issues.list).toEqual([])
    })

    it('keeps the signatures that come with a version in logs/', async () => {
      await store.compareAndSwap('o', undefined, { revision: one, logs: new Map([['a.json', toBytes('1')]]) })
      const second = { revision: two, logs: new Map([['b.json', toBytes('2')]]) }
      await store.compareAndSwap('o', sha512(one.inventoryText), second)
      expect([await read('o/logs/a.json'), await read('o/logs/b.json')]).toEqual(['1', '2'])
    })

    it.each([
      ['there is an object already', undefined],
      ['another has written since', sha512('another')],
    ])('changes nothing where %s', async (_why, expected) => {
      await first()
      expect(await store.compareAndSwap('o', expected, { revision: two, logs })).toBe(false)
      expect(await read('o/inventory.json')).toBe(one.inventoryText)
      expect(await store.list(`${made.root}/o/v2`)).toBeUndefined()
    })

    it('changes nothing where the object that is expected is not there', async () => {
      expect(await store.compareAndSwap('o', sha512(one.inventoryText), { revision: two, logs })).toBe(false)
      expect(await store.list(`${made.root}/o`)).toBeUndefined()
    })

    it('lets one of two who saw the same state through', async () => {
      await first()
      const swap = (of: Store, revision: typeof two) =>
        of.exclusively(() => of.compareAndSwap('o', sha512(one.inventoryText), { revision, logs }))
      const outcomes = await Promise.all([swap(store, two), swap(made.again(), three)])
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      expect((await validateObject(store, `${made.root}/o`)).issues.list).toEqual([])
    })

    it('puts a whole object once', async () => {
      expect(await store.putIfAbsent('o', new Map([['a/b.txt', toBytes('first')]]))).toBe(true)
      expect(await store.putIfAbsent('o', new Map([['a/b.txt', toBytes('second')]]))).toBe(false)
      expect(await read('o/a/b.txt')).toBe('first')
    })

    it('refuses a name that leads out of the object', async () => {
      for (const bad of ['../x', '/x', 'a/../../x', 'a\\..\\x', 'a/\u0000'])
        await expect(store.putIfAbsent('o', new Map([[bad, toBytes('x')]])), bad).rejects.toThrow()
      expect(await store.list(`${made.root}/o`)).toBeUndefined()
    })

    it('finds objects by the name of their filing, once and only where the index is whole', async () => {
      expect(await store.names()).toEqual([])
      for (const [slug, object] of [
        ['acme', 'abc/def/012/urn%3aone%3aacme'],
        ['acme', 'abc/def/012/urn%3atwo%3aacme'],
        ['acme-2', '111/222/333/x'],
        [`a/b:+${'long '.repeat(60)}`, '444/555/666/y'],
      ] as const) {
        await store.addName(slug, object)
        await store.addName(slug, object)
      }
      const of = async (slug?: string) => [...((await made.again().names(slug)) ?? [])].sort()
      expect(await of('acme')).toEqual(['abc/def/012/urn%3aone%3aacme', 'abc/def/012/urn%3atwo%3aacme'])
      expect(await of('acme-2')).toEqual(['111/222/333/x'])
      expect(await of(`a/b:+${'long '.repeat(60)}`)).toEqual(['444/555/666/y'])
      expect(await of('acm')).toEqual([])
      expect(await of()).toHaveLength(4)
      expect((await store.leftovers()).strange).toEqual([])
    })

    it('lets one in at a time, tells what was put in order, and lets go when the work fails', async () => {
      expect(await store.exclusively(async (recovery) => recovery)).toEqual({
        completed: [],
        quarantined: [],
      })
      await expect(store.exclusively(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
      let inside = 0
      let most = 0
      const enter = async (of: Store) =>
        of.exclusively(async () => {
          most = Math.max(most, ++inside)
          await new Promise((done) => setTimeout(done, 5))
          inside--
        })
      await Promise.all(Array.from({ length: 8 }, () => enter(made.again())))
      expect([most, inside]).toEqual([1, 0])
    })
  })
}
