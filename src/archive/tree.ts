/** A folder as the archive reads it: names and bytes, wherever they lie. Paths have forward slashes and no leading one. */

export interface Entry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
}

export interface Tree {
  /** What is directly inside, sorted by name; undefined where there is no such folder. */
  list(path: string): readonly Entry[] | undefined
  /** Undefined where there is no such file. */
  read(path: string): Uint8Array | undefined
  /** Lower-case hexadecimal digests of a file, one an algorithm, read once; undefined where there is none. */
  digests(path: string, algorithms: readonly string[]): Readonly<Record<string, string>> | undefined
}

export const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/')

/** Every file below a folder, as paths inside it, and folders that hold nothing. */
export function walk(
  tree: Tree,
  folder: string,
): { readonly files: string[]; readonly empty: string[]; readonly others: string[] } {
  const files: string[] = []
  const empty: string[] = []
  const others: string[] = []
  const visit = (inner: string): void => {
    const entries = tree.list(join(folder, inner)) ?? []
    if (entries.length === 0 && inner !== '') empty.push(inner)
    for (const { name, kind } of entries) {
      const path = join(inner, name)
      if (kind === 'folder') visit(path)
      else if (kind === 'file') files.push(path)
      else others.push(path)
    }
  }
  visit('')
  return { files, empty, others }
}
