/** The front door, as a program that embeds filingpress uses it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { FilingError } from '../src/diagnostics/diagnostic.ts'
import { build, check, memory, redline, verify } from '../src/index.ts'
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

it('builds in memory to the same bytes as on disk, and returns them', () => {
  const slug = 'immunogen-2007-06-04'
  const names = ['filing.yaml', '8-k.md', 'ex99-1.md']
  const read = (name: string) => readFileSync(`content/${slug}/${name}`)
  const world = memory(Object.fromEntries(names.map((name) => [`content/${slug}/${name}`, read(name)])))
  const [result] = build({ world })
  expect([...(result?.files.keys() ?? [])]).toContain('ex99-1.pdf')
  build({ filings: [slug], out: join(folder, 'disk') })
  for (const [name, bytes] of result?.files ?? []) {
    expect(Buffer.compare(bytes, readFileSync(join(folder, 'disk', slug, name))), name).toBe(0)
    expect(world.files.get(`out/${slug}/${name}`), name).toBe(bytes)
  }
})

it('returns what authors must fix as diagnostics, and no files', () => {
  const [result] = build({ world: memory({ 'content/one/filing.yaml': 'format: 1' }) })
  expect(result?.ok).toBe(false)
  expect(result?.files.size).toBe(0)
  expect(result?.diagnostics.length).toBeGreaterThan(0)
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
