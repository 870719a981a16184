/** Where a command finds its folders, and the filings in them. */

import { toText } from '../bytes.ts'
import { parseJson } from '../diagnostics/json.ts'
import type { World } from '../platform/world.ts'

export interface Places {
  readonly content: string
  readonly templates: string | undefined
  readonly out: string
}

/** The folder under `content/` that holds shared registrants and is no filing. */
export const registrantsFolder = 'registrants'

/** The filings of a content folder: every folder in it but the shared registrants. */
export function filingsIn(world: World, content: string): string[] {
  return world.folders(content).filter((name) => name !== registrantsFolder)
}

/** The project's own settings; today the archive alone. */
export const configName = '.filingpress.json'

/** Where the settings say that the archive is, or what else they say of it; `broken` where they are not JSON. */
export function archiveSetting(world: World, name = 'archive'): string | 'broken' | undefined {
  const bytes = world.readFile(configName)
  if (!bytes) return undefined
  try {
    const settings = parseJson(toText(bytes)) as Readonly<Record<string, unknown>> | null
    const value = settings?.[name]
    return typeof value === 'string' ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return 'broken'
    throw error
  }
}

/**
 * Why a folder must not be made anew by a build: it is, holds or lies in what a person wrote, or the archive. Undefined
 * where it may.
 */
export function notForOutputs(world: World, { content, templates, out }: Places): string | undefined {
  const target = world.canonical(out)
  const archive = archiveSetting(world)
  const kept: readonly (readonly [what: string, path: string | undefined])[] = [
    ['content', content],
    ['templates', templates],
    ['filingpress’s own templates', world.ownTemplates],
    ['archive', archive],
  ]
  for (const [what, path] of kept) {
    if (path === undefined) continue
    const place = world.canonical(path)
    if (place === target) return `${out} is the folder of the ${what}`
    if (isUnder(place, target)) return `${out} holds ${path}, the folder of the ${what}`
    if (isUnder(target, place)) return `${out} lies in ${path}, the folder of the ${what}`
  }
  // An archive is known by its declaration, whether or not the settings name it.
  for (let at = target; at !== ''; at = at.slice(0, Math.max(0, lastSeparator(at))))
    if (world.exists(`${at}/0=ocfl_1.1`)) return `${out} is or lies in ${at}, an archive`
  return undefined
}

const lastSeparator = (path: string): number => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))

const isUnder = (path: string, folder: string): boolean =>
  path.startsWith(folder) && /^[/\\]/.test(path.slice(folder.replace(/[/\\]$/, '').length))
