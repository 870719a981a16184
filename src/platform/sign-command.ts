/** Signing by a command of the user's: how keys on hardware - PKCS#11 tokens, cards, services - sign what is archived. */
import { spawnSync } from 'node:child_process'
import { type KeyObject, verify } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyId, type Signer } from '../archive/signature.ts'
import { WorldError } from './world.ts'

/** A person may have to touch a token or type a number. */
const patience = 120_000

/**
 * @param command for the shell. It gets the bytes to sign on its standard input, and in the file that `$FILE` names; it
 *   prints the signature, 64 bytes as they are, in base64 or in hexadecimal figures
 * @param key the public key, by which the signature is held to be true
 * @throws WorldError where the command fails or signs with another key
 */
export function commandSigner(command: string, key: KeyObject): Signer {
  return { id: keyId(key), sign: (bytes) => signedBy(command, bytes, key) }
}

function signedBy(command: string, bytes: Uint8Array, key: KeyObject): Uint8Array {
  const folder = fs.mkdtempSync(join(tmpdir(), 'filingpress-sign-'))
  const file = join(folder, 'bytes')
  try {
    fs.writeFileSync(file, bytes, { mode: 0o600 })
    const { status, stdout, stderr, error } = spawnSync(
      '/bin/sh',
      ['-c', 'FILE=$1; export FILE; eval "$2"', 'sh', file, command],
      { input: bytes, timeout: patience, maxBuffer: 1 << 20 },
    )
    if (status !== 0)
      throw failed(
        `the signing command failed${isLate(error) ? ', it took more than two minutes' : ''}: ${stderr.toString().trim().split('\n').slice(-3).join(' | ')}`,
        'run it by hand; it gets the bytes to sign on its standard input and in the file that $FILE names',
      )
    const found = forms(stdout).find((sig) => sig.length === 64 && verify(null, bytes, key, sig))
    if (!found)
      throw failed(
        'what the signing command printed is not a signature by the key that --key names',
        'it must sign with Ed25519 by that key, and print 64 bytes as they are, in base64 or in hexadecimal figures',
      )
    return found
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** A command that reads the file closes its standard input: that is no failure. */
const isLate = (error: Error | undefined): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT'

/** A signature as it may be printed. */
function forms(printed: Buffer): Buffer[] {
  const text = printed.toString('latin1').trim()
  return [printed, Buffer.from(text, 'base64'), Buffer.from(text, 'hex')]
}

const failed = (message: string, hint: string): WorldError => new WorldError('W032', message, hint)
