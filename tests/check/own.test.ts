/** What we build, read back as anybody's finished files, has nothing to settle where the filing has nothing. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { build } from '../../src/commands/build.ts'
import { checkFiles } from '../../src/commands/check.ts'
import { fonts, real, usual } from '../support/filing.ts'

const out = mkdtempSync(join(tmpdir(), 'filingpress-own-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe.each(['harborlight-2026-02-24', 'firstlight-2018-03-05'])('%s, finished', (slug) => {
  const [built] = build(real, [slug], fonts, { ...usual, content: 'tests/filings/good', out, edgarPdf: true })
  const folder = join(out, slug)
  const found = (paths: readonly string[]) =>
    checkFiles(real, paths).diagnostics.map(({ code, message }) => `${code} ${message}`)

  it('has no findings as a folder', () => {
    expect(built?.diagnostics).toEqual([])
    expect(found([folder])).toEqual([])
  })

  it('has none as a list of its files', () => {
    expect(found(readdirSync(folder).map((name) => join(folder, name)))).toEqual([])
  })
})
