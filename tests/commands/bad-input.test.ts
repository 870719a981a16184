/** Bad input, each with a clear error at its place, several at once, and nothing lost. */
import { describe, expect, it } from 'vitest'
import { report } from '../../src/diagnostics/report.ts'
import { placeOf } from '../../src/diagnostics/source.ts'
import { buildWith, codesOf, type Files, facts, items, release } from '../support/filing.ts'

const changed = (from: string, to: string): Files => {
  expect(facts).toContain(from)
  return { 'filing.yaml': facts.replace(from, to) }
}
const bytes = (...values: number[]) => new Uint8Array(values)
const encoded = (text: string) => new TextEncoder().encode(text)

/** What is wrong, with `code line:column` of each error. */
function errorsOf(files: Files): string[] {
  const { ok, documents, diagnostics, world } = buildWith(files)
  expect(ok).toBe(false)
  expect(documents).toEqual([])
  expect([...world.files.keys()].filter((name) => name.startsWith('out/'))).toEqual([])
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, span }) => {
      if (!span) return code
      const { line, column } = placeOf(span.source, span.start)
      return `${code} ${span.source.path.replace('content/one/', '')}:${line}:${column}`
    })
}

describe('a filing that is right', () => {
  it('builds, so that every case below is wrong in one place only', () => {
    const result = buildWith()
    expect(result.diagnostics).toEqual([])
    expect(result.documents.map(({ name }) => name)).toEqual([
      '8-k.htm',
      '8-k.pdf',
      'ex99-1.htm',
      'ex99-1.pdf',
    ])
  })
})

const cases: readonly (readonly [what: string, files: Files, errors: readonly string[]])[] = [
  ['invalid UTF-8', { '8-k.md': bytes(0x23, 0x20, 0xff, 0xfe, 0x0a) }, ['W001 8-k.md:1:1']],
  ['a control character', { '8-k.md': items.replace('issued', 'iss\u0007ued') }, ['W009 8-k.md:3:49']],
  ['tabs in YAML', changed('    jurisdiction', '\tjurisdiction'), ['Y001 filing.yaml:6:1']],
  ['a duplicate key', changed('form: 8-K\n', 'form: 8-K\nform: 8-K\n'), ['Y002 filing.yaml:3:1']],
  ['an alias', changed('zip: 02139', 'zip: *zip'), ['Y003 filing.yaml:9:71']],
  [
    'aliases that explode',
    { 'filing.yaml': `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n${facts}` },
    ['Y003 filing.yaml:2:8', 'Y003 filing.yaml:2:12', 'Y003 filing.yaml:3:8', 'Y003 filing.yaml:3:12'],
  ],
  [
    'a prototype-pollution key',
    changed('form: 8-K\n', 'form: 8-K\n__proto__: { polluted: yes }\n'),
    ['Y004 filing.yaml:3:1'],
  ],
  ['an unknown key', changed('reportDate:', 'reportDat:'), ['Y006 filing.yaml:1:1', 'Y004 filing.yaml:3:1']],
  ['June 31', changed('reportDate: 2010-05-03', 'reportDate: 2010-06-31'), ['Y007 filing.yaml:3:13']],
  [
    'a date before the form',
    changed('reportDate: 2010-05-03', 'reportDate: 2003-05-03'),
    ['Y010 filing.yaml:3:13'],
  ],
  ['a wrong employer number', changed('04-2726691', '042726691'), ['Y005 filing.yaml:8:10']],
  ['a missing fact', changed('    ein: 04-2726691\n', ''), ['Y006 filing.yaml:5:5']],
  [
    'two exhibits with one number',
    changed('signature:', '  - { number: 99.1, title: Twin }\nsignature:'),
    ['Y008 filing.yaml:13:15'],
  ],
  [
    'a path that leaves the folder',
    changed('title: Press release', 'title: Press release, file: ../secret.htm'),
    ['W003 filing.yaml:12:5'],
  ],
  ['empty Markdown', { 'ex99-1.md': '' }, ['M003 ex99-1.md:1:1']],
  ['no item', { '8-k.md': '\n' }, ['M003 8-k.md:1:1']],
  ['text before the first item', { '8-k.md': `Hello.\n\n${items}` }, ['M004 8-k.md:1:1']],
  ['an item that the form did not have', { '8-k.md': items.replace('8.01', '1.05') }, ['M005 8-k.md:1:1']],
  ['a wrong caption', { '8-k.md': items.replace('8.01', '8.01 Sundry') }, ['M005 8-k.md:1:1']],
  ['an item twice', { '8-k.md': items + items }, ['M006 8-k.md:6:1', 'M006 8-k.md:10:1']],
  [
    'raw HTML',
    { '8-k.md': `${items}\n<div>x</div>\n\nand <b>y</b>\n` },
    ['M001 8-k.md:7:1', 'M001 8-k.md:9:5', 'M001 8-k.md:9:9'],
  ],
  ['a script', { 'ex99-1.md': `${release}\n<script>alert(1)</script>\n` }, ['M001 ex99-1.md:7:1']],
  ['a code block', { 'ex99-1.md': `${release}\n\`\`\`\nx\n\`\`\`\n` }, ['M002 ex99-1.md:7:1']],
  [
    'attributes directly below a table, where they would be a row of it',
    { 'ex99-1.md': `${release}\n| a | b |\n| --- | --- |\n| 1 | 2 |\n{.financial align="left"}\n` },
    ['M009 ex99-1.md:10:1'],
  ],
  [
    'attributes that mean nothing where they stand',
    { 'ex99-1.md': `${release}\nText. {align="center"}\n\n- one\n\n{#list widths="50%"}\n` },
    ['M009 ex99-1.md:7:1', 'M009 ex99-1.md:11:1', 'M009 ex99-1.md:11:1'],
  ],
  [
    'a cell more than the table has columns',
    { 'ex99-1.md': `${release}\n| a | b |\n| --- | --- |\n| 1 \\| 2 | 3 | |\n| 1 | 2 | 3 |\n` },
    ['M012 ex99-1.md:10:1'],
  ],
  [
    'a table with fewer dashes than columns',
    { 'ex99-1.md': `${release}\n| a | b |\n| --- |\n| 1 | 2 |\n` },
    ['M012 ex99-1.md:7:1'],
  ],
  [
    'a text that Markdown takes for a link',
    { 'ex99-1.md': `${release}\n[Note]: confidential\n` },
    ['M013 ex99-1.md:7:1'],
  ],
  [
    'a footnote written twice, and one written inside a list',
    { 'ex99-1.md': `${release}\nSee.[^1]\n\n[^1]: one\n[^1]: two\n\n- item\n\n  [^1]: three\n` },
    ['M008 ex99-1.md:10:1', 'M008 ex99-1.md:14:3'],
  ],
  [
    'a fact cut short by its #',
    changed('jurisdiction: Delaware', 'jurisdiction: Delaware #2 # a comment'),
    ['Y013 filing.yaml:6:28'],
  ],
  ['struck text', { 'ex99-1.md': `${release}\nThis is ~~gone~~.\n` }, ['M013 ex99-1.md:7:9']],
  ['a footnote that is not written', { 'ex99-1.md': `${release}\nSee.[^9]\n` }, ['M008 ex99-1.md:7:5']],
  [
    '10,000 levels of quotation',
    { 'ex99-1.md': `${release}\n${'> '.repeat(10_000)}deep\n` },
    ['M007 ex99-1.md:7:1'],
  ],
  ['10,000 levels of YAML', { 'filing.yaml': `a: ${'['.repeat(10_000)}\n` }, ['Y001 filing.yaml:1:36']],
  [
    '10,000 opening brackets',
    { 'ex99-1.md': `${release}\n${'[a'.repeat(1)}${'['.repeat(10_000)}\n` },
    ['M007 ex99-1.md:7:3'],
  ],
  [
    'a list 3,000 levels deep',
    { 'ex99-1.md': `${release}\n${'- '.repeat(3000)}deep\n` },
    ['W020 ex99-1.md:4:1'],
  ],
  [
    'emphasis 2,000 levels deep',
    { 'ex99-1.md': `${release}\n${'*a _a '.repeat(2000)}${'a_ a* '.repeat(2000)}\n` },
    ['W020 ex99-1.md:4:1'],
  ],
  [
    'more marks in a paragraph than any has',
    { 'ex99-1.md': `${release}\n${'![a'.repeat(20_000)}\n` },
    ['M011 ex99-1.md:7:1'],
  ],
  [
    'more marks in a paragraph than any has, in words',
    { 'ex99-1.md': `${release}\n${'![a '.repeat(20_000)}\n` },
    ['W020 ex99-1.md:4:1'],
  ],
  [
    'a word of 20,000 letters',
    { 'ex99-1.md': `${release}\n${'a'.repeat(20_000)}\n` },
    ['M011 ex99-1.md:7:1'],
  ],
  [
    'a fact of 100,000 letters',
    changed('title: Press release', `title: ${'x'.repeat(100_000)}`),
    ['M011 filing.yaml:12:28'],
  ],
  [
    'a key of 900 letters',
    changed('form: 8-K\n', `form: 8-K\n${'k'.repeat(900)}: x\n`),
    ['Y004 filing.yaml:3:1'],
  ],
  ['keys 3,000 levels deep', changed('form: 8-K\n', `${'? '.repeat(3000)}a\n`), ['Y001 filing.yaml:2:1']],
  [
    'a CSV file of 20,000 columns',
    { 'ex99-1.md': `${release}\n{csv="a.csv"}\n`, 'a.csv': ','.repeat(20_000) },
    ['M012 a.csv:1:1'],
  ],
  [
    'a CSV file taken in 2,000 times',
    { 'ex99-1.md': `${release}\n${'{csv="a.csv"}\n\n'.repeat(2000)}`, 'a.csv': 'a,b\n'.repeat(100) },
    ['W020 ex99-1.md:4:1'],
  ],
  [
    'a partial that includes itself',
    { 'content/one/partials/exhibit-index.hbs': '{{> exhibit-index}}' },
    ['T007 partials/exhibit-index.hbs:1:1'],
  ],
  [
    'partials that include each other twice, thirty deep',
    Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `content/one/partials/${at === 0 ? 'signature-block' : `p${at}`}.hbs`,
        at === 29 ? '<p>x</p>' : `{{> p${at + 1}}}{{> p${at + 1}}}`,
      ]),
    ),
    ['W020 templates/8-k.hbs:1:1'],
  ],
  [
    'blocks 3,000 levels deep in a partial',
    { 'content/one/partials/signature-block.hbs': '{{#if form}}'.repeat(3000) + '{{/if}}'.repeat(3000) },
    ['W020 partials/signature-block.hbs:1:1'],
  ],
  [
    'calls 3,000 levels deep in a text',
    {
      '8-k.md': items.replace(
        '{{registrant.name}}',
        `{{upper ${'(upper '.repeat(700)}form${')'.repeat(700)}}}`,
      ),
    },
    ['W020 8-k.md:3:26'],
  ],
  ['a character no font has', { 'ex99-1.md': `${release}\nA \u{1f600} smile.\n` }, ['F001 ex99-1.md:7:3']],
  ['a 50 MB text', { 'ex99-1.md': encoded('word '.repeat(10_000_000)) }, ['W004 ex99-1.md:1:1']],
  [
    'an expression of an unknown fact',
    { '8-k.md': items.replace('registrant.name', 'registrant.nmae') },
    ['T002 8-k.md:3:28'],
  ],
  [
    'an expression that is a block',
    { '8-k.md': items.replace('{{registrant.name}}', '{{#if form}}') },
    ['T001 8-k.md:3:26'],
  ],
  [
    'an unclosed expression',
    { '8-k.md': items.replace('{{registrant.name}}', '{{registrant.name') },
    ['T009 8-k.md:3:26'],
  ],
]

describe('bad input', () => {
  it.each(cases)('%s is told with its place', (_what, files, errors) => {
    expect(errorsOf(files)).toEqual(errors)
  })

  it('several errors come together, from facts, items and exhibit', () => {
    const found = errorsOf({
      'filing.yaml': facts.replace('8-K', '10-K').replace('04-2726691', 'none'),
      'ex99-1.md': '`code`',
    })
    expect(found).toEqual(['Y005 filing.yaml:2:7', 'Y005 filing.yaml:8:10'])
  })

  it('a byte-order mark and CRLF are no matter', () => {
    const crlf = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`
    const plain = buildWith()
    const odd = buildWith({ 'filing.yaml': crlf(facts), '8-k.md': crlf(items), 'ex99-1.md': crlf(release) })
    expect(codesOf(odd)).toEqual([])
    expect(odd.documents.map(({ sha256 }) => sha256)).toEqual(plain.documents.map(({ sha256 }) => sha256))
  })

  it('reads as a person would want it', () => {
    const { diagnostics } = buildWith(changed('reportDate:', 'reportDat:'))
    expect(diagnostics.map((found) => report(found)).join('\n\n')).toBe(
      `content/one/filing.yaml:1:1: error Y006: "reportDate" is missing

content/one/filing.yaml:3:1: error Y004: unknown key "reportDat"
  3 | reportDat: 2010-05-03
      ^^^^^^^^^
  hint: did you mean "reportDate"?`,
    )
  })
})
