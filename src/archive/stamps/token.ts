/**
 * Requests for time stamps and their answers (RFC 3161): what is asked, and what an answer says before anybody believes it.
 *
 * Written here and not taken from a library: of X.509 and CMS a time stamp needs the walk below, Node checks the
 * certificates and signatures, and the libraries for it are larger than all of the archive - and the bundle that holds
 * them is kept beside every version.
 */
import { type Der, der, expectTag, hex, inside, NotDer, oid, oidOf, readDer, tags } from './der.ts'

/** Digest algorithms by their identifiers, as Node names them. */
const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const sha512Id = '2.16.840.1.101.3.4.2.3'
const signedData = '1.2.840.113549.1.7.2'
const stampInfo = '1.2.840.113549.1.9.16.1.4'

/**
 * A TimeStampReq for a sha512 digest, asking for the certificates.
 *
 * @param nonce what the answer must repeat; left out for a request whose answer comes by another way
 */
export function stampRequest(digest: Uint8Array, nonce?: Uint8Array): Uint8Array {
  const algorithm = der(tags.sequence, oid(sha512Id), der(0x05))
  return der(
    tags.sequence,
    der(tags.integer, Uint8Array.of(1)),
    der(tags.sequence, algorithm, der(tags.octets, digest)),
    // A leading nought keeps it from being negative.
    ...(nonce ? [der(tags.integer, Uint8Array.of(1, ...nonce))] : []),
    der(tags.boolean, Uint8Array.of(255)),
  )
}

export interface Signer {
  /** The signed attributes as they are signed: a SET. */
  readonly signed: Uint8Array
  readonly attributes: ReadonlyMap<string, Der>
  /** The issuer's name and the serial number, where the signer is named by them. */
  readonly issuer: string | undefined
  readonly serial: string | undefined
  readonly digestAlgorithm: string
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
}

export interface Token {
  /** RFC 3339, UTC. */
  readonly time: string
  readonly policy: string
  readonly serial: string
  /** What was stamped: algorithm as Node names it, and digest in hexadecimal. */
  readonly hash: string
  readonly digest: string
  readonly nonce: string | undefined
  /** The bytes that carry all this, as they are signed. */
  readonly info: Uint8Array
  readonly certificates: readonly Uint8Array[]
  readonly signer: Signer
}

export type Answer = { readonly token: Token } | { readonly refused: string }

/** A TimeStampResp, or a token by itself. @throws NotDer for anything else */
export function readAnswer(bytes: Uint8Array): Answer {
  const whole = readDer(bytes, tags.sequence)
  const [first, second] = inside(whole)
  if (first?.tag === tags.oid) return { token: readToken(whole) }
  const [status, words] = inside(expectTag(first, tags.sequence))
  const granted = hex(expectTag(status, tags.integer).content)
  if (granted !== '00' && granted !== '01') return { refused: `status ${granted}${wordsOf(words)}` }
  return { token: readToken(expectTag(second, tags.sequence)) }
}

function wordsOf(words: Der | undefined): string {
  if (words?.tag !== tags.sequence) return ''
  const said = inside(words).map(({ content }) => new TextDecoder().decode(content))
  return said.length > 0 ? `: ${said.join(' ')}` : ''
}

function readToken(whole: Der): Token {
  const [type, holder] = inside(whole)
  if (oidOf(type) !== signedData) throw new NotDer('this is not signed data')
  const parts = inside(expectTag(inside(expectTag(holder, tags.first))[0], tags.sequence))
  const [kind, carried] = inside(expectTag(parts[2], tags.sequence))
  if (oidOf(kind) !== stampInfo) throw new NotDer('this is not a time stamp')
  const info = expectTag(inside(expectTag(carried, tags.first))[0], tags.octets).content
  const certificates = parts.find((part) => part.tag === tags.first)
  const signers = inside(expectTag(parts.at(-1), tags.set))
  if (signers.length !== 1) throw new NotDer('a time stamp has one signer')
  return {
    ...readInfo(info),
    info,
    certificates: certificates ? inside(certificates).map((one) => one.whole) : [],
    signer: readSigner(expectTag(signers[0], tags.sequence)),
  }
}

function readInfo(bytes: Uint8Array) {
  const [version, policy, imprint, serial, time, ...rest] = inside(readDer(bytes, tags.sequence))
  if (hex(expectTag(version, tags.integer).content) !== '01') throw new NotDer('another version')
  const [algorithm, digest] = inside(expectTag(imprint, tags.sequence))
  const nonce = rest.find(({ tag }) => tag === tags.integer)
  return {
    policy: oidOf(policy),
    hash: hashOf(algorithm),
    digest: hex(expectTag(digest, tags.octets).content),
    serial: hex(expectTag(serial, tags.integer).content),
    time: timeOf(expectTag(time, tags.time)),
    nonce: nonce && hex(nonce.content),
  }
}

export function hashOf(algorithm: Der | undefined): string {
  const [id] = inside(expectTag(algorithm, tags.sequence))
  const hash = hashes[oidOf(id)]
  if (hash === undefined) throw new NotDer(`the digest algorithm ${oidOf(id)} is not known`)
  return hash
}

/** `20261125171234Z`, with a fraction or without. */
function timeOf({ content }: Der): string {
  const text = new TextDecoder().decode(content)
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\.\d+)?Z$/.exec(text)
  if (!match) throw new NotDer('the time is none')
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`
  if (Number.isNaN(Date.parse(time))) throw new NotDer('the time is none')
  return time
}

function readSigner(whole: Der): Signer {
  const [, name, digestAlgorithm, signed, signatureAlgorithm, signature] = inside(whole)
  const attributes = expectTag(signed, tags.first)
  const named = name?.tag === tags.sequence ? inside(name) : []
  const [id] = inside(expectTag(signatureAlgorithm, tags.sequence))
  return {
    signed: Uint8Array.of(tags.set, ...attributes.whole.subarray(1)),
    attributes: new Map(
      inside(attributes).map((attribute) => {
        const [type, values] = inside(expectTag(attribute, tags.sequence))
        const [value] = inside(expectTag(values, tags.set))
        if (!value) throw new NotDer('an attribute has no value')
        return [oidOf(type), value] as const
      }),
    ),
    issuer: named[0] && hex(named[0].whole),
    serial: named[1] && hex(named[1].content),
    digestAlgorithm: hashOf(digestAlgorithm),
    signatureAlgorithm: oidOf(id),
    signature: expectTag(signature, tags.octets).content,
  }
}
