import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isFresh } from './fresh.ts'

it('calls a bundle stale when any source is newer or a part of it is missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-fresh-'))
  const [src, dist] = [join(folder, 'src'), join(folder, 'dist.cjs')]
  mkdirSync(join(src, 'deep'), { recursive: true })
  const source = join(src, 'deep/a.ts')
  writeFileSync(source, '')
  expect(isFresh(src, [dist])).toBe(false)
  writeFileSync(dist, '')
  for (const path of [source, join(src, 'deep'), dist]) utimesSync(path, 1000, 1000)
  expect(isFresh(src, [dist])).toBe(true)
  utimesSync(source, 1001, 1001)
  expect(isFresh(src, [dist])).toBe(false)
  rmSync(folder, { recursive: true })
})
