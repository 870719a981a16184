/** Makes folders. */
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { codeOf } from './failures.ts'

/**
 * Makes a folder and those above it; one that is there stays as it is.
 *
 * Node's own `recursive` never ends where a file system says that a folder to be made is not there, below one that is:
 * /proc does.
 *
 * @param mode permissions of the folders that are made
 */
export function makeFolder(path: string, mode = 0o777): void {
  try {
    fs.mkdirSync(path, { mode })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' && fs.statSync(path).isDirectory()) return
    const parent = dirname(path)
    if (code !== 'ENOENT' || parent === path || fs.existsSync(parent)) throw error
    makeFolder(parent, mode)
    makeFolder(path, mode)
  }
}
