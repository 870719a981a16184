// A real Redis, workers and a network between them, all of which can be broken on purpose.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { Missing, root, run } from './kit.mjs'

const cli = join(root, 'dist/cli.cjs')
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Seeded numbers between 0 and 1, so that a broken run can be run again. */
export function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A port that nobody listens at. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

const ended = (child) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve))

/** Redis with an append-only file, as docs/scale.md asks for it. */
export async function startRedis(folder) {
  if (run('redis-server', ['--version']).code !== 0) throw new Missing('redis-server does not run')
  const port = await freePort()
  mkdirSync(folder, { recursive: true })
  const args = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--loglevel',
    'warning',
  ]
  let child
  const redis = {
    port,
    async up() {
      child = spawn('redis-server', args.map(String), { stdio: 'ignore' })
      for (let waited = 0; waited < 10_000; waited += 50) {
        if ((await ask(port, 'PING\r\n')).startsWith('+PONG')) return
        await pause(50)
      }
      throw new Error('Redis did not come up')
    },
    async kill() {
      child?.kill('SIGKILL')
      await ended(child)
    },
    flush: () => ask(port, 'FLUSHALL\r\n'),
  }
  await redis.up()
  return redis
}

/** What Redis answers to one line. */
function ask(port, line) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(line))
    socket.once('data', (bytes) => {
      socket.destroy()
      resolve(bytes.toString())
    })
    socket.once('error', () => resolve(''))
    socket.setTimeout(1000, () => {
      socket.destroy()
      resolve('')
    })
  })
}

/** A network to a port, which can be cut or go silent for a while. */
export async function startProxy(to) {
  const pairs = new Set()
  let closed = false
  const server = createServer((near) => {
    if (closed) return near.destroy()
    const far = connect(to, '127.0.0.1')
    const pair = { near, far }
    pairs.add(pair)
    const end = () => {
      near.destroy()
      far.destroy()
      pairs.delete(pair)
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: server.address().port,
    /** Every connection breaks, and none is taken. */
    async cut(milliseconds) {
      closed = true
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy()
      await pause(milliseconds)
      closed = false
    },
    /** Connections stay and nothing comes through. */
    async hush(milliseconds) {
      const held = [...pairs]
      for (const { near, far } of held) for (const socket of [near, far]) socket.pause()
      await pause(milliseconds)
      for (const { near, far } of held) for (const socket of [near, far]) socket.resume()
    },
    end: () => server.close(),
  }
}

/** The command in a folder, its words kept. */
export function start(folder, args, redisPort) {
  const env = { ...process.env, FILINGPRESS_REDIS: `redis://127.0.0.1:${redisPort}` }
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const own = { child, out: '', err: '', ended: ended(child) }
  child.stdout.on('data', (bytes) => {
    own.out += bytes
  })
  child.stderr.on('data', (bytes) => {
    own.err += bytes
  })
  own.ended = new Promise((resolve) => child.once('close', resolve))
  return own
}

const words =
  'amber birch cedar dune ember fjord grove heath isle jetty knoll larch mesa north ocean prairie'.split(' ')

/** Small filings that differ in words and length. */
export function writeFilings(content, count) {
  for (let number = 1; number <= count; number++) {
    const slug = `f${String(number).padStart(4, '0')}`
    const folder = join(content, slug)
    mkdirSync(folder, { recursive: true })
    const name = `${words[number % words.length]} ${words[(number * 7) % words.length]}`
    writeFileSync(
      join(folder, 'filing.yaml'),
      `format: 1
form: 8-K
reportDate: 2010-05-03
registrants:
  - name: Tidewater & Co.
    jurisdiction: Delaware
    fileNumber: 1-510
    ein: 04-2726691
    address: { street: [1 Main Street], city: Boston, state: MA, zip: 02139 }
    phone: { area: 617, number: 555-0100 }
exhibits:
  - { number: 99.1, title: Press release }
signature:
  date: 2010-05-03
  signatories: [{ name: Jane Roe, title: Secretary }]
`,
    )
    writeFileSync(
      join(folder, '8-k.md'),
      '# Item 8.01\n\nOn {{date report.date}}, {{registrant.name}} issued the release in Exhibit 99.1.\n\n# Item 9.01\n',
    )
    const paragraph = `The project at ${name} was number ${number} of the year. `
    writeFileSync(
      join(folder, 'ex99-1.md'),
      `---\nheadline: News of ${name}\n---\n\nBOSTON — ${paragraph}\n${`\n${paragraph.repeat(1 + (number % 5))}\n`.repeat(1 + (number % 7))}`,
    )
  }
}
