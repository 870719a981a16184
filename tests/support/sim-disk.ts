/**
 * A disk in memory that remembers each step, so that the power can fail behind any of them: what was not flushed may be
 * there, or not, in any combination that the steps allow.
 */
import { digestOf } from '../../src/archive/digest.ts'
import type { Entry } from '../../src/archive/tree.ts'
import type { Steps } from '../../src/platform/steps.ts'

type Node = Uint8Array | 'folder'
export type State = ReadonlyMap<string, Node>

export type Step =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'sync'; readonly path: string }

const parentOf = (path: string): string => path.split('/').slice(0, -1).join('/')

function apply(state: Map<string, Node>, step: Step): boolean {
  const has = (path: string) => path === '' || state.get(path) === 'folder'
  switch (step.kind) {
    case 'sync':
      return true
    case 'folder':
      if (!has(parentOf(step.path))) return false
      state.set(step.path, 'folder')
      return true
    case 'file':
      if (!has(parentOf(step.path))) return false
      state.set(step.path, step.bytes)
      return true
    case 'remove':
      state.delete(step.path)
      return true
    case 'rename': {
      const node = state.get(step.from)
      if (node === undefined || !has(parentOf(step.to))) return false
      const moved = [...state].filter(([path]) => path === step.from || path.startsWith(`${step.from}/`))
      for (const [path] of moved) state.delete(path)
      for (const [path, value] of moved) state.set(step.to + path.slice(step.from.length), value)
      return true
    }
  }
}

/** What may fail: called before each step with its number and name. */
export type Fault = (number: number, name: string) => void

export class SimDisk implements Steps {
  readonly state: Map<string, Node>
  readonly steps: Step[] = []
  readonly base: State
  readonly #fault: Fault
  #count = 0

  constructor(base: State = new Map(), fault: Fault = () => {}) {
    this.base = base
    this.state = new Map(base)
    this.#fault = fault
  }

  #do(step: Step): void {
    this.#fault(this.#count++, step.kind)
    this.steps.push(step)
    if (!apply(this.state, step))
      throw Object.assign(new Error(`ENOENT: ${JSON.stringify(step).slice(0, 80)}`), { code: 'ENOENT' })
  }

  async makeFolder(path: string): Promise<void> {
    if (this.state.get(path) !== 'folder') this.#do({ kind: 'folder', path })
  }

  async createFile(path: string, bytes: Uint8Array): Promise<void> {
    if (this.state.has(path)) throw Object.assign(new Error(`EEXIST: ${path}`), { code: 'EEXIST' })
    this.#do({ kind: 'file', path, bytes })
  }

  async syncFolder(path: string): Promise<void> {
    this.#do({ kind: 'sync', path })
  }

  async rename(from: string, to: string): Promise<void> {
    this.#do({ kind: 'rename', from, to })
  }

  async removeFile(path: string): Promise<void> {
    if (this.state.has(path)) this.#do({ kind: 'remove', path })
  }

  async removeFolder(path: string): Promise<void> {
    if ([...this.state.keys()].some((one) => one.startsWith(`${path}/`)))
      throw Object.assign(new Error(`ENOTEMPTY: ${path}`), { code: 'ENOTEMPTY' })
    this.#do({ kind: 'remove', path })
  }

  async list(path: string): Promise<readonly Entry[] | undefined> {
    if (path !== '' && this.state.get(path) !== 'folder') return undefined
    const prefix = path === '' ? '' : `${path}/`
    return [...this.state]
      .filter(
        ([name]) => name.startsWith(prefix) && name !== path && !name.slice(prefix.length).includes('/'),
      )
      .map(
        ([name, node]): Entry => ({
          name: name.slice(prefix.length),
          kind: node === 'folder' ? 'folder' : 'file',
        }),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const node = this.state.get(path)
    return node === 'folder' ? undefined : node
  }

  async digests(path: string, algorithms: readonly string[]): Promise<Record<string, string> | undefined> {
    const bytes = await this.read(path)
    return bytes && Object.fromEntries(algorithms.map((one) => [one, digestOf(bytes, one)]))
  }
}

/**
 * One state that the disk may be in when the power fails behind so many steps.
 *
 * A step in a folder lasts once that folder was flushed behind it; what was not may be dropped. The bytes of the file
 * being written at that moment may be cut short.
 */
export function afterPowerLoss({ base, steps }: SimDisk, count: number, next: () => number): State {
  const state = new Map(base)
  const done = steps.slice(0, count)
  const lasting = (index: number): boolean => {
    const step = done[index] as Step
    const folders =
      step.kind === 'rename' ? [parentOf(step.to)] : step.kind === 'sync' ? [] : [parentOf(step.path)]
    return folders.every((folder) =>
      done.slice(index + 1).some((later) => later.kind === 'sync' && later.path === folder),
    )
  }
  done.forEach((step, index) => {
    if (lasting(index) || next() < 0.5) apply(state, step)
  })
  const torn = steps[count]
  if (torn?.kind === 'file' && next() < 0.5)
    apply(state, { ...torn, bytes: torn.bytes.subarray(0, Math.floor(next() * torn.bytes.length)) })
  return state
}
