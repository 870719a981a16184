/** The example filings: what `new --example` copies, whole and with nothing to settle. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { examples } from '../../src/cli/commands/new.ts'
import { build } from '../../src/commands/build.ts'
import { createFromExample } from '../../src/commands/new.ts'
import { open } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { memory } from '../../src/platform/memory.ts'
import { fonts, real, usual } from '../support/filing.ts'
import { examplesFolder, paragraphs } from '../support/releases.ts'

it('are what the command offers', () => {
  expect([...examples].sort()).toEqual(readdirSync(examplesFolder).sort())
})

it('have enough text for the generators of the tests', () => {
  expect(new Set(paragraphs()).size).toBeGreaterThan(150)
})

describe.each(examples)('%s', (example) => {
  it('is copied whole and builds with nothing to settle', () => {
    const world = memory({}, real)
    const log = new Log()
    const files = createFromExample(world, 'content', 'mine', example, log)
    expect(log.diagnostics).toEqual([])
    expect(files).toEqual([...world.files.keys()])
    const [result] = build(world, ['mine'], fonts, usual)
    // The cyber incident shows a waiver: its item is tagged by others.
    expect(result?.diagnostics.filter(open)).toEqual([])
    expect(result?.ok).toBe(true)
    createFromExample(world, 'content', 'mine', example, log)
    expect(log.diagnostics.map(({ code }) => code)).toEqual(['U002'])
  })
})
