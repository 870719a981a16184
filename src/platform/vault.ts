/**
 * The archive's durable writing: a reader finds the old version or the new one, whatever moment a process or the power
 * ends at.
 *
 *   ROOT/              the OCFL storage root; nothing half-written ever stands in it for longer than two renames
 *   ROOT.work/stage-*  what is being written, file by file, each flushed
 *   ROOT.work/quarantine-*  what a crash left that could not be completed; never deleted
 *
 * A new object is one rename. A new version is: its folder, complete and flushed, renamed into the object; then the
 * object's inventory; then the sidecar. From the first of these renames on the new version wins: `recover` completes
 * what is complete and sets aside the rest.
 */

import { objectDeclaration, sidecarName } from '../archive/inventory.ts'
import { Issues } from '../archive/issues.ts'
import { rootFiles } from '../archive/layout.ts'
import type { Revision } from '../archive/revise.ts'
import { join, type Tree, walk } from '../archive/tree.ts'
import { checkInventory } from '../archive/validate-inventory.ts'
import { toBytes, toText } from '../bytes.ts'
import type { Steps } from './steps.ts'

const parentOf = (path: string): string => path.split('/').slice(0, -1).join('/')
export const workroom = (root: string): string => `${root}.work`

/** Makes the folders of a path that are missing, each flushed into its parent. */
function makeFolders(steps: Steps, path: string): void {
  const parts = path.split('/')
  for (let length = 1; length <= parts.length; length++) {
    const folder = parts.slice(0, length).join('/')
    if (folder === '' || steps.list(folder) !== undefined) continue
    steps.makeFolder(folder)
    steps.syncFolder(parentOf(folder))
  }
}

/** Writes files below a folder and flushes every folder, innermost first. */
function writeAll(steps: Steps, folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  const folders = new Set<string>([folder])
  for (const name of files.keys()) {
    for (let parent = parentOf(join(folder, name)); parent.length > folder.length; parent = parentOf(parent))
      folders.add(parent)
  }
  for (const one of [...folders].sort()) steps.makeFolder(one)
  for (const [name, bytes] of files) steps.createFile(join(folder, name), bytes)
  for (const one of [...folders].sort().reverse()) steps.syncFolder(one)
  steps.syncFolder(parentOf(folder))
}

/** A stage that a power cut cannot take away from under what is moved out of it. */
function openStage(steps: Steps, root: string, stage: string): void {
  steps.makeFolder(stage)
  steps.syncFolder(workroom(root))
}

/** @param root path of a folder that is not there yet, or is empty */
export function makeRoot(steps: Steps, root: string): void {
  makeFolders(steps, root)
  for (const [name, text] of rootFiles()) {
    makeFolders(steps, parentOf(join(root, name)))
    if (steps.read(join(root, name))) continue
    const staged = `${root}.part`
    steps.removeFile(staged)
    steps.createFile(staged, toBytes(text))
    steps.rename(staged, join(root, name))
    steps.syncFolder(parentOf(join(root, name)))
  }
  makeFolders(steps, workroom(root))
}

export interface Commit {
  readonly root: string
  /** Inside the root. */
  readonly object: string
  readonly revision: Revision
  /** Detached signatures, by name inside `logs/`. */
  readonly logs: ReadonlyMap<string, Uint8Array>
  /** Tells this writer's stage from every other's. */
  readonly nonce: string
}

/** When this returns, the version lasts. */
export function commit(steps: Steps, { root, object, revision, logs, nonce }: Commit): void {
  const stage = join(workroom(root), `stage-${nonce}`)
  const target = join(root, object)
  const { version, inventoryText, sidecarText, files } = revision
  openStage(steps, root, stage)
  if (steps.list(target) === undefined) {
    const whole = new Map<string, Uint8Array>([
      [objectDeclaration, toBytes(`${objectDeclaration.slice(2)}\n`)],
    ])
    for (const [name, bytes] of logs) whole.set(`logs/${name}`, bytes)
    for (const [name, bytes] of files) whole.set(`${version}/${name}`, bytes)
    whole.set('inventory.json', toBytes(inventoryText))
    whole.set(sidecarName, toBytes(sidecarText))
    writeAll(steps, join(stage, 'object'), whole)
    makeFolders(steps, parentOf(target))
    steps.rename(join(stage, 'object'), target)
    steps.syncFolder(parentOf(target))
  } else {
    writeAll(steps, join(stage, version), files)
    writeAll(
      steps,
      join(stage, 'root'),
      new Map([['inventory.json', toBytes(inventoryText)], [sidecarName, toBytes(sidecarText)], ...logs]),
    )
    // A signature of a version that never comes does no harm; a version without its signature would.
    if (logs.size > 0) {
      makeFolders(steps, join(target, 'logs'))
      for (const name of logs.keys()) steps.rename(join(stage, 'root', name), join(target, 'logs', name))
      steps.syncFolder(join(target, 'logs'))
    }
    steps.rename(join(stage, version), join(target, version))
    steps.syncFolder(target)
    switchHead(steps, join(stage, 'root'), target)
    steps.removeFolder(join(stage, 'root'))
  }
  steps.removeFolder(stage)
  steps.syncFolder(workroom(root))
}

function switchHead(steps: Steps, from: string, target: string): void {
  steps.rename(join(from, 'inventory.json'), join(target, 'inventory.json'))
  steps.rename(join(from, sidecarName), join(target, sidecarName))
  steps.syncFolder(target)
}

/** A whole object from another root, in one rename. */
export function copyObject(
  steps: Steps,
  root: string,
  object: string,
  files: ReadonlyMap<string, Uint8Array>,
  nonce: string,
): void {
  const stage = join(workroom(root), `stage-${nonce}`)
  openStage(steps, root, stage)
  writeAll(steps, join(stage, 'object'), files)
  makeFolders(steps, parentOf(join(root, object)))
  steps.rename(join(stage, 'object'), join(root, object))
  steps.syncFolder(parentOf(join(root, object)))
  steps.removeFolder(stage)
  steps.syncFolder(workroom(root))
}

export interface Recovery {
  /** Objects whose newest version was completed. */
  readonly completed: readonly string[]
  /** What was set aside, by its new place. */
  readonly quarantined: readonly string[]
}

/** Puts a root in order after a crash. Nobody may write meanwhile: the caller holds the lock. */
export function recover(steps: Steps, root: string, nonce: string): Recovery {
  const completed: string[] = []
  const quarantined: string[] = []
  const work = workroom(root)
  let count = 0
  const aside = (path: string): void => {
    const to = join(work, `quarantine-${nonce}-${++count}`)
    steps.rename(path, to)
    steps.syncFolder(parentOf(path))
    steps.syncFolder(work)
    quarantined.push(to)
  }
  for (const object of objectsIn(steps, root)) {
    const state = stateOf(steps, join(root, object))
    for (const version of state.incomplete) aside(join(root, object, version))
    if (state.head !== undefined && !state.agrees) {
      const stage = join(work, `stage-${nonce}`)
      openStage(steps, root, stage)
      for (const name of ['inventory.json', sidecarName])
        steps.createFile(
          join(stage, name),
          steps.read(join(root, object, state.head, name)) ?? new Uint8Array(),
        )
      steps.syncFolder(stage)
      switchHead(steps, stage, join(root, object))
      steps.removeFolder(stage)
      completed.push(object)
    }
  }
  for (const { name } of steps.list(work) ?? []) {
    if (!name.startsWith('stage-')) continue
    const { files } = walk(steps, join(work, name))
    if (files.length > 0) aside(join(work, name))
    else removeEmpty(steps, join(work, name))
  }
  removeEmptyTuples(steps, root)
  return { completed, quarantined }
}

/** Folders of the root that hold an object: they say so, or a version in them does. */
export function objectsIn(tree: Tree, root: string): string[] {
  const found: string[] = []
  const visit = (inner: string, depth: number): void => {
    for (const { name, kind } of tree.list(join(root, inner)) ?? []) {
      if (kind !== 'folder' || (depth === 0 && name === 'extensions')) continue
      const path = join(inner, name)
      const names = (tree.list(join(root, path)) ?? []).map((entry) => entry.name)
      if (names.some((one) => one.startsWith('0=ocfl_object_') || one === 'inventory.json')) found.push(path)
      else if (depth < 12) visit(path, depth + 1)
    }
  }
  visit('', 0)
  return found.sort()
}

interface ObjectState {
  /** The newest complete version. */
  readonly head: string | undefined
  readonly incomplete: readonly string[]
  /** Whether the object's own inventory and sidecar are those of the head. */
  readonly agrees: boolean
}

function stateOf(steps: Steps, object: string): ObjectState {
  const versions = (steps.list(object) ?? [])
    .filter(({ name, kind }) => kind === 'folder' && /^v[1-9]\d*$/.test(name))
    .map(({ name }) => name)
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
  const rootHead = headOf(steps, join(object, 'inventory.json'))
  // Only versions that the object's inventory does not know can be incomplete; damage to others is for verify to tell.
  const known = versions.filter(
    (version) => rootHead !== undefined && Number(version.slice(1)) <= Number(rootHead.slice(1)),
  )
  const beyond = versions.slice(known.length)
  const incomplete: string[] = []
  let head = rootHead
  for (const version of beyond) {
    if (incomplete.length === 0 && isComplete(steps, object, version)) head = version
    else incomplete.push(version)
  }
  const same = (name: string) => {
    const [own, versions] = [
      steps.read(join(object, name)),
      head === undefined ? undefined : steps.read(join(object, head, name)),
    ]
    return own !== undefined && versions !== undefined && Buffer.compare(own, versions) === 0
  }
  // An inventory that agrees with its version but for the sidecar was caught between the two renames.
  const agrees =
    head === undefined ||
    (same('inventory.json') && same(sidecarName)) ||
    (head === rootHead && !betweenRenames(steps, object, head))
  return { head, incomplete, agrees }
}

/** The root inventory is already the head's, and the sidecar still that of the version before. */
function betweenRenames(steps: Steps, object: string, head: string): boolean {
  const [own, version] = [
    steps.read(join(object, 'inventory.json')),
    steps.read(join(object, head, 'inventory.json')),
  ]
  const before = steps.read(join(object, `v${Number(head.slice(1)) - 1}`, sidecarName))
  const sidecar = steps.read(join(object, sidecarName))
  const equal = (a: Uint8Array | undefined, b: Uint8Array | undefined) =>
    a !== undefined && b !== undefined && Buffer.compare(a, b) === 0
  return equal(own, version) && equal(sidecar, before)
}

function headOf(tree: Tree, path: string): string | undefined {
  const bytes = tree.read(path)
  const inventory =
    bytes && checkInventory(toText(bytes), { path, specification: '1.1', issues: new Issues() })
  return inventory?.head
}

/** Its inventory has its digest, names it as the head, and everything new in it is there with its digest. */
function isComplete(tree: Tree, object: string, version: string): boolean {
  const path = join(object, version, 'inventory.json')
  const bytes = tree.read(path)
  const sidecar = toText(tree.read(join(object, version, sidecarName)))
  if (!bytes || sidecar !== `${tree.digests(path, ['sha512'])?.['sha512']} inventory.json\n`) return false
  const inventory = checkInventory(toText(bytes), {
    path,
    specification: '1.1',
    issues: new Issues(),
  })
  if (inventory?.head !== version) return false
  const wanted = Object.entries(inventory.manifest).flatMap(([digest, paths]) =>
    paths.filter((one) => one.startsWith(`${version}/`)).map((one) => [one, digest] as const),
  )
  const present = walk(tree, join(object, version)).files.filter((name) => name.startsWith('content/'))
  return (
    wanted.length === present.length &&
    wanted.every(([one, digest]) => tree.digests(join(object, one), ['sha512'])?.['sha512'] === digest)
  )
}

function removeEmpty(steps: Steps, folder: string): void {
  for (const { name, kind } of steps.list(folder) ?? [])
    if (kind === 'folder') removeEmpty(steps, join(folder, name))
  if (steps.list(folder)?.length === 0) steps.removeFolder(folder)
}

/** Folders made for an object that never came. */
function removeEmptyTuples(steps: Steps, root: string): void {
  for (const { name, kind } of steps.list(root) ?? []) {
    if (kind === 'folder' && /^[0-9a-f]{3}$/.test(name) && walk(steps, join(root, name)).files.length === 0)
      removeEmpty(steps, join(root, name))
  }
}
