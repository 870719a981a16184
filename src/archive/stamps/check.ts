/**
 * Whether a time stamp is what it says: of these bytes, signed by the authority it names, and that one vouched for by a
 * root that is given. No network: certificates are held to the time of the stamp, and whether one was withdrawn is not asked.
 */
import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import { type Der, expectTag, hex, inside, NotDer, oidOf, readDer, tags } from './der.ts'
import { hashOf, readAnswer, type Token } from './token.ts'

export interface Stamp {
  /** RFC 3339, UTC: the moment that is vouched for. */
  readonly time: string
  /** Whoever signed it, as its certificate names it. */
  readonly authority: string
  readonly serial: string
  readonly policy: string
}

export interface StampVerdict {
  readonly stamp: Stamp | undefined
  /** What is wrong with it, as a phrase; undefined where it is whole. */
  readonly fault: string | undefined
  /** Whether a root that was given vouches for the authority; null where none was given. */
  readonly trusted: boolean | null
}

const contentType = '1.2.840.113549.1.9.3'
const messageDigest = '1.2.840.113549.1.9.4'
const signingCertificate = '1.2.840.113549.1.9.16.2.12'
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47'
const stampInfo = '1.2.840.113549.1.9.16.1.4'
const keyUsages = '2.5.29.37'
const timeStamping = '1.3.6.1.5.5.7.3.8'
const pss = '1.2.840.113549.1.1.10'

/** Signature algorithms that say their digest; for the others the signer says it. */
const withHash: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}

/** More are in no authority's stamp. */
const mostCertificates = 16

/** Certificates of a PEM text, or one of DER; undefined where it is none. */
export function readRoots(bytes: Uint8Array): readonly X509Certificate[] | undefined {
  const text = new TextDecoder('latin1').decode(bytes)
  const pems = text.match(
    /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]*-----END (?:TRUSTED )?CERTIFICATE-----/g,
  )
  try {
    return pems ? pems.map((pem) => new X509Certificate(pem)) : [new X509Certificate(bytes)]
  } catch {
    return undefined
  }
}

/** @param roots certificates that are trusted; undefined to see only whether the stamp is whole */
export function checkStamp(
  answer: Uint8Array,
  data: Uint8Array,
  roots: readonly X509Certificate[] | undefined,
): StampVerdict {
  try {
    const read = readAnswer(answer)
    if ('refused' in read) return faulty(`the authority refused it (${read.refused})`)
    return checkToken(read.token, data, roots)
  } catch (error) {
    // Node's own errors on certificates and keys that are none have codes; ours are NotDer.
    if (error instanceof NotDer || (error instanceof Error && 'code' in error))
      return faulty('its bytes are not those of a time stamp')
    throw error
  }
}

const faulty = (fault: string, stamp?: Stamp): StampVerdict => ({ stamp, fault, trusted: null })

function checkToken(
  token: Token,
  data: Uint8Array,
  roots: readonly X509Certificate[] | undefined,
): StampVerdict {
  const { hash, digest, info, signer } = token
  if (hash === 'sha1') return faulty('it is of a sha1 digest, which proves nothing any more')
  if (createHash(hash).update(data).digest('hex') !== digest) return faulty('it is a stamp of other bytes')
  const certificates = token.certificates.map((one) => new X509Certificate(one))
  const own = certificates.find((one) => isNamed(one, signer.attributes))
  if (!own) return faulty('the certificate that signed it is not in it')
  const stamp: Stamp = {
    time: token.time,
    authority: nameOf(own),
    serial: token.serial,
    policy: token.policy,
  }
  const said = signer.attributes.get(contentType)
  const sum = signer.attributes.get(messageDigest)
  if (oidOf(said) !== stampInfo) return faulty('what is signed is not a time stamp', stamp)
  if (
    hex(expectTag(sum, tags.octets).content) !== createHash(signer.digestAlgorithm).update(info).digest('hex')
  )
    return faulty('what it says is not what was signed', stamp)
  if (!isSigned(token, own)) return faulty('its signature is not true', stamp)
  if (!isForStamps(own)) return faulty('the certificate that signed it is not one for time stamps', stamp)
  if (!roots) return { stamp, fault: undefined, trusted: null }
  const trusted = leads(own, certificates, roots, Date.parse(token.time))
  return { stamp, fault: undefined, trusted }
}

const nameOf = ({ subject }: X509Certificate): string =>
  /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.split('\n').join(', ')

/** The stamp names the certificate by its digest (RFC 2634, RFC 5035), and by issuer and number. */
function isNamed(certificate: X509Certificate, attributes: ReadonlyMap<string, Der>): boolean {
  const second = attributes.get(signingCertificateV2)
  const value = second ?? attributes.get(signingCertificate)
  if (!value) return false
  const [list] = inside(value)
  const [first] = inside(expectTag(list, tags.sequence))
  const [head, next] = inside(expectTag(first, tags.sequence))
  const named = head?.tag === tags.sequence
  const hash = named ? hashOf(head) : second ? 'sha256' : 'sha1'
  const sum = expectTag(named ? next : head, tags.octets).content
  return createHash(hash).update(certificate.raw).digest('hex') === hex(sum)
}

function isSigned({ signer }: Token, certificate: X509Certificate): boolean {
  const { issuer, serial } = identityOf(certificate)
  if (signer.issuer !== undefined && (signer.issuer !== issuer || signer.serial !== serial)) return false
  const hash = withHash[signer.signatureAlgorithm] ?? signer.digestAlgorithm
  if (hash === 'sha1') return false
  const key: KeyObject = certificate.publicKey
  const { asymmetricKeyType: type } = key
  if (type === 'ed25519' || type === 'ed448') return verify(null, signer.signed, key, signer.signature)
  const padded = type === 'rsa-pss' || signer.signatureAlgorithm === pss
  const padding = padded
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
    : {}
  return verify(hash, signer.signed, { key, ...padding }, signer.signature)
}

/** The fields of a certificate's own part, without the version. */
function partsOf({ raw }: X509Certificate): Der[] {
  const [body] = inside(readDer(raw, tags.sequence))
  const parts = inside(expectTag(body, tags.sequence))
  return parts[0]?.tag === tags.first ? parts.slice(1) : parts
}

function identityOf(certificate: X509Certificate) {
  const [serial, , issuer] = partsOf(certificate)
  return { serial: serial && hex(serial.content), issuer: issuer && hex(issuer.whole) }
}

/** RFC 3161, 2.3: the one use is time stamping, and whoever does not know that must refuse it. */
function isForStamps(certificate: X509Certificate): boolean {
  const holder = partsOf(certificate).find(({ tag }) => tag === tags.fourth)
  if (!holder) return false
  for (const extension of inside(expectTag(inside(holder)[0], tags.sequence))) {
    const [id, critical, value] = inside(extension)
    if (oidOf(id) !== keyUsages) continue
    if (critical?.tag !== tags.boolean || hex(critical.content) !== 'ff') return false
    const uses = inside(readDer(expectTag(value, tags.octets).content, tags.sequence))
    return uses.length === 1 && oidOf(uses[0]) === timeStamping
  }
  return false
}

/** Whether a chain of issuers leads to a root, each valid at a moment; every certificate is looked at once. */
function leads(
  own: X509Certificate,
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  time: number,
): boolean {
  const waiting = [own]
  const left = new Set(others.slice(0, mostCertificates))
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const certificate = one
    left.delete(certificate)
    if (!isValidAt(certificate, time)) continue
    const issued = (issuer: X509Certificate) =>
      issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
    const isRoot = (root: X509Certificate) => root.fingerprint512 === certificate.fingerprint512
    if (roots.some((root) => isRoot(root) || (issued(root) && isValidAt(root, time)))) return true
    for (const other of left) if (issued(other)) waiting.push(other)
  }
  return false
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, time: number): boolean =>
  Date.parse(validFrom) <= time && time <= Date.parse(validTo)
