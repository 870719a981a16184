/**
 * Signatures: in-toto Statements with SLSA provenance in DSSE envelopes, Ed25519 by Node's own crypto.
 *
 * A digest detects damage. Whoever can rewrite a file can rewrite its digest; a signature under a key they have not, each
 * naming the inventory before it, is what detects tampering, and a head known from elsewhere that versions were dropped.
 */

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { sha256, toText } from '../bytes.ts'
import { parseJson } from '../diagnostics/json.ts'

export interface Envelope {
  readonly payloadType: string
  /** Base64. */
  readonly payload: string
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}

/** The bytes that are signed: DSSE's pre-authentication encoding. */
function preAuthentication(type: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload])
}

/** First 16 figures of the sha256 of the public key's DER form. */
export function keyId(key: KeyObject): string {
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' })
  return sha256(spki).slice(0, 16)
}

/** Who signs without showing the key: a token, a card, a service. */
export interface Signer {
  /** That of the public key, as `keyId` has it. */
  readonly id: string
  /** Ed25519 over the bytes as they are. */
  sign(bytes: Uint8Array): Uint8Array
}

export type SigningKey = KeyObject | Signer

const signerOf = (key: SigningKey): Signer =>
  'sign' in key ? key : { id: keyId(key), sign: (bytes) => sign(null, bytes, key) }

export function seal(payloadType: string, payload: string, key: SigningKey): Envelope {
  const signer = signerOf(key)
  const bytes = Buffer.from(payload)
  const sig = Buffer.from(signer.sign(preAuthentication(payloadType, bytes))).toString('base64')
  return { payloadType, payload: bytes.toString('base64'), signatures: [{ keyid: signer.id, sig }] }
}

/** The payload when one of its signatures is of the key; undefined otherwise. */
export function opened({ payloadType, payload, signatures }: Envelope, key: KeyObject): string | undefined {
  const bytes = Buffer.from(payload, 'base64')
  const good = signatures.some(({ sig }) =>
    verify(null, preAuthentication(payloadType, bytes), key, Buffer.from(sig, 'base64')),
  )
  return good ? bytes.toString('utf8') : undefined
}

/** A new pair as PEM texts: the private key is the user's to keep. */
export function newKey(): { readonly privatePem: string; readonly publicPem: string; readonly id: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    id: keyId(publicKey),
  }
}

/** A key of a PEM text; undefined when it is none of Ed25519. */
export function readKey(pem: string, kind: 'private' | 'public'): KeyObject | undefined {
  try {
    const key = kind === 'private' ? createPrivateKey(pem) : createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    // A PEM that does not parse is a key that is not one.
    return undefined
  }
}

export const inventoryPayload = 'application/vnd.filingpress.inventory+json'
export const statementPayload = 'application/vnd.in-toto+json'

/** What the detached signature of an inventory says. */
export interface InventoryClaim {
  readonly object: string
  readonly version: string
  readonly inventory: { readonly sha512: string }
  /** The inventory of the version before; null for the first. */
  readonly previous: { readonly version: string; readonly sha512: string } | null
}

/** Name in `logs/` of the detached signature of a version's inventory. */
export const signatureName = (version: string): string => `${version}.inventory.dsse.json`

/** Number of the version whose signature has this name; undefined for any other name. */
export function signedVersion(name: string): number | undefined {
  const number = /^v([1-9]\d*)\.inventory\.dsse\.json$/.exec(name)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Name in `logs/` of a time stamp of a version; there may be several, by several authorities or renewed. */
export const stampName = (version: string, number: number): string => `${version}.stamp-${number}.tsr`

/** Number of the version whose time stamp has this name. */
export function stampedVersion(name: string): number | undefined {
  const number = /^v([1-9]\d*)\.stamp-[1-9]\d*\.tsr$/.exec(name)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Number of the version that a signature, its digest or a time stamp is of. */
export const versionOfLog = (name: string): number | undefined =>
  stampedVersion(name) ?? signedVersion(name.replace(/\.sha512$/, ''))

/** What a signature of an inventory says, when it is of the key. */
export function claimOf(bytes: Uint8Array, key: KeyObject): InventoryClaim | undefined {
  try {
    const text = opened(parseJson(toText(bytes)) as Envelope, key)
    return text === undefined ? undefined : (parseJson(text) as InventoryClaim)
  } catch (error) {
    // Bytes that are no envelope are no signature.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}
