/** The list of filings, kept up to date: a row is worked out again only when something of its filing changed. */
import { sha256 } from '../../bytes.ts'
import { filingsIn, type Places, registrantsFolder } from '../../commands/places.ts'
import { lastChange } from '../../platform/watch.ts'
import type { World } from '../../platform/world.ts'
import type { FilingRow } from '../protocol.ts'
import type { Events } from './events.ts'
import { ofList, type Workers } from './workers.ts'

interface Known {
  readonly digest: string
  readonly row: FilingRow
}

/** Milliseconds. */
const headStart = 100

export class Filings {
  readonly #world: World
  readonly #places: Places
  readonly #workers: Workers
  readonly #events: Events
  readonly #known = new Map<string, Known>()
  /** How often each was to be looked at anew for what no file of it shows. */
  readonly #forgotten = new Map<string, number>()
  #running: Promise<void> | undefined
  #again = false

  constructor(world: World, places: Places, workers: Workers, events: Events) {
    this.#world = world
    this.#places = places
    this.#workers = workers
    this.#events = events
  }

  /** What is known now; a filing that was not looked at yet has its name alone. */
  list(): FilingRow[] {
    return filingsIn(this.#world, this.#places.content).map(
      (slug) => this.#known.get(slug)?.row ?? { ...unseen, slug },
    )
  }

  /** Looks at all filings again and tells each row that became another. */
  refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true
      return this.#running
    }
    this.#running = this.#round().finally(() => {
      this.#running = undefined
      if (!this.#again) return
      this.#again = false
      void this.refresh()
    })
    return this.#running
  }

  async #round(): Promise<void> {
    // A page that was just opened asks for the list first and then for its filing, which comes before all others.
    await new Promise((done) => setTimeout(done, headStart))
    const { content, out } = this.#places
    const today = this.#world.clock().slice(0, 10)
    const shared = this.#digestOf(`${content}/${registrantsFolder}`)
    for (const slug of filingsIn(this.#world, content)) {
      const own = [content, out].map((folder) => this.#digestOf(`${folder}/${slug}`))
      const digest = [...own, shared, today, this.#forgotten.get(slug) ?? 0].join()
      const known = this.#known.get(slug)
      if (known?.digest === digest) continue
      await this.#workers.quiet()
      try {
        const row = await this.#workers.ask<FilingRow>(ofList, 'row', slug)
        const changed = lastChange(`${content}/${slug}`)
        const full = { ...row, ...(changed !== undefined && { changed }) }
        this.#known.set(slug, { digest, row: full })
        if (JSON.stringify(known?.row) !== JSON.stringify(full))
          this.#events.tell({ type: 'filing', row: full })
      } catch {
        // A folder that is being written or taken away: the next change looks again.
      }
    }
  }

  #digestOf(path: string): string {
    const folder = this.#world.readFolder(path)
    const parts = [...(folder?.files ?? [])].map(([name, bytes]) => `${name}\0${sha256(bytes)}`)
    return sha256(parts.join('\n'))
  }

  /** What it says of an archive may have changed without a change of the filing. */
  forget(slug: string): void {
    this.#forgotten.set(slug, (this.#forgotten.get(slug) ?? 0) + 1)
  }
}

const unseen = {
  registrant: '',
  form: '',
  items: [],
  reportDate: '',
  state: 'unseen',
  errors: 0,
  open: 0,
} as const satisfies Omit<FilingRow, 'slug'>
