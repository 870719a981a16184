/** Files of filings: listed, read and saved, never outside their folder and never over somebody's change. */
import { sha256, toBytes, toText } from '../../bytes.ts'
import type { Places } from '../../commands/places.ts'
import { filingsIn, registrantsFolder } from '../../commands/places.ts'
import { approvalFolder } from '../../lock/approval.ts'
import { isInside } from '../../platform/inside.ts'
import type { World } from '../../platform/world.ts'
import type { FileEntry, FileText, Saved } from '../protocol.ts'
import { BadRequest } from './body.ts'
import { merge } from './merge.ts'

const editable = /\.(?:yaml|yml|md|hbs|csv|css|txt)$/i

/** @throws BadRequest where there is no such filing */
export function slugIn(world: World, { content }: Places, slug: string): string {
  if (!filingsIn(world, content).includes(slug)) throw new BadRequest(404, `There is no filing ${slug}.`)
  return slug
}

export function filesOf(world: World, { content }: Places, slug: string): FileEntry[] {
  const own = entriesOf(world, `${content}/${slug}`)
  const shared = entriesOf(world, `${content}/${registrantsFolder}`)
  return [...own.filter(({ name }) => !name.startsWith(`${approvalFolder}/`)), ...shared]
}

function entriesOf(world: World, path: string): FileEntry[] {
  const folder = world.readFolder(path)
  if (!folder) return []
  return [...folder.files].map(([name, bytes]) => ({
    path: `${path}/${name}`,
    name: path.endsWith(`/${registrantsFolder}`) ? `${registrantsFolder}/${name}` : name,
    kind: kindOf(name),
    bytes: bytes.length,
  }))
}

function kindOf(name: string): FileEntry['kind'] {
  if (/\.ya?ml$/.test(name)) return 'facts'
  if (name.endsWith('.md')) return 'text'
  if (name.endsWith('.hbs') || name.endsWith('.css')) return 'template'
  if (/\.xlsx$/i.test(name)) return 'workbook'
  return editable.test(name) ? 'data' : 'other'
}

/**
 * A path that a page named, held to the folders of filings, and to templates where the project has its own.
 *
 * @param kinds how names of such files end; texts, where nothing is said
 * @throws BadRequest for any other, also by way of a link that leads out
 */
export function confined(
  world: World,
  { content, templates }: Places,
  path: string,
  kinds: RegExp = editable,
): string {
  const theme = templates !== undefined && path.startsWith(`${templates}/`)
  const root = theme ? templates : content
  const name = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : ''
  const hidden = name.split('/').some((part) => part.startsWith('.'))
  const [folder = '', second] = name.split('/')
  const known = folder === registrantsFolder || filingsIn(world, content).includes(folder)
  const ofKind = theme
    ? /\.(?:hbs|css)$/.test(name)
    : known && second !== undefined && second !== approvalFolder && kinds.test(name)
  const home = world.canonical(root)
  const real = world.canonical(path)
  const below = real.startsWith(`${home}/`) || real.startsWith(`${home}\\`)
  if (!ofKind || hidden || !isInside(name) || !below)
    throw new BadRequest(403, 'The studio opens texts of filings, and nothing else.')
  return path
}

export function readText(world: World, places: Places, path: string): FileText {
  const bytes = world.readFile(confined(world, places, path))
  if (!bytes) throw new BadRequest(404, `There is no file ${path}.`)
  return { path, text: toText(bytes), digest: sha256(bytes) }
}

/**
 * Saves a text. Where the file is another than the one it began with, both changes are brought together; where both
 * changed the same lines nothing is written.
 *
 * @param base the text that the page began with; undefined for a new file
 */
export function saveText(
  world: World,
  places: Places,
  path: string,
  text: string,
  base: string | undefined,
): Saved {
  const bytes = world.readFile(confined(world, places, path))
  const theirs = bytes && toText(bytes)
  if (theirs === undefined || theirs === base || theirs === text) return written(world, path, text, 'saved')
  const merged = merge(base ?? '', text, theirs)
  if (merged.conflicts.length === 0) return written(world, path, merged.text, 'merged')
  return { outcome: 'conflict', text: merged.text, disk: theirs, conflicts: merged.conflicts }
}

function written(world: World, path: string, text: string, outcome: 'saved' | 'merged'): Saved {
  world.writeFile(path, toBytes(text))
  return { outcome, text, disk: text, conflicts: [] }
}
