/** Asks the server. The token came with the link and is kept for this tab alone, until it is closed. */
import type { Event, Found } from '../protocol.ts'

const tokenKey = 'filingpress token'

/** Takes the token out of the link. @returns whether there is one */
export function takeToken(): boolean {
  const sent = /[#&]token=([\w-]+)/.exec(location.hash)?.[1]
  if (sent !== undefined) {
    sessionStorage.setItem(tokenKey, sent)
    // A link may lead to a filing: `#/acme-2026-03-02/write&token=…`.
    const rest = location.hash.replace(/[#&]token=[\w-]+/, '')
    history.replaceState(undefined, '', rest || '#/')
  }
  return sessionStorage.getItem(tokenKey) !== null
}

const token = (): string => sessionStorage.getItem(tokenKey) ?? ''

/** The server could not be reached: it was stopped, or is starting again. */
export class Unreachable extends Error {}

/** The server would not do it: a sentence, and what the author must mend. */
export class Refusal extends Error {
  readonly status: number
  readonly found: readonly Found[]

  constructor(status: number, message: string, found: readonly Found[]) {
    super(message)
    this.status = status
    this.found = found
  }
}

async function request(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const raw = body instanceof Blob
  const headers: Record<string, string> = { Authorization: `Bearer ${token()}` }
  if (body !== undefined && !raw) headers['Content-Type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unreachable()
  }
  if (response.ok) return response
  const told = (await response.json().catch(() => ({}))) as { error?: string; found?: Found[] }
  const found = told.found ?? []
  throw new Refusal(response.status, told.error ?? found.map(({ message }) => message).join('\n'), found)
}

/** Names and values of a query. */
type Query = Readonly<Record<string, string | number>>

const withQuery = (path: string, query: Query): string =>
  `${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`

export async function get<T>(path: string, query: Query = {}): Promise<T> {
  return (await request('GET', withQuery(path, query))).json() as Promise<T>
}

export async function getBytes(path: string, query: Query): Promise<Uint8Array | undefined> {
  const response = await request('GET', withQuery(path, query))
  // What is no bytes is `null`: there is nothing of that name.
  if (response.headers.get('Content-Type') === 'application/json') return undefined
  return new Uint8Array(await response.arrayBuffer())
}

export async function send<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
  return (await request(method, path, body)).json() as Promise<T>
}

export async function upload<T>(path: string, query: Query, file: Blob): Promise<T> {
  return (await request('POST', withQuery(path, query), file)).json() as Promise<T>
}

/** Follows what the server tells, and follows it anew whenever it was lost. */
export async function follow(take: (event: Event) => void, online: (yes: boolean) => void): Promise<never> {
  for (;;) {
    try {
      const response = await request('GET', '/api/events')
      online(true)
      await readEvents(response, take)
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) {
        online(false)
        await later(4000)
      }
    }
    online(false)
    await later(600)
  }
}

async function readEvents(response: Response, take: (event: Event) => void): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) return
    text += part.value
    const lines = text.split('\n\n')
    text = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data: ')) take(JSON.parse(line.slice(6)) as Event)
  }
}

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
