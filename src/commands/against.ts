/** `diff --against`: the earlier version of a filing that a word names. */
import type { World } from '../platform/world.ts'
import type { Archive } from './archive/place.ts'
import type { Places } from './places.ts'
import { type Side, versionOf } from './versions.ts'

export interface Against {
  readonly slug: string
  readonly slugs: readonly string[]
  readonly places: Places
  /** `out`, a git revision, a file or folder; `archive`, `v2` or `last-filed` for a version that the archive keeps. */
  readonly against: string
}

/** @param open opens the archive, which only a version of its own needs */
export async function againstSide(
  world: World,
  { slug, slugs, places, against }: Against,
  open: () => Promise<Archive>,
): Promise<Side> {
  if (against === 'last-filed') {
    const { lastFiled } = await import('./archive/last-filed.ts')
    return lastFiled(world, await open(), places, slug)
  }
  if (against !== 'archive' && !/^v\d+$/.test(against)) return versionOf(world, places, against, slug, slugs)
  const { archivedVersion, objectOf, versionOf: versionIn } = await import('./archive/objects.ts')
  const archive = await open()
  const stored = await objectOf(archive, slug)
  const wanted = versionIn(stored, against === 'archive' ? undefined : against)
  return archivedVersion(archive, stored, wanted)
}
