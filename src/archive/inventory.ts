/** The inventory of an OCFL object: its versions, and where the content of each lies (OCFL 1.1, section 3.5). */
import { jsonText } from '../bytes.ts'

export interface Inventory {
  readonly id: string
  readonly type: string
  readonly digestAlgorithm: string
  readonly head: string
  readonly contentDirectory?: string
  /** Digest -> content paths. */
  readonly manifest: Readonly<Record<string, readonly string[]>>
  readonly versions: Readonly<Record<string, VersionBlock>>
  readonly fixity?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

export interface VersionBlock {
  /** RFC 3339, to the second at least. */
  readonly created: string
  /** Digest -> logical paths. */
  readonly state: Readonly<Record<string, readonly string[]>>
  readonly message?: string
  readonly user?: { readonly name: string; readonly address?: string }
}

export const objectDeclaration = '0=ocfl_object_1.1'
export const rootDeclaration = '0=ocfl_1.1'
export const inventoryType = 'https://ocfl.io/1.1/spec/#inventory'
export const inventoryName = 'inventory.json'
export const sidecarName = 'inventory.json.sha512'
export const contentFolder = 'content'

/** `v12` of 12. */
export const versionName = (number: number): string => `v${number}`
export const numberOf = (version: string): number => Number(version.slice(1))

/** Keys in the specification's order, digests sorted: the same inventory gives the same bytes. */
export function inventoryText(inventory: Inventory): string {
  const sorted = <T>(
    block: Readonly<Record<string, T>>,
    of: (value: T) => unknown = (value) => value,
  ): object =>
    Object.fromEntries(
      Object.keys(block)
        .sort()
        .map((key) => [key, of(block[key] as T)]),
    )
  const paths = (list: readonly string[]) => [...list].sort()
  const versions = Object.keys(inventory.versions).sort((a, b) => numberOf(a) - numberOf(b))
  const whole = {
    id: inventory.id,
    type: inventory.type,
    digestAlgorithm: inventory.digestAlgorithm,
    head: inventory.head,
    ...(inventory.contentDirectory !== undefined && { contentDirectory: inventory.contentDirectory }),
    manifest: sorted(inventory.manifest, paths),
    versions: Object.fromEntries(
      versions.map((version) => {
        const { created, state, message, user } = inventory.versions[version] as VersionBlock
        return [
          version,
          {
            created,
            ...(message !== undefined && { message }),
            ...(user && { user }),
            state: sorted(state, paths),
          },
        ]
      }),
    ),
    ...(inventory.fixity && { fixity: sorted(inventory.fixity, (block) => sorted(block, paths)) }),
  }
  return jsonText(whole)
}

/** Logical path -> content path and digest of one version. */
export function filesOf(
  inventory: Inventory,
  version = inventory.head,
): Map<string, { readonly content: string; readonly digest: string }> {
  const files = new Map<string, { content: string; digest: string }>()
  for (const [digest, paths] of Object.entries(inventory.versions[version]?.state ?? {})) {
    const content = inventory.manifest[digest]?.[0] ?? inventory.manifest[digest.toLowerCase()]?.[0] ?? ''
    for (const path of paths) files.set(path, { content, digest })
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}
