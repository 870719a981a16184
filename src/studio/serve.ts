/** The studio: a server of this machine for this machine, and the page it serves. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { disk } from '../platform/disk.ts'
import { watchFolders } from '../platform/watch.ts'
import { type Assets, assetsIn } from './server/assets.ts'
import { BadRequest } from './server/body.ts'
import { Events } from './server/events.ts'
import { Filings } from './server/filings.ts'
import { hasToken, protect, refusal } from './server/guard.ts'
import { routes, type Server } from './server/routes.ts'
import { JobDropped, JobRefused, Workers } from './server/workers.ts'
import type { Settings } from './worker/settings.ts'

export interface StudioOptions extends Settings {
  /** A free one where none is given, or that one is taken. */
  readonly port?: number
  /** What the link must carry; a new one where none is given. */
  readonly token?: string
}

export interface Studio {
  /** The link to open: the token stands behind `#`, where no server and no log sees it. */
  readonly url: string
  readonly port: number
  readonly token: string
  readonly close: () => Promise<void>
}

/** How long a connection stays open without a request. */
const quietSeconds = 120

/** Begins to serve on the loopback address; there is no way to serve on another. */
export async function serve(options: StudioOptions): Promise<Studio> {
  const world = disk()
  const { port: wanted = 0, token = randomBytes(32).toString('base64url'), ...settings } = options
  const home = `${world.ownTemplates}/../dist/studio`
  const workers = new Workers(world.canonical(`${home}/server.cjs`), settings)
  const events = new Events()
  const filings = new Filings(world, settings.places, workers, events)
  const server: Server = { world, settings, workers, events, filings }
  const assets = assetsIn(world, home)
  const http = createServer((request, response) => {
    void answer(server, request, response, { token, port, assets })
  })
  // A page that was quiet for a while would otherwise ask by a connection that is being closed just then.
  http.keepAliveTimeout = quietSeconds * 1000
  const port = await listening(http, wanted)
  const { content, templates, out } = settings.places
  const watched = [content, out, templates].filter((folder) => folder !== undefined)
  const watching = watchFolders(watched, () => {
    watching.anew()
    events.tell({ type: 'changed' })
    void filings.refresh()
  })
  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    port,
    token,
    async close() {
      watching.close()
      events.end()
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
      await workers.end()
    },
  }
}

function listening(http: ReturnType<typeof createServer>, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const ready = () => resolve((http.address() as AddressInfo).port)
    http.once('error', (error: NodeJS.ErrnoException) => {
      // A port that was asked for and is taken is no reason not to start.
      if (error.code === 'EADDRINUSE' && wanted !== 0) http.listen(0, '127.0.0.1', ready)
      else reject(error)
    })
    http.listen(wanted, '127.0.0.1', ready)
  })
}

interface Start {
  readonly token: string
  readonly port: number
  readonly assets: Assets
}

async function answer(
  server: Server,
  request: IncomingMessage,
  response: ServerResponse,
  { token, port, assets }: Start,
): Promise<void> {
  protect(response)
  const refused = refusal(request, port)
  if (refused) return send(response, refused.status, { error: refused.message })
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
  try {
    if (!url.pathname.startsWith('/api/')) return sendAsset(assets, url.pathname, response)
    if (!hasToken(request, token))
      return send(response, 401, { error: 'Open the studio by the link that it printed.' })
    if (url.pathname === '/api/events')
      return server.events.add(response, { type: 'hello', server: token.slice(0, 8) })
    const route = routes[`${request.method} ${url.pathname}`]
    if (!route) return send(response, 404, { error: 'There is nothing here.' })
    send(response, 200, await route(server, url, request))
  } catch (error) {
    sendError(response, error)
  }
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof BadRequest) return send(response, error.status, { error: error.message })
  // No error of anybody's: the page has asked for a newer one.
  if (error instanceof JobDropped) return send(response, 200, { dropped: true })
  if (error instanceof JobRefused) return send(response, 422, { found: error.found })
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  send(response, 500, { error: 'This is a defect of filingpress, not of your filing.', message })
}

function send(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent) return void response.end()
  const bytes = value instanceof Uint8Array
  response.writeHead(status, { 'Content-Type': bytes ? 'application/octet-stream' : 'application/json' })
  response.end(bytes ? value : JSON.stringify(value ?? null))
}

function sendAsset(assets: Assets, path: string, response: ServerResponse): void {
  const asset = assets.get(path)
  if (!asset) return send(response, 404, { error: 'There is nothing here.' })
  response.writeHead(200, { 'Content-Type': asset.type })
  response.end(asset.bytes)
}
