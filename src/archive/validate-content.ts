/** Content files against manifests, fixity blocks and earlier inventories (OCFL 1.1, sections 3.3, 3.5). */
import type { Inventory, VersionBlock } from './inventory.ts'
import type { Issues } from './issues.ts'
import { join, type Tree, walk } from './tree.ts'
import { algorithms } from './validate-inventory.ts'

/** Every file in content folders is in the manifest, every path of the manifest is there with its digest. */
export function checkContent(
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
    for (const inner of empty)
      issues.add('OCFL-E024', join(folder, at, inner), 'a folder in the content is empty')
    for (const inner of others)
      issues.add('OCFL-E090', join(folder, at, inner), 'a link stands in the content')
    for (const file of files) {
      const path = join(at, file)
      present.add(path)
      const digest = wanted.get(path)
      if (digest === undefined) {
        issues.add('OCFL-E023', join(folder, path), 'the manifest does not know this file')
        continue
      }
      const extra = fixity.get(path) ?? []
      const found = tree.digests(join(folder, path), [
        inventory.digestAlgorithm,
        ...extra.map(([name]) => name),
      ])
      if (found?.[inventory.digestAlgorithm] !== digest)
        issues.add('OCFL-E092', join(folder, path), 'the file does not have the digest of the manifest')
      for (const [name, value] of extra)
        if (found?.[name] !== value)
          issues.add('OCFL-E093', join(folder, path), `the file does not have its ${name} digest`)
    }
  }
  for (const path of wanted.keys())
    if (!present.has(path)) issues.add('OCFL-E092', join(folder, path), 'a file of the manifest is missing')
  for (const path of fixity.keys())
    if (!present.has(path))
      issues.add('OCFL-E093', join(folder, path), 'a file of the fixity block is missing')
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
export function compareOld(
  version: string,
  old: Inventory,
  root: Inventory,
  path: string,
  issues: Issues,
): void {
  for (const [name, block] of Object.entries(old.versions)) {
    const now = root.versions[name]
    if (!now) {
      issues.add('OCFL-E066', path, `the root inventory does not know ${name}`)
      continue
    }
    const byDigest = old.digestAlgorithm === root.digestAlgorithm
    if (JSON.stringify(stateOf(old, block, byDigest)) !== JSON.stringify(stateOf(root, now, byDigest)))
      issues.add('OCFL-E066', path, `the state of ${name} is not that of the root inventory`)
    if (
      block.created !== now.created ||
      block.message !== now.message ||
      JSON.stringify(block.user) !== JSON.stringify(now.user)
    )
      issues.add('OCFL-W011', path, `time, message or user of ${name} are not those of the root inventory`)
  }
  if (Number(version.slice(1)) > Number(root.head.slice(1)))
    issues.add('OCFL-E046', path, 'this version is later than the head')
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
export function checkOldContent(
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
        if (found === undefined)
          issues.add('OCFL-E092', path, `its manifest names ${one}, which is not there`)
        else if (found[inventory.digestAlgorithm] !== digest.toLowerCase())
          issues.add('OCFL-E092', path, `its manifest has another digest for ${one} than the file`)
      }
    }
    for (let number = 1; number <= Number(version.slice(1)); number++) {
      for (const name of [
        `v${number}`,
        ...(version.startsWith('v0') ? [`v${String(number).padStart(version.length - 1, '0')}`] : []),
      ]) {
        for (const file of walk(tree, join(folder, name, content)).files)
          if (!known.has(join(name, content, file)))
            issues.add('OCFL-E023', path, `its manifest does not know ${join(name, content, file)}`)
      }
    }
  }
}
