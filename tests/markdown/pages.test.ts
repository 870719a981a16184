/** What pages of releases and agreements need beyond paragraphs: labels of all kinds, spans, sides, divisions, contents. */
import { expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import type { Block, Inline } from '../../src/document/document.ts'
import { readMarkdown } from '../../src/markdown/read.ts'

function read(text: string) {
  const log = new Log()
  const blocks = readMarkdown({ path: 'x.md', text }, 0, log).blocks.map(({ block }) => block)
  return { blocks, found: log.diagnostics.map(({ code, message }) => `${code} ${message}`) }
}

const said = (inlines: readonly Inline[]): string =>
  inlines
    .map((one) =>
      one.type === 'text' ? one.value : 'inlines' in one ? `<${one.type} ${said(one.inlines)}>` : one.type,
    )
    .join('')

function shown(block: Block): string {
  const own = block.classes.length > 0 ? `.${block.classes.join('.')}` : ''
  switch (block.type) {
    case 'list':
      return `${block.ordered ? 'ol' : 'ul'}[${block.items.map((one) => `${one.label} ${one.blocks.map(shown).join(' ')}`).join('; ')}]`
    case 'table': {
      const cells = (row: (typeof block.rows)[number]) =>
        row.cells.map(
          (one) => one.blocks.map(shown).join(' ') + one.classes.map((name) => `.${name}`).join(''),
        )
      return `${block.purpose}${own}[${block.rows.map((row) => cells(row).join(' | ')).join('; ')}]`
    }
    case 'group':
      return `${block.quote ? 'quote' : 'group'}${own}[${block.blocks.map(shown).join(' ')}]`
    case 'paragraph':
    case 'heading':
      return said(block.inlines) + own
    case 'image':
      return `${block.file}${own}`
    default:
      return block.type
  }
}

const labels: readonly [text: string, tree: string, found: readonly string[]][] = [
  ['- (a) one\n- (b) two', 'ol[(a) one; (b) two]', []],
  ['- (a) x\n  - (i) y\n    - (A) z\n      - (1) w', 'ol[(a) x ol[(i) y ol[(A) z ol[(1) w]]]]', []],
  ['- (h) x\n- (i) y\n- (j) z', 'ol[(h) x; (i) y; (j) z]', []],
  ['- (iv) x\n- (v) y', 'ol[(iv) x; (v) y]', []],
  ['- a. x\n- b. y', 'ol[a. x; b. y]', []],
  ['- (a) x\n- (c) y', 'ol[(a) x; (c) y]', ['M015 (c) follows (a)']],
  ['- (a) *x* [^1]\n\n[^1]: n', 'ol[(a) <emphasis x> <raised note-ref>]', []],
  ['- (a)\n\n  x\n\n- (b) y', 'ul[\u2022 (a) x; \u2022 (b) y]', []],
  ['- \\(a) x\n- \\(b) y', 'ul[\u2022 (a) x; \u2022 (b) y]', []],
  ['- B. Smith\n- C. Jones', 'ul[\u2022 B. Smith; \u2022 C. Jones]', []],
  ['- (a) x\n- plain', 'ul[\u2022 (a) x; \u2022 plain]', []],
  ['- I was there\n- so was he', 'ul[\u2022 I was there; \u2022 so was he]', []],
]
it.each(labels)('takes the labels of %j', (text, tree, found) => {
  expect([read(text).blocks.map(shown).join(' '), read(text).found]).toEqual([tree, found])
})

it.each([
  ['the [Company]{.underline}', 'the <underline Company>'],
  ['[The *Company*]{.small-caps}.', '<small-caps The <emphasis Company>>.'],
  ['[x]{.underline .small-caps}', '<underline <small-caps x>>'],
  ['[see [1]]{.underline}', '<underline see [1]>'],
  ['[x]{{release.date}}', '[x]{{release.date}}'],
  ['[x](#y)', '<link x>'],
])('takes the span of %j', (text, tree) => {
  expect(read(text)).toEqual({ blocks: expect.anything(), found: [] })
  expect(read(text).blocks.map(shown).join(' ')).toBe(tree)
})

it('tells of a look that no words can have', () => {
  expect(read('[x]{.blue}').found).toEqual(['M009 ".blue" has no meaning for words in a paragraph'])
})

it.each([
  ['| Jane Doe | March 2 |\n|---|--:|\n\n{.layout}', 'layout.placed[Jane Doe | March 2]'],
  [
    '| By: | /s/ Jane {.line} |\n|---|---|\n| By: | ___ |\n\n{.layout}',
    'layout.placed[By: | /s/ Jane.line; By: | .line]',
  ],
  [
    '| ![a](a.png) | ![b](b.png) {width=90pt} |\n|---|---|\n| A | B |\n\n{.layout}',
    'layout.placed[a.png | b.png; A | B]',
  ],
  ['| ___ | ___ |\n|---|---|\n| A | B |\n\n{.layout}', 'layout.placed[.line | .line; A | B]'],
  ['> We did it.\n>\n> \u2014 Jane Doe', 'quote[We did it. \u2014 Jane Doe.speaker]'],
  ['> \u2014 Jane Doe', 'quote[\u2014 Jane Doe]'],
  ['::: {.keep}\n## H\n\n- a\n- b\n:::', 'group.keep[H ul[\u2022 a; \u2022 b]]'],
  ['Text\n::: {.keep}\nx\n:::\nMore', 'Text group.keep[x] More'],
])('places the blocks of %j', (text, tree) => {
  expect(read(text).found).toEqual([])
  expect(read(text).blocks.map(shown).join(' ')).toBe(tree)
})

it.each(['::: {.keep}\n\nx', 'x\n\n:::', '::: keep\nx\n:::'])(
  'tells of divisions that are not closed in %j',
  (text) => {
    expect(read(text).found.map((one) => one.slice(0, 4))).toContain('M013')
  },
)

it('lists the headings behind [toc], by their ids', () => {
  const text =
    '# Title\n\n[toc]\n\n# One {#one}\n\n## *Two*[^1]\n\n#### Four\n\n::: {.keep}\n## Three\n:::\n\n[^1]: n'
  const { blocks, found } = read(text)
  expect(found).toEqual([])
  const [, list] = blocks
  const lines = list?.type === 'group' ? list.blocks : []
  const leads = lines.map((one) =>
    one.type === 'paragraph' && one.inlines[0]?.type === 'link'
      ? `${one.classes} ${one.inlines[0].href} ${said(one.inlines[0].inlines)}`
      : '',
  )
  expect(leads).toEqual([
    'contents-1 #one One',
    'contents-2 #section-1 <emphasis Two>',
    'contents-2 #section-2 Three',
  ])
})
