/** What `replace` flushes before what: a rename that lasts while its files do not would lose a build to a power cut. */
import fs, { mkdtempSync, rmSync, statSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { replace } from '../../src/platform/swap.ts'

let folder: string
const original = { fsyncSync: fs.fsyncSync, renameSync: fs.renameSync, openSync: fs.openSync }
let calls: string[]

/** Every call that counts is written down, and done. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-swap-'))
  calls = []
  const names = new Map<number, string>()
  fs.openSync = (path, ...rest) => {
    const file = original.openSync(path, ...rest)
    names.set(file, basename(String(path)))
    return file
  }
  fs.fsyncSync = (file) => {
    calls.push(`flush ${names.get(file)}`)
    original.fsyncSync(file)
  }
  fs.renameSync = (from, to) => {
    calls.push(`${basename(String(from))} -> ${basename(String(to))}`)
    original.renameSync(from, to)
  }
  syncBuiltinESMExports()
})
afterEach(() => {
  Object.assign(fs, original)
  syncBuiltinESMExports()
  rmSync(folder, { recursive: true, force: true })
})

const files = new Map([
  ['a', new TextEncoder().encode('1')],
  ['b', new TextEncoder().encode('2')],
])

it('flushes each file and their folder before it renames, and the folder around when it stands', () => {
  replace(join(folder, 'x'), files)
  replace(join(folder, 'x'), files)
  const first = ['flush a', 'flush b', 'flush .x.new', '.x.new -> .x.ready', '.x.ready -> x']
  const around = `flush ${basename(folder)}`
  const second = [...first.slice(0, 4), 'x -> .x.old', '.x.ready -> x']
  expect(calls).toEqual([...first, around, ...second, around])
})

it('lets nobody else into what is not yet whole', () => {
  const modes: string[] = []
  const rename = fs.renameSync
  fs.renameSync = (from, to) => rename(from, to)
  const open = fs.openSync
  fs.openSync = (path, ...rest) => {
    if (String(path).includes('.x.new/')) {
      modes.push((statSync(join(folder, '.x.new')).mode & 0o777).toString(8))
      modes.push(String(rest[1]?.toString(8)))
    }
    return open(path, ...rest)
  }
  syncBuiltinESMExports()
  replace(join(folder, 'x'), files)
  expect(modes).toEqual(['700', '600', '700', '600'])
})
