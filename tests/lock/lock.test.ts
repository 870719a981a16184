/** Approval, the refusal of anything else, waivers that lapse, and hostile content that gets nowhere. */
import { describe, expect, it } from 'vitest'
import { sha256, toText } from '../../src/bytes.ts'
import { approve } from '../../src/commands/approve.ts'
import { build } from '../../src/commands/build.ts'
import { waive } from '../../src/commands/waive.ts'
import { open } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { withWaiver } from '../../src/lock/waivers.ts'
import type { MemoryWorld } from '../../src/platform/memory.ts'
import { buildWith, codesOf, type Files, fonts, usual, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

function final(world: MemoryWorld) {
  const [result] = build(world, ['one'], fonts, { ...usual, final: true })
  if (!result) throw new Error('nothing was built')
  return result
}

function edit(world: MemoryWorld, name: string, from: string, to: string): void {
  const path = `content/one/${name}`
  const text = new TextDecoder().decode(world.files.get(path))
  expect(text).toContain(from)
  world.files.set(path, new TextEncoder().encode(text.replace(from, to)))
}

describe('a final build', () => {
  it('is refused while nobody has approved it', () => {
    expect(final(worldWith(modern)).diagnostics.map(({ code }) => code)).toEqual(['L003'])
  })

  it('comes out when it is what was approved, and again the same', () => {
    const world = worldWith(modern)
    const { approval } = approve(world, 'one', 'Jane Roe', fonts, usual)
    expect(final(world).ok).toBe(true)
    const first = world.files.get('out/one/8-k.pdf')
    expect(final(world).documents.find(({ name }) => name === '8-k.pdf')?.sha256).toBe(
      approval.outputs['8-k.pdf'],
    )
    expect(world.files.get('out/one/8-k.pdf')).toEqual(first)
  })

  it('is refused when one figure differs, and says which file and which words', () => {
    const world = worldWith(modern)
    approve(world, 'one', 'Jane Roe', fonts, usual)
    edit(world, '8-k.md', '$12.4 million', '$12.5 million')
    edit(world, 'ex99-1.md', '$12.4 million', '$12.5 million')
    const { ok, diagnostics } = final(world)
    const said = diagnostics.map(({ message }) => message).join('\n')
    expect(ok).toBe(false)
    expect(said).toContain('8-k.md was changed since Jane Roe approved it')
    expect(said).toMatch(/tdwr-20260302\.htm: "[^"]*\$12\.5[^"]*" was approved as "[^"]*\$12\.4[^"]*"/)
    expect(said).toMatch(/ex99-1\.htm: "[^"]*\$12\.5/)
  })

  it('is refused when only a template or the bold of a word differs', () => {
    const world = worldWith(modern)
    approve(world, 'one', 'Jane Roe', fonts, usual)
    edit(world, '8-k.md', 'Nothing else', '**Nothing** else')
    expect(
      final(world)
        .diagnostics.map(({ message }) => message)
        .join('\n'),
    ).toContain('the same words, set or marked in another way')
  })

  it('is refused when the record of the approval was edited', () => {
    const world = worldWith(modern)
    approve(world, 'one', 'Jane Roe', fonts, usual)
    edit(world, 'approval/approval.json', '"8-k.md": "', '"8-k.md": "0')
    expect(final(world).diagnostics.map(({ code }) => code)).toEqual(['L005'])
  })

  it('lists every reason at once, and leaves the last good output', () => {
    const world = worldWith(modern)
    approve(world, 'one', 'Jane Roe', fonts, usual)
    final(world)
    const before = world.files.get('out/one/tdwr-20260302.htm')
    edit(world, 'filing.yaml', 'signatories: [{ name: Jane Roe, title: Secretary }]', 'signatories: []')
    edit(world, '8-k.md', 'Nothing else happened.', 'Nothing else happened on [●].')
    const reasons = final(world)
      .diagnostics.filter(({ code }) => code === 'L003')
      .map(({ message }) => message)
    expect(reasons).toEqual([
      'G001 is not settled: "[●]" is a placeholder',
      'K091 is not settled: nobody signs: there is no /s/ with a name, and no title',
    ])
    expect(world.files.get('out/one/tdwr-20260302.htm')).toEqual(before)
  })

  it('carries no marks of a draft, and says what it left out', () => {
    const world = worldWith(modern)
    approve(world, 'one', 'Jane Roe', fonts, usual)
    const [result] = build(world, ['one'], fonts, {
      ...usual,
      final: true,
      draft: { stamp: 'Draft 3', lineNumbers: true },
    })
    expect(result?.ok).toBe(true)
    expect(result?.stripped).toEqual(['the stamp "Draft 3"', 'the line numbers'])
  })

  it('takes out of a ready-made exhibit who made it and where it lay, and not a byte more', () => {
    const [head, body] = ['<html><head><title>Exhibit 10.1</title>', '</head><body><p>Exhibit 10.1</p><p>']
    const text = `${body}An agreement.<!-- page 1 --></p></body></html>`
    const made = '<meta name="author" content="J. Doe"><!-- from C:\\Users\\jdoe\\ex10.docx -->'
    const world = worldWith({
      ...modern,
      'ex10-1.htm': head + made + text,
      'filing.yaml': modern['filing.yaml'].replace(
        'exhibits:\n',
        'exhibits:\n  - { number: 10.1, title: Agreement, file: ex10-1.htm }\n',
      ),
    })
    const bytesOf = () => new TextDecoder('latin1').decode(world.files.get('out/one/ex10-1.htm'))
    build(world, ['one'], fonts, usual)
    expect(bytesOf()).toBe(head + made + text)
    approve(world, 'one', 'Jane Roe', fonts, usual)
    const [result] = build(world, ['one'], fonts, { ...usual, final: true })
    expect(bytesOf()).toBe(head + text)
    expect(result?.stripped).toEqual([
      '<meta name="author" content="J. Doe"> of ex10-1.htm',
      'C:\\Users\\jdoe\\ex10.docx of ex10-1.htm',
    ])
  })
})

describe('a waiver', () => {
  const bad: Files = {
    ...modern,
    '8-k.md': modern['8-k.md'].replace('It did so', 'It').replace('Nothing else', 'Nothing else else'),
  }
  const waived = () => {
    const world = worldWith(bad)
    const [{ diagnostics } = { diagnostics: [] }] = build(world, ['one'], fonts, { ...usual, dryRun: true })
    waive(
      world,
      'content/one',
      diagnostics,
      { code: 'G002', place: undefined, reason: 'it is a name', by: 'Jane' },
      new Log(),
    )
    return world
  }
  const opened = (world: MemoryWorld) =>
    build(world, ['one'], fonts, { ...usual, dryRun: true })[0]
      ?.diagnostics.filter(open)
      .map(({ code }) => code)

  it('settles its finding and stays visible', () => {
    const world = waived()
    expect(opened(world)).toEqual([])
    const [result] = build(world, ['one'], fonts, { ...usual, dryRun: true })
    expect(result?.diagnostics.find(({ code }) => code === 'G002')?.waived).toEqual({
      reason: 'it is a name',
      by: 'Jane',
    })
  })

  it('lapses when its passage changes', () => {
    const world = waived()
    edit(world, '8-k.md', 'happened.', 'occurred.')
    expect(opened(world)).toEqual(['G002', 'L001'])
  })

  it('is named when nothing is found that it is for', () => {
    const world = waived()
    edit(world, '8-k.md', 'else else', 'else')
    expect(opened(world)).toEqual(['L002'])
  })

  it('does not settle the same sentence in another file, nor a second one in its own', () => {
    const world = waived()
    edit(world, 'ex99-1.md', 'has news.', 'has news. Nothing else else happened.')
    expect(opened(world)).toEqual(['G002'])
    edit(world, 'ex99-1.md', ' Nothing else else happened.', '')
    edit(world, '8-k.md', '# Item 9.01', 'Nothing else else happened.\n\n# Item 9.01')
    expect(opened(world)).toEqual(['G002'])
  })

  it('written before waivers were bound to a file still holds where it can mean one finding only', () => {
    const world = worldWith(bad)
    const loose = sha256(
      ['G002', '"else else": a word is repeated', 'Nothing else else happened.'].join('\n'),
    )
    edit(
      world,
      'filing.yaml',
      'signature:',
      `waivers:\n  - { code: G002, reason: a name, by: Jane, passage: ${loose.slice(0, 16)} }\nsignature:`,
    )
    expect(opened(world)).toEqual([])
    edit(world, 'ex99-1.md', 'has news. ', 'has news.\n\nNothing else else happened.\n\n')
    expect(opened(world)).toEqual(['G002', 'G002', 'L001'])
  })

  it('covers all places of one cause, and a new place is a new finding', () => {
    const world = worldWith({
      ...modern,
      'ex99-1.md': modern['ex99-1.md'].replace('has news.', 'has news. Tidewater and Co. is glad.'),
    })
    const dry = { ...usual, dryRun: true }
    const found = () => build(world, ['one'], fonts, dry)[0]?.diagnostics ?? []
    expect(
      found()
        .filter(open)
        .map(({ code }) => code),
    ).toEqual(['A003'])
    waive(
      world,
      'content/one',
      found(),
      { code: 'A003', place: undefined, reason: 'a brand', by: 'Jane' },
      new Log(),
    )
    expect(found().filter(open)).toEqual([])
    expect(toText(world.files.get('content/one/filing.yaml') ?? new Uint8Array())).toContain(
      '- "ex99-1.md: Tidewater and Co."',
    )
    edit(world, 'ex99-1.md', 'is glad.', 'is glad.\n\nSo Tidewater and Co. says.')
    expect(
      found()
        .filter(open)
        .map(({ code }) => code),
    ).toEqual(['A003', 'L001'])
  })

  it('is written behind the others and leaves every other line as it was', () => {
    const one = {
      code: 'K067',
      reason: 'as filed',
      by: 'x',
      passage: '0'.repeat(16),
      covers: ['8-k.md: a word'],
      about: 'a',
    }
    const text = 'format: 1 # kept\nform: 8-K\n\nsignature: {}\n'
    const twice = withWaiver(withWaiver(text, one), { ...one, code: 'K082' })
    expect(twice.startsWith(text)).toBe(true)
    expect(twice.match(/- code: \S+/g)).toEqual(['- code: K067', '- code: K082'])
    const inside = withWaiver(
      'a: 1\nwaivers:\n  - code: K001\n    reason: r\n    by: b\n    passage: p\nz: 2\n',
      one,
    )
    expect(inside).toContain('\nz: 2\n')
    expect(inside.indexOf('K067')).toBeLessThan(inside.indexOf('z: 2'))
  })
})

describe('hostile content', () => {
  it.each<[string, Files, string]>([
    ['a script in Markdown', { '8-k.md': '# Item 8.01\n\n<script>alert(1)</script>\n' }, 'M001'],
    [
      'a file outside its folder',
      {
        'filing.yaml': `${modern['filing.yaml']}`.replace(
          'title: Press release }',
          'title: Press release, file: ../../secret.htm }',
        ),
      },
      'W003',
    ],
    [
      'the constructor of a helper',
      { 'content/one/partials/check-boxes.hbs': '{{constructor.constructor "return process"}}' },
      'T003',
    ],
    [
      'a prototype by path',
      { 'content/one/partials/check-boxes.hbs': '{{report.__proto__.polluted}}' },
      'T002',
    ],
    ['lookup of a prototype', { '8-k.md': '# Item 8.01\n\n{{registrant.constructor.name}}\n' }, 'T002'],
    [
      'a script in a template',
      { 'content/one/partials/check-boxes.hbs': '<script src="https://example.com/x.js"></script>' },
      'H001',
    ],
    [
      'a style from the network',
      { 'content/one/partials/check-boxes.hbs': '<p style="background:url(https://example.com)">x</p>' },
      'H002',
    ],
    [
      'a raw mustache with markup',
      { 'content/one/partials/check-boxes.hbs': '{{{registrant.name}}}' },
      'T008',
    ],
    ['a YAML tag that runs code', { 'filing.yaml': 'format: !!js/function "function(){}"\n' }, 'Y003'],
    ['a YAML bomb of aliases', { 'filing.yaml': 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n' }, 'Y003'],
  ])('%s is refused', (_name, files, code) => {
    const result = buildWith({ ...modern, ...files }, { dryRun: true })
    expect(result.ok).toBe(false)
    expect(codesOf(result)).toContain(code)
  })
})
