/** Found texts as Markdown: read back, they have the same words. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { wordsOfBlocks, wordsOfText } from '../../src/document/words.ts'
import type { FoundRun } from '../../src/importing/found.ts'
import { markdownOf } from '../../src/importing/write/markdown.ts'
import { yamlOf } from '../../src/importing/write/yaml.ts'
import { readYaml } from '../../src/intake/yaml.ts'
import { readMarkdown } from '../../src/markdown/read.ts'
import { random } from '../support/random.ts'

const run = (text: string, look: Partial<FoundRun> = {}): FoundRun => ({
  text,
  bold: false,
  italic: false,
  underline: false,
  shift: 'none',
  size: 10,
  place: { start: 0, end: 0 },
  ...look,
})
const markdown = (...runs: FoundRun[]) => markdownOf([{ type: 'text', runs, align: 'left', indent: 0 }])
const wordsRead = (text: string) =>
  wordsOfBlocks(readMarkdown({ path: 'x.md', text }, 0, new Log()).blocks.map(({ block }) => block)).map(
    ({ text }) => text,
  )

describe('Markdown of found texts', () => {
  it.each([
    ['# not a heading', '\\# not a heading'],
    ['- not a list', '\\- not a list'],
    ['1. not a list', '1\\. not a list'],
    ['5*3 and _x_ and a_b', '5\\*3 and \\_x\\_ and a_b'],
    ['{braces} ~5 2^6', '\\{braces\\} \\~5 2\\^6'],
    ['a <b> c & d &amp; e', 'a \\<b> c & d \\&amp; e'],
    ['[1]: a note', '\\[1\\]: a note'],
  ])('%j is written %j', (text, written) => expect(markdown(run(text)).trim()).toBe(written))

  it('marks looks where marks can stand', () => {
    expect(
      markdown(
        run('The '),
        run('Company', { bold: true }),
        run(' (the “'),
        run('Firm', { italic: true }),
        run('”)'),
      ).trim(),
    ).toBe('The **Company** (the “*Firm*”)')
    expect(markdown(run('H'), run('2', { shift: 'lowered' }), run('O')).trim()).toBe('H~2~O')
  })

  it('keeps every word of 3,000 texts of letters and signs', () => {
    const next = random(20_260_302)
    const parts = [
      'a',
      'bc',
      ' ',
      ' ',
      '*',
      '_',
      '#',
      '- ',
      '1. ',
      '[',
      ']',
      '(',
      ')',
      ':',
      '<',
      '>',
      '{',
      '}',
      '{{',
      '^',
      '~',
      '|',
      '\\',
      '`',
      '&',
      'amp;',
      '!',
      '+',
      '=',
      '---',
      '"',
      '\n',
      '$',
      '%',
      '.',
      '[^1]',
      'www.x.com',
    ]
    for (let count = 0; count < 3000; count++) {
      const runs = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
        const text = Array.from(
          { length: 1 + Math.floor(next() * 6) },
          () => parts[Math.floor(next() * parts.length)],
        ).join('')
        return run(text, { bold: next() < 0.2, italic: next() < 0.2 })
      })
      const text = runs.map((one) => one.text).join('')
      // Found texts have no blanks at their edges or beside a line break.
      if (text.trim() !== text || / \n|\n |\n\n/.test(text) || text.trim() === '') continue
      const written = markdown(...runs)
      expect(
        wordsRead(written),
        `${JSON.stringify(runs.map((one) => [one.text, one.bold, one.italic]))} as ${written}`,
      ).toEqual(wordsOfText(text))
    }
  })
})

it('YAML read back gives the same facts', () => {
  const facts = {
    name: 'Tidewater & Co., "the" #1: yes',
    empty: undefined,
    list: ['a, b', 'c', '02139', 'true'],
    rows: [{ title: '- dash', more: { deep: '@at' } }, { title: 'null' }],
    lines: 'one\ntwo',
  }
  const text = yamlOf(facts)
  expect(readYaml({ path: 'x.yaml', text }, new Log())?.data).toEqual(JSON.parse(JSON.stringify(facts)))
})
