/** The front door, as a program that embeds filingpress uses it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { FilingError } from '../src/diagnostics/diagnostic.ts'
import { build, check, redline, verify } from '../src/index.ts'
import { keep, pair, scene } from './support/archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'filingpress-module-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('builds, checks and compares finished folders', () => {
  const out = join(folder, 'out')
  const [result] = build({ filings: ['immunogen-2007-06-04'], out })
  expect(result?.ok).toBe(true)
  const built = join(out, 'immunogen-2007-06-04')
  expect(check([built]).diagnostics.map(({ code }) => code)).toContain('K067')
  const { json, files } = redline(built, built)
  expect(
    (JSON.parse(json) as { documents: { state: string }[] }).documents.map(({ state }) => state),
  ).toEqual(['same', 'same'])
  expect(files.size).toBe(0)
  expect(() => redline(built, join(folder, 'nothing'))).toThrow(FilingError)
})

it('verifies an archive with its key and head', async () => {
  const { archive, path, folder: own } = await scene()
  const { head } = await keep(archive)
  const codesOf = async (options: Parameters<typeof verify>[1]) =>
    (await verify(path, options)).objects[0]?.issues.list.map(({ code }) => code)
  expect(await codesOf({ key: pair.publicPem, expect: head })).toEqual([])
  expect(await codesOf({ expect: '0'.repeat(128) })).toEqual(['V015'])
  await expect(verify(path, { key: 'x' })).rejects.toThrow(/V004/)
  rmSync(own, { recursive: true, force: true })
})
