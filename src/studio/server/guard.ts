/**
 * Who may ask: this machine, by its own address, from the studio's own page, with the token of this start.
 *
 * A name that was made to point here (DNS rebinding) fails by `Host`; another page in the same browser by `Origin` and by
 * the token, which is in no cookie and so never sent by itself.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export type Refused = { readonly status: number; readonly message: string }

/** Hosts by which the page may have been opened. */
export function hostsOf(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

/** Why a request is not answered at all; undefined where it may be. */
export function refusal({ headers }: IncomingMessage, port: number): Refused | undefined {
  const hosts = hostsOf(port)
  if (!hosts.includes(headers.host ?? '')) return { status: 421, message: 'This host is not the studio.' }
  const { origin } = headers
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`))
    return { status: 403, message: 'Another page may not ask the studio.' }
  const site = headers['sec-fetch-site']
  if (site !== undefined && !['same-origin', 'none'].includes(String(site)))
    return { status: 403, message: 'Another page may not ask the studio.' }
  return undefined
}

/** Compared in constant time: digests have one length, whatever was sent. */
export function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const sent = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(sent), digest(token))
}

/** Only what the studio itself brings; frames hold a filing's own HTML, which runs nothing and loads nothing. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function protect(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', policy)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('X-Frame-Options', 'DENY')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  // A filing that is not public yet must not lie in the cache of a browser.
  response.setHeader('Cache-Control', 'no-store')
}
