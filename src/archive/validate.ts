/**
 * An OCFL object or storage root against the specification, 1.0 and 1.1, by the codes of its own list.
 *
 * Every file is read: declarations, each version's inventory and sidecar, all content. A digest detects damage; whoever
 * rewrites file, inventory and sidecar together is found by signatures alone (signature.ts).
 */
import type { Inventory, VersionBlock } from './inventory.ts'
import { Issues } from './issues.ts'
import { join, type Tree, walk } from './tree.ts'
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
    issues.add('E003', folder, 'there is no object declaration')
    issues.add('E063', folder, 'there is no inventory')
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
    issues.add('E063', folder, 'there is no inventory')
    return report()
  }
  const path = join(folder, 'inventory.json')
  const text = decode(tree.read(path))
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

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array())

function algorithmOf(text: string): string {
  const found = /"digestAlgorithm"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  return found !== undefined && Object.hasOwn(algorithms, found) ? found : 'sha512'
}

/** @returns the version of the specification that the object declares */
function checkDeclaration(tree: Tree, folder: string, names: readonly string[], issues: Issues): string {
  const declarations = names.filter((name) => name.startsWith('0=ocfl_object_'))
  const [declaration] = declarations
  if (declaration === undefined) {
    issues.add('E003', folder, 'there is no object declaration')
    return '1.1'
  }
  if (declarations.length > 1) issues.add('E003', folder, 'there are two object declarations')
  if (!/^0=ocfl_object_1\.[01]$/.test(declaration))
    issues.add('E004', join(folder, declaration), 'the declaration is of no version that is known')
  const text = decode(tree.read(join(folder, declaration)))
  if (text !== `${declaration.slice(2)}\n`)
    issues.add('E007', join(folder, declaration), 'the declaration does not say what it is named')
  return declaration.slice('0=ocfl_object_'.length)
}

/** An inventory may not be of a later specification than the object. */
function checkSpecification(text: string, specification: string, path: string, issues: Issues): void {
  const own = /"type"\s*:\s*"https:\/\/ocfl\.io\/(1\.\d)\//.exec(text)?.[1]
  if (own !== undefined && own !== specification)
    issues.add('E038', path, `the inventory is of OCFL ${own}, the object of ${specification}`)
}

function checkSidecar(tree: Tree, folder: string, algorithm: string, issues: Issues): void {
  const path = join(folder, `inventory.json.${algorithm}`)
  const bytes = tree.read(path)
  if (!bytes) {
    issues.add('E058', path, 'the inventory has no sidecar')
    return
  }
  const match = /^([0-9a-fA-F]+)[ \t]+inventory\.json\n?$/.exec(decode(bytes))
  if (!match) {
    issues.add('E061', path, 'the sidecar is not a digest and "inventory.json"')
    return
  }
  const found = tree.digests(join(folder, 'inventory.json'), [algorithm])?.[algorithm]
  if (found !== match[1]?.toLowerCase())
    issues.add(
      'E060',
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
          Number(name.slice(1)) > Math.max(...numbers) ? 'E046' : 'E001',
          join(folder, name),
          'the inventory does not know this version',
        )
      }
      continue
    }
    issues.add(
      'E001',
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
    if (kind !== 'folder') issues.add('E067', path, 'extensions holds a file')
    else if (!registered.has(name)) issues.add('W013', path, `the extension "${name}" is not registered`)
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
    issues.add('E010', join(folder, version), 'this version has no folder')
  }
  if (folders.length === 0) issues.add('E008', folder, 'there is no version')
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
      if (kind === 'folder') issues.add('W002', join(at, name), 'a version holds a folder beside its content')
      else issues.add('E015', join(at, name), 'a version holds a file outside its content folder')
    }
    const path = join(at, 'inventory.json')
    const bytes = tree.read(path)
    if (!bytes) {
      issues.add('W010', at, 'the version has no inventory of its own')
      continue
    }
    const text = decode(bytes)
    const own = specificationOf(text)
    if (newest !== '' && own !== undefined && own < newest)
      issues.add('E103', path, `the inventory is of OCFL ${own}, an earlier version's of ${newest}`)
    newest = own !== undefined && own > newest ? own : newest
    if (version === root.head) {
      checkSidecar(tree, at, algorithmOf(text), issues)
      if (text !== rootText)
        issues.add('E064', path, 'the inventory of the last version is not the one in the root')
      // Read once: what is wrong with it was told of the root's.
      continue
    }
    const inventory = checkInventory(text, { path, specification, issues })
    checkSidecar(tree, at, algorithmOf(text), issues)
    if (!inventory) continue
    found.set(version, inventory)
    if (inventory.head !== version)
      issues.add('E040', path, `the inventory of ${version} has the head ${inventory.head}`)
    if (inventory.id !== root.id) issues.add('E037', path, 'the id is not that of the root inventory')
    if ((inventory.contentDirectory ?? 'content') !== content)
      issues.add('E019', path, 'contentDirectory is not that of the root inventory')
    if (inventory.digestAlgorithm !== root.digestAlgorithm)
      issues.add('W000', path, 'the digest algorithm is not that of the root inventory')
  }
  issues.list.splice(0, issues.list.length, ...issues.list.filter(({ code }) => code !== 'W000'))
  return found
}

const specificationOf = (text: string): string | undefined =>
  /"type"\s*:\s*"https:\/\/ocfl\.io\/(1\.\d)\//.exec(text)?.[1]

/** Every file in content folders is in the manifest, every path of the manifest is there with its digest. */
function checkContent(
  tree: Tree,
  folder: string,
  inventory: Inventory,
  folders: readonly string[],
  issues: Issues,
): void {
  const wanted = new Map<string, string>()
  for (const [digest, paths] of Object.entries(inventory.manifest))
    if (Array.isArray(paths)) for (const path of paths) wanted.set(path, digest.toLowerCase())
  const fixity = fixityOf(inventory)
  const content = inventory.contentDirectory ?? 'content'
  const present = new Set<string>()
  for (const version of folders) {
    const at = join(version, content)
    const { files, empty, others } = walk(tree, join(folder, at))
    for (const inner of empty) issues.add('E024', join(folder, at, inner), 'a folder in the content is empty')
    for (const inner of others) issues.add('E090', join(folder, at, inner), 'a link stands in the content')
    for (const file of files) {
      const path = join(at, file)
      present.add(path)
      const digest = wanted.get(path)
      if (digest === undefined) {
        issues.add('E023', join(folder, path), 'the manifest does not know this file')
        continue
      }
      const extra = fixity.get(path) ?? []
      const found = tree.digests(join(folder, path), [
        inventory.digestAlgorithm,
        ...extra.map(([name]) => name),
      ])
      if (found?.[inventory.digestAlgorithm] !== digest)
        issues.add('E092', join(folder, path), 'the file does not have the digest of the manifest')
      for (const [name, value] of extra)
        if (found?.[name] !== value)
          issues.add('E093', join(folder, path), `the file does not have its ${name} digest`)
    }
  }
  for (const path of wanted.keys())
    if (!present.has(path)) issues.add('E092', join(folder, path), 'a file of the manifest is missing')
  for (const path of fixity.keys())
    if (!present.has(path)) issues.add('E093', join(folder, path), 'a file of the fixity block is missing')
}

function fixityOf(inventory: Inventory): Map<string, [algorithm: string, digest: string][]> {
  const found = new Map<string, [string, string][]>()
  for (const [algorithm, block] of Object.entries(inventory.fixity ?? {})) {
    if (!Object.hasOwn(algorithms, algorithm)) continue
    for (const [digest, paths] of Object.entries(block))
      for (const path of Array.isArray(paths) ? paths : [])
        found.set(path, [...(found.get(path) ?? []), [algorithm, digest.toLowerCase()]])
  }
  return found
}

/** What an earlier inventory says of its versions, the later ones must say too. */
function compareOld(version: string, old: Inventory, root: Inventory, path: string, issues: Issues): void {
  for (const [name, block] of Object.entries(old.versions)) {
    const now = root.versions[name]
    if (!now) {
      issues.add('E066', path, `the root inventory does not know ${name}`)
      continue
    }
    const byDigest = old.digestAlgorithm === root.digestAlgorithm
    if (JSON.stringify(stateOf(old, block, byDigest)) !== JSON.stringify(stateOf(root, now, byDigest)))
      issues.add('E066', path, `the state of ${name} is not that of the root inventory`)
    if (
      block.created !== now.created ||
      block.message !== now.message ||
      JSON.stringify(block.user) !== JSON.stringify(now.user)
    )
      issues.add('W011', path, `time, message or user of ${name} are not those of the root inventory`)
  }
  if (Number(version.slice(1)) > Number(root.head.slice(1)))
    issues.add('E046', path, 'this version is later than the head')
}

/** Logical paths with their digests, or with their content paths where digest algorithms differ. */
function stateOf(inventory: Inventory, block: VersionBlock, byDigest: boolean): [string, string][] {
  const contents = new Map(
    Object.entries(inventory.manifest).map(([digest, paths]) => [
      digest.toLowerCase(),
      Array.isArray(paths) ? [...paths].sort().join('|') : '',
    ]),
  )
  return Object.entries(block.state ?? {})
    .flatMap(([digest, paths]): [string, string][] =>
      Array.isArray(paths)
        ? paths.map((path): [string, string] => [
            String(path),
            byDigest ? digest.toLowerCase() : (contents.get(digest.toLowerCase()) ?? ''),
          ])
        : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** The manifests of earlier inventories are true of the files that were there then. */
function checkOldContent(
  tree: Tree,
  folder: string,
  inventories: ReadonlyMap<string, Inventory>,
  issues: Issues,
): void {
  const content = [...inventories.values()][0]?.contentDirectory ?? 'content'
  const checked = new Map<string, Readonly<Record<string, string>> | undefined>()
  for (const [version, inventory] of inventories) {
    const path = join(folder, version, 'inventory.json')
    const known = new Set<string>()
    for (const [digest, paths] of Object.entries(inventory.manifest)) {
      for (const one of Array.isArray(paths) ? paths : []) {
        known.add(one)
        const key = `${inventory.digestAlgorithm}\0${one}`
        if (!checked.has(key)) checked.set(key, tree.digests(join(folder, one), [inventory.digestAlgorithm]))
        const found = checked.get(key)
        if (found === undefined) issues.add('E092', path, `its manifest names ${one}, which is not there`)
        else if (found[inventory.digestAlgorithm] !== digest.toLowerCase())
          issues.add('E092', path, `its manifest has another digest for ${one} than the file`)
      }
    }
    for (let number = 1; number <= Number(version.slice(1)); number++) {
      for (const name of [
        `v${number}`,
        ...(version.startsWith('v0') ? [`v${String(number).padStart(version.length - 1, '0')}`] : []),
      ]) {
        for (const file of walk(tree, join(folder, name, content)).files)
          if (!known.has(join(name, content, file)))
            issues.add('E023', path, `its manifest does not know ${join(name, content, file)}`)
      }
    }
  }
}
