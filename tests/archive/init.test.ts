/** Where an archive can be begun, and where not. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { rootFiles } from '../../src/archive/layout.ts'
import { init, strangersIn } from '../../src/commands/archive/keep.ts'
import { openArchive } from '../../src/commands/archive/place.ts'
import { memory } from '../../src/platform/memory.ts'
import { real } from '../support/filing.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-init-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
/** The settings are kept in memory: the archive alone is on the disk. */
const begin = (path: string) => init(memory({}, real), join(folder, path), 'out')

it('makes a root where there is none, and takes one that is there', async () => {
  await begin('vault')
  await begin('vault/')
  expect((await openArchive(join(folder, 'vault'))).root).toBe('vault')
})

it.each([
  ['an empty folder', []],
  ['a root that was begun and not finished', ['ocfl_layout.json']],
  ['a declaration without the rest', ['0=ocfl_1.1']],
  ['a folder with a file of the system', ['.DS_Store']],
])('takes %s', async (_what, names) => {
  mkdirSync(join(folder, 'vault'))
  for (const name of names) writeFileSync(join(folder, 'vault', name), '')
  await begin('vault')
  expect(existsSync(join(folder, 'vault/0=ocfl_1.1'))).toBe(true)
})

it('takes in a bucket too what a beginning that was interrupted has left, and nothing else', () => {
  const begun = [...rootFiles().keys()].map((path) => ({ name: path.split('/')[0] ?? '' }))
  for (let count = 0; count <= begun.length; count++) expect(strangersIn(begun.slice(0, count))).toEqual([])
  expect(strangersIn([...begun, { name: 'letter.txt' }])).toEqual([{ name: 'letter.txt' }])
})

it('refuses a folder that holds something else, and leaves it as it is', async () => {
  mkdirSync(join(folder, 'vault'))
  writeFileSync(join(folder, 'vault/letter.txt'), 'x')
  await expect(begin('vault')).rejects.toThrow(/V002/)
  expect(readdirSync(folder, { recursive: true })).toEqual(['vault', 'vault/letter.txt'])
})

it('refuses the folder that every build makes anew', async () => {
  for (const path of ['out', 'out/vault'])
    await expect(init(memory({}, real), path, 'out')).rejects.toThrow(/V002/)
  await expect(openArchive(join(folder, 'nothing'))).rejects.toThrow(/V001/)
})

it('finds a root by the folder that one stands in', async () => {
  await begin('vault')
  await begin('vault/extensions/..')
  const before = process.cwd()
  try {
    process.chdir(join(folder, 'vault'))
    for (const path of ['.', './', '../vault', 'extensions/..', join(folder, 'vault')])
      expect((await openArchive(path)).root, path).toBe('vault')
  } finally {
    process.chdir(before)
  }
})
