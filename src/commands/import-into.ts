/** `import` onto the disk: what the sources make, as a content folder that was not there. */

import { fail, noSuch } from '../diagnostics/log.ts'
import type { SourceFile } from '../importing/open.ts'
import { withoutSlash } from '../paths.ts'
import type { World } from '../platform/world.ts'
import { type ImportReport, readImport } from './import.ts'

export interface ImportPlaces {
  readonly content: string
  readonly templates: string | undefined
  readonly name: string | undefined
  /** What becomes of tracked changes: accepted, rejected, or anything else for refused. */
  readonly tracked: string
}

export interface Written {
  readonly report: ImportReport
  readonly folder: string
}

/** @throws FilingError for sources that are missing or cannot be read, and for a folder that exists already */
export function importInto(
  world: World,
  sources: readonly string[],
  { content, templates, name, tracked }: ImportPlaces,
): Written {
  const files = sources.flatMap((path) => filesAt(world, path))
  const { files: made, report } = readImport(world, files, {
    templates,
    tracked: tracked === 'accepted' || tracked === 'rejected' ? tracked : 'refused',
    ...(name !== undefined && { name }),
  })
  const folder = `${content}/${report.slug}`
  // Two sources of one run may make the same filing.
  const { release } = world.hold(folder)
  try {
    if (world.exists(folder)) {
      fail('I002', undefined, `${folder} exists already`, 'give the new filing another name with --name')
    }
    world.replaceFolder(folder, made)
  } finally {
    release()
  }
  return { report, folder }
}

function filesAt(world: World, path: string): SourceFile[] {
  const folder = world.readFolder(path.length > 1 ? withoutSlash(path) : path)
  if (folder) return [...folder.files].map(([name, bytes]) => ({ name, bytes }))
  const bytes = world.readFile(path) ?? noSuch(path, 'give the path of the filed HTML, Word or text file')
  return [{ name: path, bytes }]
}

/** `import --each`: one source is one filing. */
export interface ImportTask {
  readonly kind: 'import'
  readonly source: string
  readonly places: ImportPlaces
}

/** Counts of its report, which stands whole in `import.json` of its folder. */
export interface ImportDone {
  readonly source: string
  readonly slug: string
  readonly folder: string
  readonly words: { readonly source: number; readonly found: number }
  readonly tables: number
  readonly exactTables: number
  readonly differences: number
  readonly mistakes: readonly string[]
}

export function importOneOfMany(world: World, { source, places }: ImportTask): ImportDone {
  const { report, folder } = importInto(world, [source], places)
  const { slug, words, tables, differences, mistakes } = report
  return {
    source,
    slug,
    folder,
    words,
    tables: tables.length,
    exactTables: tables.filter(({ exact }) => exact).length,
    differences: differences.length,
    mistakes,
  }
}
