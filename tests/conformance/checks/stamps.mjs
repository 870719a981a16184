// Time stamps by an authority that OpenSSL runs, on a server of its own; verified by OpenSSL out of the archive's files.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { authority } from '../../support/authority.mjs'
import { check, expect, full, here, Missing, root, run, tests, work } from '../kit.mjs'
import { slug } from '../sides.mjs'

const cli = join(root, 'dist/cli.cjs')
const project = join(work, 'stamps-project')
const fp = (...args) =>
  new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd: project })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text
      })
    child.on('exit', (code) => done({ code, said }))
  })

await check('time stamps: keys of two kinds, bytes changed, roots of others', () =>
  tests(['tests/archive/stamps/stamps.test.ts'], { STAMPS: full ? 'full' : 'yes' }, 5),
)

await check('what is stamped through the archive, OpenSSL verifies', async () => {
  cpSync(join(root, 'content'), join(project, 'content'), { recursive: true })
  const made = authority(join(work, 'authority'), { kind: 'rsa' })
  const server = createServer(async (incoming, outgoing) => {
    const chunks = []
    for await (const chunk of incoming) chunks.push(chunk)
    if (incoming.url === '/broken') return outgoing.writeHead(500).end()
    const right = incoming.headers['content-type'] === 'application/timestamp-query'
    outgoing.writeHead(right ? 200 : 415, { 'content-type': 'application/timestamp-reply' })
    outgoing.end(right ? made.answer(Buffer.concat(chunks)) : undefined)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${server.address().port}`
  try {
    await fp('archive', 'init', 'vault')
    await fp('archive', 'key', 'new', 'ours')
    const added = await fp('archive', 'add', slug, '--key', 'ours.key', '--tsa', url)
    expect(/signed, stamped with the time/.test(added.said), added.said)
    const late = await fp('archive', 'add', slug, '--key', 'ours.key', '--tsa', `${url}/broken`)
    expect(
      /v2 is kept without a time stamp: .*500/.test(late.said) && /v2: archived/.test(late.said),
      late.said,
    )
    const asked = await fp('archive', 'stamp', slug, 'v2', '--request', 'v2.tsq')
    expect(asked.code === 0, asked.said)
    writeFileSync(join(project, 'v2.tsr'), made.answer(readFileSync(join(project, 'v2.tsq'))))
    const kept = await fp('archive', 'stamp', slug, 'v2', '--answer', 'v2.tsr')
    expect(/v2: stamped .*The tsa/.test(kept.said), kept.said)
    // Signed by a command in place of a key, and OpenSSL is the command.
    const command = 'openssl pkeyutl -sign -inkey ours.key -rawin -in "$FILE"'
    const held = await fp(
      'archive',
      'hold',
      slug,
      'on',
      '--message',
      'm',
      '--key',
      'ours.pub',
      '--sign-with',
      command,
    )
    expect(held.code === 0, held.said)
    const whole = await fp('archive', 'verify', '--key', 'ours.pub', '--tsa-roots', made.root)
    expect(whole.code === 0 && /3 signed by this key/.test(whole.said), whole.said)
    const object = run('find', ['vault', '-name', 'logs'], { cwd: project }).out.trim()
    for (const version of ['v1', 'v2']) {
      const judged = run(
        'openssl',
        [
          'ts',
          '-verify',
          '-in',
          `${version}.stamp-1.tsr`,
          '-data',
          `${version}.inventory.dsse.json`,
          '-CAfile',
          made.root,
        ],
        { cwd: join(project, object) },
      )
      expect(judged.code === 0 && /Verification: OK/.test(judged.out + judged.err), judged.err)
    }
    const proved = await fp('archive', 'prove', slug, 'v1', '--key', 'ours.pub', '--tsa-roots', made.root)
    const time = /Time stamp \(RFC 3161\): (\S+Z) by The tsa/.exec(proved.said)?.[1]
    expect(time !== undefined && proved.code === 0, proved.said)
    const valid = run('ocfl-root.py', ['validate', '--root', join(project, 'vault')])
    expect(valid.code === 0 && / is VALID/.test(valid.out + valid.err), valid.out + valid.err)
    return `v1 by HTTP and v2 by files, verified by OpenSSL and ocfl-py; proved as of ${time}`
  } finally {
    server.close()
  }
})

/** Debian's SoftHSM: a token that is a file, behind the same interface as one that is not. */
const softToken = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so']

await check('a key that never leaves its PKCS#11 token signs what is archived', async () => {
  const module = softToken.find((path) => existsSync(path))
  if (!module) throw new Missing('SoftHSM is not installed: apt-get install softhsm2')
  if (run('python3', ['-c', 'import pkcs11']).code !== 0)
    throw new Missing('python-pkcs11 is not installed: pip install python-pkcs11')
  const tokens = join(work, 'tokens')
  mkdirSync(tokens)
  writeFileSync(join(work, 'softhsm2.conf'), `directories.tokendir = ${tokens}\n`)
  Object.assign(process.env, {
    SOFTHSM2_CONF: join(work, 'softhsm2.conf'),
    PKCS11_MODULE: module,
    PKCS11_PIN: '1234',
  })
  const own = join(work, 'token-project')
  cpSync(join(root, 'content'), join(own, 'content'), { recursive: true })
  const said = (...args) => {
    const { code, out, err } = run(process.execPath, [cli, ...args], { cwd: own })
    return { code, said: out + err }
  }
  said('archive', 'init', 'vault')
  said('archive', 'key', 'new', 'ours')
  const util = (...args) => {
    const { code, out, err } = run('softhsm2-util', args)
    expect(code === 0, out + err)
  }
  util('--init-token', '--free', '--label', 'counsel', '--pin', '1234', '--so-pin', '4321')
  util(
    '--import',
    join(own, 'ours.key'),
    '--token',
    'counsel',
    '--label',
    'counsel',
    '--id',
    '01',
    '--pin',
    '1234',
  )
  const signing = ['--key', 'ours.pub', '--sign-with', `python3 ${join(here, 'pkcs11_sign.py')}`]
  const added = said('archive', 'add', slug, ...signing)
  expect(/v1: archived, \d+ files, signed/.test(added.said), added.said)
  const verified = said('archive', 'verify', '--key', 'ours.pub')
  expect(verified.code === 0 && /1 signed by this key/.test(verified.said), verified.said)
  process.env.PKCS11_PIN = '9'
  const refused = said('archive', 'hold', slug, 'on', '--message', 'm', ...signing)
  expect(
    refused.code === 1 && /W032: the signing command failed.*PinIncorrect/.test(refused.said),
    refused.said,
  )
  const left = said('archive', 'list', '--json')
  expect(JSON.parse(left.said).length === 1, left.said)
  return 'SoftHSM 2 by python-pkcs11; a wrong number keeps nothing'
})
