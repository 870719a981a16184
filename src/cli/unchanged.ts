/**
 * `build` and `check` of one filing of which nothing changed, told without loading what builds.
 *
 * A bundle of its own (src/bundle.js), which the launcher asks first. It parses, recalls and prints by the very files
 * that the whole program has; whatever is not plainly this case is left to that program, which says everything else.
 */
import type { FilingResult } from '../commands/built.ts'
import { unchanged } from '../commands/unchanged.ts'
import { disk } from '../platform/disk.ts'
import type { World } from '../platform/world.ts'
import { type BuildValues, type BuiltFilings, show } from './built.ts'
import { build } from './commands/build.ts'
import { check } from './commands/check.ts'
import { areFilings, buildOptions, filingsFor } from './options.ts'
import { parse } from './parse.ts'
import { codeFor, formatOf } from './say.ts'

/** @param program the whole program, which a note must name. @returns the exit code; undefined where it has to run */
export function tellUnchanged(argv: readonly string[], program: string): number | undefined {
  const known = recall(argv, { ...disk(), program })
  if (!known) return undefined
  show(known.built, known.values)
  return codeFor(known.built.results[0].diagnostics, known.values.strict)
}

interface Known {
  readonly built: BuiltFilings & { readonly results: readonly [FilingResult] }
  readonly values: BuildValues
}

/** What a run of these arguments would tell of an unchanged filing; undefined for every other run. */
export function recall(argv: readonly string[], world: World): Known | undefined {
  try {
    const parsed = parse(argv, [build, check])
    if (parsed.kind !== 'run') return undefined
    // The parser made the values from the options of these commands.
    const values = parsed.values as unknown as BuildValues & Other
    if (asksMore(values)) return undefined
    const dryRun = parsed.command === check
    if (dryRun && !areFilings(world, parsed.words, values)) return undefined
    const [slug, second] = filingsFor(world, parsed.words, values)
    if (slug === undefined || second !== undefined) return undefined
    const options = { ...buildOptions(values, dryRun), remember: true }
    const result = unchanged(world, options)(slug)
    return result && { built: { results: [result], out: options.out, dryRun }, values }
  } catch {
    // Wrong usage, or something that cannot be read: the whole program finds it again, and says what it is.
    return undefined
  }
}

/** Options of `build` alone. */
interface Other {
  readonly watch?: boolean
  readonly docx?: string | undefined
}

/** Whether more is wanted than the sentences on what was built. */
const asksMore = (values: BuildValues & Other): boolean =>
  values.watch === true ||
  values.docx !== undefined ||
  values.ties ||
  values['tie-sheet'] !== undefined ||
  formatOf(values) !== 'text'
