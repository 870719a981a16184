/** A path without the strokes behind it. */
export const withoutSlash = (path: string): string => path.replace(/(?<!\/)\/+$/, '')

/** The last part of a path: the name of the file or folder itself. */
export function baseName(path: string): string {
  return withoutSlash(path).split('/').at(-1) ?? path
}
