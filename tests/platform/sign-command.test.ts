/** Signing by a command: what a token, a card or a service does. */
import { generateKeyPairSync, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { opened, seal } from '../../src/archive/signature.ts'
import { commandSigner } from '../../src/platform/sign-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'filingpress-sign-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = join(folder, 'key.pem')
writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
const script = join(folder, 'sign.cjs')
writeFileSync(
  script,
  `const { createPrivateKey, sign } = require('node:crypto'), fs = require('node:fs')
const [, , key, form, from] = process.argv
const bytes = fs.readFileSync(from === 'file' ? process.env.FILE : 0)
const sig = sign(null, bytes, createPrivateKey(fs.readFileSync(key)))
process.stdout.write(form === 'raw' ? sig : sig.toString(form) + '\\n')
`,
)
const node = `'${process.execPath}' '${script}' '${key}'`

it.each(['raw stdin', 'base64 stdin', 'hex file'])('takes a signature printed %s', (form) => {
  const envelope = seal('text/plain', 'hello', commandSigner(`${node} ${form}`, publicKey))
  expect(opened(envelope, publicKey)).toBe('hello')
})

it.each([
  ['fails', 'echo locked >&2; exit 3', /the signing command failed: locked/],
  ['prints nothing', 'true', /is not a signature by the key/],
  ['prints something else', 'echo aGVsbG8=', /is not a signature by the key/],
])('refuses a command that %s', (_what, command, words) => {
  const { sign } = commandSigner(command, publicKey)
  expect(() => sign(new Uint8Array(8))).toThrow(words)
})

it('refuses one that signs with another key', () => {
  const other = generateKeyPairSync('ed25519').publicKey
  expect(() => commandSigner(`${node} raw stdin`, other).sign(new Uint8Array(8))).toThrow(
    /is not a signature by the key/,
  )
  expect(
    verify(
      null,
      new Uint8Array(8),
      publicKey,
      commandSigner(`${node} raw stdin`, publicKey).sign(new Uint8Array(8)),
    ),
  ).toBe(true)
})
