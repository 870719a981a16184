/** Whether this file is the program that runs, and not a library that someone imports. */
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export function isMainModule(): boolean {
  const started = process.argv[1]
  return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)
}

/** Whether this is a thread that the command started (fleet/threads.ts), and does jobs. */
export const isThread = (): boolean => !process.getBuiltinModule('node:worker_threads').isMainThread
