/**
 * A Word file is a ZIP archive of XML parts: its parts, read within bounds.
 *
 * Nothing of it is run or fetched: macros, embedded programs and outside links stay where they are. What would unpack
 * to more than the budget allows is refused before it is unpacked.
 */
import { strFromU8, unzipSync } from 'fflate'
import { unnamed } from '../../diagnostics/budget.ts'
import { FilingError } from '../../diagnostics/diagnostic.ts'

export class WordError extends Error {
  override readonly name = 'WordError'
}

export interface Parts {
  text(name: string): string | undefined
  bytes(name: string): Uint8Array | undefined
  /** In the order of the package. */
  readonly names: readonly string[]
}

/** @throws WordError for bytes that are no Word file, FilingError where it costs more than its budget */
export function partsOf(bytes: Uint8Array, budget = unnamed('word')): Parts {
  let files: Readonly<Record<string, Uint8Array>>
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^(?:word\/|\[Content_Types\]\.xml$|customXml\/|docProps\/core\.xml$)/.test(name)) return false
        budget.bytes(originalSize)
        return true
      },
    })
  } catch (error) {
    if (error instanceof FilingError) throw error
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
