/** A bucket in memory, with the conditions, locks and pages of a real one, and whatever fails at a request. */
import { sha256, sha512 } from '../../src/bytes.ts'
import { WorldError } from '../../src/platform/world.ts'
import type { Bucket, Condition, Listing, Protection } from '../../src/stores/bucket.ts'

export interface Held {
  readonly bytes: Uint8Array
  readonly tag: string
  readonly until?: string
  readonly mode?: string
  readonly legalHold?: boolean
}

/**
 * What happens to a request: it is made; it never arrives; it is made and its answer is lost; it is made twice, as a
 * client does that had no answer.
 */
export type Fate = 'made' | 'lost' | 'unanswered' | 'twice'
/** Told the number of the request, from 0. May throw to end the process. */
export type Fault = (number: number, call: string, key: string) => Fate

export class BucketDouble implements Bucket {
  readonly name = 's3://double'
  readonly objects: Map<string, Held>
  readonly requests: string[] = []
  readonly #fault: Fault

  constructor(objects: ReadonlyMap<string, Held> = new Map(), fault: Fault = () => 'made') {
    this.objects = new Map(objects)
    this.#fault = fault
  }

  async #request<T>(call: string, key: string, work: () => T): Promise<T> {
    // Others come in between any two requests.
    await new Promise((done) => setImmediate(done))
    this.requests.push(`${call} ${key}`)
    const fate = this.#fault(this.requests.length - 1, call, key)
    const failure = () => new WorldError('W032', `${key}: the service does not answer`, '')
    if (fate === 'lost') throw failure()
    const done = work()
    if (fate === 'unanswered') throw failure()
    return fate === 'twice' ? work() : done
  }

  get(key: string) {
    return this.#request('get', key, () => this.objects.get(key))
  }

  stream(key: string) {
    return this.#request('stream', key, () => {
      const found = this.objects.get(key)
      if (!found) return undefined
      return (async function* () {
        for (let at = 0; at < found.bytes.length; at += 65536) yield found.bytes.subarray(at, at + 65536)
      })()
    })
  }

  head(key: string) {
    return this.#request('head', key, () => {
      const found = this.objects.get(key)
      return found && { size: found.bytes.length, tag: found.tag, sha256: sha256(found.bytes) }
    })
  }

  put(key: string, bytes: Uint8Array, condition: Condition, protection?: Protection) {
    return this.#request('put', key, () => {
      const there = this.objects.get(key)
      if ('tag' in condition ? there?.tag !== condition.tag : there !== undefined) return undefined
      const tag = `"${sha512(bytes).slice(0, 32)}"`
      this.objects.set(key, { bytes: bytes.slice(), tag, ...protection })
      return tag
    })
  }

  list(prefix: string, deep = false): Promise<Listing> {
    return this.#request('list', prefix, () => {
      const files: { name: string; size: number }[] = []
      const folders = new Set<string>()
      for (const [key, { bytes }] of this.objects) {
        if (!key.startsWith(prefix) || key === prefix) continue
        const name = key.slice(prefix.length)
        const slash = name.indexOf('/')
        if (slash >= 0 && !deep) folders.add(name.slice(0, slash))
        else files.push({ name, size: bytes.length })
      }
      return { files, folders: [...folders] }
    })
  }

  async retain(key: string, mode: string, until: string): Promise<void> {
    await this.#request('retain', key, () => {
      const there = this.objects.get(key)
      if (!there) throw new WorldError('W005', `${key} is not there`, '')
      if (there.until === undefined || there.until < until) this.objects.set(key, { ...there, mode, until })
    })
  }

  async legalHold(key: string, on: boolean): Promise<void> {
    await this.#request('legalHold', key, () => {
      const there = this.objects.get(key)
      if (there) this.objects.set(key, { ...there, legalHold: on })
    })
  }

  locks(): Promise<boolean> {
    return this.#request('locks', '', () => true)
  }
}
