/** Server-sent events: what happens, told to every page that is open. */
import type { ServerResponse } from 'node:http'
import type { Event } from '../protocol.ts'

/** A line now and then, by which a page knows that the server lives. */
const heartbeatMilliseconds = 5000

export class Events {
  readonly #pages = new Set<ServerResponse>()
  readonly #beat: NodeJS.Timeout

  constructor() {
    this.#beat = setInterval(() => this.#write(': alive\n\n'), heartbeatMilliseconds)
    this.#beat.unref()
  }

  /** Keeps a response open and tells it everything from now on. */
  add(response: ServerResponse, hello: Event): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(lineOf(hello))
    this.#pages.add(response)
    response.on('close', () => this.#pages.delete(response))
  }

  tell(event: Event): void {
    this.#write(lineOf(event))
  }

  #write(text: string): void {
    for (const page of this.#pages) page.write(text)
  }

  end(): void {
    clearInterval(this.#beat)
    for (const page of this.#pages) page.end()
  }
}

const lineOf = (event: Event): string => `data: ${JSON.stringify(event)}\n\n`
