/**
 * An index beside a root: an empty file an object, named by its filing and its folder, so that one filing of ten thousand
 * is found without a look at the others. It is written before the object is, and neither ever changes: a name whose object
 * never came is no harm, and no object is without its name. It is nothing but the folders' own names in another order, and
 * is made again from them by `archive recover`.
 */
import { sha256, toBytes } from '../bytes.ts'

/** Folder of the index in the workroom. */
export const namesFolder = 'names'
/** There once every object of the root is in the index. */
export const namesComplete = 'complete'

/** Longer names stand there as their digest, so that a disk takes them. */
const longest = 60

/** What the entries of a filing begin with. */
export function namePrefix(slug: string): string {
  const encoded = slug.replace(/[^A-Za-z0-9_.-]/gu, (character) =>
    [...toBytes(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  )
  return `${encoded.length > longest ? sha256(slug).slice(0, longest) : encoded}+`
}

export const nameEntry = (slug: string, folder: string): string =>
  namePrefix(slug) + folder.replaceAll('/', '+')

/** The folder of an object by its entry; undefined for what is none. */
export function folderOfName(entry: string): string | undefined {
  const [, ...parts] = entry.split('+')
  return parts.length > 0 && parts.every((part) => part !== '') ? parts.join('/') : undefined
}
