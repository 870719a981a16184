/** Small filings for tests: a whole one that is right, and ways to change one place of it. */
import { type BuildOptions, type FilingResult } from '../../src/commands/build.ts'
import { type Built } from '../../src/pipeline.ts'
import { type MemoryWorld } from '../../src/shell/memory.ts'
export declare const real: import('../../src/shell/world.ts').World
export declare const fonts: import('../../src/fonts/book.ts').FontBook
export declare const facts: string
export declare const items =
  '# Item 8.01\n\nOn {{date report.date}}, {{registrant.name}} issued the release in Exhibit 99.1.\n'
export declare const release = '---\nheadline: News\n---\n\nBOSTON \u2014 The news is **good**.\n'
export type Files = Readonly<Record<string, string | Uint8Array>>
/** A world with one filing, `content/one`, some of its files replaced or added. */
export declare function worldWith(files?: Files): MemoryWorld
export declare function buildWith(
  files?: Files,
  options?: Partial<BuildOptions>,
): FilingResult & {
  world: MemoryWorld
}
/** Codes with the line they point at, errors and findings alike. */
export declare function codesOf(result: Pick<FilingResult, 'diagnostics'>): string[]
/** The documents of a filing on disk, before painting. */
export declare function documentsOf(content: string, slug: string): Built
/** Every whole filing that the laws are proved on. */
export declare const wholeFilings: readonly [
  readonly ['content', 'immunogen-2007-06-04'],
  readonly ['tests/filings/good', 'harborlight-2026-02-24'],
]
