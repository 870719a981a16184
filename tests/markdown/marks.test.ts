/** Marks of press releases are printed as they are typed, and marks of Markdown that may be text are told. */
import { expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { wordsOfBlocks } from '../../src/document/words.ts'
import { readMarkdown } from '../../src/markdown/read.ts'

function read(text: string) {
  const log = new Log()
  const blocks = readMarkdown({ path: 'x.md', text }, 0, log).blocks.map(({ block }) => block)
  const found = log.diagnostics.map(({ code, span, hint }) => {
    const mark = span && text.slice(span.start, span.end)
    return `${code} ${mark?.split('\n')[0]} ${/written (\S+);/.exec(hint ?? '')?.[1] ?? ''}`.trim()
  })
  return { blocks, found }
}

it.each([
  ...['#', '###', '# # #', '# # # #', '* * *', '*****', '***', '- - -', '- - - - -'],
  ...['-30-', '- 30 -', '\u2014 30 \u2014', '-more-', '- more -', '--more--', '(more)', '(end)', '# END #'],
])('prints %s as a mark in the middle', (mark) => {
  const { blocks, found } = read(`Text.\n\n${mark}\n\nMore text.\n`)
  expect(found).toEqual([])
  expect(blocks.map((block) => [block.type, block.classes.join(' ')])).toEqual([
    ['paragraph', ''],
    ['paragraph', 'end-mark'],
    ['paragraph', ''],
  ])
  expect(
    wordsOfBlocks(blocks)
      .map(({ text }) => text)
      .join(' '),
  ).toBe(`Text. ${mark} More text.`)
})

it.each(['---', '___', '-----'])('takes %s for a rule', (line) => {
  expect(read(`Text.\n\n${line}\n`).blocks.map(({ type }) => type)).toEqual(['paragraph', 'rule'])
})

it.each([
  ['* A measure that is not GAAP.', 'M035 * \\*'],
  ['Adjusted EBITDA* rose.\n\n* See the tables.\n* And the notes.', 'M035 * \\*'],
  ['Net sales rose from\n- 5% to 7%.', 'M035 - \\-'],
  ['- 5% of sales', 'M035 - \\-'],
  ['+ $3 million', 'M035 + \\+'],
  ['The market fell by\n1. The rest rose.', 'M035 1. 1\\.'],
  ['2026. A year of growth.', 'M035 2026. 2026\\.'],
  ['> 5% of sales', 'M035 > \\>'],
  ['The product of 5*3*2 is 30.', 'M035 * \\*'],
  ['a snake*case*word', 'M035 * \\*'],
  ['(*) see (*) below', 'M035 * \\*'],
  ['a range of ~5-~7 points', 'M035 ~ \\~'],
  ['## Ranked #', 'M035 # \\#'],
  ['A long sentence that ends.\n---', 'M035 A long sentence that ends.'],
  ['Abstract\n# 1042', 'M035 # \\#'],
  ['a. one\nb. two', 'M036 a. one'],
  ['(i) one\n(ii) two', 'M036 (i) one'],
  ['Jane Doe\nChief Executive Officer', 'M036 Jane Doe'],
  ['Larkspur Controls\n2200 Foundry Row\nMilwaukee', 'M036 Larkspur Controls'],
])('tells of %j', (text, wanted) => {
  expect(read(`Before.\n\n${text}\n`).found).toEqual([wanted])
})

it.each([
  '- one\n- two',
  'Highlights include:\n- one\n- two',
  'Highlights follow.\n1. one\n2. two',
  '* one\n* two',
  '*in vitro* results, **bold** and H~2~O',
  'un*der*\\-stood',
  'Adjusted EBITDA* and net income* rose.',
  '\\* A measure that is not GAAP.',
  'Net sales rose from\n\\- 5% to 7%.',
  '5\\*3\\*2',
  '> We finished the year well.',
  'Jane Doe\\\nChief Executive Officer',
  'A sentence that an author\nwraps at any width.',
  'Adjusted EBITDA is a measure that is not GAAP, and the Company\nUses it in this way.',
  'Heading\n=======',
  '## Closed ##',
])('says nothing of %j', (text) => {
  expect(read(`Before.\n\n${text}\n`).found).toEqual([])
})
