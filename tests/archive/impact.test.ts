/** What an upgrade would change: found by kind, blamed on the line that does it, told gravest first. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { objectId } from '../../src/archive/layout.ts'
import { type Impact, type ImpactTask, impactOf } from '../../src/commands/archive/impact/impact.ts'
import { reportHtml, reportOf, reportText } from '../../src/commands/archive/impact/report.ts'
import { keep, scene } from '../support/archive.ts'
import { real } from '../support/filing.ts'

const folder = mkdtempSync(join(tmpdir(), 'filingpress-impact-'))
const one = await scene()
await keep(one.archive)
afterAll(() => {
  for (const each of [folder, one.folder]) rmSync(each, { recursive: true, force: true })
})

const css = readFileSync(join(real.ownTemplates, 'house.css'), 'utf8')
const lineOf = (text: string, part: string): number =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1

/** A theme that is the built-in one but for some files. */
function theme(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, 'partials'), { recursive: true })
    writeFileSync(join(folder, name, path), text)
  }
  return join(folder, name)
}

const task = (templates: string | undefined, results?: string): ImpactTask => ({
  kind: 'impact',
  archive: one.path,
  reach: {},
  id: objectId('1234567', 'one'),
  head: 'h',
  tool: undefined,
  templates,
  results,
})

describe('an archived filing made again', () => {
  it('is the same by the same tool and theme', async () => {
    expect(await impactOf(real, task(undefined))).toMatchObject({
      version: 'v1',
      kinds: [],
      differences: [],
      causes: [],
    })
  })

  it('differs in looks where a line of house.css does, and that line is named', async () => {
    const changed = css.replace(/^(h1 \{ font-size: )\d+pt/m, '$117pt').replace('.no-such-class', '.x')
    const found = await impactOf(
      real,
      task(theme('looks', { 'house.css': `${changed}\n.unused { margin: 0 }\n` })),
    )
    expect(found.kinds.every((kind) => kind === 'looks' || kind === 'pages')).toBe(true)
    expect(found.causes.map(({ what }) => what)).toEqual([
      `house.css:${lineOf(changed, 'h1 { font-size: 17pt')} changed`,
    ])
  })

  it('differs in words where a partial has others, before anything else', async () => {
    const partial = readFileSync(join(real.ownTemplates, 'partials/signature-sentence.hbs'), 'utf8')
    const words = partial.replace('duly caused', 'properly caused')
    expect(words).not.toBe(partial)
    const changed = css.replace(/^(h1 \{ font-size: )\d+pt/m, '$117pt')
    const templates = theme('words', { 'house.css': changed, 'partials/signature-sentence.hbs': words })
    const found = await impactOf(real, task(templates))
    expect(found.kinds[0]).toBe('words')
    expect(found.differences[0]?.text).toBe('"duly" is "properly"')
    expect(found.causes.map(({ what }) => what).sort()).toEqual([
      `house.css:${lineOf(changed, 'h1 { font-size: 17pt')} changed`,
      `partials/signature-sentence.hbs:${lineOf(words, 'properly')} changed`,
    ])
  })

  it('is told where it cannot be built any more', async () => {
    const found = await impactOf(real, task(theme('broken', { 'partials/signature-sentence.hbs': '{{#if' })))
    expect(found.kinds).toEqual(['not built'])
    expect(found.causes).toEqual([{ what: 'the theme', kinds: ['not built'] }])
  })

  it('is not measured twice where results are kept, and again where the theme is another', async () => {
    const results = join(folder, 'results')
    const first = await impactOf(real, task(undefined, results))
    let reads = 0
    const counting = {
      ...real,
      fontFile(file: Parameters<typeof real.fontFile>[0]) {
        reads++
        return real.fontFile(file)
      },
    }
    expect(await impactOf(counting, task(undefined, results))).toEqual(first)
    expect(reads).toBe(0)
    expect(
      (
        await impactOf(
          counting,
          task(theme('again', { 'house.css': css.replace(/^(h1 \{ font-size: )\d+pt/m, '$117pt') }), results),
        )
      ).kinds,
    ).not.toEqual([])
  })
})

describe('the report', () => {
  const impact = (id: string, ...causes: Impact['causes'][number][]): Impact => ({
    id,
    filing: id,
    version: 'v1',
    kinds: causes.flatMap(({ kinds }) => kinds),
    differences: causes.flatMap(({ kinds }) =>
      kinds.map((kind) => ({ kind, what: '8-k.htm', text: `<${kind}>` })),
    ),
    causes,
  })
  const report = reportOf([
    impact('c'),
    impact('b', { what: 'house.css:23 changed', kinds: ['looks'] }),
    impact('a', { what: 'house.css:23 changed', kinds: ['looks'] }),
    impact('d', { what: 'the tool', kinds: ['words', 'looks'] }),
    impact(
      'e',
      { what: 'house.css:9 changed', kinds: ['pages', 'looks'] },
      { what: 'house.css:23 changed', kinds: ['pages'] },
    ),
  ])

  it('groups filings by cause, what changes words before what changes looks', () => {
    expect(report.groups.map(({ cause, filings }) => [cause, filings.join()])).toEqual([
      ['the tool', 'd'],
      ['house.css:23 changed', 'a,b,e'],
      ['house.css:9 changed', 'e'],
    ])
    expect([report.filings, report.same]).toEqual([5, 1])
  })

  it('says it in lines', () => {
    const text = reportText(report)
    expect(text).toContain('1 filing: words differ\n')
    expect(text).toContain(
      '  house.css:23 changed: 3 filings: pages differ in 1, looks only in 2\n    a, b, e',
    )
    expect(text.indexOf('words differ')).toBeLessThan(text.indexOf('looks differ'))
  })

  it('says it on a page that escapes what filings say', () => {
    const page = reportHtml(report)
    expect(page).toContain('8-k.htm: &lt;words&gt;')
    expect(page).not.toContain('<words>')
    expect(page).not.toMatch(/<script|https?:/)
  })
})
