/** What an approval covers, what voids it and what does not, and what is said of it. */
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/bytes.ts'
import { approve } from '../../src/commands/approve.ts'
import { build } from '../../src/commands/build.ts'
import { Log } from '../../src/diagnostics/log.ts'
import {
  approvalFiles,
  approvalOf,
  departures,
  readApproval,
  wordDifferences,
} from '../../src/lock/approval.ts'
import { applyWaivers, covers, passageDigest, waiverDigest, withWaiver } from '../../src/lock/waivers.ts'
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

const deep = `{"format":2,"inputs":${'['.repeat(100_000)}${']'.repeat(100_000)}}`

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
  it('is broken when one of several pages beside it is another, and takes no page for it that it does not name', () => {
    const two = new Map(['a.htm', 'b.htm'].map((name) => [name, new TextEncoder().encode(name)]))
    const whole = { ...rendering, outputs: new Map([...two, ['a.pdf', new Uint8Array(3)]]) }
    const files = approvalFiles(approvalOf(whole, 'Jane', 'now'), whole)
    expect([...files.keys()]).toEqual(['approval/approval.json', 'approval/a.htm', 'approval/b.htm'])
    expect(readApproval(files)).toMatchObject({ by: 'Jane' })
    expect(readApproval(new Map([...files].filter(([name]) => name !== 'approval/b.htm')))).toMatchObject({
      by: 'Jane',
    })
    expect(readApproval(new Map([...files, ['approval/b.htm', new Uint8Array(1)]]))).toBe('broken')
    expect(readApproval(new Map())).toBeUndefined()
  })
  it('covers every output but the record of the build and the copies that are made when asked', () => {
    const names = ['build.json', 'a.htm', 'a.pdf', 'a.edgar.pdf', 'a.reading.html', 'a.wire.txt', 'a.xsd']
    const outputs = new Map(names.map((name) => [name, new Uint8Array(1)]))
    const { outputs: covered } = approvalOf({ ...rendering, outputs }, 'Jane', 'now')
    expect(Object.keys(covered)).toEqual(['a.htm', 'a.pdf', 'a.xsd'])
  })
  it('tells what was added, removed and changed, by name', () => {
    const [before, now] = [
      { c: '1', b: '1', a: '1' },
      { d: '1', b: '2', a: '1' },
    ]
    expect(departures(before, now)).toEqual([
      { file: 'b', what: 'changed' },
      { file: 'c', what: 'removed' },
      { file: 'd', what: 'added' },
    ])
  })
  it.each(['null', '[]', '{', '{"format":2}', '7', deep])('is broken when it is %.20s', (text) =>
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

describe('words that differ', () => {
  const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `w${index}`)

  it('are quoted with two words before and one behind', () => {
    expect(wordDifferences('a b c d e f'.split(' '), 'a b c X e f'.split(' '))).toEqual([
      '"b c X e" was approved as "b c d e"',
    ])
    expect(wordDifferences(['a', 'b'], ['X', 'b'])).toEqual(['"X b" was approved as "a b"'])
    expect(wordDifferences(['a'], ['a'])).toEqual([])
  })
  it('are eight at the most, and a count of the rest', () => {
    const before = numbers(40)
    const changed = (count: number) =>
      before.map((word, index) => (index % 4 === 2 && index < count * 4 ? 'X' : word))
    expect(wordDifferences(before, changed(8))).toHaveLength(8)
    const lines = wordDifferences(before, changed(10))
    expect(lines).toHaveLength(9)
    expect(lines.at(-1)).toBe('and 2 more places')
  })
  it('are cut in the middle where they are longer than 90 letters', () => {
    const [line = ''] = wordDifferences(
      ['x'.repeat(90)],
      [`${'y'.repeat(60)}${'m'.repeat(6)}${'z'.repeat(25)}`],
    )
    expect(line).toBe(`"${'y'.repeat(60)} … ${'z'.repeat(25)}" was approved as "${'x'.repeat(90)}"`)
  })
})

describe('what a waiver covers', () => {
  const source = { path: 'content/one/8-k.md', text: `same\nsame\n${'long '.repeat(20)}\n` }
  const finding = { code: 'G001', severity: 'finding', message: 'm' } as const

  it('is told by file and words, sixty letters at the most', () => {
    const exact = { source: { path: 'x', text: 'y'.repeat(61) }, start: 0, end: 60 }
    expect(
      covers({ ...finding, span: { source, start: 0, end: 4 }, also: [exact, { ...exact, end: 61 }] }),
    ).toEqual(['8-k.md: same', `x: ${'y'.repeat(60)}`, `x: ${'y'.repeat(59)}…`])
    expect(covers({ ...finding, span: { source, start: 3, end: 3 } })).toEqual(['8-k.md'])
    expect(covers(finding)).toEqual([])
  })
  it('is one of equal lines', () => {
    const at = (start: number, end: number) => passageDigest({ ...finding, span: { source, start, end } })
    expect(at(0, 4)).not.toBe(at(5, 9))
    expect(at(0, 4)).toBe(at(1, 3))
    expect(at(0, 0)).toBe(at(5, 5))
    expect(at(0, 4)).toHaveLength(16)
  })
  it('is written with its lines, and without a list where there are none', () => {
    const waiver = { code: 'K067', reason: 'r', by: 'x', passage: 'p', covers: [], about: 'a  b' }
    expect(withWaiver('form: 8-K', waiver)).toBe(
      'form: 8-K\n\nwaivers:\n  # a b\n  - code: K067\n    reason: "r"\n    by: "x"\n    passage: "p"\n',
    )
    expect(withWaiver('waivers: [] # none\n', { ...waiver, covers: ['8-k.md: w'] })).toBe(
      'waivers:\n  # a b\n  - code: K067\n    reason: "r"\n    by: "x"\n    passage: "p"\n    covers:\n      - "8-k.md: w"\n',
    )
  })

  it('is settled by its own waiver alone; of one that meets nothing it is said why', () => {
    const span = (start: number) => ({ source, start, end: start + 4 })
    const [first, second] = [span(0), span(5)].map((at) => ({ ...finding, span: at }))
    const told = (waivers: readonly object[], found = [first, second]) => {
      const log = new Log()
      for (const one of found)
        if (one)
          log.report({ code: one.code, severity: one.severity, hint: undefined }, one.span, one.message)
      const places = () => span(10)
      applyWaivers({ facts: { waivers }, places } as unknown as Parameters<typeof applyWaivers>[0], log)
      return log.diagnostics.map(({ code, waived }) =>
        waived ? `${code} ${waived.reason} ${waived.by}` : code,
      )
    }
    const waiver = { code: 'G001', reason: 'r', by: 'b', passage: first ? passageDigest(first) : '' }
    expect(told([waiver])).toEqual(['G001 r b', 'G001'])
    expect(told([{ ...waiver, passage: 'other' }])).toEqual(['G001', 'G001', 'L001'])
    expect(told([{ ...waiver, code: 'G002' }])).toEqual(['G001', 'G001', 'L002'])
    expect(told([])).toEqual(['G001', 'G001'])
    const loose = sha256('G001\nm\nsame').slice(0, 16)
    expect(told([{ ...waiver, passage: loose }])).toEqual(['G001', 'G001', 'L001'])
    expect(told([{ ...waiver, passage: loose }], [first])).toEqual(['G001 r b'])
  })
})
