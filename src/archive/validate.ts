/**
 * An OCFL object or storage root against the specification, 1.0 and 1.1, by the codes of its own list.
 *
 * Every file is read: declarations, each version's inventory and sidecar, all content. A digest detects damage; whoever
 * rewrites file, inventory and sidecar together is found by signatures alone (signature.ts).
 */
import { toText } from '../bytes.ts'
import type { Inventory } from './inventory.ts'
import { Issues } from './issues.ts'
import { join, type Tree } from './tree.ts'
import { checkContent, checkOldContent, compareOld } from './validate-content.ts'
import { algorithms, checkInventory } from './validate-inventory.ts'

export interface ObjectReport {
  readonly issues: Issues
  readonly inventory: Inventory | undefined
}

/** @param folder path of the object in the tree */
export function validateObject(disk: Tree, folder: string, issues = new Issues()): ObjectReport {
  const tree = remembering(disk)
  const report = (inventory?: Inventory): ObjectReport => ({ issues, inventory })
  const entries = tree.list(folder)
  if (!entries || entries.length === 0) {
    issues.add('OCFL-E003', folder, 'there is no object declaration')
    issues.add('OCFL-E063', folder, 'there is no inventory')
    return report()
  }
  const specification = checkDeclaration(
    tree,
    folder,
    entries.map(({ name }) => name),
    issues,
  )
  const names = new Set(entries.map(({ name }) => name))
  if (!names.has('inventory.json')) {
    issues.add('OCFL-E063', folder, 'there is no inventory')
    return report()
  }
  const path = join(folder, 'inventory.json')
  const text = toText(tree.read(path))
  const inventory = checkInventory(text, { path, specification, issues })
  const algorithm = algorithmOf(text)
  checkSidecar(tree, folder, algorithm, issues)
  checkSpecification(text, specification, path, issues)
  const folders = entries
    .filter(({ kind, name }) => kind === 'folder' && /^v\d+$/.test(name))
    .map(({ name }) => name)
  checkRoot(entries, algorithm, folders, inventory, folder, issues)
  checkExtensions(tree, folder, issues)
  if (!inventory) return report()
  checkVersionFolders(folders, inventory, folder, issues)
  const inventories = readVersions(tree, folder, inventory, folders, specification, text, issues)
  checkContent(tree, folder, inventory, folders, issues)
  for (const [version, old] of inventories)
    compareOld(version, old, inventory, join(folder, version, 'inventory.json'), issues)
  checkOldContent(tree, folder, inventories, issues)
  return report(inventory)
}

/** Digests of each file are made once, whichever inventories ask for them. */
function remembering(tree: Tree): Tree {
  const known = new Map<string, Readonly<Record<string, string>> | undefined>()
  return {
    list: (path) => tree.list(path),
    read: (path) => tree.read(path),
    digests(path, wanted) {
      const before = known.get(path)
      const missing = before ? wanted.filter((one) => before[one] === undefined) : wanted
      if (known.has(path) && (before === undefined || missing.length === 0)) return before
      const made = tree.digests(path, missing)
      const all = made && { ...before, ...made }
      known.set(path, all)
      return all
    },
  }
}

function algorithmOf(text: string): string {
  const found = /"digestAlgorithm"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  return found !== undefined && Object.hasOwn(algorithms, found) ? found : 'sha512'
}

/** @returns the version of the specification that the object declares */
function checkDeclaration(tree: Tree, folder: string, names: readonly string[], issues: Issues): string {
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
  const text = toText(tree.read(join(folder, declaration)))
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

function checkSidecar(tree: Tree, folder: string, algorithm: string, issues: Issues): void {
  const path = join(folder, `inventory.json.${algorithm}`)
  const bytes = tree.read(path)
  if (!bytes) {
    issues.add('OCFL-E058', path, 'the inventory has no sidecar')
    return
  }
  const match = /^([0-9a-fA-F]+)[ \t]+inventory\.json\n?$/.exec(toText(bytes))
  if (!match) {
    issues.add('OCFL-E061', path, 'the sidecar is not a digest and "inventory.json"')
    return
  }
  const found = tree.digests(join(folder, 'inventory.json'), [algorithm])?.[algorithm]
  if (found !== match[1]?.toLowerCase())
    issues.add(
      'OCFL-E060',
      join(folder, 'inventory.json'),
      'the inventory does not have the digest of its sidecar',
    )
}

function checkRoot(
  entries: ReturnType<Tree['list']>,
  algorithm: string,
  folders: readonly string[],
  inventory: Inventory | undefined,
  folder: string,
  issues: Issues,
): void {
  const known = new Set([`inventory.json.${algorithm}`, 'inventory.json'])
  for (const { name, kind } of entries ?? []) {
    if (name.startsWith('0=ocfl_object_') || known.has(name)) continue
    if (kind === 'folder' && (name === 'extensions' || name === 'logs')) continue
    if (kind === 'folder' && folders.includes(name)) {
      if (inventory && inventory.versions[name] === undefined) {
        const numbers = Object.keys(inventory.versions).map((version) => Number(version.slice(1)))
        // A folder behind the last version says that the inventory is not the newest.
        issues.add(
          Number(name.slice(1)) > Math.max(...numbers) ? 'OCFL-E046' : 'OCFL-E001',
          join(folder, name),
          'the inventory does not know this version',
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

function checkExtensions(tree: Tree, folder: string, issues: Issues): void {
  for (const { name, kind } of tree.list(join(folder, 'extensions')) ?? []) {
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
    if (folders.includes(version)) continue
    if (numbers.has(Number(version.slice(1)))) continue
    issues.add('OCFL-E010', join(folder, version), 'this version has no folder')
  }
  if (folders.length === 0) issues.add('OCFL-E008', folder, 'there is no version')
}

function readVersions(
  tree: Tree,
  folder: string,
  root: Inventory,
  folders: readonly string[],
  specification: string,
  rootText: string,
  issues: Issues,
): Map<string, Inventory> {
  const found = new Map<string, Inventory>()
  const content = root.contentDirectory ?? 'content'
  let newest = ''
  const inOrder = [...folders].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
  for (const version of inOrder) {
    const at = join(folder, version)
    for (const { name, kind } of tree.list(at) ?? []) {
      if (name === content || /^inventory\.json(?:\..+)?$/.test(name)) continue
      if (kind === 'folder')
        issues.add('OCFL-W002', join(at, name), 'a version holds a folder beside its content')
      else issues.add('OCFL-E015', join(at, name), 'a version holds a file outside its content folder')
    }
    const path = join(at, 'inventory.json')
    const bytes = tree.read(path)
    if (!bytes) {
      issues.add('OCFL-W010', at, 'the version has no inventory of its own')
      continue
    }
    const text = toText(bytes)
    const own = specificationOf(text)
    if (newest !== '' && own !== undefined && own < newest)
      issues.add('OCFL-E103', path, `the inventory is of OCFL ${own}, an earlier version's of ${newest}`)
    newest = own !== undefined && own > newest ? own : newest
    if (version === root.head) {
      checkSidecar(tree, at, algorithmOf(text), issues)
      if (text !== rootText)
        issues.add('OCFL-E064', path, 'the inventory of the last version is not the one in the root')
      // Read once: what is wrong with it was told of the root's.
      continue
    }
    const inventory = checkInventory(text, { path, specification, issues })
    checkSidecar(tree, at, algorithmOf(text), issues)
    if (!inventory) continue
    found.set(version, inventory)
    if (inventory.head !== version)
      issues.add('OCFL-E040', path, `the inventory of ${version} has the head ${inventory.head}`)
    if (inventory.id !== root.id) issues.add('OCFL-E037', path, 'the id is not that of the root inventory')
    if ((inventory.contentDirectory ?? 'content') !== content)
      for (const code of ['OCFL-E019', 'OCFL-E020'] as const)
        issues.add(code, path, 'contentDirectory is not that of the root inventory')
  }
  return found
}

const specificationOf = (text: string): string | undefined =>
  /"type"\s*:\s*"https:\/\/ocfl\.io\/(1\.\d)\//.exec(text)?.[1]
