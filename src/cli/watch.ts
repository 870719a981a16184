/** Runs again whenever something changes in folders, until the program is stopped. */
import { existsSync, watch as watchFolder } from 'node:fs'

/** Editors save in bursts; one run a burst is enough. */
const quietMilliseconds = 120

export function watch(folders: readonly string[], run: () => unknown): Promise<void> {
  let pending: NodeJS.Timeout | undefined
  for (const folder of folders.filter(existsSync)) {
    watchFolder(folder, { recursive: true }, () => {
      clearTimeout(pending)
      pending = setTimeout(run, quietMilliseconds)
    })
  }
  // Last, so that what is saved while the first run lasts is not missed.
  run()
  return new Promise(() => {})
}
