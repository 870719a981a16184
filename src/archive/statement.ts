/** Provenance: an in-toto Statement (v1) with a SLSA predicate (v1) that names every output, every input and the parameters. */
import { jsonText, sha256, sha512 } from '../bytes.ts'

export interface Provenance {
  readonly tool: string
  readonly filing: string
  readonly options: Readonly<Record<string, string | boolean | null>>
  readonly inputs: ReadonlyMap<string, Uint8Array>
  readonly outputs: ReadonlyMap<string, Uint8Array>
  /** sha512 of the inventory of the version before; null for the first. */
  readonly previousInventory: string | null
}

export function statement({ tool, filing, options, inputs, outputs, previousInventory }: Provenance): string {
  const named = (files: ReadonlyMap<string, Uint8Array>) =>
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bytes]) => ({ name, digest: { sha256: sha256(bytes), sha512: sha512(bytes) } }))
  const whole = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: named(outputs),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:filingpress:build:v1',
        externalParameters: { filing, options },
        internalParameters: {
          previousInventory: previousInventory === null ? null : { sha512: previousInventory },
        },
        resolvedDependencies: named(inputs),
      },
      runDetails: { builder: { id: `urn:filingpress:tool:${tool.replace(/\s+/g, ':')}` } },
    },
  }
  return jsonText(whole)
}
