/**
 * The front door: filingpress as a module.
 *
 * `build` reads filings from a content folder, and writes their documents, proved equal word for word; `check` reads
 * finished files of anybody's; `redline` compares two finished versions; `verify` judges an archive.
 */

import { readKey } from './archive/signature.ts'
import { openArchive, refuse } from './commands/archive/place.ts'
import { type Verdict, verify as verifyArchive } from './commands/archive/verify.ts'
import { type BuildOptions, build as buildFilings, type FilingResult } from './commands/build.ts'
import { checkFiles, type FilesResult } from './commands/check.ts'
import { whole } from './commands/composed.ts'
import { diff, diffJson } from './commands/diff.ts'
import { translating } from './commands/errors.ts'
import { filingsIn } from './commands/places.ts'
import { redlineFiles } from './commands/redlines.ts'
import { versionOf } from './commands/versions.ts'
import { Log } from './diagnostics/log.ts'
import { fontBook } from './fonts/book.ts'
import { disk } from './platform/disk.ts'
import { type MemoryWorld, memory as memoryWorld } from './platform/memory.ts'
import type { World } from './platform/world.ts'

export type { Issue } from './archive/issues.ts'
export { type Code, codes } from './check/registry.ts'
export type { Verdict } from './commands/archive/verify.ts'
export type { FilingResult } from './commands/build.ts'
export type { FilesResult } from './commands/check.ts'
export type { BuiltDocument } from './commands/record.ts'
export type { Severity } from './diagnostics/codes.ts'
export { type Diagnostic, FilingError } from './diagnostics/diagnostic.ts'
export { report } from './diagnostics/report.ts'
export type { Place, Source, Span } from './diagnostics/source.ts'
export { placeOf } from './diagnostics/source.ts'
export type { MemoryWorld } from './platform/memory.ts'
export type { Folder, World } from './platform/world.ts'
export { version } from './tool.ts'

export interface Options extends Partial<BuildOptions> {
  /** Names of the filings to build; all of the content folder by default. */
  readonly filings?: readonly string[]
  /** Where content, templates and outputs are: the disk by default, or files in memory. */
  readonly world?: World
}

/**
 * A world of files in memory, for building without a disk: `build({ world: memory(files) })`.
 *
 * @param files texts or bytes by path, as `content/acme/filing.yaml`. Fonts and the built-in templates are those of
 *   this package.
 * @returns a world whose `files` also holds what a build wrote, as `out/acme/8-k.pdf`
 */
export function memory(files: Readonly<Record<string, string | Uint8Array>>): MemoryWorld {
  return memoryWorld(files, disk())
}

/** Faces stay open between the builds of one process: they are the same bytes, checked by digest. */
const fonts = fontBook((file) => disk().fontFile(file))

/**
 * Builds filings and writes them to `out`, or only returns them with `dryRun`.
 *
 * @param options folders default to `content`, the built-in templates and `out`
 * @returns one result a filing, in order: the bytes of each output in `files`, and in `diagnostics` what authors must
 *   fix; a filing with an error has no files and leaves its last good output untouched
 * @throws for defects of filingpress only
 */
export function build(options: Options = {}): readonly FilingResult[] {
  const {
    world = disk(),
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
  return buildFilings(world, slugs, fonts, {
    content,
    templates,
    out,
    edgarPdf,
    force,
    dryRun,
    keepBytes: true,
    ...rest,
  })
}

/**
 * Checks finished files, or folders of them as one submission, by the rules that filings of ours meet.
 *
 * @param paths `.htm`, `.txt`, `.pdf`, `.gif`, `.jpg`, or folders
 * @returns what was found, and what the items say of the release that stands in it
 */
export function check(paths: readonly string[]): FilesResult {
  return translating(() => checkFiles(disk(), paths))
}

/**
 * The redline of two finished folders or `.htm` files of ours, as its canonical JSON and as HTML and PDF by name.
 *
 * @throws FilingError when a side is not there or not ours
 */
export function redline(
  old: string,
  fresh: string,
): { readonly json: string; readonly files: ReadonlyMap<string, Uint8Array> } {
  const world = disk()
  const places = { content: 'content', templates: undefined, out: 'out' }
  const side = (path: string) => whole(versionOf(world, places, path, undefined, []))
  return translating(() => {
    const diffed = diff(side(old), side(fresh))
    const { files, faults } = redlineFiles(diffed, fonts, new Log())
    return { json: diffJson(diffed, faults), files }
  })
}

/**
 * Verifies every file of every version in an archive.
 *
 * @param key PEM text of an Ed25519 public key: signatures and their chain are checked too
 * @param expect the head of the newest version as it is known from elsewhere
 * @throws FilingError when there is no archive, or the key is none
 */
export async function verify(
  archive: string,
  { key, expect }: { readonly key?: string; readonly expect?: string } = {},
): Promise<Verdict> {
  const publicKey =
    key === undefined
      ? undefined
      : (readKey(key, 'public') ?? refuse('V004', 'this is not a public Ed25519 key'))
  return verifyArchive(await openArchive(archive), { key: publicKey, expect, filing: undefined })
}
