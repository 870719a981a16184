/** A folder as the archive reads it: names and bytes, wherever they lie. Paths have forward slashes and no leading one. */

export interface Entry {
  readonly name: string
  /** `other` is a link, a pipe, a socket or a device: nothing that an archive holds. */
  readonly kind: 'file' | 'folder' | 'other'
}

/**
 * What every place that keeps archives can do for a reader. Contract, method by method:
 *
 * - A path that is not there gives undefined; one that is there and cannot be read is thrown as a WorldError. Undefined
 *   never means "not now".
 * - A path that leads out of the place, by `..` or by a link, is refused as a WorldError.
 * - What one call gives is of one moment; two calls may find two moments.
 * - Calls may run side by side.
 */
export interface Tree {
  /** What is directly inside, sorted by name in the order of UTF-16; undefined where there is no such folder. All of it, however much. */
  list(path: string): Promise<readonly Entry[] | undefined>
  /**
   * The whole file. Undefined where there is none, or a folder.
   *
   * @param known its sha512 as it is recorded: a store that is far away may then give bytes that it has nearby, and have them
   *   held to this first. Whoever asks holds what comes to the digest all the same
   */
  read(path: string, known?: string): Promise<Uint8Array | undefined>
  /**
   * Lower-case hexadecimal digests of a file, one an algorithm by OCFL's names, its bytes read once and never all in
   * memory; undefined where there is none, or a folder.
   */
  digests(path: string, algorithms: readonly string[]): Promise<Readonly<Record<string, string>> | undefined>
}

export const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/')

/** Every file below a folder, as paths inside it, and folders that hold nothing. */
export async function walk(
  tree: Tree,
  folder: string,
): Promise<{ readonly files: string[]; readonly empty: string[]; readonly others: string[] }> {
  const files: string[] = []
  const empty: string[] = []
  const others: string[] = []
  const waiting = ['']
  for (let inner = waiting.pop(); inner !== undefined; inner = waiting.pop()) {
    const entries = (await tree.list(join(folder, inner))) ?? []
    if (entries.length === 0 && inner !== '') empty.push(inner)
    for (const { name, kind } of entries) {
      const path = join(inner, name)
      if (kind === 'folder') waiting.push(path)
      else if (kind === 'file') files.push(path)
      else others.push(path)
    }
  }
  return { files: files.sort(), empty: empty.sort(), others: others.sort() }
}
