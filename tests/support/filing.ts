/** Small filings for tests: a whole one that is right, and ways to change one place of it. */
import { type BuildOptions, build, type FilingResult } from '../../src/commands/build.ts'
import { readContent, readOwnTheme } from '../../src/commands/read.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { fontBook } from '../../src/fonts/book.ts'
import { type Built, type Proof, build as runPipeline } from '../../src/pipeline.ts'
import { disk } from '../../src/platform/disk.ts'
import { type MemoryWorld, memory } from '../../src/platform/memory.ts'
import type { Draft } from '../../src/typeset/furniture.ts'
import { type Page, textOf } from '../../src/typeset/page.ts'

export const real = disk()
export const fonts = fontBook((file) => real.fontFile(file))

export const facts = `format: 1
form: 8-K
reportDate: 2010-05-03
registrants:
  - name: Tidewater & Co.
    jurisdiction: Delaware
    fileNumber: 1-5.10
    ein: 04-2726691
    address: { street: [1 Main Street], city: Boston, state: MA, zip: 02139 }
    phone: { area: 617, number: 555-0100 }
exhibits:
  - { number: 99.1, title: Press release }
signature:
  date: 2010-05-03
  signatories: [{ name: Jane Roe, title: Secretary }]
`.replace('1-5.10', '1-510')

export const items =
  '# Item 8.01\n\nOn {{date report.date}}, {{registrant.name}} issued the release in Exhibit 99.1.\n\n# Item 9.01\n'
export const release = '---\nheadline: News\n---\n\nBOSTON — The news is **good**.\n'

export type Files = Readonly<Record<string, string | Uint8Array>>

/** A world with one filing, `content/one`, some of its files replaced or added. */
export function worldWith(files: Files = {}): MemoryWorld {
  const whole = { 'filing.yaml': facts, '8-k.md': items, 'ex99-1.md': release, ...files }
  const entries = Object.entries(whole).map(([name, content]) => [
    name.includes('/') ? name : `content/one/${name}`,
    content,
  ])
  return memory(Object.fromEntries(entries), real)
}

/** The options of a plain build in `worldWith`. */
export const usual: BuildOptions = {
  content: 'content',
  templates: undefined,
  out: 'out',
  edgarPdf: false,
  force: false,
  dryRun: false,
}

export function buildWith(
  files: Files = {},
  options: Partial<BuildOptions> = {},
): FilingResult & { world: MemoryWorld } {
  const world = worldWith(files)
  const [result] = build(world, ['one'], fonts, { ...usual, ...options })
  if (!result) throw new Error('nothing was built')
  return { ...result, world }
}

/** Codes with the line they point at, errors and findings alike. */
export function codesOf(result: Pick<FilingResult, 'diagnostics'>): string[] {
  return result.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
}

/** The documents of a filing on disk, before painting. */
export function documentsOf(content: string, slug: string, draft: Draft = {}): Built {
  const log = new Log()
  const places = { content, templates: undefined, out: '' }
  const read = readContent(real, places, slug, log)
  const theme = readOwnTheme(real, places, slug, log)
  if (!read) throw new Error(`no filing ${content}/${slug}`)
  return runPipeline({ content: read, theme, fonts, draft }, log)
}

/** A release of this Markdown, front matter and all, as it is set. */
export const releaseOf = (markdown: string): Proof => proofOf({ 'ex99-1.md': markdown }, 1)

/** A report with these items, as it is set. */
export const reportOf = (markdown: string): Proof => proofOf({ '8-k.md': markdown }, 0)

function proofOf(files: Files, index: number): Proof {
  const world = worldWith(files)
  const log = new Log()
  const places = { content: 'content', templates: undefined, out: 'out' }
  const content = readContent(world, places, 'one', log)
  if (!content) throw new Error('no content')
  const { proofs } = runPipeline({ content, theme: readOwnTheme(world, places, 'one', log), fonts }, log)
  const proof = proofs[index]
  if (!proof) throw new Error('no such document')
  return proof
}

/** The lines of text on a page, without its furniture. */
export const linesOn = (page: Page | undefined) =>
  (page?.marks ?? []).flatMap((mark) =>
    mark.kind === 'line' && !mark.artifact
      ? [{ mark, text: mark.line.runs.map(textOf).join('').trim() }]
      : [],
  )

/** Every whole filing that the laws are proved on. */
export const wholeFilings = [
  ['content', 'immunogen-2007-06-04'],
  ['tests/filings/good', 'harborlight-2026-02-24'],
  ['tests/filings/good', 'firstlight-2018-03-05'],
  ['examples', 'earnings'],
  ['examples', 'agreement'],
  ['examples', 'amendment'],
  ['examples', 'vote'],
  ['tests/filings/good', 'saltmarsh-2026-03-18'],
  ['tests/filings/good', 'tessel-2026-04-29'],
  ['tests/filings/good', 'palisade-2026-05-14'],
  ['tests/filings/good', 'corrib-2026-06-02'],
  ['tests/filings/good', 'harborlane-2026-03-24'],
  ['tests/filings/good', 'tessel-2026-04-28-a'],
  ['tests/filings/good', 'larkmoor-2026-07-30'],
  ['tests/filings/good', 'stonequay-2026-05-20'],
  ['tests/filings/good', 'northcote-2026-09-15'],
] as const

/** Those of them whose cover page is tagged. */
export const taggedFilings = wholeFilings.filter(
  ([content, slug]) => content === 'examples' || /-202[4-9]-/.test(slug),
)
