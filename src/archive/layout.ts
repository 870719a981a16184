/**
 * Where objects lie in a storage root: behind three folders of three figures of the id's sha256, in a folder that is
 * named by the id (OCFL extension 0003), so that a person finds a filing without a tool.
 */
import { jsonText, sha256, toBytes } from '../bytes.ts'
import { baseName } from '../paths.ts'
import { rootDeclaration } from './inventory.ts'
import { join } from './tree.ts'

export const layoutName = '0003-hash-and-id-n-tuple-storage-layout'

/** Longer encoded ids are cut and told apart by their digest. */
const longestName = 100

/** Folder of an object inside the root. */
export function objectFolder(id: string): string {
  const digest = sha256(id)
  const encoded = id.replace(/[^A-Za-z0-9_-]/gu, (character) =>
    [...toBytes(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  )
  const name = encoded.length > longestName ? `${encoded.slice(0, longestName)}-${digest}` : encoded
  return join(digest.slice(0, 3), digest.slice(3, 6), digest.slice(6, 9), name)
}

/** The id that an object's folder is named by; undefined where the name was cut, or is another layout's. */
export function idOfFolder(folder: string): string | undefined {
  const name = baseName(folder)
  try {
    const id = decodeURIComponent(name)
    return objectFolder(id) === folder ? id : undefined
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** The files of an empty root. */
export function rootFiles(): Map<string, string> {
  const config = { extensionName: layoutName, digestAlgorithm: 'sha256', tupleSize: 3, numberOfTuples: 3 }
  const description = 'One object a filing, in a folder named by its id behind three of its sha256'
  const layout = { extension: layoutName, description }
  return new Map([
    [`extensions/${layoutName}/config.json`, jsonText(config)],
    ['ocfl_layout.json', jsonText(layout)],
    // The declaration comes last: a root is one once it says so.
    [rootDeclaration, `${rootDeclaration.slice(2)}\n`],
  ])
}

/** One object a matter: registrant, then filing. */
export function objectId(registrant: string, slug: string): string {
  return `urn:filingpress:${registrant.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^-+|(?<!-)-+$/g, '')}:${slug}`
}
