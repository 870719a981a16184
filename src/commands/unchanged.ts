/**
 * Builds that need not be made again: what the last one read, as digests, and what came of it, in `OUT/.built/`.
 *
 * A build is left out only where it would make what lies there already: every file it read has its digest, by the same
 * bytes of filingpress on the same Node with the same options, and every output has the digest that it was written with,
 * none missing and none beside them. A final build is always made, and so is one that asked for what no digest tells.
 */
import { sha256, toBytes, toText } from '../bytes.ts'
import type { Tie } from '../check/tie-out.ts'
import { compact } from '../diagnostics/diagnostic.ts'
import { cutOut, type Source } from '../diagnostics/source.ts'
import { families } from '../fonts/families.ts'
import { namesOf } from '../platform/swap.ts'
import { look, type Read } from '../platform/trace.ts'
import type { World } from '../platform/world.ts'
import type { BuildOptions, FilingResult } from './built.ts'
import { translated } from './errors.ts'
import { notForOutputs } from './places.ts'

/** The second line of a note. The first is the digest of what follows; the third and fourth are what the build told. */
interface Head {
  readonly format: 1
  /** What made it: the program with its fonts, Node, options. */
  readonly by: string
  readonly reads: readonly Read[]
  /** sha256 of every output by name. */
  readonly outputs: Readonly<Record<string, string>>
}

type Told = Pick<FilingResult, 'documents' | 'diagnostics' | 'ties' | 'settings' | 'stripped'>

interface Remembered extends Head {
  readonly told: () => Told
}

/** What differs from run to run without a word of it in the result. */
type Aside = 'dryRun' | 'force' | 'out' | 'keepBytes' | 'figures' | 'onStage' | 'remember'

const pathOf = (out: string, slug: string): string => `${out}/.built/${slug}.json`

/** Whether a build with these options may be left out, or remembered, at all. */
const mayBe = ({ remember, final, keepBytes, figures }: BuildOptions): boolean =>
  remember === true && !final && !keepBytes && !figures

/** What makes a build, but for what it reads; undefined where a program runs from its sources, which no digest holds. */
function maker(world: World, options: BuildOptions): string | undefined {
  const tool = toolOf(world)
  if (tool === undefined) return undefined
  const { dryRun, force, out, keepBytes, figures, onStage, remember, ...told } = options
  const left: Readonly<Record<Aside, unknown>> = { dryRun, force, out, keepBytes, figures, onStage, remember }
  const named = Object.entries(told).filter(([name, value]) => value !== undefined && !(name in left))
  const { version, platform, arch } = process
  return sha256(JSON.stringify([tool, version, platform, arch, named.sort(([a], [b]) => (a < b ? -1 : 1))]))
}

/** The program and the fonts it was made with, once a process: a program that runs does not change. */
const tools = new WeakMap<World, string>()

function toolOf(world: World): string | undefined {
  if (world.program === undefined) return undefined
  const known = tools.get(world)
  if (known !== undefined) return known
  const digest = world.digestOf(world.program)
  // One face has several names.
  const faces = new Set(Object.values(families).flatMap((family) => Object.values(family)))
  if (digest === undefined || [...faces].some((face) => world.digestOf(world.fontPath(face)) !== face.sha256))
    return undefined
  tools.set(world, digest)
  return digest
}

/**
 * Tells of each filing what its last build told, where another would make the same.
 *
 * @returns a function that gives the result of an unchanged filing, and undefined for one to build. What filings share is
 *   read once.
 */
export function unchanged(world: World, options: BuildOptions): (slug: string) => FilingResult | undefined {
  if (!mayBe(options) || options.force) return () => undefined
  const seen = new Map<string, string>()
  return (slug) => {
    try {
      return recalled(world, slug, options, seen)
    } catch (error) {
      // What cannot be read is told by the build.
      if (translated(error)) return undefined
      throw error
    }
  }
}

function recalled(
  world: World,
  slug: string,
  options: BuildOptions,
  seen: Map<string, string>,
): FilingResult | undefined {
  const { out, dryRun } = options
  const known = read(world, out, slug)
  if (!known || known.by !== maker(world, options)) return undefined
  if (!dryRun && (notForOutputs(world, options) !== undefined || !areThere(world, out, slug, known)))
    return undefined
  if (known.reads.some(({ kind, path, sha256: was }) => look(world, kind, path, seen) !== was))
    return undefined
  return {
    slug,
    ok: true,
    unchanged: true,
    files: new Map(),
    milliseconds: 0,
    edges: () => [],
    ...known.told(),
  }
}

/** Whether the outputs are those that were written, and nothing is left of a build that was interrupted. */
function areThere(world: World, out: string, slug: string, { outputs }: Remembered): boolean {
  const target = `${out}/${slug}`
  if (Object.values(namesOf(target)).some((path) => world.exists(path))) return false
  const folder = world.readFolder(target)
  if (!folder || folder.refused.length > 0 || folder.files.size !== Object.keys(outputs).length) return false
  return [...folder.files].every(([name, bytes]) => outputs[name] === sha256(bytes))
}

function read(world: World, out: string, slug: string): Remembered | undefined {
  const bytes = world.readFile(pathOf(out, slug))
  if (!bytes) return undefined
  const text = toText(bytes)
  const [digest = '', head = '', sources = '', told = ''] = text.split('\n')
  // A power cut may leave a part of it, and a part is worth nothing.
  if (sha256(text.slice(digest.length + 1)) !== digest) return undefined
  const known = JSON.parse(head) as Head
  return known.format === 1 ? { ...known, told: () => unpacked(sources, told) } : undefined
}

/** JSON in two lines: the sources that findings point at, each once, then all else with their numbers. */
function packed(told: Told): string {
  const numbers = new Map<string, number>()
  const rest = JSON.stringify(told, (key, value: unknown) => {
    if (key !== 'source') return value
    const source = JSON.stringify(value)
    if (!numbers.has(source)) numbers.set(source, numbers.size)
    return numbers.get(source)
  })
  return `[${[...numbers.keys()].join(',')}]\n${rest}`
}

function unpacked(sources: string, told: string): Told {
  const list = JSON.parse(sources) as readonly Source[]
  return JSON.parse(told, (key, value: unknown) =>
    key === 'source' && typeof value === 'number' ? list[value] : value,
  ) as Told
}

/** Notes what a build read and made. What cannot be told from digests is not noted, and built again. */
export function remember(
  world: World,
  slug: string,
  options: BuildOptions,
  reads: readonly Read[] | undefined,
  { outputs, result }: Made,
): void {
  if (!mayBe(options)) return
  const by = maker(world, options)
  if (by === undefined || reads === undefined) return
  const { documents, diagnostics, ties, settings, stripped } = result
  const head: Head = {
    format: 1,
    by,
    reads,
    outputs: Object.fromEntries([...outputs].map(([name, bytes]) => [name, sha256(bytes)])),
  }
  const told: Told = {
    documents,
    // What was cleared away or kept aside is told once.
    diagnostics: diagnostics.filter(({ code }) => code !== 'W008').map(compact),
    ties: ties.map(compactTie),
    settings,
    stripped,
  }
  const text = `${JSON.stringify(head)}\n${packed(told)}`
  world.writeFile(pathOf(options.out, slug), toBytes(`${sha256(text)}\n${text}`))
}

/** The same with only the lines it points at. */
export const compactTie = (tie: Tie): Tie => ({
  ...tie,
  at: cutOut(tie.at),
  releasedAt: cutOut(tie.releasedAt),
})

interface Made {
  readonly outputs: ReadonlyMap<string, Uint8Array>
  readonly result: Told
}
