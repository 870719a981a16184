/** The time stamps of an object: each of the signature of its version, or of its inventory where nobody signed it. */
import type { X509Certificate } from 'node:crypto'
import { inventoryName } from '../../archive/inventory.ts'
import type { Issues } from '../../archive/issues.ts'
import { signatureName, stampedVersion } from '../../archive/signature.ts'
import { checkStamp, type Stamp } from '../../archive/stamps/check.ts'
import { join, type Tree } from '../../archive/tree.ts'

export interface VersionStamp extends Stamp {
  readonly version: string
  /** Name in `logs/`. */
  readonly name: string
  /** What is stamped, as a path inside the object. */
  readonly of: string
  /** Whether a root that was given vouches for the authority; null where none was given. */
  readonly trusted: boolean | null
}

/** What a time stamp of a version is of, as a path inside the object. */
export const stampedFile = (version: string, logs: readonly string[]): string =>
  logs.includes(signatureName(version)) ? `logs/${signatureName(version)}` : `${version}/${inventoryName}`

interface Stamped {
  readonly object: string
  readonly versions: readonly string[]
  /** Names in `logs/`. */
  readonly logs: readonly string[]
  readonly roots: readonly X509Certificate[] | undefined
}

export async function checkStamps(
  tree: Tree,
  { object, versions, logs, roots }: Stamped,
  issues: Issues,
): Promise<VersionStamp[]> {
  const stamps: VersionStamp[] = []
  for (const version of versions)
    for (const name of logs.filter((one) => `v${stampedVersion(one)}` === version)) {
      const path = join(object, 'logs', name)
      const of = stampedFile(version, logs)
      const [answer, data] = [await tree.read(path), await tree.read(join(object, of))]
      if (!answer || !data) continue
      const { stamp, fault, trusted } = checkStamp(answer, data, roots)
      if (fault !== undefined || !stamp)
        issues.add('V022', path, `the time stamp of ${version} is not true: ${fault}`)
      else {
        stamps.push({ ...stamp, version, name, of, trusted })
        if (trusted === false)
          issues.add(
            'V023',
            path,
            `no root that was given vouches for ${stamp.authority}, who stamped ${version}`,
          )
      }
    }
  return stamps
}
