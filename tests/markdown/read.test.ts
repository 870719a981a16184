import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import type { Block, Inline } from '../../src/document/document.ts'
import { visitBlocks, visitInlines } from '../../src/document/walk.ts'
import { wordsOfBlocks } from '../../src/document/words.ts'
import { readMarkdown } from '../../src/markdown/read.ts'

function read(text: string) {
  const log = new Log()
  const { blocks, notes } = readMarkdown({ path: 'x.md', text }, 0, log)
  return { blocks: blocks.map(({ block }) => block), notes, codes: log.diagnostics.map(({ code }) => code) }
}

const shape = (blocks: readonly Block[]): string => blocks.map(shapeOf).join(' ')
function shapeOf(block: Block): string {
  switch (block.type) {
    case 'list':
      return `${block.ordered ? 'ol' : 'ul'}(${block.items.map((item) => `${item.label} ${shape(item.blocks)}`).join(' | ')})`
    case 'group':
      return `quote(${shape(block.blocks)})`
    case 'table':
      return `table(${block.rows.map((row) => row.cells.map((cell) => shape(cell.blocks)).join(',')).join(' | ')})`
    case 'heading':
      return `h${block.level}[${inline(block.inlines)}]`
    case 'paragraph':
      return `[${inline(block.inlines)}]`
    default:
      return block.type
  }
}
const marks = {
  strong: '*',
  emphasis: '/',
  raised: '^',
  lowered: '_',
  underline: '=',
  'small-caps': '%',
  link: '@',
} as const
function inline(inlines: readonly Inline[]): string {
  return inlines
    .map((one) => {
      if (one.type === 'text') return one.value
      if (one.type === 'break') return '\\'
      if (one.type === 'note-ref') return `#${one.label}`
      if ('inlines' in one) return `${marks[one.type]}${inline(one.inlines)}${marks[one.type]}`
      return one.type
    })
    .join('')
}

describe('Markdown', () => {
  it.each([
    ['**bold** and *slanted*', '[*bold* and /slanted/]'],
    ['H~2~O and 10^6^ and mg/m²', '[H_2_O and 10^6^ and mg/m²]'],
    ['one  \ntwo', '[one\\two]'],
    ['a line\nand on', '[a line and on]'],
    ['> quoted\n> on', 'quote([quoted on])'],
    ['- a\n  - b\n- c', 'ul(\u2022 [a] ul(\u2013 [b]) | \u2022 [c])'],
    ['4. four\n5. five', 'ol(4. [four] | 5. [five])'],
    ['4) four', 'ol(4) [four])'],
    ['###', '[###]'],
    ['## Two', 'h2[Two]'],
    ['| a | b |\n|---|--:|\n| 1 | 2 |', 'table([a],[b] | [1],[2])'],
    ['---', 'rule'],
    ['see www.example.com or a@b.com', '[see www.example.com or a@b.com]'],
    ['<a@b.com>', '[a@b.com]'],
    ['[ours](ex99-2.htm)', '[@ours@]'],
    ['AT&amp;T&reg; 5 &lt; 6', '[AT&T® 5 < 6]'],
    ['\\* not a bullet', '[* not a bullet]'],
    ['“curly” — dash\u00a0tied', '[“curly” — dash\u00a0tied]'],
    [
      '{{registrant.name}} is {{date report.date "M_d_yyyy"}}',
      '[{{registrant.name}} is {{date report.date "M_d_yyyy"}}]',
    ],
    ['huC242-DM4 and *p* < 0.05', '[huC242-DM4 and /p/ < 0.05]'],
  ])('%j', (text, expected) => {
    const { blocks, codes } = read(text)
    expect([shape(blocks), codes]).toEqual([expected, []])
  })

  it('reads footnotes, which are links to nowhere in CommonMark, in the order of their references', () => {
    const { blocks, notes, codes } = read('A[^b] and B[^a].\n\n[^a]: First\n    goes on.\n[^b]: Second.\n')
    expect(shape(blocks)).toBe('[A^#(1)^ and B^#(2)^.]')
    expect([...notes.values()].map((note) => `${note.label} ${shape(note.blocks)}`)).toEqual([
      '(1) [Second.]',
      '(2) [First goes on.]',
    ])
    expect(codes).toEqual([])
  })

  it('takes attributes for headings, paragraphs, tables', () => {
    const { blocks } = read(
      '# Item 8.01 OTHER {as-filed}\n\nMiddle. {.center #mid}\n\n| a |\n|---|\n| 1 |\n\n{.financial widths="100%"}',
    )
    expect(blocks.map(({ classes }) => classes)).toEqual([['as-filed'], ['center'], ['financial']])
    expect(blocks[1]).toMatchObject({ id: 'mid' })
    expect(blocks[2]).toMatchObject({
      rows: [{}, { cells: [{ style: { width: { unit: '%', value: 100 } } }] }],
    })
  })

  it('knows where every text stands, also in lists and quotations', () => {
    const text =
      '# Head\n\n- one **two**\n  three\n  - four\n\n> five\n> six\n\n| seven | a |\n|---|---|\n| eight | a |\n'
    const { blocks } = read(text)
    const places: string[] = []
    visitBlocks(blocks, (block) => {
      if (!('inlines' in block)) return
      visitInlines(block.inlines, (one) => {
        if (one.type !== 'text') return
        const { start, end } = one.origin.span
        expect(text.slice(start, end).trim()).toBe(one.value.trim())
        places.push(`${start}`)
      })
    })
    expect(new Set(places).size).toBe(places.length)
    expect(wordsOfBlocks(blocks).length).toBeGreaterThan(10)
  })
})
