/**
 * `archive verify`: every file of every version, by OCFL's own codes; with a key the signatures and their chain, with an
 * expected head that no newest version is missing. Where something cannot be known, that is said.
 */

import type { KeyObject, X509Certificate } from 'node:crypto'
import { type Inventory, inventoryName, numberOf, sidecarName } from '../../archive/inventory.ts'
import { Issues } from '../../archive/issues.ts'
import { idOfFolder, objectFolder } from '../../archive/layout.ts'
import { digest, remembering } from '../../archive/remembering.ts'
import {
  claimOf,
  signatureName,
  signedVersion,
  stampedVersion,
  versionOfLog,
} from '../../archive/signature.ts'
import { join, type Tree, walk } from '../../archive/tree.ts'
import { validateObject } from '../../archive/validate.ts'
import { toText } from '../../bytes.ts'
import { objectsIn } from '../../platform/recovery.ts'
import { isOf, readObject } from './objects.ts'
import type { Archive } from './place.ts'
import { checkRoot } from './verify-root.ts'
import { checkStamps, type VersionStamp } from './verify-stamps.ts'

export interface VerifyOptions {
  readonly key: KeyObject | undefined
  /** Heads known from elsewhere: sha512 of an inventory, by object id; or one digest for the only object asked about. */
  readonly expect: string | undefined
  /** Certificates that vouch for who makes time stamps. */
  readonly roots?: readonly X509Certificate[] | undefined
  /** Only the object of this filing, by its name or id, and objects whose own name cannot be read. */
  readonly filing: string | undefined
}

export interface ObjectVerdict {
  readonly id: string
  readonly folder: string
  readonly head: string
  readonly digest: string
  readonly versions: number
  /** Versions beside which a signature lies. */
  readonly signed: number
  /** Versions whose signature was found to be of the key and true; null where no key was given. */
  readonly verified: number | null
  /** Time stamps that are whole, in the order of their versions. */
  readonly stamps: readonly VersionStamp[]
  readonly issues: Issues
  /** What could not be known, as sentences. */
  readonly unknown: readonly string[]
}

export interface Verdict {
  readonly objects: readonly ObjectVerdict[]
  /** Of the root itself. */
  readonly issues: Issues
}

/**
 * @param each verifies the objects of these folders, in their order; one after the other when left out
 */
export async function verify(
  archive: Archive,
  options: VerifyOptions,
  each: (folders: readonly string[]) => Promise<readonly ObjectVerdict[]> = (folders) =>
    oneByOne(archive, folders, options),
): Promise<Verdict> {
  const { store, root } = archive
  const { filing } = options
  const issues = new Issues()
  const folders = await objectsIn(store, root)
  await checkRoot(archive, folders, issues)
  await checkNames(archive, folders, issues)
  const wanted: string[] = []
  for (const folder of folders)
    if (filing === undefined || (await isAskedFor(archive, folder, filing))) wanted.push(folder)
  const objects = await each(wanted)
  if (filing !== undefined && objects.length === 0)
    issues.add('V003', root, `${filing} is not in the archive`)
  return { objects, issues }
}

async function oneByOne(
  archive: Archive,
  folders: readonly string[],
  options: VerifyOptions,
): Promise<ObjectVerdict[]> {
  const verdicts: ObjectVerdict[] = []
  for (const folder of folders) verdicts.push(await verifyObject(archive, folder, options))
  return verdicts
}

/** An object that was put there by other hands than ours is not in the index, and no list shows it. */
async function checkNames(
  { store, root }: Archive,
  folders: readonly string[],
  issues: Issues,
): Promise<void> {
  const names = await store.names()
  if (!names) return
  const known = new Set(names)
  for (const folder of folders)
    if (!known.has(folder))
      issues.add(
        'V024',
        join(root, folder),
        'the index does not have this object: archive recover makes it again',
      )
}

async function isAskedFor(archive: Archive, folder: string, filing: string): Promise<boolean> {
  const id = idOfFolder(folder) ?? (await readObject(archive, folder))?.id
  return id === undefined || isOf(id, filing)
}

/** One object whole. */
export async function verifyObject(
  archive: Archive,
  folder: string,
  { key, expect, roots }: Omit<VerifyOptions, 'filing'>,
): Promise<ObjectVerdict> {
  const object = join(archive.root, folder)
  const issues = new Issues()
  const tree = remembering(archive.store, (path, why) => issues.add('V019', path, why))
  const { inventory } = await validateObject(tree, object, issues)
  const id = inventory?.id ?? ''
  const head = (await digest(tree, join(object, inventoryName))) ?? ''
  const versions = inventory ? versionsOf(inventory) : []
  const unknown: string[] = []
  if (inventory && objectFolder(id) !== folder)
    issues.add('V013', object, `the object ${id} does not lie where its id says`)
  if (inventory) checkTimes(inventory, versions, object, issues)
  await checkStrangers(tree, object, issues)
  const logs = ((await tree.list(join(object, 'logs'))) ?? []).map(({ name }) => name)
  const signed = versions.filter((version) => logs.includes(signatureName(version))).length
  await checkSpelling(tree, object, versions, logs, issues)
  checkDropped(object, versions, logs, issues)
  const stamps = await checkStamps(tree, { object, versions, logs, roots }, issues)
  if (stamps.length > 0 && !roots)
    unknown.push(
      `${stamps.length} time ${stamps.length === 1 ? 'stamp is' : 'stamps are'} whole; without --tsa-roots it is not checked whose they are`,
    )
  let verified: number | null = null
  if (key) verified = await checkSignatures(tree, object, id, versions, key, issues)
  else
    unknown.push(
      signed === 0
        ? 'nothing is signed: damage is found, tampering by someone who can rewrite everything is not'
        : `${signed} of ${versions.length} versions have a signature beside them; without --key no signature is checked`,
    )
  if (expect === undefined)
    unknown.push('without --expect it cannot be known whether newer versions were dropped')
  else if (!head.startsWith(expect.toLowerCase()))
    issues.add(
      'V015',
      object,
      `the head is ${head.slice(0, 16)}…, not the ${expect.slice(0, 16)}… that was expected: a version was dropped, added or rewritten`,
    )
  return {
    id,
    folder,
    head: inventory?.head ?? '',
    digest: head,
    versions: versions.length,
    signed,
    verified,
    stamps,
    issues,
    unknown,
  }
}

/** Names of the versions, in order. */
const versionsOf = ({ versions }: Inventory): string[] =>
  Object.keys(versions).sort((a, b) => numberOf(a) - numberOf(b))

/** A version made before the one it follows: a clock was wrong, or someone wrote the time. */
function checkTimes({ versions }: Inventory, names: readonly string[], object: string, issues: Issues): void {
  names.forEach((name, index) => {
    const [before, now] = [versions[names[index - 1] ?? ''], versions[name]]
    if (before && now && Date.parse(now.created) < Date.parse(before.created))
      issues.add(
        'V018',
        join(object, name),
        `${name} says that it was made at ${now.created}, before ${names[index - 1]} at ${before.created}: a clock was wrong, or the time is not true`,
      )
  })
}

/** Objects of ours have no extensions: whatever lies there was put there by others. */
async function checkStrangers(tree: Tree, object: string, issues: Issues): Promise<void> {
  const { files, others } = await walk(tree, join(object, 'extensions'))
  for (const name of [...files, ...others])
    issues.add('V017', join(object, 'extensions', name), 'this file was not put there by filingpress')
}

/** A signature outlives its version only where the version was taken away, or its writing was interrupted. */
function checkDropped(
  object: string,
  versions: readonly string[],
  logs: readonly string[],
  issues: Issues,
): void {
  for (const name of logs) {
    const number = name.endsWith('.sha512') ? undefined : versionOfLog(name)
    if (number !== undefined && !versions.includes(`v${number}`))
      issues.add(
        'V014',
        join(object, 'logs', name),
        `v${number} was signed or stamped and is missing: it was dropped, or its writing was interrupted and archive recover sets this file aside`,
      )
  }
}

/** Sidecars as this tool writes them: a changed letter case is damage too, though another reader might not mind. */
async function checkSpelling(
  tree: Tree,
  object: string,
  versions: readonly string[],
  logs: readonly string[],
  issues: Issues,
): Promise<void> {
  const exact = async (path: string, of: string, name: string): Promise<void> => {
    const bytes = await tree.read(path)
    if (bytes && toText(bytes) !== `${await digest(tree, of)} ${name}\n`)
      issues.add('V016', path, `this is not the digest of ${name} as it was written`)
  }
  for (const inner of ['', ...versions])
    await exact(join(object, inner, sidecarName), join(object, inner, inventoryName), inventoryName)
  for (const name of logs) {
    const path = join(object, 'logs', name)
    // A time stamp carries its own digest.
    if (stampedVersion(name) !== undefined) continue
    const signature = name.replace(/\.sha512$/, '')
    if (signedVersion(signature) === undefined)
      issues.add('V017', path, 'this file was not put there by filingpress')
    else if (signature !== name) {
      if (!logs.includes(signature))
        issues.add(
          'V016',
          join(object, 'logs', signature),
          'the digest of this file is there and the file is not',
        )
    } else {
      if (!logs.includes(`${name}.sha512`))
        issues.add('V016', `${path}.sha512`, `the digest of ${name} is missing`)
      await exact(`${path}.sha512`, path, name)
    }
  }
}

/** Each version's inventory is the one that was signed, and names the one before. @returns how many are */
async function checkSignatures(
  tree: Tree,
  object: string,
  id: string,
  versions: readonly string[],
  key: KeyObject,
  issues: Issues,
): Promise<number> {
  let verified = 0
  let before: { readonly version: string; readonly sha512: string } | null = null
  for (const version of versions) {
    const path = join(object, 'logs', signatureName(version))
    const own = (await digest(tree, join(object, version, inventoryName))) ?? ''
    const bytes = await tree.read(path)
    const claim = bytes && claimOf(bytes, key)
    if (!bytes) issues.add('V011', path, `${version} is not signed`)
    else if (!claim) issues.add('V011', path, `the signature of ${version} is not of this key`)
    else if (claim.object !== id || claim.version !== version || claim.inventory.sha512 !== own)
      issues.add('V012', path, `${version} is not what was signed`)
    else if (claim.previous?.sha512 !== before?.sha512 || claim.previous?.version !== before?.version)
      issues.add('V012', path, `the chain is broken before ${version}`)
    else verified++
    before = { version, sha512: own }
  }
  return verified
}
