/** The archive's conditional writes: what is there is never written over, and a head only where it is the expected one. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { revise } from '../../src/archive/revise.ts'
import { sha512, toBytes } from '../../src/bytes.ts'
import { diskStore, type Store } from '../../src/platform/store.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-store-'))
  store = diskStore(folder, 'vault')
  store.begin()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const about = { created: '2026-01-02T03:04:05Z', message: 'm', user: { name: 'n' } }
const logs = new Map<string, Uint8Array>()
const one = revise('urn:x:1', undefined, new Map([['a.txt', toBytes('a')]]), about)
const two = revise('urn:x:1', one.inventory, new Map([['a.txt', toBytes('b')]]), about)
const head = () => new TextDecoder().decode(store.read('vault/o/inventory.json'))
const everything = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

describe('compare and swap', () => {
  it('makes an object where none is, and a version on the inventory that was read', () => {
    expect(store.compareAndSwap('o', undefined, { revision: one, logs })).toBe(true)
    expect(head()).toBe(one.inventoryText)
    expect(store.compareAndSwap('o', sha512(one.inventoryText), { revision: two, logs })).toBe(true)
    expect(head()).toBe(two.inventoryText)
  })

  it.each([
    ['there is an object already', undefined],
    ['another has written since', sha512('another')],
  ])('changes nothing where %s', (_why, expected) => {
    store.compareAndSwap('o', undefined, { revision: one, logs })
    const before = everything()
    expect(store.compareAndSwap('o', expected, { revision: two, logs })).toBe(false)
    expect([head(), everything()]).toEqual([one.inventoryText, before])
  })

  it('changes nothing where the object that is expected is not there', () => {
    expect(store.compareAndSwap('o', sha512(one.inventoryText), { revision: two, logs })).toBe(false)
    expect(store.list('vault/o')).toBeUndefined()
  })
})

describe('put if absent', () => {
  it('puts a whole object once', () => {
    expect(store.putIfAbsent('o', new Map([['a/b.txt', toBytes('first')]]))).toBe(true)
    expect(store.putIfAbsent('o', new Map([['a/b.txt', toBytes('second')]]))).toBe(false)
    expect(new TextDecoder().decode(store.read('vault/o/a/b.txt'))).toBe('first')
  })
})

describe('one writer at a time', () => {
  it('is told what was put in order, and leaves the lock when its work fails', () => {
    expect(store.exclusively((recovery) => recovery)).toEqual({ completed: [], quarantined: [] })
    expect(() =>
      store.exclusively(() => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(store.exclusively(() => 'again')).toBe('again')
  })
})
