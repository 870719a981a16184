/**
 * Which object of the archive a filing is.
 *
 * The id is made once, from the registrant's number and the filing's name, and then stands in the filing's folder as
 * `identity.json`: correcting an EIN, a CIK or a name later changes the facts and never which filing it is.
 */

import { objectFolder, objectId } from '../../archive/layout.ts'
import { join } from '../../archive/tree.ts'
import { jsonBytes, toText } from '../../bytes.ts'
import { parseJson } from '../../diagnostics/json.ts'
import type { World } from '../../platform/world.ts'
import { identityName } from '../read.ts'
import { foldersOf, isOf, readObject } from './objects.ts'
import { type Archive, refuse } from './place.ts'

interface Identity {
  readonly format: 1
  readonly filing: string
  readonly id: string
}

export interface Asked {
  /** The filing's folder, as `content/acme-2026-03-02`. */
  readonly folder: string
  readonly slug: string
  /** The registrant's CIK, employer number or name, as the facts have it now. */
  readonly registrant: string
  /** The id that a person gives. */
  readonly as: string | undefined
}

/** @throws FilingError where it cannot be told, or the registrant is not yet known */
export async function identify(world: World, archive: Archive, asked: Asked): Promise<string> {
  const { folder, slug, registrant, as } = asked
  const exists = async (id: string) =>
    (await archive.store.list(join(archive.root, objectFolder(id)))) !== undefined
  const derived = objectId(registrant, slug)
  if (as !== undefined)
    return as === derived || (await exists(as))
      ? as
      : refuse(
          'V010',
          `${as} is not in the archive`,
          `it can be ${derived}, or an id that archive list --json shows`,
        )
  const written = readIdentity(world, folder)
  if (written && written.filing !== slug)
    return refuse(
      'V010',
      `${folder}/${identityName} is that of ${written.filing}`,
      `if this folder is a copy of it, delete that file; if the folder was renamed: --as ${written.id}`,
    )
  if (written) return written.id
  if (await exists(derived)) return derived
  const others = (await namesakes(archive, slug)).filter((id) => id !== derived)
  if (others.length > 0)
    return refuse(
      'V010',
      `${slug} is archived as ${others.join(', ')}, and its facts now say ${derived}`,
      `if it is the same filing, with a corrected fact: --as ${others[0]}; if it is another one: --as ${derived}`,
    )
  if (isPlaceholder(registrant))
    return refuse(
      'V010',
      `the registrant's number is still ${registrant}, and an archived filing keeps its name for good`,
      'write the cik or ein of the registrant into filing.yaml, then add it',
    )
  return derived
}

/** Writes down which object a filing is, for all times to come. */
export function fixIdentity(world: World, { folder, slug }: Asked, id: string): void {
  const path = `${folder}/${identityName}`
  const whole: Identity = { format: 1, filing: slug, id }
  const bytes = jsonBytes(whole)
  if (toText(world.readFile(path)) !== toText(bytes)) world.writeFile(path, bytes)
}

function readIdentity(world: World, folder: string): Identity | undefined {
  const bytes = world.readFile(`${folder}/${identityName}`)
  if (!bytes) return undefined
  try {
    const found = parseJson(toText(bytes)) as Partial<Identity> | null
    if (found?.format === 1 && typeof found.id === 'string' && typeof found.filing === 'string')
      return found as Identity
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return refuse('V010', `${folder}/${identityName} cannot be read`, 'restore it from a copy')
}

/** Ids of archived filings of this name. */
async function namesakes(archive: Archive, slug: string): Promise<string[]> {
  const found: string[] = []
  for (const folder of await foldersOf(archive, slug)) {
    const id = (await readObject(archive, folder))?.id
    if (id !== undefined && isOf(id, slug)) found.push(id)
  }
  return found
}

/** Numbers of nothing but zeros, and what stands for words that are still to come. */
const isPlaceholder = (registrant: string): boolean =>
  /^[0-]+$/.test(registrant) ||
  !/[A-Za-z0-9]/.test(registrant) ||
  /^X+$/i.test(registrant) ||
  /[[\]_●]/.test(registrant)
