/** Whatever marks an author types, a word is printed or the build says why not. */
import { expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { wordsOfBlocks } from '../../src/document/words.ts'
import { readMarkdown } from '../../src/markdown/read.ts'
import { random } from '../support/random.ts'

const rounds = Number(process.env['FILINGPRESS_MARKDOWN'] ?? 3000)

/** Marks of every kind, whole and torn. */
const marks = [
  ...'* ** _ __ ~ ~~ ^ [ ] ( ) ]( [^ ]: | > - + # ## 1. 2) : ; \\ ! & && &amp; { } {. " \' ... -- === ---'.split(
    ' ',
  ),
  ...[
    '[ ] ',
    '[x] ',
    '- ',
    '> ',
    '# ',
    '1. ',
    '9) ',
    '| ',
    ' |',
    '|---|---|',
    '    ',
    '  ',
    '\t',
    '\\|',
    '***',
    '{.x}',
  ],
  ...['[^1]', '[^1]: ', '[a]', '[a]: ', '![', '](', '`', '<', '>', '<b>', '&lt;', '{{', '}}'],
]
/** Where words are meant for the reader of the Markdown, and not of the filing. */
const unprinted = [
  /\{[^{}\n]*\}/g,
  /\]\([^)]*\)/g,
  /\[\^[^\]\s]*\]/g,
  /\]\[[^\]]*\]/g,
  /^[ >\t]*\[[^\]]+\]:.*(?:\n.*)?$/gm,
]

it(`loses no word of ${rounds} scrambled texts in silence`, () => {
  const next = random(11)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  for (let round = 0; round < rounds; round++) {
    let count = 0
    const parts = Array.from({ length: 3 + Math.floor(next() * 30) }, () => {
      const chance = next()
      if (chance < 0.45) return `word${count++}q`
      if (chance < 0.6) return pick(['\n', '\n', '\n\n', '\n\n', '\n  ', '\n    '])
      if (chance < 0.72) return ' '
      return pick(marks)
    })
    const text = parts.join('')
    const log = new Log()
    const { blocks, notes } = readMarkdown({ path: 'x.md', text }, 0, log)
    if (log.diagnostics.some(({ severity }) => severity === 'error')) continue
    const printed = wordsOfBlocks([...blocks.map(({ block }) => block), ...notes.values()])
      .map((word) => word.text)
      .join(' ')
    const hidden = unprinted.flatMap((pattern) => text.match(pattern) ?? []).join(' ')
    for (let index = 0; index < count; index++) {
      const word = `word${index}q`
      if (!hidden.includes(word)) expect(printed, JSON.stringify(text)).toContain(word)
    }
  }
})
