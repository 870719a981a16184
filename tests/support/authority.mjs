// A time-stamping authority run by OpenSSL: a root, an authority below it in between, and keys of several kinds.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether there is OpenSSL with its `ts` command. */
export const hasOpenSsl = () => spawnSync('openssl', ['ts', '-help']).status === 0

const settings = `[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[tsa]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[loose]
extendedKeyUsage = timeStamping
[server]
extendedKeyUsage = critical,serverAuth
[tsa_config]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
certs = chain.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`

/** Kinds of keys, as `openssl genpkey` makes them. */
export const kinds = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
}

/**
 * @param use the section that says what the authority's certificate is for
 * @returns what answers requests, and the root certificate
 */
export function authority(folder, { kind = 'ec', use = 'tsa' } = {}) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const openssl = (...args) => {
    const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${done.stderr}`)
    return done.stdout
  }
  writeFileSync(join(folder, 'config'), settings)
  writeFileSync(join(folder, 'serial'), '01\n')
  const certificate = (name, section, issuer) => {
    openssl('genpkey', ...kinds[kind], '-out', `${name}.key`)
    openssl('req', '-new', '-key', `${name}.key`, '-subj', `/O=Tests/CN=The ${name}`, '-out', `${name}.csr`)
    const signed = issuer
      ? ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial']
      : ['-key', `${name}.key`]
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...signed,
      '-days',
      '3650',
      '-extfile',
      'config',
      '-extensions',
      section,
      '-out',
      `${name}.pem`,
    )
  }
  certificate('root', 'ca')
  certificate('between', 'ca', 'root')
  certificate('tsa', use, 'between')
  writeFileSync(join(folder, 'chain.pem'), readFileSync(join(folder, 'between.pem')))
  return {
    folder,
    root: join(folder, 'root.pem'),
    answer(request) {
      writeFileSync(join(folder, 'request.tsq'), request)
      openssl(
        'ts',
        '-reply',
        '-config',
        'config',
        '-section',
        'tsa_config',
        '-queryfile',
        'request.tsq',
        '-out',
        'answer.tsr',
      )
      return new Uint8Array(readFileSync(join(folder, 'answer.tsr')))
    },
    /** A token of the same bytes as a good one, signed by whoever this is, stamps or not. */
    forge(info) {
      writeFileSync(join(folder, 'info'), info)
      const signer = [
        '-signer',
        'tsa.pem',
        '-inkey',
        'tsa.key',
        '-certfile',
        'chain.pem',
        '-cades',
        '-md',
        'sha256',
      ]
      openssl(
        'cms',
        '-sign',
        '-binary',
        '-nodetach',
        '-econtent_type',
        '1.2.840.113549.1.9.16.1.4',
        ...signer,
        '-in',
        'info',
        '-outform',
        'DER',
        '-out',
        'forged',
      )
      return new Uint8Array(readFileSync(join(folder, 'forged')))
    },
    /** What OpenSSL itself says of an answer. */
    verify(answer, data) {
      writeFileSync(join(folder, 'data'), data)
      writeFileSync(join(folder, 'check.tsr'), answer)
      const done = spawnSync(
        'openssl',
        ['ts', '-verify', '-in', 'check.tsr', '-data', 'data', '-CAfile', 'root.pem'],
        { cwd: folder, encoding: 'utf8' },
      )
      return done.status === 0
    },
  }
}
