/** What a filing needs to be built elsewhere, as files by path: its own apart from what many filings share. */
import { fail } from '../diagnostics/log.ts'
import { settingsName } from '../lock/settings.ts'
import type { Folder, World } from '../platform/world.ts'
import { type Places, registrantsFolder } from './places.ts'

type Files = Map<string, Uint8Array>

/** @throws FilingError where the filing is not there, or a file of it cannot be read */
export function parcelOf(world: World, { content }: Pick<Places, 'content'>, slug: string): Files {
  return filesOf(world, `${content}/${slug}`, `content/${slug}`)
}

/** Shared registrants, settings of the house, and the theme: the same for all filings of one submission. */
export function sharedOf(world: World, { content, templates }: Omit<Places, 'out'>): Files {
  const files: Files = new Map()
  if (world.readFolder(`${content}/${registrantsFolder}`))
    for (const [name, bytes] of filesOf(
      world,
      `${content}/${registrantsFolder}`,
      `content/${registrantsFolder}`,
    ))
      files.set(name, bytes)
  const settings = world.readFile(`${content}/${settingsName}`)
  if (settings) files.set(`content/${settingsName}`, settings)
  for (const [name, bytes] of themeOf(world, templates)) files.set(name, bytes)
  return files
}

/** The theme; nothing where it is our own. */
export const themeOf = (world: World, templates: string | undefined): Files =>
  templates === undefined ? new Map() : filesOf(world, templates, 'theme')

/** Sources of an import: a file, or a folder of them. */
export function sourceOf(world: World, path: string): Files {
  const bytes = world.readFile(path)
  if (!bytes) return filesOf(world, path, 'source')
  return new Map([[`source/${path.split('/').at(-1) ?? path}`, bytes]])
}

function filesOf(world: World, path: string, as: string): Files {
  const folder = world.readFolder(path)
  if (!folder) return refused('W002', `there is no folder or file ${path}`)
  return named(folder, as)
}

function named({ path, files, refused: left }: Folder, as: string): Files {
  const [first] = left
  // A build here would tell of it; elsewhere the file would only be missing.
  if (first) return refused('W003', `${path}/${first.path} cannot be sent: it is no file of this folder`)
  return new Map([...files].map(([name, bytes]) => [`${as}/${name}`, bytes]))
}

function refused(code: 'W002' | 'W003', message: string): never {
  fail(code, undefined, message)
}
