/** Anybody's HTML as found blocks: what a browser would show, whatever the markup. */
import { describe, expect, it } from 'vitest'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import { type FoundBlock, textOfBlocks, textOfRuns } from '../../src/importing/found.ts'
import { readHtml } from '../../src/importing/html/read.ts'

const texts = (html: string) =>
  readHtml(html).blocks.flatMap((block) =>
    block.type === 'text' ? [textOfRuns(block.runs)] : [`<${block.type}>`],
  )
const only = (html: string): FoundBlock => readHtml(html).blocks[0] as FoundBlock

/** Codes of what a reader was stopped by. */
function told(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof FilingError) return error.diagnostics.map(({ code }) => code)
    throw error
  }
  return []
}

describe('anybody’s HTML', () => {
  it.each([
    ['unclosed paragraphs', '<P>One<P>Two', ['One', 'Two']],
    ['text beside blocks', '<div>One<div>Two</div>Three</div>', ['One', 'Two', 'Three']],
    [
      'windows-1252 references',
      '<p>Registrant&#146;s &#147;name&#148; &#151;</p>',
      ['Registrant’s “name” —'],
    ],
    ['white space that folds', '<p>  One\n\t two <b> three</b> </p>', ['One two three']],
    ['a paragraph of only space', '<p>&nbsp;</p><p>One</p>', ['One']],
    ['line breaks', '<p>One <br> two<br/></p>', ['One\ntwo']],
    ['a Wingdings box', '<font face="Wingdings">o</font> <font face=Wingdings>x</font>', ['☐ ☒']],
    ['a Symbol bullet', '<span style="font-family:Symbol">&#183;</span> One', ['• One']],
    ['an end tag that closes nothing', '</b><p>One</p></div>', ['One']],
    [
      'page ends by style',
      '<p>One</p><p style="page-break-before:always">Two</p>',
      ['One', '<page-end>', 'Two'],
    ],
    ['page ends by comment', '<p>One</p><!-- PAGEBREAK --><p>Two</p>', ['One', '<page-end>', 'Two']],
    ['a rule', '<p>One</p><hr><p>Two</p>', ['One', '<rule>', 'Two']],
  ])('reads %s', (_, html, expected) => expect(texts(html)).toEqual(expected))

  it('knows looks by elements, attributes and style', () => {
    const block = only(
      '<p align="center"><B>a</B><span style="font-weight:700;font-style:italic">b</span><sup>c</sup><span style="position:relative;top:-3pt;font-size:7pt">d</span><u>e</u></p>',
    )
    expect(block).toMatchObject({ type: 'text', align: 'center' })
    const runs = block.type === 'text' ? block.runs : []
    expect(
      runs.map(({ text, bold, italic, underline, shift }) => [text, bold, italic, underline, shift]),
    ).toEqual([
      ['a', true, false, false, 'none'],
      ['b', true, true, false, 'none'],
      ['c', false, false, false, 'raised'],
      ['d', false, false, false, 'raised'],
      ['e', false, false, true, 'none'],
    ])
  })

  it('keeps the place of every text', () => {
    const html = '<p>One <b>two</b></p>'
    const block = only(html)
    const run = block.type === 'text' ? block.runs[1] : undefined
    expect(html.slice(run?.place.start, run?.place.end)).toBe('two')
  })

  it('takes facts from tags, and leaves the tags out of the words', () => {
    const found = readHtml(
      '<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric name="dei:AmendmentFlag" contextRef="c">false</ix:nonNumeric></ix:hidden></ix:header></div><p>Name: <ix:nonNumeric name="dei:EntityRegistrantName" contextRef="c">ACME&#160;INC</ix:nonNumeric>.</p>',
    )
    expect(found.facts.map(({ concept, text }) => [concept, text])).toEqual([
      ['dei:AmendmentFlag', 'false'],
      ['dei:EntityRegistrantName', 'ACME INC'],
    ])
    expect(textOfBlocks(found.blocks)).toBe('Name: ACME\u00a0INC.')
    expect(found.losses).toEqual([])
  })

  it('tells hidden words', () => {
    const { blocks, losses } = readHtml('<p>One<span style="display:none"> secret</span></p>')
    expect(textOfBlocks(blocks)).toBe('One')
    expect(losses.map(({ words, reason }) => [words, reason])).toEqual([['secret', 'hidden']])
  })

  it('counts the columns of cells that span', () => {
    const table = only(
      '<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
    )
    const rows = table.type === 'table' ? table.rows : []
    expect(rows.map((row) => row.map(({ column, colspan }) => [column, colspan]))).toEqual([
      [
        [0, 1],
        [1, 2],
      ],
      [
        [1, 1],
        [2, 1],
      ],
    ])
  })

  it('reads what is nested 1,500 deep, and refuses 100,000', () => {
    expect(texts(`${'<font>'.repeat(1500)}One`)).toEqual(['One'])
    expect(texts(`${'<table><tr><td>'.repeat(1000)}One`)).toHaveLength(1)
    for (const name of ['div', 'font', 'table><tr><td'])
      expect(told(() => readHtml(`<${name}>`.repeat(100_000)))).toEqual(['W020'])
  })
})
