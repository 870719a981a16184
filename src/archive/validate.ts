/**
 * An OCFL object or storage root against the specification, 1.0 and 1.1, by the codes of its own list.
 *
 * Every file is read: declarations, each version's inventory and sidecar, all content. A digest detects damage; whoever
 * rewrites file, inventory and sidecar together is found by signatures alone (signature.ts).
 */
import { toText } from '../bytes.ts'
import type { Inventory } from './inventory.ts'
import { Issues } from './issues.ts'
import { digest } from './remembering.ts'
import { type Entry, join, type Tree } from './tree.ts'
import {
  type ContentFiles,
  checkContent,
  checkOldContent,
  compareOld,
  comparisonWith,
} from './validate-content.ts'
import { algorithms, checkInventory } from './validate-inventory.ts'

export interface ObjectReport {
  readonly issues: Issues
  readonly inventory: Inventory | undefined
}

/**
 * @param folder path of the object in the tree
 * @param tree one that remembers, where whoever calls has more to ask of it
 */
export async function validateObject(
  tree: Tree,
  folder: string,
  issues = new Issues(),
): Promise<ObjectReport> {
  const report = (inventory?: Inventory): ObjectReport => ({ issues, inventory })
  const entries = await tree.list(folder)
  if (!entries || entries.length === 0) {
    issues.add('OCFL-E003', folder, 'there is no object declaration')
    issues.add('OCFL-E063', folder, 'there is no inventory')
    return report()
  }
  const entryNames = entries.map(({ name }) => name)
  const specification = await checkDeclaration(tree, folder, entryNames, issues)
  if (!entryNames.includes('inventory.json')) {
    issues.add('OCFL-E063', folder, 'there is no inventory')
    return report()
  }
  const path = join(folder, 'inventory.json')
  const text = toText(await tree.read(path))
  const inventory = checkInventory(text, { path, specification, issues })
  const algorithm = algorithmOf(text)
  await checkSidecar(tree, folder, algorithm, issues)
  checkSpecification(text, specification, path, issues)
  const folders = entries
    .filter(({ kind, name }) => kind === 'folder' && /^v\d+$/.test(name))
    .map(({ name }) => name)
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
  checkRoot(entries, algorithm, new Set(folders), inventory, folder, issues)
  await checkExtensions(tree, folder, issues)
  if (!inventory) return report()
  checkVersionFolders(folders, inventory, folder, issues)
  const content = await checkContent(tree, folder, inventory, folders, issues)
  await checkVersions(tree, folder, { inventory, text, specification, folders, content }, issues)
  return report(inventory)
}

function algorithmOf(text: string): string {
  const found = /"digestAlgorithm"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  return found !== undefined && Object.hasOwn(algorithms, found) ? found : 'sha512'
}

/** @returns the version of the specification that the object declares */
async function checkDeclaration(
  tree: Tree,
  folder: string,
  names: readonly string[],
  issues: Issues,
): Promise<string> {
  for (const name of names.filter((one) => /^0=(?!ocfl_object_\d+\.\d+$)/.test(one)))
    issues.add('OCFL-E006', join(folder, name), 'this is not the name of an object declaration')
  const declarations = names.filter((name) => name.startsWith('0=ocfl_object_'))
  const [declaration] = declarations
  if (declaration === undefined) {
    issues.add('OCFL-E003', folder, 'there is no object declaration')
    return '1.1'
  }
  if (declarations.length > 1) issues.add('OCFL-E003', folder, 'there are two object declarations')
  if (!/^0=ocfl_object_1\.[01]$/.test(declaration))
    issues.add('OCFL-E004', join(folder, declaration), 'the declaration is of no version that is known')
  const text = toText(await tree.read(join(folder, declaration)))
  if (text !== `${declaration.slice(2)}\n`)
    issues.add('OCFL-E007', join(folder, declaration), 'the declaration does not say what it is named')
  return declaration.slice('0=ocfl_object_'.length)
}

/** An inventory may not be of a later specification than the object. */
function checkSpecification(text: string, specification: string, path: string, issues: Issues): void {
  const own = /"type"\s*:\s*"https:\/\/ocfl\.io\/(1\.\d)\//.exec(text)?.[1]
  if (own !== undefined && own !== specification)
    issues.add('OCFL-E038', path, `the inventory is of OCFL ${own}, the object of ${specification}`)
}

async function checkSidecar(tree: Tree, folder: string, algorithm: string, issues: Issues): Promise<void> {
  const path = join(folder, `inventory.json.${algorithm}`)
  const bytes = await tree.read(path)
  if (!bytes) {
    issues.add('OCFL-E058', path, 'the inventory has no sidecar')
    return
  }
  const match = /^([0-9a-fA-F]+)[ \t]+inventory\.json\n?$/.exec(toText(bytes))
  if (!match) {
    issues.add('OCFL-E061', path, 'the sidecar is not a digest and "inventory.json"')
    return
  }
  const found = await digest(tree, join(folder, 'inventory.json'), algorithm)
  if (found !== match[1]?.toLowerCase())
    issues.add(
      'OCFL-E060',
      join(folder, 'inventory.json'),
      'the inventory does not have the digest of its sidecar',
    )
}

function checkRoot(
  entries: readonly Entry[],
  algorithm: string,
  folders: ReadonlySet<string>,
  inventory: Inventory | undefined,
  folder: string,
  issues: Issues,
): void {
  const known = new Set([`inventory.json.${algorithm}`, 'inventory.json'])
  for (const { name, kind } of entries) {
    if (name.startsWith('0=ocfl_object_') || known.has(name)) continue
    if (kind === 'folder' && (name === 'extensions' || name === 'logs')) continue
    if (kind === 'folder' && folders.has(name)) {
      if (inventory && inventory.versions[name] === undefined) {
        const numbers = Object.keys(inventory.versions).map((version) => Number(version.slice(1)))
        // A folder behind the last version says that the inventory is not the newest.
        issues.add(
          Number(name.slice(1)) > Math.max(...numbers) ? 'OCFL-E046' : 'OCFL-E001',
          join(folder, name),
          'this version is not in the inventory',
        )
      }
      continue
    }
    issues.add(
      'OCFL-E001',
      join(folder, name),
      `${kind === 'folder' ? 'a folder' : 'a file'} does not belong here`,
    )
  }
}

const registered = new Set([
  '0001-digest-algorithms',
  '0002-flat-direct-storage-layout',
  '0003-hash-and-id-n-tuple-storage-layout',
  '0004-hashed-n-tuple-storage-layout',
  '0005-mutable-head',
  '0006-flat-omit-prefix-storage-layout',
  '0007-n-tuple-omit-prefix-storage-layout',
  '0008-schema-registry',
  '0009-digest-algorithms',
  '0010-differential-n-tuple-omit-prefix-storage-layout',
  '0011-direct-clean-path-layout',
  'initial',
])

async function checkExtensions(tree: Tree, folder: string, issues: Issues): Promise<void> {
  for (const { name, kind } of (await tree.list(join(folder, 'extensions'))) ?? []) {
    const path = join(folder, 'extensions', name)
    if (kind !== 'folder') issues.add('OCFL-E067', path, 'extensions holds a file')
    else if (!registered.has(name)) issues.add('OCFL-W013', path, `the extension "${name}" is not registered`)
  }
}

function checkVersionFolders(
  folders: readonly string[],
  inventory: Inventory,
  folder: string,
  issues: Issues,
): void {
  const numbers = new Set(folders.map((name) => Number(name.slice(1))))
  for (const version of Object.keys(inventory.versions)) {
    if (numbers.has(Number(version.slice(1)))) continue
    issues.add('OCFL-E010', join(folder, version), 'this version has no folder')
  }
  if (folders.length === 0) issues.add('OCFL-E008', folder, 'there is no version')
}

interface Whole {
  readonly inventory: Inventory
  /** As it is written in the root of the object. */
  readonly text: string
  readonly specification: string
  /** Names of the version folders, in order. */
  readonly folders: readonly string[]
  readonly content: ContentFiles
}

/**
 * Each version by itself, and its inventory against the newest. Only one inventory is in memory beside the newest: together
 * they grow with the square of the number of versions.
 */
async function checkVersions(tree: Tree, folder: string, whole: Whole, issues: Issues): Promise<void> {
  const { inventory: root, text: rootText, specification, folders, content } = whole
  const contentName = root.contentDirectory ?? 'content'
  const comparison = comparisonWith(root)
  let newest = ''
  for (const version of folders) {
    const at = join(folder, version)
    for (const { name, kind } of (await tree.list(at)) ?? []) {
      if (name === contentName || /^inventory\.json(?:\..+)?$/.test(name)) continue
      if (kind === 'folder')
        issues.add('OCFL-W002', join(at, name), 'a version holds a folder beside its content')
      else issues.add('OCFL-E015', join(at, name), 'a version holds a file outside its content folder')
    }
    const path = join(at, 'inventory.json')
    const bytes = await tree.read(path)
    if (!bytes) {
      issues.add('OCFL-W010', at, 'the version has no inventory of its own')
      continue
    }
    const text = toText(bytes)
    const own = specificationOf(text)
    if (newest !== '' && own !== undefined && own < newest)
      issues.add('OCFL-E103', path, `the inventory is of OCFL ${own}, an earlier version's of ${newest}`)
    newest = own !== undefined && own > newest ? own : newest
    await checkSidecar(tree, at, algorithmOf(text), issues)
    if (version === root.head) {
      // Read once: what is wrong with it was told of the root's.
      if (text !== rootText)
        issues.add('OCFL-E064', path, 'the inventory of the last version is not the one in the root')
      continue
    }
    const inventory = checkInventory(text, { path, specification, issues })
    if (!inventory) continue
    checkAgainstRoot(version, inventory, root, path, issues)
    compareOld(version, inventory, comparison, path, issues)
    await checkOldContent(tree, folder, { version, inventory, content }, issues)
  }
}

function checkAgainstRoot(
  version: string,
  inventory: Inventory,
  root: Inventory,
  path: string,
  issues: Issues,
): void {
  if (inventory.head !== version)
    issues.add('OCFL-E040', path, `the inventory of ${version} has the head ${inventory.head}`)
  if (inventory.id !== root.id) issues.add('OCFL-E037', path, 'the id is not that of the root inventory')
  if ((inventory.contentDirectory ?? 'content') !== (root.contentDirectory ?? 'content'))
    for (const code of ['OCFL-E019', 'OCFL-E020'] as const)
      issues.add(code, path, 'contentDirectory is not that of the root inventory')
}

const specificationOf = (text: string): string | undefined =>
  /"type"\s*:\s*"https:\/\/ocfl\.io\/(1\.\d)\//.exec(text)?.[1]
