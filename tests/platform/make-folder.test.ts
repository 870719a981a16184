/** Folders are made with those above them, and where a file system makes none, that is told at once. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { makeFolder } from '../../src/platform/make-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'filingpress-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('makes a folder and those above it, and leaves one that is there', () => {
  const deep = join(folder, 'a/b/c')
  makeFolder(deep, 0o700)
  makeFolder(deep)
  for (const path of ['a', 'a/b', 'a/b/c']) expect(statSync(join(folder, path)).mode & 0o777).toBe(0o700)
})

it('refuses where a file stands in the way', () => {
  writeFileSync(join(folder, 'file'), 'x')
  expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST')
  expect(() => makeFolder(join(folder, 'file/below'))).toThrow('ENOTDIR')
})

it.skipIf(!existsSync('/proc/self'))('ends where a file system takes no folders, as /proc', () => {
  expect(() => makeFolder('/proc/filingpress/below')).toThrow('ENOENT')
})
