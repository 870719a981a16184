// Time stamps by an authority that OpenSSL runs, on a server of its own; verified by OpenSSL out of the archive's files.
import { spawn } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { authority } from '../../support/authority.mjs'
import { check, expect, full, root, run, tests, work } from '../kit.mjs'
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
