/** The direction of imports, the single importers, and what no file but its home may use, each with its reason. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = resolve('src')
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)))
  .sort()
const textOf = (file: string) => readFileSync(join(src, file), 'utf8')
const codeOf = (file: string) => textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

/** A folder may import from its own line only itself, and from every line above. */
const lines: readonly (readonly string[])[] = [
  ['bytes.ts', 'digits.ts', 'markup.ts', 'matches.ts', 'paths.ts'],
  ['diagnostics'],
  ['document'],
  ['filing', 'tables'],
  ['xbrl'],
  ['submission'],
  ['markdown', 'style'],
  ['html', 'wire'],
  ['pictures'],
  ['fonts', 'importing', 'intake', 'compose', 'typeset', 'redline', 'archive'],
  ['word'],
  ['merging'],
  ['pdf', 'platform'],
  ['check', 'proof', 'lock', 'stores', 'tool.ts'],
  ['reports'],
  ['pipeline.ts', 'fleet'],
  ['commands'],
  ['studio'],
  ['index.ts', 'cli', 'cli.ts', 'pdf-reader.ts'],
]
/** typeset measures with the faces of fonts; compose may read nothing of its brothers. */
const alsoAllowed = new Set(['typeset -> fonts', 'cli.ts -> cli'])

const homeOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : file)
const lineOf = (home: string) => lines.findIndex((line) => line.includes(home))

function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
}

function importers(name: RegExp): string[] {
  return files.filter((file) => importsOf(file).some((target) => name.test(target)))
}

/** Files that import each other, directly or by way of others: the strongly connected parts (Tarjan). */
function circles(): string[] {
  const targets = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => relative(src, resolve(src, dirname(file), target))),
    ]),
  )
  const [order, low, stack, found] = [
    new Map<string, number>(),
    new Map<string, number>(),
    [] as string[],
    [] as string[],
  ]
  const visit = (file: string): void => {
    order.set(file, order.size)
    low.set(file, order.size - 1)
    stack.push(file)
    const lower = (value: number | undefined) => low.set(file, Math.min(low.get(file) ?? 0, value ?? 0))
    for (const target of targets.get(file) ?? []) {
      if (!targets.has(target)) continue
      if (!order.has(target)) {
        visit(target)
        lower(low.get(target))
      } else if (stack.includes(target)) lower(order.get(target))
    }
    if (low.get(file) !== order.get(file)) return
    const part = stack.splice(stack.indexOf(file))
    if (part.length > 1) found.push(part.sort().join(' '))
  }
  for (const file of files) if (!order.has(file)) visit(file)
  return found.sort()
}

describe('architecture', () => {
  it('knows every folder, so that a new one finds its line', () => {
    expect(files.map(homeOf).filter((home) => lineOf(home) < 0)).toEqual([])
  })

  it.each(files)('%s imports only from its own folder and from lines above', (file) => {
    const home = homeOf(file)
    const wrong = importsOf(file)
      .filter((target) => target.startsWith('.'))
      .map((target) => homeOf(relative(src, resolve(src, dirname(file), target))))
      .filter(
        (other) => other !== home && lineOf(other) >= lineOf(home) && !alsoAllowed.has(`${home} -> ${other}`),
      )
    expect(wrong, 'arrows point one way, so that a stage can be understood without what follows it').toEqual(
      [],
    )
  })

  it.each([
    [
      /^pdfkit$/,
      ['pdf/attachments.ts', 'pdf/fonts.ts', 'pdf/paint.ts', 'pdf/pictures.ts', 'pdf/structure.ts'],
      'pdfkit is a detail of painting',
    ],
    [/^handlebars/, ['compose/templates.ts'], 'templates are the only thing Handlebars knows of'],
    [/^marked$/, ['markdown/parser.ts'], 'another Markdown parser must be a change of one file'],
    [
      /^yaml$/,
      ['intake/yaml.ts', 'studio/browser/facts.ts'],
      'facts come in at one place; the form of the studio edits their text',
    ],
    [/^@csstools/, ['style/syntax.ts'], 'CSS is read at one place'],
    [
      /^pdfjs-dist/,
      ['pdf/others.ts', 'studio/browser/pdf.ts'],
      'PDFs of others are read apart, and ours are shown in a browser',
    ],
    [/^color-name$/, ['style/colors.ts'], 'colours have names at one place'],
    [
      /^htmlparser2/,
      ['html/watched-parser.ts', 'importing/html/read.ts', 'importing/word/xml.ts', 'tables/xml.ts'],
      'HTML of ours is read strictly at one place, that of others, and the XML of Word and of workbooks, tolerantly at others',
    ],
    [
      /^(?:bullmq|bullmq-otel|ioredis|prom-client)$/,
      [
        'fleet/queue/connection.ts',
        'fleet/queue/desk.ts',
        'fleet/queue/packages.ts',
        'fleet/queue/steps.ts',
        'fleet/queue/traces.ts',
        'fleet/queue/work.ts',
      ],
      'a queue is one way among others to have jobs done; all but packages.ts take only its types',
    ],
    [/^@aws-sdk/, ['stores/aws.ts'], 'a bucket is reached at one place'],
    [/^numfmt$/, ['tables/sheet.ts'], 'values are shown at one place'],
    [
      /^node:fs/,
      [
        'cli/main-module.ts',
        // Its bytes are in the bundle; only a run from the sources reads them.
        'pdf/zlib-program.ts',
        'platform/cache.ts',
        'platform/disk.ts',
        'platform/file-tree.ts',
        'platform/make-folder.ts',
        'platform/mutex.ts',
        'platform/other-pdfs.ts',
        'platform/scratch.ts',
        'platform/session.ts',
        'platform/shelf.ts',
        'platform/sign-command.ts',
        'platform/steps.ts',
        'platform/swap.ts',
        'platform/watch.ts',
      ],
      'the outside world stands at the edges',
    ],
  ])('%s is imported by %j only', (name, homes, reason) => {
    expect(importers(name), reason).toEqual(homes)
  })

  it.each([
    [
      /Date\.now|new Date\(\)/,
      ['platform/cache.ts', 'platform/disk.ts', 'platform/mutex.ts', 'studio/review/page.ts'],
      'a clock would make two builds differ',
    ],
    [/Math\.random/, [], 'chance would make two builds differ'],
    [/\bIntl\.|localeCompare|toLocale/, [], 'a locale would make two builds differ'],
    [/Math\.(?:sin|cos|tan|exp|log|pow|atan)/, [], 'these differ in the last digit between processors'],
    [/\bconsole\./, [], 'only the command line prints'],
    [/process\.(?:stdout|stderr)\.write/, ['cli/say.ts', 'pdf-reader.ts'], 'only the command line prints'],
    [/performance\.now|hrtime/, ['platform/disk.ts'], 'time is the world’s to tell'],
    [/process\.env/, ['cli/say.ts'], 'the environment is the world’s'],
    [/:\s*any\b|\bas any\b/, [], 'any switches the compiler off'],
  ])('%s appears in %j only', (pattern, homes, reason) => {
    expect(
      files.filter((file) => pattern.test(codeOf(file))),
      reason,
    ).toEqual(homes)
  })

  it('keeps the page of the studio apart: it knows types of what the server says, and nothing else of ours', () => {
    const outside = files
      .filter((file) => /^studio\/(?:browser|review)\//.test(file))
      .flatMap((file) =>
        [...textOf(file).matchAll(/^import (type )?[^']*? from '(\.\.[^']*)'/gm)].map(
          ([, type, target]) => `${type ?? ''}${target}`,
        ),
      )
    expect(new Set(outside)).toEqual(new Set(['type ../protocol.ts']))
  })

  it('has no circles of imports, so that each file can be understood after those that it imports', () => {
    expect(circles()).toEqual([])
  })

  it('starts every command with the table of commands, and loads what does the work when it is asked for', () => {
    const loaded = new Set<string>()
    const packages = new Set<string>()
    const load = (file: string): void => {
      if (loaded.has(file)) return
      loaded.add(file)
      // Types, alone or all that a line names, are gone when the program is built.
      const lines = textOf(file).matchAll(/^(?:import|export) (?!type )(?:([^'`;]*?) from )?'([^']+)'/gm)
      for (const [, names = '', target = ''] of lines) {
        const inside = /^\{([^}]*)\}$/
          .exec(names)?.[1]
          ?.split(',')
          .filter((name) => name.trim() !== '')
        if (inside?.every((name) => name.trim().startsWith('type '))) continue
        if (target.startsWith('.')) load(relative(src, resolve(src, dirname(file), target)))
        else if (!target.startsWith('node:')) packages.add(target)
      }
    }
    load('cli.ts')
    const engine = /^(?:html|markdown|compose|typeset|redline|pdf|check|proof|importing|word|xbrl|studio)\//
    expect([...loaded].filter((file) => engine.test(file))).toEqual([])
    expect(loaded).toContain('cli/commands/archive/rebuild.ts')
    expect([...packages]).toEqual([])
  })

  it('keeps files short enough to read', () => {
    const long = files.filter((file) => textOf(file).split('\n').length > 350)
    expect(long.filter((file) => file !== 'typeset/hyphenation-patterns.ts')).toEqual([])
  })
})
