/**
 * The archive's durable writing: a reader finds the old version or the new one, whatever moment a process or the power
 * ends at.
 *
 *   ROOT/              the OCFL storage root; nothing half-written ever stands in it for longer than two renames
 *   ROOT.work/stage-*  what is being written, file by file, each flushed; there before anything else, gone after all else
 *   ROOT.work/lock-*   who is writing (mutex.ts)
 *   ROOT.work/quarantine-*  what a crash left that could not be completed; never deleted
 *
 * A new object is one rename. A new version is: its folder, complete and flushed, renamed into the object; then the
 * object's inventory; then the sidecar. From the first of these renames on the new version wins: recovery (recovery.ts)
 * completes what is complete and sets aside the rest. A write that the disk refuses takes its stage back, so that a full
 * disk is not fuller for it.
 */
import { objectDeclaration, sidecarName } from '../archive/inventory.ts'
import { rootFiles } from '../archive/layout.ts'
import type { Revision } from '../archive/revise.ts'
import { join, walk } from '../archive/tree.ts'
import { toBytes } from '../bytes.ts'
import { below } from './inside.ts'
import type { Steps } from './steps.ts'

export const parentOf = (path: string): string => path.split('/').slice(0, -1).join('/')
export const workroom = (root: string): string => `${root}.work`
export const stageOf = (root: string, nonce: string): string => join(workroom(root), `stage-${nonce}`)

/** Makes the folders of a path that are missing, each flushed into its parent. */
async function makeFolders(steps: Steps, path: string): Promise<void> {
  const parts = path.split('/')
  for (let length = 1; length <= parts.length; length++) {
    const folder = parts.slice(0, length).join('/')
    if (folder === '' || (await steps.list(folder)) !== undefined) continue
    await steps.makeFolder(folder)
    await steps.syncFolder(parentOf(folder))
  }
}

/** Writes files below a folder and flushes every folder, innermost first. */
async function writeAll(steps: Steps, folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const folders = new Set<string>([folder])
  for (const name of files.keys()) {
    // Names may come from another archive.
    below('/', name)
    for (let parent = parentOf(join(folder, name)); parent.length > folder.length; parent = parentOf(parent))
      folders.add(parent)
  }
  for (const one of [...folders].sort()) await steps.makeFolder(one)
  for (const [name, bytes] of files) await steps.createFile(join(folder, name), bytes)
  for (const one of [...folders].sort().reverse()) await steps.syncFolder(one)
  await steps.syncFolder(parentOf(folder))
}

/** A stage that a power cut cannot take away from under what is moved out of it. */
export async function openStage(steps: Steps, root: string, stage: string): Promise<void> {
  await steps.makeFolder(stage)
  await steps.syncFolder(workroom(root))
}

export const makeWorkroom = (steps: Steps, root: string): Promise<void> => makeFolders(steps, workroom(root))

/** @param root path of a folder that is not there yet, or is empty */
export async function makeRoot(steps: Steps, root: string): Promise<void> {
  await makeFolders(steps, root)
  for (const [name, text] of rootFiles()) {
    await makeFolders(steps, parentOf(join(root, name)))
    if (await steps.read(join(root, name))) continue
    const staged = `${root}.part`
    await steps.removeFile(staged)
    await steps.createFile(staged, toBytes(text))
    await steps.rename(staged, join(root, name))
    await steps.syncFolder(parentOf(join(root, name)))
  }
  await makeWorkroom(steps, root)
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
export async function commit(steps: Steps, { root, object, revision, logs, nonce }: Commit): Promise<void> {
  const stage = stageOf(root, nonce)
  const target = join(root, object)
  const { version, files } = revision
  const head = new Map<string, Uint8Array>([
    ['inventory.json', toBytes(revision.inventoryText)],
    [sidecarName, toBytes(revision.sidecarText)],
  ])
  await openStage(steps, root, stage)
  if ((await steps.list(target)) === undefined) {
    const whole = new Map<string, Uint8Array>([
      [objectDeclaration, toBytes(`${objectDeclaration.slice(2)}\n`)],
    ])
    for (const [name, bytes] of logs) whole.set(`logs/${name}`, bytes)
    for (const [name, bytes] of files) whole.set(`${version}/${name}`, bytes)
    for (const [name, bytes] of head) whole.set(name, bytes)
    await putObject(steps, root, stage, target, whole)
  } else {
    try {
      await writeAll(steps, join(stage, version), files)
      await writeAll(steps, join(stage, 'root'), new Map([...head, ...logs]))
      // A signature whose version never comes is set aside again; a version without its signature could not be mended.
      if (logs.size > 0) {
        await makeFolders(steps, join(target, 'logs'))
        for (const name of logs.keys())
          await steps.rename(join(stage, 'root', name), join(target, 'logs', name))
        await steps.syncFolder(join(target, 'logs'))
      }
      await steps.rename(join(stage, version), join(target, version))
    } catch (error) {
      await takeBack(steps, stage, target, version, logs)
      throw error
    }
    await steps.syncFolder(target)
    await switchHead(steps, join(stage, 'root'), target)
    await steps.removeFolder(join(stage, 'root'))
  }
  await steps.removeFolder(stage)
  await steps.syncFolder(workroom(root))
}

export async function switchHead(steps: Steps, from: string, target: string): Promise<void> {
  await steps.rename(join(from, 'inventory.json'), join(target, 'inventory.json'))
  await steps.rename(join(from, sidecarName), join(target, sidecarName))
  await steps.syncFolder(target)
}

/** One file more in the `logs/` of an object, in one rename. */
export async function addLog(
  steps: Steps,
  {
    root,
    object,
    name,
    bytes,
    nonce,
  }: { root: string; object: string; name: string; bytes: Uint8Array; nonce: string },
): Promise<void> {
  const stage = stageOf(root, nonce)
  const logs = join(root, object, 'logs')
  below('/', name)
  await openStage(steps, root, stage)
  try {
    await steps.createFile(join(stage, name), bytes)
    await makeFolders(steps, logs)
    await steps.rename(join(stage, name), join(logs, name))
  } catch (error) {
    await discard(steps, workroom(root), stage)
    throw error
  }
  await steps.syncFolder(logs)
  await steps.removeFolder(stage)
  await steps.syncFolder(workroom(root))
}

/** A whole object from another root, in one rename. */
export async function copyObject(
  steps: Steps,
  root: string,
  object: string,
  files: ReadonlyMap<string, Uint8Array>,
  nonce: string,
): Promise<void> {
  const stage = stageOf(root, nonce)
  await openStage(steps, root, stage)
  await putObject(steps, root, stage, join(root, object), files)
  await steps.removeFolder(stage)
  await steps.syncFolder(workroom(root))
}

async function putObject(
  steps: Steps,
  root: string,
  stage: string,
  target: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  try {
    await writeAll(steps, join(stage, 'object'), files)
    await makeFolders(steps, parentOf(target))
    await steps.rename(join(stage, 'object'), target)
  } catch (error) {
    await discard(steps, workroom(root), stage)
    throw error
  }
  await steps.syncFolder(parentOf(target))
}

/**
 * What was written of a version that did not come, given back to the disk. Where even that is refused, the stage stays: it
 * is what tells the next writer that there is something to put in order.
 */
async function takeBack(
  steps: Steps,
  stage: string,
  target: string,
  version: string,
  logs: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  try {
    // From here on the version wins, and recovery brings it to its end.
    if ((await steps.list(join(target, version))) !== undefined) return
    for (const name of logs.keys()) await steps.removeFile(join(target, 'logs', name))
    if (logs.size > 0 && (await steps.list(join(target, 'logs'))) !== undefined)
      await steps.syncFolder(join(target, 'logs'))
    await discard(steps, parentOf(stage), stage)
  } catch {
    // The failure that counts is the one that brought us here.
  }
}

async function discard(steps: Steps, parent: string, stage: string): Promise<void> {
  try {
    const { files } = await walk(steps, stage)
    for (const name of files) await steps.removeFile(join(stage, name))
    await removeEmpty(steps, stage)
    await steps.syncFolder(parent)
  } catch {
    // As above: what is left is found by the next writer.
  }
}

export async function removeEmpty(steps: Steps, folder: string): Promise<void> {
  for (const { name, kind } of (await steps.list(folder)) ?? [])
    if (kind === 'folder') await removeEmpty(steps, join(folder, name))
  if ((await steps.list(folder))?.length === 0) await steps.removeFolder(folder)
}
