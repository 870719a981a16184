/**
 * `archive verify`: every file of every version, by OCFL's own codes; with a key the signatures and their chain, with an
 * expected head that no newest version is missing. Where something cannot be known, that is said.
 */

import type { KeyObject } from 'node:crypto'
import {
  type Inventory,
  inventoryName,
  numberOf,
  rootDeclaration,
  sidecarName,
  versionName,
} from '../../archive/inventory.ts'
import { Issues } from '../../archive/issues.ts'
import { layoutName, objectFolder, rootFiles } from '../../archive/layout.ts'
import { type Envelope, type InventoryClaim, opened } from '../../archive/signature.ts'
import { join } from '../../archive/tree.ts'
import { validateObject } from '../../archive/validate.ts'
import { toText } from '../../bytes.ts'
import { objectsIn } from '../../platform/vault.ts'
import { isOf, readObject } from './objects.ts'
import type { Archive } from './place.ts'

export interface VerifyOptions {
  readonly key: KeyObject | undefined
  /** Heads known from elsewhere: sha512 of an inventory, by object id; or one digest for the only object asked about. */
  readonly expect: string | undefined
  /** Only the object of this filing, by its name or id, and objects whose own name cannot be read. */
  readonly filing: string | undefined
}

export interface ObjectVerdict {
  readonly id: string
  readonly folder: string
  readonly head: string
  readonly digest: string
  readonly versions: number
  readonly signed: number
  readonly issues: Issues
  /** What could not be known, as sentences. */
  readonly unknown: readonly string[]
}

export interface Verdict {
  readonly objects: readonly ObjectVerdict[]
  /** Of the root itself. */
  readonly issues: Issues
}

export function verify(archive: Archive, options: VerifyOptions): Verdict {
  const { store, root } = archive
  const issues = new Issues()
  const folders = objectsIn(store, root)
  checkRoot(archive, folders, issues)
  const objects = folders
    .filter((folder) => isAskedFor(readObject(archive, folder), options.filing))
    .map((folder) => verifyObject(archive, folder, options))
  if (options.filing !== undefined && objects.length === 0)
    issues.add('V003', root, `${options.filing} is not in the archive`)
  return { objects, issues }
}

function isAskedFor(inventory: Inventory | undefined, filing: string | undefined): boolean {
  return filing === undefined || !inventory || isOf(inventory, filing)
}

/** Declaration, layout, extensions, and nothing that is neither an object nor on the way to one (OCFL 1.1, section 4). */
function checkRoot(archive: Archive, objects: readonly string[], issues: Issues): void {
  const { store, root } = archive
  const text = toText(store.read(join(root, rootDeclaration)))
  if (text !== `${rootDeclaration.slice(2)}\n`)
    issues.add(
      text === '' ? 'OCFL-E069' : 'OCFL-E080',
      join(root, rootDeclaration),
      'the declaration of the root is missing or says something else',
    )
  checkLayout(archive, issues)
  for (const { name, kind } of store.list(join(root, 'extensions')) ?? [])
    if (kind !== 'folder') issues.add('OCFL-E086', join(root, 'extensions', name), 'extensions holds a file')
  for (const { name, kind } of store.list(root) ?? [])
    if (kind === 'file' && name !== rootDeclaration && !/^(?:README|ocfl_)/.test(name))
      issues.add('OCFL-E087', join(root, name), 'a file does not belong here')
  checkBetween(archive, '', objects, issues)
}

/** The layout is one that is described, and as it was written where it is ours. */
function checkLayout({ store, root }: Archive, issues: Issues): void {
  const path = join(root, 'ocfl_layout.json')
  let layout: { extension?: unknown; description?: unknown } | null
  try {
    layout = JSON.parse(toText(store.read(path))) as typeof layout
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    issues.add('OCFL-E070', path, 'the layout of the root is missing or is not JSON')
    return
  }
  const { extension, description } = layout ?? {}
  if (typeof extension !== 'string' || typeof description !== 'string') {
    issues.add('OCFL-E070', path, 'the layout has no extension or no description')
    return
  }
  for (const [name, wanted] of rootFiles()) {
    const own = store.read(join(root, name))
    const ours = extension === layoutName && own
    if (ours && toText(own) !== wanted) issues.add('V016', join(root, name), 'this is not as it was written')
  }
  if (store.read(join(root, 'extensions', extension, 'config.json')) === undefined)
    issues.add('OCFL-E071', path, 'the layout it names is not described')
}

/** The folders between the root and its objects hold folders and nothing else. */
function checkBetween(archive: Archive, inner: string, objects: readonly string[], issues: Issues): void {
  const { store, root } = archive
  const entries = store.list(join(root, inner)) ?? []
  if (inner !== '' && entries.some(({ kind }) => kind === 'file'))
    issues.add('OCFL-E072', join(root, inner), 'a folder has files and is no object')
  for (const { name, kind } of entries) {
    const path = join(inner, name)
    if (objects.includes(path) || (inner === '' && (name === 'extensions' || kind === 'file'))) continue
    if (kind !== 'folder') issues.add('OCFL-E084', join(root, path), 'a file stands among objects')
    else if ((store.list(join(root, path)) ?? []).length === 0)
      issues.add('OCFL-E073', join(root, path), 'a folder is empty')
    else checkBetween(archive, path, objects, issues)
  }
}

function verifyObject(archive: Archive, folder: string, { key, expect }: VerifyOptions): ObjectVerdict {
  const { store, root } = archive
  const { issues, inventory } = validateObject(store, join(root, folder))
  const id = inventory?.id ?? ''
  const head = inventory?.head ?? ''
  const digest = store.digests(join(root, folder, 'inventory.json'), ['sha512'])?.['sha512'] ?? ''
  const unknown: string[] = []
  if (inventory && objectFolder(id) !== folder)
    issues.add('V013', join(root, folder), `the object ${id} does not lie where its id says`)
  const count = inventory ? numberOf(head) : 0
  const logs = store.list(join(root, folder, 'logs')) ?? []
  const signed = logs.filter(
    ({ name }) => isSignature(name) && numberOf(name.split('.')[0] ?? '') <= count,
  ).length
  checkSpelling(archive, folder, count, issues)
  if (key) checkSignatures(archive, folder, id, count, key, issues)
  else
    unknown.push(
      signed === 0
        ? 'nothing is signed: damage is found, tampering by who can rewrite everything is not'
        : `${signed} of ${count} versions are signed; without --key the signatures are not checked`,
    )
  if (expect === undefined)
    unknown.push('without --expect it cannot be known whether newer versions were dropped')
  else if (!digest.startsWith(expect.toLowerCase()))
    issues.add(
      'V015',
      join(root, folder),
      `the head is ${digest.slice(0, 16)}…, not the ${expect.slice(0, 16)}… that was expected: a version was dropped, added or rewritten`,
    )
  return { id, folder, head, digest, versions: count, signed, issues, unknown }
}

/** Sidecars as this tool writes them: a changed letter case is damage too, though another reader might not mind. */
function checkSpelling({ store, root }: Archive, folder: string, count: number, issues: Issues): void {
  const folders = ['', ...Array.from({ length: count }, (_, index) => versionName(index + 1))]
  const exact = (path: string, of: string, name: string): void => {
    const bytes = store.read(path)
    if (bytes && toText(bytes) !== `${store.digests(of, ['sha512'])?.['sha512']} ${name}\n`)
      issues.add('V016', path, `this is not the digest of ${name} as it was written`)
  }
  for (const inner of folders)
    exact(join(root, folder, inner, sidecarName), join(root, folder, inner, inventoryName), inventoryName)
  const logs = (store.list(join(root, folder, 'logs')) ?? []).map(({ name }) => name)
  for (const name of logs) {
    const signature = name.replace(/\.sha512$/, '')
    if (signature !== name && !logs.includes(signature))
      issues.add(
        'V016',
        join(root, folder, 'logs', signature),
        'the digest of this file is there and the file is not',
      )
    if (!isSignature(name)) {
      if (!isSignature(name.replace(/\.sha512$/, '')))
        issues.add('V017', join(root, folder, 'logs', name), 'this file is none of ours')
      continue
    }
    const path = join(root, folder, 'logs', name)
    if (store.read(`${path}.sha512`) === undefined)
      issues.add('V016', `${path}.sha512`, `the digest of ${name} is missing`)
    exact(`${path}.sha512`, path, name)
  }
}

const isSignature = (name: string): boolean => /^v\d+\.inventory\.dsse\.json$/.test(name)

/** Each version's inventory is the one that was signed, and names the one before. */
function checkSignatures(
  { store, root }: Archive,
  folder: string,
  id: string,
  count: number,
  key: KeyObject,
  issues: Issues,
): void {
  for (let number = 1; number <= count; number++) {
    const version = versionName(number)
    const path = join(root, folder, 'logs', `${version}.inventory.dsse.json`)
    const bytes = store.read(path)
    if (!bytes) {
      issues.add('V011', path, `${version} is not signed`)
      continue
    }
    const claim = claimOf(bytes, key)
    const own = store.digests(join(root, folder, version, 'inventory.json'), ['sha512'])?.['sha512']
    const before =
      number === 1
        ? undefined
        : store.digests(join(root, folder, versionName(number - 1), 'inventory.json'), ['sha512'])?.['sha512']
    if (!claim) issues.add('V011', path, `the signature of ${version} is not of this key`)
    else if (claim.object !== id || claim.version !== version || claim.inventory.sha512 !== own)
      issues.add('V012', path, `${version} is not what was signed`)
    else if ((claim.previous?.sha512 ?? undefined) !== before)
      issues.add('V012', path, `the chain is broken before ${version}`)
  }
}

function claimOf(bytes: Uint8Array, key: KeyObject): InventoryClaim | undefined {
  try {
    const text = opened(JSON.parse(toText(bytes)) as Envelope, key)
    return text === undefined ? undefined : (JSON.parse(text) as InventoryClaim)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}
