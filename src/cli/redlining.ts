/** `diff` as a command: which versions, which files, what is printed. */

import { toBytes } from '../bytes.ts'
import { otherPdfOf } from '../check/pdf-text.ts'
import { type Diff, diff, diffJson, faultsOf, isSame, reportFault } from '../commands/diff.ts'
import { filingsIn } from '../commands/places.ts'
import type { ThreeVersions } from '../commands/three-versions.ts'
import { built, isComposed, isUnread, type Side, type Version, versionOf } from '../commands/versions.ts'
import { Log } from '../diagnostics/log.ts'
import { fontBook } from '../fonts/book.ts'
import { withoutSlash } from '../paths.ts'
import { commitOf } from '../platform/git.ts'
import type { World } from '../platform/world.ts'
import { opened } from './commands/archive/shared.ts'
import { type PlaceValues, placesOf, tidy } from './options.ts'
import { inWords, names, stat } from './redline-words.ts'
import { complainOf, print, UsageError } from './say.ts'

export interface DiffValues extends PlaceValues {
  readonly redline: string | undefined
  readonly 'changed-pages': boolean
  readonly docx: string | undefined
  readonly by: string | undefined
  readonly 'r-tags': string | undefined
  readonly certificate: string | undefined
  readonly stat: boolean
  readonly ignore: string | undefined
  readonly expand: boolean
  readonly names: boolean
  readonly format: string
  readonly json: boolean
  readonly quiet: boolean
  readonly archive: string | undefined
  readonly against: string | undefined
}

/** Two versions, or three where a base and two others are named. */
export async function compared(
  world: World,
  words: readonly string[],
  values: DiffValues,
): Promise<Diff | ThreeVersions> {
  const [old, fresh, third] = await sides(world, words, values)
  const [before, after] = [await whole(world, old), await whole(world, fresh)]
  if (!third) return diff(before, after)
  const { threeVersions } = await import('../commands/three-versions.ts')
  return threeVersions(before, after, await whole(world, third))
}

/** Writes what was asked for and prints. @returns 0 for no difference, 1 for some */
export async function printDiff(world: World, diffed: Diff, values: DiffValues): Promise<number> {
  const fonts = fontBook((file) => world.fontFile(file))
  const log = new Log()
  const ignore = values.ignore === 'typography'
  let faults: ReadonlyMap<string, string> = faultsOf(diffed)
  for (const [name, fault] of faults) reportFault(name, fault, log)
  if (values.redline !== undefined || values.docx !== undefined) {
    const { redlineFiles, wordFiles } = await import('../commands/redlines.ts')
    if (values.redline !== undefined) {
      const made = redlineFiles(diffed, fonts, log, values['changed-pages'])
      faults = made.faults
      writeAll(
        world,
        values.redline,
        made.files.set('redline.json', toBytes(diffJson(diffed, faults, ignore))),
      )
    }
    if (values.docx !== undefined) writeAll(world, values.docx, wordFiles(diffed, { by: values.by }))
  }
  if (values['r-tags'] !== undefined) {
    const { rTagFiles } = await import('../commands/r-tags.ts')
    writeAll(world, values['r-tags'], rTagFiles(diffed, log))
  }
  if (values.json || values.format === 'json') print(diffJson(diffed, faults, ignore).trimEnd())
  else if (!values.quiet) {
    const how = { ignore, expand: values.expand }
    print(values.names ? names(diffed) : values.stat ? stat(diffed, ignore) : inWords(diffed, undefined, how))
  }
  complainOf(log.diagnostics)
  if (values.certificate !== undefined) {
    const { certificateFiles } = await import('../commands/certificate.ts')
    writeAll(world, values.certificate, certificateFiles(diffed, fonts, faults))
  }
  return isSame(diffed) ? 0 : 1
}

/** What composes is loaded only where something is to be composed: finished files need none of it. */
async function whole(world: World, side: Side): Promise<Version> {
  if (isComposed(side)) return side
  if (isUnread(side)) {
    const { foreignVersion } = await import('../commands/foreign.ts')
    return foreignVersion(side.files, side.label, (bytes) => otherPdfOf(world.readOtherPdf(bytes)))
  }
  return (await import('../commands/composed.ts')).composed(side)
}

/**
 * Two words name both sides, three a base and two sides; one names the old side of the filing it is about; none, the last
 * build. A filing may stand before two or three versions of its own.
 */
async function sides(
  world: World,
  words: readonly string[],
  values: DiffValues,
): Promise<[Side, Side] | [Side, Side, Side]> {
  const places = placesOf(values)
  const slugs = filingsIn(world, places.content)
  const nameOf = (word: string) =>
    slugs.find((slug) => [slug, `${places.content}/${slug}`].includes(withoutSlash(word)))
  const named = words.map(nameOf)
  const slug = named.find((one) => one !== undefined) ?? (slugs.length === 1 ? slugs[0] : undefined)
  const now = (): Side => {
    const own = slug ?? needFiling(slugs)
    return { world, places, slug: own, label: `${own} as it stands` }
  }
  const of = async (word: string): Promise<Side> => {
    const archived = /^(.+)@(v\d+)$/.exec(word)
    return archived
      ? fromArchive(world, values, archived[1] ?? '', archived[2])
      : versionOf(world, places, word, slug, slugs)
  }
  const [first, second, third] = words
  if (values.against !== undefined) {
    if (words.length > 1 || (first !== undefined && named[0] === undefined))
      throw new UsageError('--against says what one filing is compared with: diff FILING --against VERSION')
    const wanted = { slug: slug ?? needFiling(slugs), slugs, places, against: values.against }
    const { againstSide } = await import('../commands/against.ts')
    return [await againstSide(world, wanted, () => opened(world, values)), now()]
  }
  if (third !== undefined) {
    const versions = named[0] === undefined ? words : words.slice(1)
    const [one = '', two = '', three, more] = versions
    if (more !== undefined)
      throw new UsageError('diff takes two versions or three, or a filing and two or three of its versions')
    // Two are a filing's own; three a base, ours and theirs.
    return three === undefined
      ? [await of(one), await of(two)]
      : [await of(one), await of(two), await of(three)]
  }
  if (first === undefined) return [built(world, places, slug ?? needFiling(slugs)), now()]
  if (second === undefined)
    return named[0] === undefined ? [await of(first), now()] : [built(world, places, slug), now()]
  // `diff acme HEAD~1` is the filing then and now.
  if (
    named[0] !== undefined &&
    named[1] === undefined &&
    !first.includes('/') &&
    (second === 'out' || commitOf(second))
  )
    return [await of(second), now()]
  return [await of(first), await of(second)]
}

/** `acme@v2`: a version that the archive keeps. */
async function fromArchive(
  world: World,
  values: DiffValues,
  slug: string,
  wanted: string | undefined,
): Promise<Version> {
  const { archivedVersion, objectOf, versionOf } = await import('../commands/archive/objects.ts')
  const archive = await opened(world, values)
  const stored = await objectOf(archive, slug)
  return archivedVersion(archive, stored, versionOf(stored, wanted))
}

function needFiling(slugs: readonly string[]): never {
  throw new UsageError(
    slugs.length > 0 ? `name the filing: ${slugs.join(', ')}` : 'there are no filings to compare',
  )
}

export function writeAll(world: World, folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [name, bytes] of files) world.writeFile(`${tidy(folder)}/${name}`, bytes)
  if (files.size > 0) print([...files.keys()].map((name) => `${tidy(folder)}/${name}`).join('\n'))
}
