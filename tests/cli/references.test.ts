/** Codes, commands and options that any message, hint, help or page of documentation names are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { codes } from '../../src/check/registry.ts'
import { commands } from '../../src/cli/commands.ts'
import { parse } from '../../src/cli/parse.ts'

interface Text {
  readonly at: string
  readonly text: string
}

/** Every string of the sources and every line of the documents, with its place. */
const texts: Text[] = [
  ...readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => strings(`src/${name}`)),
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pages('docs')]
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .map((text, index) => ({ at: `${path}:${index + 1}`, text })),
    ),
]

function pages(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
}

function strings(path: string): Text[] {
  const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  )
  return code
    .split('\n')
    .flatMap((line, index) =>
      [
        ...line
          .replace(/(^|\s)\/\/.*$/, '')
          .matchAll(/'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\]|\\.)*)"/g),
      ].map((match) => ({ at: `${path}:${index + 1}`, text: match[1] ?? match[2] ?? match[3] ?? '' })),
    )
}

it('every code is one that explain knows', () => {
  const wrong = texts.flatMap(({ at, text }) =>
    [...text.matchAll(/(?<![\w-]|[A-Z]\d\d )(?:OCFL-[EW]\d{3}|[AFGKLMQRTUVWXYD]\d{3})(?![\w-])/g)]
      .map(([code]) => code)
      .filter((code) => !Object.hasOwn(codes, code))
      .map((code) => `${at}: ${code}`),
  )
  expect(wrong).toEqual([])
})

const firstWords = new Set(commands.map(({ name }) => name.split(' ')[0]))

it('every command is one of the table, with options of its own', () => {
  const wrong: string[] = []
  for (const { at, text } of texts) {
    for (const [, said = ''] of text.matchAll(
      /(?:^|[\s"'`(/:])(?:npx )?filingpress ([a-z][a-z-]*\b[^`|;,)"\n]*)/g,
    )) {
      const [first = '', ...more] = said.trim().split(/\s+/)
      // A sentence about the tool is no command line.
      if (!firstWords.has(first)) {
        if (
          /^[`"'(/:]/.test(text.slice(Math.max(0, text.indexOf(`filingpress ${first}`) - 1))) &&
          first !== 'help'
        )
          wrong.push(`${at}: filingpress ${said}`)
        continue
      }
      const command = [...commands]
        .sort((a, b) => b.name.length - a.name.length)
        .find(({ name }) => `${[first, ...more].join(' ')} `.startsWith(`${name} `))
      if (!command) {
        // The word of a group alone, as in "filingpress archive".
        if (more.length > 0 && /^[a-z]/.test(more[0] ?? '')) wrong.push(`${at}: filingpress ${said}`)
        continue
      }
      for (const [, option = ''] of said.matchAll(/(?<=^|\s)--([a-z][a-z-]+)/g))
        if (!Object.hasOwn(command.options, option) && !['help', 'version'].includes(option))
          wrong.push(`${at}: ${command.name} --${option}`)
    }
  }
  expect(wrong).toEqual([])
})

it('every option is one of some command', () => {
  const known = new Set([...commands.flatMap(({ options }) => Object.keys(options)), 'help', 'version'])
  const others = new Set([
    // Of npm, git, node, vitest and the conformance run.
    ...[
      'no-ext-diff',
      'show-toplevel',
      'full',
      'only',
      'changed',
      'no-save',
      'prefix',
      'git-common-dir',
      'is-inside-work-tree',
      'local',
      'full-tree',
    ],
  ])
  // What platform/ starts is other programs, with options of their own.
  // Pages of the studio name their own CSS properties so.
  const own = texts.filter(({ at }) => !/^src\/(?:platform|studio\/browser)\//.test(at))
  const wrong = own.flatMap(({ at, text }) =>
    [...text.matchAll(/(?<=^|[\s`"'(])--([a-z][a-z-]+)(?![\w-])/g)]
      .map(([, option = '']) => option)
      .filter((option) => !known.has(option) && !others.has(option))
      .map((option) => `${at}: --${option}`),
  )
  expect(wrong).toEqual([])
})

it('finds what is wrong', () => {
  expect(() => parse(['items'], commands)).toThrow(/no command/)
  expect(Object.hasOwn(codes, 'K999')).toBe(false)
})
