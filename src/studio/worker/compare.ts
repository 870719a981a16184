/** Two versions of a filing beside each other, and the files that come of it. */
import { zipSync } from 'fflate'
import { toBytes, toText } from '../../bytes.ts'
import { versionOf as archivedName, archivedVersion, objectOf } from '../../commands/archive/objects.ts'
import { list } from '../../commands/archive/show.ts'
import { certificateFiles } from '../../commands/certificate.ts'
import { whole } from '../../commands/composed.ts'
import { type Diff, diff, diffJson } from '../../commands/diff.ts'
import { recordName } from '../../commands/record.ts'
import { type RedlineFiles, redlineFiles, wordFiles } from '../../commands/redlines.ts'
import { type Side, versionOf } from '../../commands/versions.ts'
import { Log } from '../../diagnostics/log.ts'
import { span, whole as wholeOf } from '../../diagnostics/source.ts'
import { words } from '../../document/words.ts'
import { revisionsOf } from '../../platform/git.ts'
import type { Cause } from '../../redline/changes.ts'
import type { Comparison, FilePlace, VersionChoice } from '../protocol.ts'
import { archiveOf, hasArchive, type Place } from './settings.ts'
import { foundOf, placeIn } from './shown.ts'

/** The filing as it stands on disk, in place of a word of the `diff` command. */
export const working = 'working'

export interface Compared {
  readonly diffed: Diff
  readonly redlines: RedlineFiles
  readonly comparison: Comparison
}

/** @throws FilingError when a side is not there, or cannot be composed */
export async function compare(place: Place, slug: string, old: string, fresh: string): Promise<Compared> {
  const side = async (word: string) => whole(await sideOf(place, slug, word))
  const diffed = diff(await side(old), await side(fresh))
  const log = new Log()
  const redlines = redlineFiles(diffed, place.fonts, log)
  const documents = diffed.documents.map(({ name, state, redline }) => ({
    name,
    state,
    changes: redline.changes.map(({ number, kind, section, old: was, new: is, before, causes }) => ({
      number,
      kind,
      section,
      old: was,
      new: is,
      before,
      ...redlines.places.get(name)?.get(number),
      causes: causes.map((cause) => ({ ...cause, ...placeOfCause(place, diffed, cause) })),
    })),
    html: toText(redlines.files.get(`redline-${name.replace(/\.htm$/, '')}.htm`)),
  }))
  const comparison = {
    old: diffed.old.label,
    new: diffed.new.label,
    documents,
    found: log.diagnostics.map(foundOf),
  }
  return { diffed, redlines, comparison }
}

/** Where a cause stands in the files as they are now; none for a rule of the tool, or a place in an output. */
function placeOfCause({ world }: Place, { new: fresh }: Diff, { kind, at }: Cause): { place?: FilePlace } {
  if (kind === 'tool' || kind === 'output') return {}
  if (kind === 'fact') {
    const shown = fresh.documents.flatMap(words).find(({ origin }) => origin?.path === at)?.origin
    return shown ? { place: placeIn(shown.span) } : {}
  }
  const [, path = at, line = '1'] = /^(.*):(\d+)$/.exec(at) ?? []
  if (path.includes('.xlsx!')) return { place: placeIn(wholeOf({ path, text: '', cell: true })) }
  const bytes = world.readFile(path)
  if (!bytes) return {}
  const lines = toText(bytes).split('\n')
  const start = lines.slice(0, Number(line) - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const end = start + (lines[Number(line) - 1]?.length ?? 0)
  return { place: placeIn(span({ path, text: lines.join('\n') }, start, end)) }
}

async function sideOf(place: Place, slug: string, word: string): Promise<Side> {
  const { world, settings } = place
  const { places } = settings
  if (word === working) return { world, places, slug, label: `${slug} as it stands` }
  const version = /@(v\d+)$/.exec(word)?.[1]
  if (version === undefined) return versionOf(world, places, word, slug, [slug])
  const archive = await archiveOf(place)
  const stored = await objectOf(archive, slug)
  return archivedVersion(archive, stored, archivedName(stored, version))
}

/** The redline of a document as a PDF, to look at. */
export function redlinePdf({ redlines }: Compared, name: string): Uint8Array | undefined {
  return redlines.files.get(`redline-${name.replace(/\.htm$/, '')}.pdf`)
}

/** A comparison to hand over: one file as it is, several in one zip; none where nothing differs. */
export function handedOver(
  compared: Compared,
  kind: string,
  place: Place,
): { readonly name: string; readonly bytes: Uint8Array } | undefined {
  const files = exportOf(compared, kind, place)
  const [first] = files
  if (!first) return undefined
  if (files.size === 1) return { name: first[0], bytes: first[1] }
  // The earliest time that a zip can say: the same files make the same zip.
  return { name: `${kind}.zip`, bytes: zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1) }) }
}

/** By file name. */
function exportOf({ diffed, redlines }: Compared, kind: string, place: Place): Map<string, Uint8Array> {
  switch (kind) {
    case 'word':
      return wordFiles(diffed)
    case 'certificate':
      return certificateFiles(diffed, place.fonts, redlines.faults)
    case 'json':
      return new Map([['redline.json', toBytes(diffJson(diffed, redlines.faults))]])
    default:
      return new Map([...redlines.files].filter(([name]) => name.endsWith(kind === 'pdf' ? '.pdf' : '.htm')))
  }
}

/** What a filing can be compared with, the newest first. */
export async function versionsOf(place: Place, slug: string): Promise<VersionChoice[]> {
  const { world, settings } = place
  const { content, out } = settings.places
  const found: VersionChoice[] = [{ word: working, label: 'As it stands now', kind: 'working' }]
  if (world.exists(`${out}/${slug}/${recordName}`))
    found.push({ word: 'out', label: 'The last build', kind: 'build' })
  for (const { id, when, who, why } of revisionsOf(`${content}/${slug}`))
    found.push({ word: id.slice(0, 12), label: id.slice(0, 8), kind: 'git', when, who, why })
  if (hasArchive(place)) found.push(...(await archivedChoices(place, slug)))
  return found
}

async function archivedChoices(place: Place, slug: string): Promise<VersionChoice[]> {
  try {
    const listed = await list(await archiveOf(place), slug)
    return listed
      .map(
        ({ version, created, user, message }): VersionChoice => ({
          word: `${slug}@${version}`,
          label: `Archived ${version}`,
          kind: 'archive',
          when: created,
          who: user,
          why: message,
        }),
      )
      .reverse()
  } catch {
    // It is not in the archive yet.
    return []
  }
}
