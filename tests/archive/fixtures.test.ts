/** The official test objects of OCFL: every verdict, and every code that a name names. */
import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { validateObject } from '../../src/archive/validate.ts'
import { fileTree } from '../../src/platform/file-tree.ts'
import { shared } from '../support/tools.ts'

const root = `${shared}/ocfl-fixtures`
const there = existsSync(root)
const cases = there
  ? ['1.0', '1.1'].flatMap((version) =>
      ['good-objects', 'warn-objects', 'bad-objects'].flatMap((kind) =>
        readdirSync(`${root}/${version}/${kind}`).map((name) => [version, kind, name] as const),
      ),
    )
  : []

describe.skipIf(!there)(`OCFL's own test objects${there ? '' : ' (skipped: no ../shared)'}`, () => {
  it('are all there', () => expect(cases).toHaveLength(156))

  it.each(cases)('%s %s %s', async (version, kind, name) => {
    const { issues } = await validateObject(fileTree(`${root}/${version}/${kind}`), name)
    const found = new Set(issues.list.map(({ code }) => code))
    const shown = issues.list.map(({ code, path, message }) => `${code} ${path}: ${message}`).join('\n')
    const named =
      kind === 'good-objects' ? [] : (/^((?:[EW]\d{3}_)+)/.exec(name)?.[1]?.split('_').filter(Boolean) ?? [])
    expect(issues.errors.length > 0, shown).toBe(kind === 'bad-objects')
    for (const code of named) expect([...found], shown).toContain(`OCFL-${code}`)
    if (kind === 'good-objects') expect(shown).toBe('')
  })
})
