/** Reads what a build needs from the world: a filing's folder, shared registrants, the theme. */
import { jsonBytes, sha256 } from '../bytes.ts'
import { readTheme, type Theme } from '../compose/theme.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, whole } from '../diagnostics/source.ts'
import type { Content } from '../intake/read.ts'
import { readText } from '../intake/text.ts'
import { approvalFolder } from '../lock/approval.ts'
import { type Setting, settingsName } from '../lock/settings.ts'
import type { Folder, World } from '../platform/world.ts'
import { type Places, registrantsFolder } from './places.ts'
import type { Inputs } from './record.ts'

export function readContent(world: World, places: Places, slug: string, log: Log): Content | undefined {
  const filing = world.readFolder(`${places.content}/${slug}`)
  if (!filing) {
    log.add(
      'W002',
      undefined,
      `there is no filing ${places.content}/${slug}`,
      'filings are the folders of content/',
    )
    return undefined
  }
  const empty = { path: `${places.content}/${registrantsFolder}`, files: new Map<string, Uint8Array>() }
  const registrants = world.readFolder(`${places.content}/${registrantsFolder}`)
  refusals(filing, log)
  if (registrants) refusals(registrants, log)
  const path = `${places.content}/${settingsName}`
  const bytes = world.readFile(path)
  const settings = bytes && { settings: { path, bytes } }
  return { slug, filing: withoutRecords(filing), registrants: registrants ?? empty, ...settings }
}

/** File in a filing's folder that says which object of the archive it is. */
export const identityName = 'identity.json'

/** What was approved, and which archived filing this is, are beside the content and no part of it. */
function withoutRecords(folder: Folder): Folder {
  const files = [...folder.files].filter(
    ([name]) => !name.startsWith(`${approvalFolder}/`) && name !== identityName,
  )
  return { ...folder, files: new Map(files) }
}

/** The theme last read: filings built one after the other mostly share it, with its templates parsed. */
let kept: { readonly key: string; readonly theme: Theme } | undefined

/** Our templates, a firm's over them, a filing's own partials over both. */
export function readOwnTheme(world: World, places: Places, slug: string, log: Log): Theme {
  const sources: [string, Source][] = []
  const fonts = new Map<string, Uint8Array>()
  const take = (folder: Folder | undefined, only?: RegExp): void => {
    if (!folder) return
    refusals(folder, log)
    for (const [name, bytes] of folder.files) {
      if (/\.ttf$/i.test(name) && !only) fonts.set(name, bytes)
      if (!/\.(hbs|css)$/.test(name) || (only && !only.test(name))) continue
      const source = readText(`${folder.path}/${name}`, bytes, log)
      if (source) sources.push([name, source])
    }
  }
  take(world.readFolder(world.ownTemplates))
  if (places.templates !== undefined) {
    const theme = world.readFolder(places.templates)
    if (!theme)
      log.add(
        'W002',
        undefined,
        `there is no folder ${places.templates}`,
        '--templates names a folder with .hbs files',
      )
    take(theme)
  }
  if (slug !== '') take(world.readFolder(`${places.content}/${slug}`), /^partials\//)
  if (log.failed) return readTheme(sources, log, fonts)
  const key = JSON.stringify([sources, [...fonts].map(([name, bytes]) => [name, sha256(bytes)])])
  if (kept?.key !== key) kept = { key, theme: readTheme(sources, log, fonts) }
  const { theme } = kept
  if (log.failed) kept = undefined
  return theme
}

/** What a terminal would obey and no system of files needs. */
const control = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

function refusals(folder: Folder, log: Log): void {
  for (const name of [...folder.files.keys(), ...folder.refused.map(({ path }) => path)])
    if (control.test(name))
      log.add(
        'W021',
        whole({ path: `${folder.path}/${name}`, text: '' }),
        'the name of this file holds a control character',
        'rename it: letters, digits, points and hyphens do',
      )
  for (const { path, why } of folder.refused) {
    const at = whole({ path: `${folder.path}/${path}`, text: '' })
    if (why === 'outside')
      log.add(
        'W003',
        at,
        `${path} leads out of ${folder.path}`,
        'copy the file into the folder; links are not followed out of it',
      )
    else if (why === 'too-large')
      log.add('W004', at, `${path} is larger than 8 MB`, 'no text of a filing is that long')
    else if (why === 'no-file')
      log.add(
        'W031',
        at,
        `${path} is not a file but a pipe, a socket or a device`,
        'move it out of the folder',
      )
    else log.add('W031', at, `${path} cannot be read`, 'ask its owner for permission to read it')
  }
}

/** What goes into a build: the filing's own files, shared registrants, the theme, settings of the house. */
export function inputsOf(
  content: Content,
  { set, style, fonts }: Theme,
  settings: readonly Setting[],
): Inputs {
  const templates = [
    ...[...set.pages].map(([name, source]) => [`templates/${name}.hbs`, source.text] as const),
    ...[...set.partials].map(([name, source]) => [`templates/partials/${name}.hbs`, source.text] as const),
    ['templates/house.css', style.text] as const,
    ...[...fonts].map(([name, bytes]) => [`templates/${name}`, bytes] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1))
  const registrants = [...content.registrants.files].map(
    ([name, bytes]) => [`registrants/${name}`, bytes] as const,
  )
  // Only what concerns this filing, so that a setting for another does not undo its approval.
  const house =
    settings.length > 0
      ? [['settings/filingpress.json', jsonBytes({ format: 1, rules: settings })] as const]
      : []
  return [...content.filing.files, ...registrants, ...templates, ...house]
}
