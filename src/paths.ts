/** The last part of a path: the name of the file or folder itself. */
export function baseName(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? path
}
