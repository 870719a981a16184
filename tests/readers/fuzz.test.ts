/**
 * Every reader of foreign bytes, given files that were spoiled: each ends in what it read, or in an error that a person
 * can act on. Inputs that reach code which none reached before are kept, and spoiled further. Some runs here;
 * `npm run conformance -- --full` takes 100,000, and holds each to five seconds of the processor and all to 512 MB.
 * FILINGPRESS_FUZZ_KEEP names a folder for the files that failed or took long.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { Templates } from '../../src/compose/templates.ts'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { openFace } from '../../src/fonts/face.ts'
import { families } from '../../src/fonts/families.ts'
import { FontError } from '../../src/fonts/sfnt.ts'
import { Subset } from '../../src/fonts/subset.ts'
import { readHtml } from '../../src/html/read.ts'
import { readText } from '../../src/intake/text.ts'
import { readYaml } from '../../src/intake/yaml.ts'
import { readCsv } from '../../src/markdown/csv.ts'
import { readMarkdown } from '../../src/markdown/read.ts'
import { PdfError } from '../../src/pdf/objects.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { PictureError } from '../../src/pictures/error.ts'
import { readPicture } from '../../src/pictures/picture.ts'
import { readSheet } from '../../src/style/sheet.ts'
import { buildWith, facts, items, real, release } from '../support/filing.ts'
import { random } from '../support/random.ts'

interface Reader {
  readonly seeds: readonly Uint8Array[]
  /** What its language is made of. */
  readonly tokens: readonly string[]
  readonly read: (bytes: Uint8Array) => void
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin = (data: Uint8Array): string => Buffer.from(data).toString('latin1')
const built = buildWith().world.files
const finished = (name: string): Uint8Array => built.get(`out/one/${name}`) ?? new Uint8Array()
const words = (text: string): string[] => text.split(' ')

const onText =
  (name: string, read: (text: NonNullable<ReturnType<typeof readText>>, log: Log) => void) =>
  (data: Uint8Array) => {
    const log = new Log()
    const source = readText(name, data, log)
    if (source) read(source, log)
  }

const markup = words(
  '<p> </p> <div> </div> <font> <table> <tr> <td> <b> <meta <!-- --> & &amp; &#160; " = style=" <html> <body> <br/> <![CDATA[ class="cover-page" <ul> <li>',
)
const readers: Readonly<Record<string, Reader>> = {
  'HTML of anybody': {
    seeds: [finished('8-k.htm'), finished('ex99-1.htm')],
    tokens: markup,
    read: (data) => checkFinished(new Map([['x.htm', data]]), new Log()),
  },
  'HTML of ours': {
    seeds: [finished('8-k.htm')],
    tokens: markup,
    read: (data) =>
      readHtml({ path: 'x.htm', text: latin(data) }, { form: '8-K', fileName: 'x.htm' }, new Log()),
  },
  PDF: {
    seeds: [finished('ex99-1.pdf')],
    tokens: words(
      '<< >> [ ] ( ) /Kids /K 1 0 R 2 0 R /Type /Pages stream endstream obj endobj xref trailer /MCID BDC EMC BT ET Tj',
    ),
    read: (data) => {
      checkFinished(new Map([['x.pdf', data]]), new Log())
      readPdf(data)
    },
  },
  picture: {
    seeds: [
      Buffer.from(
        'GIF89a\u0002\0\u0002\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff,\0\0\0\0\u0002\0\u0002\0\0\u0002\u0003\u000c\u0010\u0005\0;',
        'latin1',
      ),
      Buffer.from(
        `\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\u0002\0\0\0\u0002\u0008\u0002\0\0\u0001....\0\0\0\u0014IDAT${latin(deflateSync(new Uint8Array(21)))}....\0\0\0\0IEND....`,
        'latin1',
      ),
      Uint8Array.of(
        0xff,
        0xd8,
        0xff,
        0xc0,
        0,
        11,
        8,
        0,
        8,
        0,
        8,
        1,
        1,
        0x11,
        0,
        0xff,
        0xda,
        0,
        8,
        1,
        1,
        0,
        0,
        63,
        0,
        0x12,
        0x34,
        0xff,
        0xd9,
      ),
    ],
    tokens: [
      '\u00ff\u00da',
      '\u00ff\u00d8',
      'IDAT',
      'PLTE',
      'tRNS',
      '!\u00f9\u0004',
      ',',
      '\0',
      '\u00ff\u00ff\u00ff\u00ff',
    ],
    read: (data) => readPicture(data),
  },
  font: {
    seeds: [real.fontFile(Object.values(families)[0]?.regular ?? { package: '', path: '', sha256: '' })],
    tokens: ['GSUB', 'GPOS', 'cmap', 'loca', 'glyf', '\0\u0001', '\u00ff\u00ff', '\0\0\0\0'],
    read: (data) => {
      const face = openFace('x', data)
      const subset = new Subset(face)
      for (const variant of ['normal', 'small-caps'] as const)
        for (const glyph of face.shape('Office Vale 0123', variant).glyphs) subset.slot(glyph, 'x')
      subset.write()
    },
  },
  YAML: {
    seeds: [bytes(facts)],
    tokens: [
      '- ',
      '? ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a ',
      '!t ',
      '|\n',
      '>\n',
      '\n  ',
      '#',
      '"',
      "'",
      '---\n',
      '<<: ',
    ],
    read: onText('filing.yaml', (source, log) => readYaml(source, log)),
  },
  Markdown: {
    seeds: [bytes(items), bytes(`${release}\n- a\n  - b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: note\n`)],
    tokens: [
      '*',
      '_',
      '**',
      '`',
      '[',
      ']',
      '(',
      ')',
      '![',
      '<',
      '&',
      '~',
      '^',
      '> ',
      '- ',
      '1. ',
      '# ',
      '| ',
      '|-',
      '\n',
      '\n\n',
      '    ',
      '{{',
      '}}',
      '{.a}',
      '[^1]',
      '[a]: b\n',
      '\\',
    ],
    read: onText('8-k.md', (source, log) => readMarkdown(source, 0, log)),
  },
  CSV: {
    seeds: [bytes('a,b\n"c, d",e\n')],
    tokens: [',', '"', '\n', '""', 'a'],
    read: onText('a.csv', (source, log) => readCsv(source, log)),
  },
  CSS: {
    seeds: [readFileSync('templates/house.css')],
    tokens: [
      '{',
      '}',
      ';',
      ':',
      ',',
      '"',
      "'",
      '/*',
      '*/',
      '(',
      ')',
      '@page ',
      'url(',
      '\\',
      '.a',
      '#a',
      '!important',
    ],
    read: onText('house.css', (source, log) => readSheet(source, log)),
  },
  template: {
    seeds: [bytes('<p>{{#each xs}}{{this}}{{else}}none{{/each}} {{#if a}}{{upper a}}{{/if}} {{> part}}</p>')],
    tokens: [
      '{{',
      '}}',
      '{{#if a}}',
      '{{/if}}',
      '{{#each xs}}',
      '{{/each}}',
      '{{> part}}',
      '(',
      ')',
      'upper ',
      '../',
      'a.',
      '~',
      '{{!',
      '{{{',
      '"',
    ],
    read: onText('page.hbs', (source, log) => {
      const set = { pages: new Map([['page', source]]), partials: new Map([['part', source]]) }
      new Templates(set).expand('page', { a: 'x', xs: ['1', '2'] }, log)
    }),
  },
}

/** One file made worse: bytes changed, cut out, put in, a part or a token repeated. */
function spoiled(data: Uint8Array, tokens: readonly string[], next: () => number): Uint8Array {
  let now = Buffer.from(data)
  const at = () => Math.floor(next() * (now.length + 1))
  for (let changes = 1 + Math.floor(next() * 4); changes > 0; changes--) {
    const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number]
    const token = Buffer.from(tokens[Math.floor(next() * tokens.length)] ?? '', 'latin1')
    // Most repeat a little, some without end.
    const times = Math.floor(next() < 0.03 ? next() * 50_000 : next() < 0.2 ? next() * 300 : next() * 4)
    switch (Math.floor(next() * 6)) {
      case 0:
        if (now.length > 0) now[Math.min(from, now.length - 1)] = Math.floor(next() * 256)
        break
      case 1:
        now = Buffer.concat([now.subarray(0, from), now.subarray(Math.min(to, from + 200))])
        break
      case 2:
        now = now.subarray(0, to)
        break
      case 3:
        now = Buffer.concat([
          now.subarray(0, from),
          ...Array<Buffer>(Math.min(times, 300)).fill(now.subarray(from, Math.min(to, from + 40))),
          now.subarray(from),
        ])
        break
      default:
        now = Buffer.concat([
          now.subarray(0, from),
          Buffer.alloc(token.length * times, token),
          now.subarray(from),
        ])
    }
    if (now.length > 400_000) now = now.subarray(0, 400_000)
  }
  return now
}

/** Tells whether what ran since it was last asked reached code that nothing reached before. */
function coverage(): () => boolean {
  const session = new Session()
  session.connect()
  const post = (method: string, options = {}): unknown => {
    let found: unknown
    session.post(method, options, (_error, result) => {
      found = result
    })
    return found
  }
  post('Profiler.enable')
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const reached = new Set<string>()
  return () => {
    const { result } = post('Profiler.takePreciseCoverage') as {
      result: { url: string; functions: { ranges: { startOffset: number; count: number }[] }[] }[]
    }
    const before = reached.size
    for (const { url, functions } of result)
      if (url.includes('/src/'))
        for (const { ranges } of functions)
          for (const { startOffset, count } of ranges) if (count > 0) reached.add(`${url}:${startOffset}`)
    return reached.size > before
  }
}

const runs = Number(process.env['FILINGPRESS_FUZZ'] ?? 120)
const slowest = 5000
const folder = process.env['FILINGPRESS_FUZZ_KEEP']
const keep = (name: string, data: Uint8Array): void => {
  if (folder !== undefined) writeFileSync(join(folder, name.replaceAll(' ', '-')), data)
}
const foreseen = [FilingError, PdfError, PictureError, FontError]

describe('readers', () => {
  it(`end in what they read or in an error for people, ${runs} times`, () => {
    const next = random(14)
    const reachedMore = runs > 1000 ? coverage() : () => false
    const table: Record<
      string,
      { runs: number; refused: number; kept: number; longest: number; slow: number }
    > = {}
    const failures: string[] = []
    for (const [name, { seeds, tokens, read }] of Object.entries(readers)) {
      const kept = [...seeds]
      const row = { runs: 0, refused: 0, kept: 0, longest: 0, slow: 0 }
      table[name] = row
      let batch: Uint8Array[] = []
      for (; row.runs < runs / Object.keys(readers).length; row.runs++) {
        const data = spoiled(kept[Math.floor(next() * kept.length)] ?? new Uint8Array(), tokens, next)
        batch.push(data)
        const start = process.cpuUsage()
        try {
          read(data)
        } catch (error) {
          row.refused++
          if (!foreseen.some((kind) => error instanceof kind)) {
            keep(`${name}-${row.runs}`, data)
            failures.push(
              `${name}: ${(error as Error).stack?.slice(0, 400)}\n${JSON.stringify(latin(data).slice(0, 300))}`,
            )
          }
        }
        const { user, system } = process.cpuUsage(start)
        const took = (user + system) / 1000
        row.longest = Math.max(row.longest, Math.round(took))
        if (took > slowest) {
          row.slow++
          keep(`${name}-${row.runs}`, data)
          failures.push(`${name}: ${Math.round(took)} ms for ${JSON.stringify(latin(data).slice(0, 300))}`)
        }
        if (batch.length === 50) {
          if (reachedMore()) {
            kept.push(...batch.filter((one) => one.length < 50_000).slice(-5))
            row.kept++
          }
          batch = []
        }
      }
    }
    const report = process.env['FILINGPRESS_FUZZ_TABLE']
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
    if (report) writeFileSync(report, JSON.stringify({ table, megabytes, failures }, undefined, 2))
    // How long a run took is for the conformance run to judge, on a machine that does nothing else.
    expect(failures.filter((line) => !/ \d+ ms for /.test(line))).toEqual([])
  })
})
