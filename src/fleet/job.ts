/**
 * A job: one piece of work on one filing, as data, and what came of it, as data. Who runs it is another matter: a plain
 * loop (here.ts), threads (threads.ts) and machines on a queue (queue/) run the same function and get the same bytes.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

export interface Job<T> {
  /** As a person knows it: the filing's name. */
  readonly name: string
  /** What it will cost next to the others, as bytes of its input. */
  readonly size: number
  /** Plain data, so that it can go to a thread or another machine. */
  readonly task: T
}

export type Outcome<R> =
  | { readonly state: 'done'; readonly result: R }
  /** The author or the person at the keyboard must mend something. */
  | { readonly state: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  /** A defect of ours; the stack tells us where. */
  | { readonly state: 'defect'; readonly stack: string }
  /** Not begun, because the run was stopped. */
  | { readonly state: 'left' }

/** Does jobs, one after the other. */
export interface Worker<T, R> {
  do(task: T): Promise<Outcome<R>>
  /** Whether it died of its last job and can do no more. */
  readonly dead: boolean
  end(): Promise<void>
}

/** The function that every runner runs. It must not throw: what is thrown becomes an outcome before. */
export type Perform<T, R> = (task: T) => Promise<Outcome<R>>
