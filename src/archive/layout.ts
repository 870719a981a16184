/** Where objects lie in a storage root: hashed n-tuples (OCFL extension 0004), three folders of three figures. */
import { createHash } from 'node:crypto'
import { rootDeclaration } from './inventory.ts'
import { join } from './tree.ts'

const extension = '0004-hashed-n-tuple-storage-layout'

/** Folder of an object inside the root. */
export function objectFolder(id: string): string {
  const digest = createHash('sha256').update(id).digest('hex')
  return join(digest.slice(0, 3), digest.slice(3, 6), digest.slice(6, 9), digest)
}

/** The files of an empty root. */
export function rootFiles(): Map<string, string> {
  const config = {
    extensionName: extension,
    digestAlgorithm: 'sha256',
    tupleSize: 3,
    numberOfTuples: 3,
    shortObjectRoot: false,
  }
  const layout = {
    extension,
    description:
      'One object a filing; its folder is the sha256 of its id, behind three folders of three figures of it',
  }
  const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`
  return new Map([
    [`extensions/${extension}/config.json`, json(config)],
    ['ocfl_layout.json', json(layout)],
    // The declaration comes last: a root is one once it says so.
    [rootDeclaration, `${rootDeclaration.slice(2)}\n`],
  ])
}

/** One object a matter: registrant, then filing. */
export function objectId(registrant: string, slug: string): string {
  return `urn:filingpress:${registrant.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^-+|-+$/g, '')}:${slug}`
}
