/** `import`: reads the sources, writes the content folder, and prints what became of every word. */
import type { ImportReport } from '../commands/import.ts'
import { importInto, type Written } from '../commands/import-into.ts'
import type { World } from '../platform/world.ts'
import { tidy } from './options.ts'
import { said, UsageError } from './say.ts'

interface Options {
  readonly content: string
  readonly templates: string | undefined
  readonly name: string | undefined
  readonly tracked: string
}

/** @throws UsageError for a name that cannot be one */
export function importSources(world: World, sources: readonly string[], options: Options): Written {
  const { name } = options
  if (name !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(name))
    throw new UsageError('a name consists of a-z, 0-9 and hyphens, as acme-2026-03-02')
  return importInto(world, sources, { ...options, content: tidy(options.content) })
}

/** How many of a kind are shown one by one. */
const shown = 12

export function printImport(
  { report, folder }: Written,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): number {
  const code = report.differences.length > 0 || report.mistakes.length > 0 ? 1 : 0
  if (json) {
    said(JSON.stringify(report, null, 2))
    return code
  }
  if (quiet) return code
  const exact = report.tables.filter(({ exact }) => exact).length
  const lines = [
    `${folder}: ${report.about}`,
    `  ${report.words.source} words in the source, ${report.words.found} of them in the rebuilt documents, in order`,
    ...(report.tables.length > 0 ? [`  ${report.tables.length} tables, ${exact} exact to the cell`] : []),
    ...lossLines(report),
    ...report.left.map(({ name, why }) => `  left out: ${name}: ${why}`),
    ...report.guesses.map((guess) => `  guessed: ${guess}`),
    ...report.mistakes.map((mistake) => `  to mend: ${mistake}`),
    ...differenceLines(report),
    '',
    `Next: filingpress build ${report.slug}`,
  ]
  said(lines.join('\n'))
  return code
}

function lossLines({ losses }: ImportReport): string[] {
  const counts = new Map<string, { count: number; first: string }>()
  for (const { reason, words } of losses) {
    const known = counts.get(reason)
    if (known) known.count++
    else counts.set(reason, { count: 1, first: words })
  }
  return [...counts].map(
    ([reason, { count, first }]) => `  set aside: ${count} × ${reason}, as "${clipped(first)}"`,
  )
}

const clipped = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function differenceLines({ differences, mistakes }: ImportReport): string[] {
  if (mistakes.length > 0) return ['  not compared: mend what is listed and build']
  if (differences.length === 0) return ['  as filed word for word']
  const lines = differences
    .slice(0, shown)
    .map(
      ({ document, kind, words, after }) =>
        `  ${document}: ${kind}: "${clipped(words)}"${after === '' ? '' : ` after "${clipped(after)}"`}`,
    )
  const more = differences.length - shown
  return [
    `  ${differences.length} differences in words:`,
    ...lines,
    ...(more > 0 ? [`  and ${more} more, in import.json`] : []),
  ]
}
