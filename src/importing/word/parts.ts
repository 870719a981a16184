/**
 * A Word file is a ZIP archive of XML parts: its parts, read within bounds.
 *
 * Nothing of it is run or fetched: macros, embedded programs and outside links stay where they are. A part that
 * unpacks to more than `largest` bytes is refused, before it is unpacked.
 */
import { strFromU8, unzipSync } from 'fflate'

/** Bytes that one part, and all parts together, may unpack to. */
const largest = { part: 200_000_000, whole: 400_000_000 }

export class WordError extends Error {
  override readonly name = 'WordError'
}

export interface Parts {
  text(name: string): string | undefined
  bytes(name: string): Uint8Array | undefined
  /** In the order of the package. */
  readonly names: readonly string[]
}

/** @throws WordError for bytes that are no Word file, or that would unpack beyond bounds */
export function partsOf(bytes: Uint8Array): Parts {
  let total = 0
  let files: Readonly<Record<string, Uint8Array>>
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^(?:word\/|\[Content_Types\]\.xml$|customXml\/|docProps\/core\.xml$)/.test(name)) return false
        total += originalSize
        if (originalSize > largest.part || total > largest.whole) {
          throw new WordError(`${name} unpacks to ${originalSize} bytes, more than a Word document holds`)
        }
        return true
      },
    })
  } catch (error) {
    if (error instanceof WordError) throw error
    throw new WordError('this is not a Word document: it cannot be unpacked')
  }
  if (!files['word/document.xml'])
    throw new WordError('this is not a Word document: it has no word/document.xml')
  return {
    text: (name) => {
      const part = files[name]
      return part && strFromU8(part)
    },
    bytes: (name) => files[name],
    names: Object.keys(files),
  }
}
