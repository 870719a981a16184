/** Runs again whenever something changes in folders, until the program is stopped. */
import { type FSWatcher, statSync, watch as watchFolder } from 'node:fs'

/** Editors save in bursts; one run a burst is enough. */
const quietMilliseconds = 120
/** How often it is asked whether a folder was taken away, or put back: no system tells that of the folder it watches. */
const lookMilliseconds = 400

/** @param run must not throw; called at once, and again after each burst of changes */
export function watch(folders: readonly string[], run: () => unknown): Promise<void> {
  let pending: NodeJS.Timeout | undefined
  const changed = () => {
    clearTimeout(pending)
    pending = setTimeout(again, quietMilliseconds)
  }
  const followed = folders.map((folder) => follow(folder, changed))
  const again = () => {
    // A file or folder that was put in place of another is watched no more, unless it is looked for anew.
    for (const { anew } of followed) anew()
    run()
  }
  // Last, so that what is saved while the first run lasts is not missed.
  run()
  return new Promise(() => {})
}

/** Watches a folder for as long as it is there, and again when it comes back. */
function follow(folder: string, changed: () => void): { readonly anew: () => void } {
  let watcher: FSWatcher | undefined
  let seen = identityOf(folder)
  const close = () => {
    watcher?.close()
    watcher = undefined
  }
  const anew = () => {
    close()
    if (identityOf(folder) === undefined) return
    try {
      watcher = watchFolder(folder, { recursive: true }, changed)
      watcher.on('error', close)
    } catch {
      // It went away just now; the next look finds it.
      seen = undefined
    }
  }
  anew()
  setInterval(() => {
    const now = identityOf(folder)
    if (now === seen) return
    seen = now
    anew()
    if (now !== undefined) changed()
  }, lookMilliseconds)
  return { anew }
}

/** Tells a folder from another that stands in its place; undefined where there is none. */
function identityOf(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() ? `${found.dev}:${found.ino}:${found.birthtimeMs}` : undefined
}
