/** Puts a root in order after a crash: what is complete is completed, the rest is set aside and never deleted. */

import { sidecarName } from '../archive/inventory.ts'
import { Issues } from '../archive/issues.ts'
import { digest } from '../archive/remembering.ts'
import { versionOfLog } from '../archive/signature.ts'
import { join, type Tree, walk } from '../archive/tree.ts'
import { checkInventory } from '../archive/validate-inventory.ts'
import { toText } from '../bytes.ts'
import type { Steps } from './steps.ts'
import { openStage, parentOf, removeEmpty, stageOf, switchHead, workroom } from './vault.ts'

export interface Recovery {
  /** Objects whose newest version was completed. */
  readonly completed: readonly string[]
  /** What was set aside, by its new place. */
  readonly quarantined: readonly string[]
}

/**
 * Nobody may write meanwhile: the caller holds the lock.
 *
 * Every write has a stage from before its first step until behind its last, so without a stage nothing was interrupted,
 * and the objects need no look.
 *
 * @param thorough look at all objects all the same, as a person asks who thinks that something is left
 */
export async function recover(steps: Steps, root: string, nonce: string, thorough = true): Promise<Recovery> {
  const work = workroom(root)
  const stages = ((await steps.list(work)) ?? [])
    .map(({ name }) => name)
    .filter((name) => name.startsWith('stage-'))
  const completed: string[] = []
  const quarantined: string[] = []
  if (stages.length === 0 && !thorough) return { completed, quarantined }
  const aside = async (path: string): Promise<void> => {
    const to = join(work, `quarantine-${nonce}-${quarantined.length + 1}`)
    await steps.rename(path, to)
    await steps.syncFolder(parentOf(path))
    await steps.syncFolder(work)
    quarantined.push(to)
  }
  const begun = await Promise.all(stages.map((name) => versionIn(steps, join(work, name))))
  for (const object of await objectsIn(steps, root)) {
    const state = await stateOf(steps, join(root, object))
    for (const version of state.incomplete) await aside(join(root, object, version))
    if (state.head !== undefined && !state.agrees) {
      await takeHead(steps, root, join(root, object), state.head, nonce)
      completed.push(object)
    }
    for (const path of await strayed(steps, join(root, object), state, begun, thorough)) await aside(path)
  }
  for (const name of stages) {
    const { files } = await walk(steps, join(work, name))
    if (files.length > 0) await aside(join(work, name))
    else await removeEmpty(steps, join(work, name))
  }
  await removeEmptyTuples(steps, root)
  return { completed, quarantined }
}

async function takeHead(
  steps: Steps,
  root: string,
  object: string,
  head: string,
  nonce: string,
): Promise<void> {
  const stage = stageOf(root, `${nonce}-head`)
  await openStage(steps, root, stage)
  for (const name of ['inventory.json', sidecarName])
    await steps.createFile(
      join(stage, name),
      (await steps.read(join(object, head, name))) ?? new Uint8Array(),
    )
  await steps.syncFolder(stage)
  await switchHead(steps, stage, object)
  await steps.removeFolder(stage)
}

interface Begun {
  readonly id: string
  readonly head: string
}

/** The version that a stage was for, as far as it came. */
async function versionIn(tree: Tree, stage: string): Promise<Begun | undefined> {
  const path = join(stage, 'root/inventory.json')
  const bytes = await tree.read(path)
  return bytes && checkInventory(toText(bytes), { path, specification: '1.1', issues: new Issues() })
}

/**
 * Signatures in `logs/` of versions that are not there. A write that was interrupted leaves one, and its stage beside it;
 * without that stage a version was dropped, which is for `verify` to tell and for a person to judge.
 */
async function strayed(
  tree: Tree,
  object: string,
  { head, id }: ObjectState,
  begun: readonly (Begun | undefined)[],
  thorough: boolean,
): Promise<string[]> {
  const newest = Number(head?.slice(1) ?? 0)
  return ((await tree.list(join(object, 'logs'))) ?? []).flatMap(({ name }) => {
    const number = versionOfLog(name)
    if (number === undefined || number <= newest) return []
    const ours = begun.some((one) => one?.id === id && one?.head === `v${number}`)
    return ours || thorough ? [join(object, 'logs', name)] : []
  })
}

/** Folders of the root that hold an object: they say so, or a version in them does. */
export async function objectsIn(tree: Tree, root: string): Promise<string[]> {
  const found: string[] = []
  const visit = async (inner: string, depth: number): Promise<void> => {
    for (const { name, kind } of (await tree.list(join(root, inner))) ?? []) {
      if (kind !== 'folder' || (depth === 0 && name === 'extensions')) continue
      const path = join(inner, name)
      const names = ((await tree.list(join(root, path))) ?? []).map((entry) => entry.name)
      if (names.some((one) => one.startsWith('0=ocfl_object_') || one === 'inventory.json')) found.push(path)
      else if (depth < 12) await visit(path, depth + 1)
    }
  }
  await visit('', 0)
  return found.sort()
}

interface ObjectState {
  readonly id: string | undefined
  /** The newest complete version. */
  readonly head: string | undefined
  readonly incomplete: readonly string[]
  /** Whether the object's own inventory and sidecar are those of the head. */
  readonly agrees: boolean
}

async function stateOf(tree: Tree, object: string): Promise<ObjectState> {
  const versions = ((await tree.list(object)) ?? [])
    .filter(({ name, kind }) => kind === 'folder' && /^v[1-9]\d*$/.test(name))
    .map(({ name }) => name)
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
  const path = join(object, 'inventory.json')
  const bytes = await tree.read(path)
  const inventory =
    bytes && checkInventory(toText(bytes), { path, specification: '1.1', issues: new Issues() })
  const rootHead = inventory?.head
  // Only versions that the object's inventory does not know can be incomplete; damage to others is for verify to tell.
  const beyond = versions.filter(
    (version) => rootHead === undefined || Number(version.slice(1)) > Number(rootHead.slice(1)),
  )
  const incomplete: string[] = []
  let head = rootHead
  for (const version of beyond) {
    if (incomplete.length === 0 && (await isComplete(tree, object, version))) head = version
    else incomplete.push(version)
  }
  const same = async (name: string) =>
    head !== undefined &&
    equal(await tree.read(join(object, name)), await tree.read(join(object, head, name)))
  // An inventory that agrees with its version but for the sidecar was caught between the two renames.
  const agrees =
    head === undefined ||
    ((await same('inventory.json')) && (await same(sidecarName))) ||
    (head === rootHead && !(await betweenRenames(tree, object, head)))
  return { id: inventory?.id, head, incomplete, agrees }
}

const equal = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0

/** The root inventory is already the head's, and the sidecar still that of the version before. */
async function betweenRenames(tree: Tree, object: string, head: string): Promise<boolean> {
  const before = await tree.read(join(object, `v${Number(head.slice(1)) - 1}`, sidecarName))
  return (
    equal(
      await tree.read(join(object, 'inventory.json')),
      await tree.read(join(object, head, 'inventory.json')),
    ) && equal(await tree.read(join(object, sidecarName)), before)
  )
}

/** Its inventory has its digest, names it as the head, and everything new in it is there with its digest. */
async function isComplete(tree: Tree, object: string, version: string): Promise<boolean> {
  const path = join(object, version, 'inventory.json')
  const bytes = await tree.read(path)
  const sidecar = toText(await tree.read(join(object, version, sidecarName)))
  if (!bytes || sidecar !== `${await digest(tree, path)} inventory.json\n`) return false
  const inventory = checkInventory(toText(bytes), { path, specification: '1.1', issues: new Issues() })
  if (inventory?.head !== version) return false
  const wanted = Object.entries(inventory.manifest).flatMap(([sha, paths]) =>
    paths.filter((one) => one.startsWith(`${version}/`)).map((one) => [one, sha] as const),
  )
  const { files } = await walk(tree, join(object, version))
  if (wanted.length !== files.filter((name) => name.startsWith('content/')).length) return false
  for (const [one, sha] of wanted) if ((await digest(tree, join(object, one))) !== sha) return false
  return true
}

/** Folders made for an object that never came. */
async function removeEmptyTuples(steps: Steps, root: string): Promise<void> {
  for (const { name, kind } of (await steps.list(root)) ?? []) {
    if (kind !== 'folder' || !/^[0-9a-f]{3}$/.test(name)) continue
    if ((await walk(steps, join(root, name))).files.length === 0) await removeEmpty(steps, join(root, name))
  }
}
