/** Content files against manifests, fixity blocks and earlier inventories (OCFL 1.1, sections 3.3, 3.5). */
import type { Inventory, VersionBlock } from './inventory.ts'
import type { Issues } from './issues.ts'
import { join, type Tree, walk } from './tree.ts'
import { algorithms } from './validate-inventory.ts'

/** The content files of an object as they lie there, in order of their versions. */
export interface ContentFiles {
  /** Digest by path, by the algorithm of the newest inventory; undefined for one that no manifest knows. */
  readonly files: ReadonlyMap<string, string | undefined>
  readonly algorithm: string
  /** How many there are in the folders up to that of a version. */
  upTo(version: number): number
}

/** Every file in content folders is in the manifest, every path of the manifest is there with its digest. */
export async function checkContent(
  tree: Tree,
  folder: string,
  inventory: Inventory,
  folders: readonly string[],
  issues: Issues,
): Promise<ContentFiles> {
  const wanted = new Map<string, string>()
  for (const [digest, paths] of Object.entries(inventory.manifest))
    if (Array.isArray(paths)) for (const path of paths) wanted.set(path, digest.toLowerCase())
  const fixity = fixityOf(inventory)
  const content = inventory.contentDirectory ?? 'content'
  const algorithm = inventory.digestAlgorithm
  const present = new Map<string, string | undefined>()
  const counts: (readonly [version: number, count: number])[] = []
  for (const version of folders) {
    const at = join(version, content)
    const { files, empty, others } = await walk(tree, join(folder, at))
    for (const inner of empty)
      issues.add('OCFL-E024', join(folder, at, inner), 'a folder in the content is empty')
    for (const inner of others)
      issues.add('OCFL-E090', join(folder, at, inner), 'a link or special file stands in the content')
    for (const file of files) {
      const path = join(at, file)
      const digest = wanted.get(path)
      if (digest === undefined) {
        present.set(path, undefined)
        issues.add('OCFL-E023', join(folder, path), 'the manifest does not know this file')
        continue
      }
      const extra = fixity.get(path) ?? []
      const found = await tree.digests(join(folder, path), [algorithm, ...extra.map(([name]) => name)])
      present.set(path, found?.[algorithm])
      if (found?.[algorithm] !== digest)
        issues.add('OCFL-E092', join(folder, path), 'the file does not have the digest of the manifest')
      for (const [name, value] of extra)
        if (found?.[name] !== value)
          issues.add('OCFL-E093', join(folder, path), `the file does not have its ${name} digest`)
    }
    counts.push([Number(version.slice(1)), present.size])
  }
  for (const path of wanted.keys())
    if (!present.has(path)) issues.add('OCFL-E092', join(folder, path), 'a file of the manifest is missing')
  for (const path of fixity.keys())
    if (!present.has(path))
      issues.add('OCFL-E093', join(folder, path), 'a file of the fixity block is missing')
  const upTo = (version: number) => counts.filter(([number]) => number <= version).at(-1)?.[1] ?? 0
  return { files: present, algorithm, upTo }
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

/** The newest inventory, as the earlier ones are held to it: what is asked for again and again is worked out once. */
export interface Comparison {
  readonly root: Inventory
  /** The state of a version as it is written. */
  written(name: string): string | undefined
  /** The state of a version by logical paths; see `stateOf`. */
  state(name: string, byDigest: boolean): string
}

export function comparisonWith(root: Inventory): Comparison {
  const texts = new Map<string, string>()
  const remembered = (key: string, make: () => string): string => {
    const known = texts.get(key) ?? make()
    texts.set(key, known)
    return known
  }
  const blockOf = (name: string) => root.versions[name]
  return {
    root,
    written: (name) => {
      const block = blockOf(name)
      return block && remembered(name, () => JSON.stringify(block.state))
    },
    state: (name, byDigest) =>
      remembered(`${name} ${byDigest}`, () =>
        JSON.stringify(stateOf(blockOf(name), byDigest ? undefined : contentsOf(root))),
      ),
  }
}

/** What an earlier inventory says of its versions, the later ones must say too. */
export function compareOld(
  version: string,
  old: Inventory,
  { root, written, state }: Comparison,
  path: string,
  issues: Issues,
): void {
  const byDigest = old.digestAlgorithm === root.digestAlgorithm
  const contents = byDigest ? undefined : contentsOf(old)
  for (const [name, block] of Object.entries(old.versions)) {
    const now = root.versions[name]
    if (!now) {
      issues.add('OCFL-E066', path, `the root inventory does not know ${name}`)
      continue
    }
    // Written alike is the same; written in another way it is the same when it says the same.
    const same =
      (byDigest && JSON.stringify(block.state) === written(name)) ||
      JSON.stringify(stateOf(block, contents)) === state(name, byDigest)
    if (!same) issues.add('OCFL-E066', path, `the state of ${name} is not that of the root inventory`)
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

/** The content paths of each digest, as one text. */
const contentsOf = (inventory: Inventory): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(inventory.manifest).map(([digest, paths]) => [
      digest.toLowerCase(),
      Array.isArray(paths) ? [...paths].sort().join('|') : '',
    ]),
  )

/** Logical paths with their digests, or with their content paths where digest algorithms differ. */
function stateOf(
  block: VersionBlock | undefined,
  contents: ReadonlyMap<string, string> | undefined,
): [string, string][] {
  return Object.entries(block?.state ?? {})
    .flatMap(([digest, paths]): [string, string][] => {
      const value = contents ? (contents.get(digest.toLowerCase()) ?? '') : digest.toLowerCase()
      return Array.isArray(paths) ? paths.map((path): [string, string] => [String(path), value]) : []
    })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

interface Old {
  readonly version: string
  readonly inventory: Inventory
  readonly content: ContentFiles
}

/** The manifest of an earlier inventory is true of the files that were there then. */
export async function checkOldContent(
  tree: Tree,
  folder: string,
  { version, inventory, content }: Old,
  issues: Issues,
): Promise<void> {
  const path = join(folder, version, 'inventory.json')
  const algorithm = inventory.digestAlgorithm
  const number = Number(version.slice(1))
  const known = new Set<string>()
  for (const [digest, paths] of Object.entries(inventory.manifest)) {
    for (const one of Array.isArray(paths) ? paths : []) {
      known.add(one)
      const found =
        (algorithm === content.algorithm ? content.files.get(one) : undefined) ??
        (await tree.digests(join(folder, one), [algorithm]))?.[algorithm]
      if (found === undefined) issues.add('OCFL-E092', path, `its manifest names ${one}, which is not there`)
      else if (found !== digest.toLowerCase())
        issues.add('OCFL-E092', path, `its manifest has another digest for ${one} than the file`)
    }
  }
  // As many as there are, and each of them there: then none is unknown.
  if (known.size === content.upTo(number)) return
  for (const file of content.files.keys())
    if (Number(file.slice(1, file.indexOf('/'))) <= number && !known.has(file))
      issues.add('OCFL-E023', path, `its manifest does not know ${file}`)
}
