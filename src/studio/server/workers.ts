/** The workers of the studio: one a filing that is open, one for the list; the least used goes when there are many. */
import { Worker } from 'node:worker_threads'
import type { Found } from '../protocol.ts'
import type { Settings } from '../worker/settings.ts'
import type { Answer, Job, WorkerStart } from '../worker/work.ts'

/** A worker holds fonts and compiled code, some 100 MB. */
const mostWorkers = 4
/** In place of a filing, for the list of all. */
export const ofList = '\0list'

/** What the author must mend, in place of an answer. */
export class JobRefused extends Error {
  readonly found: readonly Found[]

  constructor(found: readonly Found[]) {
    super(found.map(({ code, message }) => `${code}: ${message}`).join('\n'))
    this.found = found
  }
}

/** A newer preview was asked for. */
export class JobDropped extends Error {}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

class Desk {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #turns: Int32Array
  #next = 1
  dead = false

  constructor(program: string, settings: Settings) {
    const newest = new SharedArrayBuffer(4)
    this.#turns = new Int32Array(newest)
    const start: WorkerStart = { filingpressStudio: true, settings, newest }
    this.#worker = new Worker(program, { workerData: start })
    this.#worker.unref()
    this.#worker.on('message', (answer: Answer) => this.#take(answer))
    const end = (error: Error) => {
      this.dead = true
      for (const { reject } of this.#waiting.values()) reject(error)
      this.#waiting.clear()
    }
    this.#worker.on('error', end)
    this.#worker.on('exit', () => end(new Error('the worker ended')))
  }

  get idle(): boolean {
    return this.#waiting.size === 0
  }

  ask(name: Job['name'], argument: unknown, replaces: boolean): Promise<unknown> {
    const id = this.#next++
    const turn = replaces ? Atomics.add(this.#turns, 0, 1) + 1 : undefined
    const job: Job = { id, name, argument, ...(turn !== undefined && { turn }) }
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage(job)
    })
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (!waiting) return
    if ('value' in answer) waiting.resolve(answer.value)
    else if ('cancelled' in answer) waiting.reject(new JobDropped())
    else if ('refused' in answer) waiting.reject(new JobRefused(answer.refused as readonly Found[]))
    else waiting.reject(new Error(answer.failed))
  }

  end(): Promise<unknown> {
    return this.#worker.terminate()
  }
}

export class Workers {
  readonly #program: string
  readonly #settings: Settings
  /** The one used last stands last. */
  readonly #desks = new Map<string, Desk>()
  /** Started while nobody waits, so that the next filing that is opened does not wait for it. */
  #spare: Desk | undefined
  #ended = false
  /** Previews that a person waits for. */
  readonly #looked = new Set<Promise<unknown>>()

  constructor(program: string, settings: Settings) {
    this.#program = program
    this.#settings = settings
    // The first page is asked for as soon as the browser is there.
    this.#spare = this.#warm()
  }

  /** Ready when it is asked: its code is read, its fonts and templates are open. */
  #warm(): Desk {
    const desk = new Desk(this.#program, this.#settings)
    desk.ask('warm', undefined, false).catch(() => undefined)
    return desk
  }

  /** Waits until no preview is being built: what nobody looks at yet may come later. */
  async quiet(): Promise<void> {
    while (this.#looked.size > 0) await Promise.allSettled(this.#looked)
  }

  /**
   * @param whose the filing, or `ofList`
   * @param replaces drops the previews that were asked for before and have not ended
   * @throws JobRefused with what the author must mend; JobDropped when a newer preview took its place
   */
  ask<T>(whose: string, name: Job['name'], argument: unknown, replaces = false): Promise<T> {
    const answer = this.#desk(whose).ask(name, argument, replaces) as Promise<T>
    if (replaces) this.#looked.add(answer)
    return answer.finally(() => {
      this.#looked.delete(answer)
      // What is being looked at comes before what may be looked at next.
      if (!this.#ended && this.#looked.size === 0) this.#spare ??= this.#warm()
    })
  }

  #fresh(whose: string): Desk {
    // The list can wait; whoever opens a filing waits for its pages.
    if (whose === ofList) return new Desk(this.#program, this.#settings)
    const spare = this.#spare
    this.#spare = undefined
    return spare && !spare.dead ? spare : new Desk(this.#program, this.#settings)
  }

  #desk(whose: string): Desk {
    const known = this.#desks.get(whose)
    this.#desks.delete(whose)
    const desk = known && !known.dead ? known : this.#fresh(whose)
    this.#desks.set(whose, desk)
    for (const [name, other] of this.#desks) {
      if (this.#desks.size <= mostWorkers) break
      if (other === desk || !other.idle) continue
      this.#desks.delete(name)
      void other.end()
    }
    return desk
  }

  async end(): Promise<void> {
    this.#ended = true
    await Promise.all([...this.#desks.values(), this.#spare].map((desk) => desk?.end()))
    this.#desks.clear()
  }
}
