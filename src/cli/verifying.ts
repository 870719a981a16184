/** `archive verify` and `archive rebuild` of many objects, a job an object. */

import { inventoryName } from '../archive/inventory.ts'
import { Issues, isError } from '../archive/issues.ts'
import { digest } from '../archive/remembering.ts'
import { join } from '../archive/tree.ts'
import { toText } from '../bytes.ts'
import { type Impact, type ImpactTask, knownImpact } from '../commands/archive/impact/impact.ts'
import { allObjects, isOf } from '../commands/archive/objects.ts'
import type { Archive } from '../commands/archive/place.ts'
import type { Rebuilt } from '../commands/archive/rebuild.ts'
import type { ObjectVerdict } from '../commands/archive/verify.ts'
import type { RebuildTask, VerifyDone, VerifyTask } from '../commands/jobs.ts'
import type { Outcome } from '../fleet/job.ts'
import type { World } from '../platform/world.ts'
import { type BatchValues, resultsOf } from './batch.ts'
import { doEach, type Each } from './tally.ts'

interface Values extends BatchValues {
  readonly key: string | undefined
  readonly summary: string | undefined
}

const keyText = (world: World, { key }: Values): string | undefined =>
  key === undefined ? undefined : toText(world.readFile(key))

/** @throws what the first object that could not be looked at threw, and when it was stopped */
export async function verifyEach(
  world: World,
  { path, reach }: Archive,
  folders: readonly string[],
  values: Values & {
    readonly expect: string | undefined
    readonly 'tsa-roots': string | undefined
  },
): Promise<readonly ObjectVerdict[]> {
  const key = keyText(world, values)
  const file = values['tsa-roots']
  const roots = file === undefined ? undefined : toText(world.readFile(file))
  const jobs = folders.map((folder) => ({
    name: folder,
    size: world.sizeOf(`${path}/${folder}`),
    task: {
      kind: 'verify',
      archive: path,
      reach,
      folder,
      key,
      expect: values.expect,
      roots,
    } satisfies VerifyTask,
  }))
  const word = (outcome: Outcome<VerifyDone>): string =>
    outcome.state !== 'done' ? outcome.state : outcome.result.issues.some(isError) ? 'errors' : 'as recorded'
  const { ran } = await doEach(world, jobs, values, word)
  return resultsOf(ran).map((verdict) => ({ ...verdict, issues: Issues.of(verdict.issues) }))
}

/** @throws what the first filing that could not be measured threw, and when it was stopped */
export async function impactEach(
  world: World,
  archive: Archive,
  named: readonly string[],
  values: BatchValues & {
    readonly summary: string | undefined
    readonly tool: string | undefined
    readonly templates: string | undefined
    readonly results: string | undefined
  },
): Promise<Each<Impact>> {
  const { path, reach, store, root } = archive
  const stored = (await allObjects(archive)).filter(
    ({ inventory: { id } }) => named.length === 0 || named.some((name) => isOf(id, name)),
  )
  const jobs = []
  for (const { folder, inventory } of stored) {
    const { id } = inventory
    const head = (await digest(store, join(root, folder, inventoryName))) ?? ''
    const { tool, templates, results } = values
    const task: ImpactTask = { kind: 'impact', archive: path, reach, id, head, tool, templates, results }
    jobs.push({ name: id, size: world.sizeOf(`${path}/${folder}`), task })
  }
  const word = (outcome: Outcome<Impact>): string =>
    outcome.state === 'done'
      ? (outcome.result.kinds[0] ?? 'the same')
      : outcome.state === 'refused'
        ? 'not measured'
        : outcome.state
  return doEach(world, jobs, values, word, (task) => knownImpact(world, task))
}

export type RebuiltEach = Each<Rebuilt>

/** Rebuilds the newest version of every object, or of those that are named by their filing or id. */
export async function rebuildEach(
  world: World,
  archive: Archive,
  values: Values & { readonly trust: boolean },
): Promise<RebuiltEach> {
  const key = keyText(world, values)
  const stored = await allObjects(archive)
  const jobs = stored.map(({ folder, inventory: { id } }) => ({
    name: id,
    size: world.sizeOf(`${archive.path}/${folder}`),
    task: {
      kind: 'rebuild',
      archive: archive.path,
      reach: archive.reach,
      id,
      version: undefined,
      key,
      trust: values.trust,
    } satisfies RebuildTask,
  }))
  const word = (outcome: Outcome<Rebuilt>): string =>
    outcome.state === 'done'
      ? outcome.result.same
        ? 'the same bytes'
        : 'DIFFERS'
      : outcome.state === 'refused'
        ? 'not rebuilt'
        : outcome.state
  return doEach(world, jobs, values, word)
}
