/** What every job of the studio is told when it begins. */
import { type Archive, archivePath, openArchive } from '../../commands/archive/place.ts'
import type { BuildOptions } from '../../commands/build.ts'
import type { Places } from '../../commands/places.ts'
import type { FontBook } from '../../fonts/book.ts'
import type { World } from '../../platform/world.ts'

export interface Settings {
  readonly places: Places
  /** The archive that was named when the studio was started; else what `archive init` noted. */
  readonly archive?: string
  /** The day that PDFs carry, where it was given. */
  readonly date?: string
}

/** A job's surroundings. */
export interface Place {
  readonly world: World
  readonly fonts: FontBook
  readonly settings: Settings
}

export function buildOptionsOf({ places, date }: Settings, dryRun: boolean, final = false): BuildOptions {
  return { ...places, edgarPdf: false, force: false, dryRun, final, ...(date !== undefined && { date }) }
}

/** @throws FilingError where no archive is set */
export const archiveOf = ({ world, settings }: Place): Promise<Archive> =>
  openArchive(archivePath(world, settings.archive, undefined))

/** Whether an archive is set, without asking whether it is sound. */
export const hasArchive = ({ world, settings }: Place): boolean => {
  const path = archivePath(world, settings.archive, undefined)
  return path !== undefined && world.exists(path)
}
