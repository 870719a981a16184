/**
 * The front door: filingpress as a module.
 *
 * `build` reads filings from a content folder, and writes their documents, proved equal word for word.
 */
import { type BuildOptions, build as buildFilings, type FilingResult, filingsIn } from './commands/build.ts'
import { fontBook } from './fonts/book.ts'
import { disk } from './shell/disk.ts'

export type { FilingResult } from './commands/build.ts'
export type { BuiltDocument } from './commands/outputs.ts'
export type { Code, Severity } from './diagnostics/codes.ts'
export { codes } from './diagnostics/codes.ts'
export type { Diagnostic } from './diagnostics/diagnostic.ts'
export { report } from './diagnostics/report.ts'
export type { Place, Source, Span } from './diagnostics/source.ts'
export { placeOf } from './diagnostics/source.ts'
export { version } from './tool.ts'

export interface Options extends Partial<BuildOptions> {
  /** Names of the filings to build; all of the content folder by default. */
  readonly filings?: readonly string[]
}

/** Faces stay open between the builds of one process: they are the same bytes, checked by digest. */
const fonts = fontBook((file) => disk().fontFile(file))

/**
 * Builds filings.
 *
 * @param options folders default to `content`, the built-in templates and `out`
 * @returns one result a filing, in order; what authors must mend is in `diagnostics`
 * @throws for defects of filingpress only
 */
export function build(options: Options = {}): readonly FilingResult[] {
  const world = disk()
  const {
    filings,
    content = 'content',
    templates,
    out = 'out',
    edgarPdf = false,
    force = false,
    dryRun = false,
    ...rest
  } = options
  const slugs = filings ?? filingsIn(world, content)
  return buildFilings(world, slugs, fonts, { content, templates, out, edgarPdf, force, dryRun, ...rest })
}
