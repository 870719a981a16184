/** Where the archive is: an option, an environment variable, or what `archive init` wrote beside the content. */

import { resolve, sep } from 'node:path'
import { rootDeclaration } from '../../archive/inventory.ts'
import { toText } from '../../bytes.ts'
import type { Code } from '../../diagnostics/codes.ts'
import { FilingError } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import { diskStore, type Store } from '../../platform/store.ts'
import type { World } from '../../platform/world.ts'
import { archiveSetting, configName } from '../places.ts'

export function refuse(code: Extract<Code, `V${string}` | 'W033'>, message: string, hint?: string): never {
  const log = new Log()
  log.add(code, undefined, message, hint)
  throw new FilingError(log.diagnostics)
}

/** JSON that is in the archive, whoever wrote it there. */
export function parsed<T>(bytes: Uint8Array, name: string): T {
  try {
    return JSON.parse(toText(bytes)) as T
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('V008', `the archived ${name} is not JSON`)
    throw error
  }
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
  const setting = archiveSetting(world)
  return setting === 'broken' ? refuse('V001', `${configName} is not JSON`) : setting
}

/** The root and the folder above it, where its workroom stands. */
export function placeOf(path: string): Archive {
  const named = path.replace(/\/+$/, '')
  // `.` and `..` are no names of a root: the folder they stand for has one.
  const clean = /(?:^|\/)\.{1,2}$/.test(named) ? resolve(named).split(sep).join('/') : named
  const slash = clean.lastIndexOf('/')
  const parent = slash < 0 ? '.' : clean.slice(0, slash) || '/'
  const root = clean.slice(slash + 1)
  return { root, store: diskStore(parent, root), path: clean }
}

/** @throws FilingError where there is none */
export async function openArchive(path: string | undefined): Promise<Archive> {
  if (path === undefined)
    return refuse('V001', 'no archive is set', 'filingpress archive init DIR, or --archive DIR')
  const archive = placeOf(path)
  if ((await archive.store.read(`${archive.root}/${rootDeclaration}`)) === undefined)
    return refuse('V001', `${path} is not an archive`, 'filingpress archive init DIR makes one')
  return archive
}
