/** `archive impact`: what the tool and theme of now would make of an archived filing, against what is archived of it. */
import { digestOf } from '../../../archive/digest.ts'
import { jsonBytes, sha256, toText } from '../../../bytes.ts'
import { FilingError } from '../../../diagnostics/diagnostic.ts'
import type { World } from '../../../platform/world.ts'
import type { Reach } from '../../../stores/open.ts'
import { below, objectOf, readVersion, slugOf } from '../objects.ts'
import { openArchive, refuse } from '../place.ts'
import { settingsOf } from '../rebuild.ts'
import { type Cause, causesOf, kindsOf } from './causes.ts'
import { differences, type ImpactDifference, type Kind } from './differences.ts'
import { otherTool, ownTool } from './make.ts'

/** Plain data. */
export interface ImpactTask {
  readonly kind: 'impact'
  readonly archive: string
  readonly reach: Reach
  readonly id: string
  /** sha512 of the object's inventory. */
  readonly head: string
  /** A bundle or package of another filingpress; the one that runs when left out. */
  readonly tool: string | undefined
  readonly templates: string | undefined
  /** Folder in which results are kept, so that a run that was stopped goes on. */
  readonly results: string | undefined
}

export interface Impact {
  readonly id: string
  readonly filing: string
  readonly version: string
  /** Gravest first; none where the outputs are the same. */
  readonly kinds: readonly Kind[]
  readonly differences: readonly ImpactDifference[]
  readonly causes: readonly Cause[]
}

/** @throws FilingError where what is archived cannot be used */
export async function impactOf(world: World, task: ImpactTask): Promise<Impact> {
  const known = knownImpact(world, task)
  if (known) return known
  const made = await measured(world, task)
  const path = resultPath(world, task)
  if (path !== undefined) world.writeFile(path, jsonBytes(made))
  return made
}

async function measured(
  world: World,
  { archive: path, reach, id, tool, templates }: ImpactTask,
): Promise<Impact> {
  const archive = await openArchive(path, reach)
  const stored = await objectOf(archive, id)
  const version = stored.inventory.head
  const files = await readVersion(archive, stored, version)
  const settings = settingsOf(files.get('options.json'))
  if (!settings)
    return refuse(
      'V006',
      `${version} of ${id} does not hold what rebuilds it`,
      'it was not made by archive add',
    )
  const make =
    tool === undefined
      ? ownTool(world, files, settings, templates)
      : otherTool(world, files, settings, { tool, templates })
  const archived = below(files, 'output/')
  const theme = below(files, 'templates/')
  const now = make()
  const about = { id, filing: slugOf(id), version }
  if (!now.outputs) {
    const failed: ImpactDifference = { kind: 'not built', what: 'the filing', text: now.failed }
    return {
      ...about,
      kinds: ['not built'],
      differences: [failed],
      causes: causesOfFailure(archived, theme, make),
    }
  }
  const found = differences(archived, now.outputs)
  if (found.length === 0) return { ...about, kinds: [], differences: [], causes: [] }
  const causes = causesOf(archived, theme, now.theme, make)
  const told = new Set(causes.flatMap((cause) => cause.kinds))
  const left = kindsOf(found).filter((kind) => !told.has(kind))
  // Places that do nothing apart may do something together.
  const rest = left.length > 0 ? [{ what: 'several places of the theme together', kinds: left }] : []
  return { ...about, kinds: kindsOf(found), differences: found, causes: [...causes, ...rest] }
}

function causesOfFailure(
  archived: ReadonlyMap<string, Uint8Array>,
  theme: ReadonlyMap<string, Uint8Array>,
  make: ReturnType<typeof ownTool>,
): Cause[] {
  const { outputs } = make(theme)
  if (!outputs) return [{ what: 'the tool', kinds: ['not built'] }]
  const ofTool = kindsOf(differences(archived, outputs))
  return [
    { what: 'the theme', kinds: ['not built'] },
    ...(ofTool.length > 0 ? [{ what: 'the tool', kinds: ofTool }] : []),
  ]
}

/** The same question of the same archived version, whoever asked it. */
function resultPath(world: World, { id, head, tool, templates, results }: ImpactTask): string | undefined {
  if (results === undefined) return undefined
  const bundle =
    tool === undefined ? world.toolFiles().map(([, bytes]) => sha256(bytes)) : toolDigests(world, tool)
  const theme =
    templates === undefined
      ? []
      : [...(world.readFolder(templates)?.files ?? [])].map(([name, bytes]) => [name, sha256(bytes)])
  return `${results}/${sha256(JSON.stringify([id, head, bundle, theme]))}.json`
}

const toolDigests = (world: World, path: string): string[] =>
  [path, `${path}/filingpress.cjs`, `${path}/dist/filingpress.cjs`].flatMap((one) => {
    const bytes = world.readFile(one)
    return bytes ? [digestOf(bytes, 'sha256')] : []
  })

/** What an earlier run found; undefined where it found nothing yet. */
export function knownImpact(world: World, task: ImpactTask): Impact | undefined {
  const path = resultPath(world, task)
  const bytes = path === undefined ? undefined : world.readFile(path)
  if (!bytes) return undefined
  try {
    return JSON.parse(toText(bytes)) as Impact
  } catch (error) {
    // A file that was cut is made again.
    if (error instanceof SyntaxError || error instanceof FilingError) return undefined
    throw error
  }
}
