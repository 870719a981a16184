/** What an approval covers, what voids it and what does not, and what is said of it. */
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/bytes.ts'
import { approve } from '../../src/commands/approve.ts'
import { build } from '../../src/commands/build.ts'
import { approvalOf, readApproval } from '../../src/lock/approval.ts'
import { passageDigest, waiverDigest } from '../../src/lock/waivers.ts'
import type { MemoryWorld } from '../../src/platform/memory.ts'
import { type Files, fonts, usual, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const page = (words: string): string =>
  `<html><head></head><body><p>Exhibit 10.1</p><p>${words}</p></body></html>`
const withAgreement: Files = {
  ...modern,
  'ex10-1.htm': page('The rent is $500 a month.'),
  'filing.yaml': modern['filing.yaml'].replace(
    'exhibits:\n',
    'exhibits:\n  - { number: 10.1, title: Lease, file: ex10-1.htm }\n',
  ),
  '8-k.md': modern['8-k.md'].replace('Nothing else', 'See Exhibit 10.1. Nothing else'),
}

function approved(files: Files = modern): MemoryWorld {
  const world = worldWith(files)
  approve(world, 'one', 'Jane Roe', fonts, usual)
  return world
}
function edit(world: MemoryWorld, path: string, from: string | RegExp, to: string): void {
  const text = new TextDecoder().decode(world.files.get(path))
  expect(text).toMatch(from)
  world.files.set(path, new TextEncoder().encode(text.replace(from, to)))
}
function final(world: MemoryWorld): {
  readonly ok: boolean
  readonly codes: string[]
  readonly told: string
} {
  const [result] = build(world, ['one'], fonts, { ...usual, final: true })
  return {
    ok: result?.ok ?? false,
    codes: result?.diagnostics.map(({ code }) => code) ?? [],
    told: result?.diagnostics.map(({ message }) => message).join('\n') ?? '',
  }
}

describe('an approval stands', () => {
  const add = (path: string, text: string) => (world: MemoryWorld) =>
    void world.files.set(path, new TextEncoder().encode(text))
  it.each<[string, (world: MemoryWorld) => void]>([
    ['facts of another registrant are added', add('content/registrants/other.yaml', 'format: 1\n')],
    [
      'a blank line is added to the facts',
      (world) => edit(world, 'content/one/filing.yaml', 'boxes: {}', '\nboxes: {}'),
    ],
    [
      'a comment is added to the facts',
      (world) => edit(world, 'content/one/filing.yaml', 'boxes: {}', '# so\nboxes: {}'),
    ],
    ['a blank line ends a text', (world) => edit(world, 'content/one/8-k.md', /\n$/, '\n\n')],
    ['the archive notes which filing it is', add('content/one/identity.json', '{}')],
  ])('when %s, because nothing of it reaches a document', (_what, change) => {
    const world = approved()
    change(world)
    const { ok, codes } = final(world)
    expect([ok, codes.filter((code) => code !== 'L006')]).toEqual([true, []])
  })

  it('and says in a note what changed', () => {
    const world = approved()
    edit(world, 'content/one/8-k.md', /\n$/, '\n\n')
    expect(final(world).told).toMatch(
      /^8-k\.md was changed since Jane Roe .*, and the documents are the same/,
    )
  })
})

describe('an approval falls', () => {
  it('when a word of a ready-made exhibit changes, and the word is named', () => {
    const world = approved(withAgreement)
    expect(final(world).ok).toBe(true)
    edit(world, 'content/one/ex10-1.htm', '$500', '$5000')
    const { ok, told } = final(world)
    expect(ok).toBe(false)
    expect(told).toContain('ex10-1.htm: "rent is $5000 a" was approved as "rent is $500 a"')
    expect(told).not.toContain('the same words')
  })

  it('when a ready-made exhibit is set in another way, in the same words', () => {
    const world = approved(withAgreement)
    edit(world, 'content/one/ex10-1.htm', 'rent', '<b>rent</b>')
    expect(final(world).told).toContain('ex10-1.htm was changed since')
    expect(final(world).told).toContain('the same words, set or marked in another way')
  })

  it.each(['Jane Roe', '2026-01-02'])('when who gave it, or when, was edited: %s', (from) => {
    const world = approved()
    edit(world, 'content/one/approval/approval.json', from, from.replace(/.$/, '9'))
    expect(final(world)).toMatchObject({ ok: false, codes: ['L005'] })
  })

  it('when a page that it keeps was edited, and quotes nothing of that page', () => {
    const world = approved()
    edit(world, 'content/one/approval/tdwr-20260302.htm', '12.4', '99.9')
    const { codes, told } = final(world)
    expect(codes).toEqual(['L005'])
    expect(told).not.toContain('99.9')
  })

  it('when it is of an earlier version, whose digest did not cover who gave it', () => {
    const world = approved()
    edit(world, 'content/one/approval/approval.json', '"format": 2', '"format": 1')
    expect(final(world).told).toMatch(/is of an earlier filingpress/)
  })

  it('when a waiver is written, changed or taken away behind it', () => {
    const bad: Files = { ...modern, '8-k.md': modern['8-k.md'].replace('Nothing else', 'Nothing else else') }
    const world = worldWith(bad)
    const [result] = build(world, ['one'], fonts, { ...usual, dryRun: true })
    const found = result?.diagnostics.find(({ code }) => code === 'G002')
    const waiver = found && { code: 'G002', reason: 'r', by: 'Jane', passage: passageDigest(found) }
    const yaml = `\nwaivers:\n  - ${JSON.stringify(waiver)}\n`
    approve(world, 'one', 'Jane Roe', fonts, usual)
    edit(world, 'content/one/filing.yaml', /$/, yaml)
    expect(final(world).told).toContain('the waivers in filing.yaml were changed since Jane Roe approved')
    approve(world, 'one', 'Jane Roe', fonts, usual)
    expect(final(world).ok).toBe(true)
    edit(world, 'content/one/filing.yaml', '"by":"Jane"', '"by":"John"')
    expect(final(world).codes).toContain('L004')
  })
})

describe('the record of an approval', () => {
  const rendering = {
    tool: 't',
    inputs: new Map([['a', '1']]),
    outputs: new Map([['8-k.htm', new TextEncoder().encode('x')]]),
    waivers: ['w'],
  }
  const record = approvalOf(rendering, 'Jane', '2026-01-02T03:04:05Z')
  const read = (changed: object) =>
    readApproval(
      new Map([
        ['approval/approval.json', new TextEncoder().encode(JSON.stringify({ ...record, ...changed }))],
      ]),
    )

  it('is read back as it was written', () => expect(read({})).toEqual(record))
  it.each(['by', 'at', 'tool', 'waivers', 'inputs', 'outputs', 'format', 'digest'])(
    'is broken when its %s is another',
    (key) =>
      expect(
        read({ [key]: key === 'waivers' ? [] : key === 'format' ? 3 : key.endsWith('puts') ? {} : 'x' }),
      ).toBe('broken'),
  )
  it.each(['null', '[]', '{', '{"format":2}', '7'])('is broken when it is %s', (text) =>
    expect(readApproval(new Map([['approval/approval.json', new TextEncoder().encode(text)]]))).toBe(
      'broken',
    ),
  )
})

describe('a passage', () => {
  const source = { path: 'a', text: 'one\ntwo\nthree\nfour\n' }
  const found = {
    code: 'G001',
    severity: 'finding',
    message: 'm',
    span: { source, start: 0, end: 10 },
  } as const
  const digest = passageDigest(found)

  it('is its code, the words of the finding, the file and every line it points at, the last one too', () => {
    expect(digest).toBe(sha256('G001\nm\na\n0\none\ntwo\nthree').slice(0, 16))
    expect(passageDigest({ ...found, code: 'G002' })).not.toBe(digest)
    expect(passageDigest({ ...found, message: 'n' })).not.toBe(digest)
    const moved = { ...source, text: source.text.replace('three', 'thrice') }
    expect(passageDigest({ ...found, span: { ...found.span, source: moved } })).not.toBe(digest)
  })

  it('is not the line behind it', () => {
    const moved = { ...source, text: source.text.replace('four', 'five') }
    expect(passageDigest({ ...found, span: { ...found.span, source: moved } })).toBe(digest)
  })

  it('of a waiver is told apart by each of its parts', () => {
    const waiver = { code: 'G001', reason: 'r', by: 'b', passage: 'p' }
    const others = Object.keys(waiver).map((key) => waiverDigest({ ...waiver, [key]: 'x' }))
    expect(new Set([waiverDigest(waiver), ...others]).size).toBe(5)
  })
})
