/** Names that come from elsewhere - an inventory, an archive's options - and must stay below the folder they are put in. */
import { isAbsolute, resolve, sep } from 'node:path'

/**
 * Whether a name with forward slashes is one below a folder, on any system: no step up, no root, no drive, nothing that
 * a system might read as another name.
 */
export function isInside(name: string): boolean {
  if (name === '' || isAbsolute(name) || /^[A-Za-z]:/.test(name)) return false
  // Backslashes separate folders on Windows; a control character in a name is never an author's.
  if (/[\\\u0000-\u001f\u007f-\u009f]/.test(name)) return false
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/** Whether one resolved path is another or below it; `/vault-copy` is not below `/vault`. */
export const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

/** @throws Error where a name leads out: whoever hands names over has refused such names with better words */
export function below(folder: string, name: string): string {
  const path = resolve(folder, name)
  if (!isInside(name) || !isBelow(path, resolve(folder)))
    throw new Error(`the name ${JSON.stringify(name)} leads out of ${folder}`)
  return path
}
