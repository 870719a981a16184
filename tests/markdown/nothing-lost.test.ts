/** Whatever marks an author types, a word is printed or the build says why not. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import type { Block } from '../../src/document/document.ts'
import { wordsOfBlocks, wordsOfText } from '../../src/document/words.ts'
import { readMarkdown } from '../../src/markdown/read.ts'
import { originOf } from '../../src/typeset/fit.ts'
import { wholeFilings } from '../support/filing.ts'
import { random } from '../support/random.ts'
import { withoutMarks } from '../support/without-marks.ts'

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
/** What a tree has that shows no words: addresses of links, pictures, names of places, notes and classes. */
function unshown(value: unknown, out: string[] = []): string[] {
  if (Array.isArray(value)) for (const one of value) unshown(one, out)
  else if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (/^(?:href|file|alt|id|classes)$/.test(key)) out.push(String(inner))
      else if (key !== 'origin' && key !== 'style') unshown(inner, out)
    }
  }
  return out
}

/** Labels by which links find a definition. */
const labels = (text: string) =>
  [...text.matchAll(/^[ >\t]*\[([^\]]+)\]:/gm)].map(([, label = '']) => label).join(' ')

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
    const all = [blocks.map(({ block }) => block), [...notes.values()]]
    const hidden = `${unshown(all).join(' ')} ${unshown(all).length > 0 ? labels(text) : ''}`
    for (let index = 0; index < count; index++) {
      const word = `word${index}q`
      if (!hidden.includes(word)) expect(printed, JSON.stringify(text)).toContain(word)
    }
  }
})

/** A text with what of it must be seen, in order: notes apart, because they are printed behind it. */
interface Written {
  readonly source: string
  readonly shown: string
}

const plainSigns = [
  '.',
  ',',
  ';',
  '(a)',
  '$1,234.5',
  '5%',
  '\u201cquoted\u201d',
  '\u2014',
  'R&D',
  'x/y',
  "it's",
  'No. 7',
]
/** Marks that an escape makes characters. */
const escaped = ['\\*', '\\_', '\\[1\\]', '\\#', '\\>', '\\~', '\\^', '\\|', '\\&amp;', '\\\\', '\\[Note\\]:']

class Writer {
  readonly #next: () => number
  #count = 0
  readonly definitions: string[] = []
  readonly notes: Written[] = []

  constructor(next: () => number) {
    this.#next = next
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#next() * list.length)] as T
  }

  word(): Written {
    const word = `w${this.#count++}q`
    return { source: word, shown: word }
  }

  inline(depth = 0): Written {
    const within = (open: string, close: string, deeper = 1): Written => {
      const { source, shown } = this.inlines(depth + deeper)
      return { source: `${open}${source}${close}`, shown }
    }
    const kind = this.pick(depth > 1 ? ['word', 'sign', 'escape'] : [...kinds])
    switch (kind) {
      case 'sign': {
        const sign = this.pick(plainSigns)
        return { source: sign, shown: sign }
      }
      case 'escape': {
        const mark = this.pick(escaped)
        return { source: mark, shown: mark.replaceAll(/\\(.)/g, '$1') }
      }
      case 'strong':
        return within('**', '**')
      case 'emphasis':
        return within('*', '*')
      case 'raised': {
        const { source, shown } = this.word()
        return { source: `a^${source}^`, shown: `a${shown}` }
      }
      case 'lowered': {
        const { source, shown } = this.word()
        return { source: `H~${source}~`, shown: `H${shown}` }
      }
      case 'entity':
        return this.pick([
          { source: '&sect;', shown: '\u00a7' },
          { source: '&lt;', shown: '<' },
          { source: '&#8212;', shown: '\u2014' },
          { source: 'AT&T', shown: 'AT&T' },
        ])
      case 'link':
        return within('[', '](#place)', 2)
      case 'reference': {
        const label = `Label ${this.definitions.length}`
        this.definitions.push(`[${label}]: https://example.com/${this.definitions.length}`)
        return this.pick([
          within('[', `][${label.toUpperCase()}]`, 2),
          { source: `[${label}]`, shown: label },
        ])
      }
      case 'note': {
        const number = this.notes.length + 1
        const text = this.inlines(2)
        this.notes.push({ source: `[^n${number}]: ${text.source}`, shown: `(${number})${text.shown}` })
        return { source: `x[^n${number}]`, shown: `x(${number})` }
      }
      default:
        return this.word()
    }
  }

  inlines(depth = 0): Written {
    const parts = [
      this.word(),
      ...Array.from({ length: 1 + Math.floor(this.#next() * 4) }, () => this.inline(depth)),
      this.word(),
    ]
    return {
      source: parts.map(({ source }) => source).join(' '),
      shown: parts.map(({ shown }) => shown).join(''),
    }
  }

  block(depth = 0): Written {
    const kind = this.pick(
      depth > 0
        ? ['paragraph', 'bullets']
        : ['paragraph', 'heading', 'bullets', 'numbers', 'table', 'quote', 'mark'],
    )
    const several = (count: number) => Array.from({ length: count }, () => this.inlines())
    switch (kind) {
      case 'heading': {
        const { source, shown } = this.inlines()
        return { source: `## ${source}`, shown }
      }
      case 'bullets': {
        const items = several(3)
        return {
          source: items.map(({ source }) => `- ${source}`).join('\n'),
          shown: items.map(({ shown }) => `\u2022${shown}`).join(''),
        }
      }
      case 'numbers': {
        const items = several(3)
        return {
          source: items.map(({ source }, index) => `${index + 4}) ${source}`).join('\n'),
          shown: items.map(({ shown }, index) => `${index + 4})${shown}`).join(''),
        }
      }
      case 'table': {
        const rows = Array.from({ length: 3 }, () => several(2))
        const line = (cells: readonly Written[]) => `| ${cells.map(({ source }) => source).join(' | ')} |`
        const [head = [], ...body] = rows
        return {
          source: [line(head), '| --- | --- |', ...body.map(line)].join('\n'),
          shown: rows
            .flat()
            .map(({ shown }) => shown)
            .join(''),
        }
      }
      case 'mark': {
        const mark = this.pick(['###', '# # #', '* * *', '*****', '- - -', '-30-', '- 30 -', '(more)'])
        return { source: mark, shown: mark }
      }
      case 'quote': {
        const { source, shown } = this.block(1)
        return { source: source.replace(/^/gm, '> '), shown }
      }
      default:
        return this.inlines()
    }
  }
}

const kinds = [
  ...['word', 'word', 'sign', 'escape', 'strong', 'emphasis'],
  ...['raised', 'lowered', 'entity', 'link', 'reference', 'note'],
] as const

it('prints every visible character of 400 generated texts, and none but those', () => {
  const next = random(1404)
  for (let round = 0; round < 400; round++) {
    const writer = new Writer(next)
    const blocks = Array.from({ length: 1 + Math.floor(next() * 5) }, () => writer.block())
    const source = [
      ...blocks.map((one) => one.source),
      ...writer.definitions,
      ...writer.notes.map((one) => one.source),
    ].join('\n\n')
    const log = new Log()
    const read = readMarkdown({ path: 'x.md', text: `${source}\n` }, 0, log)
    expect(
      // Two lists of numbers, one behind the other, are one list to Markdown.
      log.diagnostics.map(({ code }) => code).filter((code) => code !== 'M015'),
      source,
    ).toEqual([])
    const shown = wordsOfBlocks([...read.blocks.map(({ block }) => block), ...read.notes.values()])
    const wanted = [...blocks, ...writer.notes].map((one) => one.shown).join('')
    expect(shown.map(({ text }) => text).join(''), source).toBe(wordsOfText(wanted).join(''))
  }
})

/** Labels of lists without numbers. */
function bulletsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'group') return bulletsOf(block.blocks)
    if (block.type !== 'list') return []
    const own = block.ordered ? [] : block.items.map(({ label }) => label)
    return [...own, ...block.items.flatMap((item) => bulletsOf(item.blocks))]
  })
}

const authored = wholeFilings.flatMap(([content, slug]) =>
  readdirSync(`${content}/${slug}`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${content}/${slug}/${name}`),
)

it.each(authored)('prints every visible character of %s', (path) => {
  const text = readFileSync(path, 'utf8').normalize('NFC')
  const from = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0].length ?? 0
  const log = new Log()
  const besides = (name: string) => {
    const file = `${dirname(path)}/${name}`
    return { path: file, bytes: readFileSync(file) }
  }
  const read = readMarkdown({ path, text }, from, log, {
    bytes: besides,
    text: (name) => ({ path: name, text: besides(name).bytes.toString() }),
  })
  expect(log.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  // Tables of other files are no words of this one; tests/tables/statements.test.ts holds them to their Markdown.
  const ofThisFile = (block: Block) =>
    block.type !== 'table' || (originOf(block)?.span.source.path ?? path) === path
  const { notes } = read
  const blocks = read.blocks.filter(({ block }) => ofThisFile(block))
  const letters = (value: string) => [...wordsOfText(value).join('')].sort().join('')
  const printed = wordsOfBlocks([...blocks.map(({ block }) => block), ...notes.values()])
    .map((word) => word.text)
    .join(' ')
  // Labels of notes, and bullets, are written by the tool.
  const labels = [...notes.values()].map(({ label }) => label).join('')
  const bullets = bulletsOf(blocks.map(({ block }) => block)).join('')
  expect(letters(withoutMarks(text) + labels + labels + bullets)).toBe(letters(printed))
})

const release = '[Note]: confidential'
it.each<[string, string, string[]]>([
  ['that no link asks for', `x\n\n${release}\n`, ['3: no link is called [note]']],
  [
    'that stand below a table twice',
    '| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[1]: Unaudited (see Note 4 to the tables)\n[1]: Unaudited (see Note 4 to the tables)\n',
    ['5: no link is called [1]', '6: [1] is defined a second time'],
  ],
  ['used, and then written again', '[a]\n\n[a]: #x\n\n[A]: unaudited\n', ['5: [A] is defined a second time']],
  ['named by an escaped mark alone', 'See \\[1\\].\n\n[1]: Unaudited\n', ['3: no link is called [1]']],
  ['named in brackets that are no link', 'See [ 1 ].\n\n[1]: Unaudited\n', ['3: no link is called [1]']],
  [
    'with words behind the address',
    '[a]\n\n[a]: #x "see Note 4"\n',
    ['3: the words "see Note 4" stand behind'],
  ],
  ['within a quotation', '> [1]: Unaudited\n', ['1: no link is called [1]']],
  ['within a list', '- item\n\n  [1]: Unaudited\n', ['3: no link is called [1]']],
])('tells of definitions %s', (_what, text, wanted) => {
  const log = new Log()
  readMarkdown({ path: 'x.md', text }, 0, log)
  const told = log.diagnostics.filter(({ code }) => code === 'M013')
  const lines = told.map(
    ({ span, message }) => `${text.slice(0, span?.start).split('\n').length}: ${message}`,
  )
  expect(lines.map((line) => wanted.find((one) => line.startsWith(one)) ?? line)).toEqual(wanted)
})

it('tells of the title of a link', () => {
  const log = new Log()
  readMarkdown({ path: 'x.md', text: 'See [this](#place "and read it").\n' }, 0, log)
  expect(log.diagnostics.map(({ message }) => message)).toEqual([
    'the title "and read it" would not be printed',
  ])
})
