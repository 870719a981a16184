/** Time stamps against an authority run by OpenSSL: what it signs is read, and what was changed is not. Skipped without OpenSSL. */
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkStamp, readRoots } from '../../../src/archive/stamps/check.ts'
import { NotDer, readDer } from '../../../src/archive/stamps/der.ts'
import { readAnswer, stampRequest } from '../../../src/archive/stamps/token.ts'
import { sha512, toBytes } from '../../../src/bytes.ts'
import { prove } from '../../../src/commands/archive/prove.ts'
import { askForStamp, requestFor, stamp } from '../../../src/commands/archive/stamp.ts'
import { verify } from '../../../src/commands/archive/verify.ts'
import { keepSmall, noTrust, publicKey, scene, unsigned } from '../../support/archive.ts'
import { authority, hasOpenSsl } from '../../support/authority.mjs'
import { real } from '../../support/filing.ts'
import { random } from '../../support/random.ts'

/** RSA keys take seconds to make: the conformance checks have them made. */
const trials = process.env['FILINGPRESS_STAMPS'] ? 2000 : 150
const kinds = process.env['FILINGPRESS_STAMPS'] ? (['ec', 'rsa'] as const) : (['ec'] as const)
const folder = mkdtempSync(join(tmpdir(), 'filingpress-stamps-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const data = toBytes('{"payload":"a signature"}')
const requestOf = (bytes: Uint8Array, nonce?: Uint8Array) =>
  stampRequest(Buffer.from(sha512(bytes), 'hex'), nonce)
const rootsOf = (path: string) => readRoots(readFileSync(path)) ?? []

describe.skipIf(!hasOpenSsl())('a stamp by OpenSSL', () => {
  describe.each(kinds)('with keys of the kind %s', (kind) => {
    const made = authority(join(folder, kind), { kind })
    const answer = made.answer(requestOf(data))

    it('is read, and vouched for by the root it leads to', () => {
      const { stamp: found, fault, trusted } = checkStamp(answer, data, rootsOf(made.root))
      expect([fault, trusted]).toEqual([undefined, true])
      expect(found?.authority).toBe('The tsa')
      expect(found?.policy).toBe('1.2.3.4.1')
      expect(Math.abs(Date.parse(found?.time ?? '') - Date.now())).toBeLessThan(3_600_000)
      expect(made.verify(answer, data)).toBe(true)
    })

    it('is whole without roots, and not trusted by others', () => {
      expect(checkStamp(answer, data, undefined)).toMatchObject({ fault: undefined, trusted: null })
      const other = authority(join(folder, 'other'), { kind })
      expect(checkStamp(answer, data, rootsOf(other.root))).toMatchObject({
        fault: undefined,
        trusted: false,
      })
      expect(
        checkStamp(answer, data, [new X509Certificate(readFileSync(join(made.folder, 'tsa.pem')))]).trusted,
      ).toBe(true)
    })

    it('is not of other bytes', () => {
      expect(checkStamp(answer, toBytes('x'), rootsOf(made.root)).fault).toBe('it is a stamp of other bytes')
    })

    it('is never taken for true with a byte changed that OpenSSL does not take either', () => {
      const next = random(5)
      let taken = 0
      for (let trial = 0; trial < trials; trial++) {
        const changed = answer.slice()
        const at = Math.floor(next() * changed.length)
        changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(next() * 8))
        const { fault, trusted } = checkStamp(changed, data, rootsOf(made.root))
        if (fault !== undefined || !trusted) continue
        taken++
        // Names of the intermediate certificate's wrapping and the like are under no signature.
        expect(readToken(changed), `byte ${at}`).toEqual(readToken(answer))
      }
      expect(taken).toBeLessThan(trials / 2)
    })
  })

  const readToken = (bytes: Uint8Array) => {
    const read = readAnswer(bytes)
    return 'token' in read
      ? [read.token.time, read.token.digest, read.token.serial, read.token.policy]
      : read.refused
  }

  it('is refused where its certificate is not for stamps alone, however good its signature', () => {
    const good = authority(join(folder, 'good'))
    const read = readAnswer(good.answer(requestOf(data)))
    const info = 'token' in read ? read.token.info : new Uint8Array()
    expect(checkStamp(good.forge(info), data, rootsOf(good.root))).toMatchObject({
      fault: undefined,
      trusted: true,
    })
    for (const use of ['loose', 'server']) {
      const made = authority(join(folder, use), { use })
      const { fault } = checkStamp(made.forge(info), data, rootsOf(made.root))
      expect(fault, use).toBe('the certificate that signed it is not one for time stamps')
    }
  })

  it('is held to the request that was sent', async () => {
    const made = authority(join(folder, 'asked'))
    const answer = await askForStamp(data, async (request) => made.answer(request))
    expect(checkStamp(answer, data, rootsOf(made.root)).trusted).toBe(true)
    await expect(askForStamp(data, async () => answer)).rejects.toThrow(/V021/)
    await expect(askForStamp(data, async () => toBytes('<html>'))).rejects.toThrow(/V021/)
    await expect(askForStamp(toBytes('x'), async () => answer)).rejects.toThrow(/V021/)
  })

  it('stands in the archive, verified, damaged, dropped and proved', async () => {
    const made = authority(join(folder, 'kept'))
    const one = await scene()
    await keepSmall(one)
    const by = await stamp(one.archive, 'one', undefined, async (request) => made.answer(request))
    expect([by.version, by.kept, by.of]).toEqual(['v1', 'logs/v1.stamp-1.tsr', 'logs/v1.inventory.dsse.json'])
    // By other means, and a second time.
    const { request } = await requestFor(one.archive, 'one', 'v1')
    expect((await stamp(one.archive, 'one', 'v1', made.answer(request))).kept).toBe('logs/v1.stamp-2.tsr')
    await keepSmall(one, 'Another text.')
    const roots = rootsOf(made.root)
    const { objects } = await verify(one.archive, { ...unsigned, key: publicKey, roots })
    expect(objects[0]?.issues.list).toEqual([])
    expect(objects[0]?.stamps.map(({ version, trusted }) => [version, trusted])).toEqual([
      ['v1', true],
      ['v1', true],
    ])
    const proof = await prove(real, one.archive, 'one', 'v1', { ...noTrust, key: publicKey }, roots)
    const told = proof.checks.find(({ check }) => check.startsWith('Time stamp'))
    expect(told?.state).toBe('yes')
    expect(told?.result).toContain(by.time)
    const stranger = authority(join(folder, 'stranger'))
    const codesBy = async (trusted: readonly X509Certificate[]) =>
      (await verify(one.archive, { ...unsigned, roots: trusted })).objects[0]?.issues.list.map(
        ({ code }) => code,
      )
    expect(await codesBy(rootsOf(stranger.root))).toEqual(['V023', 'V023'])
    rmSync(one.folder, { recursive: true, force: true })
  })
})

it('a request is one that every authority reads', () => {
  const request = stampRequest(new Uint8Array(64).fill(1), Uint8Array.of(1, 2, 3))
  expect(Buffer.from(request).toString('hex')).toBe(
    `305f0201013051300d060960864801650304020305000440${'01'.repeat(64)}0204010102030101ff`,
  )
})

it.each([
  ['nothing', []],
  ['text', [0x3c, 0x68]],
  ['a length that is not definite', [0x30, 0x80, 0, 0]],
  ['a length beyond the end', [0x30, 0x05, 0]],
  ['a length of four bytes', [0x30, 0x84, 0xff, 0xff, 0xff, 0xff]],
  ['a long tag', [0x1f, 0x81, 0x01, 0x00]],
  ['something behind it', [0x30, 0x00, 0x00]],
])('bytes with %s are no stamp, and nothing is thrown', (_what, bytes) => {
  expect(() => readDer(Uint8Array.from(bytes))).toThrow(NotDer)
  expect(checkStamp(Uint8Array.from(bytes), data, []).fault).toBe('its bytes are not those of a time stamp')
})

it('says what an authority says that refuses', () => {
  const refusal = Buffer.from('301a300f020102300a0c08746f6f206261640302000', 'hex')
  expect(() => readAnswer(refusal)).toThrow(NotDer)
  const words = Buffer.from('3011300f020102300a0c08746f6f206c617465', 'hex')
  expect(readAnswer(words)).toEqual({ refused: 'status 02: too late' })
})
