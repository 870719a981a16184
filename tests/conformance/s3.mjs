// A real S3 server (versitygw on a folder), and a proxy in front of it that does to requests what networks and services do.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import { createServer as createSocket } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { Missing } from './kit.mjs'

export const credentials = { accessKeyId: 'conformance', secretAccessKey: 'conformance-secret' }
export const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
}
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const freePort = () =>
  new Promise((done) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.close(() => done(port))
    })
  })

function program() {
  const places = [
    process.env.VERSITYGW,
    join(homedir(), 'go/bin/versitygw'),
    join(process.env.GOBIN ?? '/nowhere', 'versitygw'),
    'versitygw',
  ]
  const found = places.find((one) => one && spawnSync(one, ['--version']).status === 0)
  if (!found)
    throw new Missing(
      'versitygw is not installed: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0',
    )
  return found
}

/** Starts the server. @returns its address, the folder of its buckets, a client, and what ends it */
export async function gateway(folder) {
  const [data, versions] = [join(folder, 'data'), join(folder, 'versions')]
  for (const one of [data, versions]) mkdirSync(one, { recursive: true })
  const port = await freePort()
  const env = {
    ...process.env,
    ROOT_ACCESS_KEY: credentials.accessKeyId,
    ROOT_SECRET_KEY: credentials.secretAccessKey,
  }
  const args = ['-q', '--port', `127.0.0.1:${port}`, 'posix', '--versioning-dir', versions, data]
  const child = spawn(program(), args, { env, stdio: 'ignore' })
  const endpoint = `http://127.0.0.1:${port}`
  const client = new S3Client({ endpoint, forcePathStyle: true, region: 'us-east-1', credentials })
  for (let tried = 0; ; tried++) {
    try {
      await client.send(new CreateBucketCommand({ Bucket: 'plain' }))
      break
    } catch (error) {
      if (tried === 50) throw error
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  await client.send(new CreateBucketCommand({ Bucket: 'locked', ObjectLockEnabledForBucket: true }))
  return { endpoint, port, data, client, stop: () => child.kill() }
}

const busy =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>'

/**
 * A proxy to a server of this machine. What becomes of each request is asked of `fate(number, request)`:
 *
 *   pass        made and answered
 *   cut         never arrives: the line breaks
 *   unanswered  made, and the line breaks before the answer
 *   half        made, and the line breaks in the middle of the answer
 *   busy        503, not made
 *   slow        made and answered, after a while
 *   twice       made twice, the second answer given
 *   stale       for a list: the answer that the same list had before, if it was asked for before
 */
export async function proxy(port) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const lists = new Map()
  const state = { count: 0, fate: () => 'pass', log: [] }
  const forward = (incoming, body) =>
    new Promise((done, failed) => {
      const headers = { ...incoming.headers }
      delete headers.expect
      const { method, url: path } = incoming
      const upstream = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
        const chunks = []
        answer.on('data', (chunk) => chunks.push(chunk))
        answer.on('error', failed)
        answer.on('end', () =>
          done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
        )
      })
      upstream.on('error', failed)
      upstream.end(body)
    })
  const server = createServer(async (incoming, outgoing) => {
    const chunks = []
    try {
      for await (const chunk of incoming) chunks.push(chunk)
    } catch {
      return
    }
    const body = Buffer.concat(chunks)
    const number = state.count++
    state.log.push(`${incoming.method} ${decodeURIComponent(incoming.url)}`)
    const fate = await state.fate(number, incoming)
    const end = () => incoming.socket.destroy()
    if (fate === 'cut') return end()
    if (fate === 'busy') return outgoing.writeHead(503, { 'content-type': 'application/xml' }).end(busy)
    if (fate === 'slow') await new Promise((done) => setTimeout(done, 400))
    try {
      let answer = await forward(incoming, body)
      if (fate === 'twice') answer = await forward(incoming, body)
      if (typeof fate === 'function') return fate(end)
      if (fate === 'unanswered') return end()
      if (/list-type=2/.test(incoming.url)) {
        const before = lists.get(incoming.url)
        lists.set(incoming.url, answer)
        if (fate === 'stale' && before) answer = before
      }
      outgoing.writeHead(answer.status, answer.headers)
      if (fate !== 'half') return outgoing.end(answer.body)
      outgoing.write(answer.body.subarray(0, answer.body.length >> 1))
      setTimeout(end, 20)
    } catch {
      end()
    }
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${server.address().port}`
  return {
    endpoint,
    /** Counts from 0 again, with another fate. */
    reset(fate = () => 'pass') {
      Object.assign(state, { count: 0, fate, log: [] })
    },
    count: () => state.count,
    log: () => state.log,
    stop: () => {
      server.closeAllConnections()
      server.close()
      agent.destroy()
    },
  }
}

/** A service that takes every condition for decoration, as some do. */
export async function carelessService() {
  const objects = new Map()
  const server = createServer(async (incoming, outgoing) => {
    const chunks = []
    for await (const chunk of incoming) chunks.push(chunk)
    const url = new URL(incoming.url, 'http://x')
    const tag = (bytes) => `"${bytes.length}-${bytes.toString('hex').slice(0, 24)}"`
    if (url.searchParams.has('list-type'))
      return outgoing
        .writeHead(200, { 'content-type': 'application/xml' })
        .end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
    if (incoming.method === 'PUT') {
      objects.set(url.pathname, Buffer.concat(chunks))
      return outgoing.writeHead(200, { etag: tag(objects.get(url.pathname)) }).end()
    }
    const found = objects.get(url.pathname)
    if (!found)
      return outgoing
        .writeHead(404, { 'content-type': 'application/xml' })
        .end('<Error><Code>NoSuchKey</Code></Error>')
    outgoing.writeHead(200, { etag: tag(found), 'content-length': found.length })
    outgoing.end(incoming.method === 'HEAD' ? undefined : found)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { endpoint: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() }
}
