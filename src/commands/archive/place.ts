/** Where the archive is: an option, an environment variable, or what `archive init` wrote beside the content. */

import { rootDeclaration } from '../../archive/inventory.ts'
import { toText } from '../../bytes.ts'
import type { Code } from '../../diagnostics/codes.ts'
import { FilingError } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import { diskStore, type Store } from '../../platform/store.ts'
import type { World } from '../../platform/world.ts'

/** The project's own settings; today the archive alone. */
export const configName = '.filingpress.json'

export function refuse(code: Extract<Code, `V${string}`>, message: string, hint?: string): never {
  const log = new Log()
  log.add(code, undefined, message, hint)
  throw new FilingError(log.diagnostics)
}

/** An archive that is there. */
export interface Archive {
  /** The root's name inside the folder that holds it and its workroom. */
  readonly root: string
  readonly store: Store
  /** As a person named it. */
  readonly path: string
}

export function archivePath(
  world: World,
  option: string | undefined,
  environment: string | undefined,
): string | undefined {
  if (option !== undefined) return option
  if (environment !== undefined && environment !== '') return environment
  const bytes = world.readFile(configName)
  if (!bytes) return undefined
  try {
    const { archive } = JSON.parse(toText(bytes)) as { archive?: unknown }
    return typeof archive === 'string' ? archive : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('V001', `${configName} is not JSON`)
    throw error
  }
}

/** The root and the folder above it, where its workroom stands. */
export function placeOf(path: string): Archive {
  const clean = path.replace(/\/+$/, '')
  const slash = clean.lastIndexOf('/')
  const parent = slash < 0 ? '.' : clean.slice(0, slash) || '/'
  const root = clean.slice(slash + 1)
  return { root, store: diskStore(parent, root), path: clean }
}

/** @throws FilingError where there is none */
export function openArchive(path: string | undefined): Archive {
  if (path === undefined)
    return refuse('V001', 'no archive is set', 'filingpress archive init DIR, or --archive DIR')
  const archive = placeOf(path)
  if (archive.store.read(`${archive.root}/${rootDeclaration}`) === undefined)
    return refuse('V001', `${path} is no archive`, 'filingpress archive init DIR makes one')
  return archive
}
