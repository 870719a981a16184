/** Watches folders for as long as they are there, and again when they come back. */
import { type FSWatcher, readdirSync, statSync, watch as watchFolder } from 'node:fs'
import { join } from 'node:path'

/** Editors save in bursts; one call a burst is enough. */
const quietMilliseconds = 120
/** How often it is asked whether a folder was taken away, or put back: no system tells that of the folder it watches. */
const lookMilliseconds = 400

export interface Watching {
  /** Looks for files and folders that were put in place of others, which are watched no more otherwise. */
  readonly anew: () => void
  readonly close: () => void
}

/** @param changed must not throw; called after each burst of changes in any of the folders */
export function watchFolders(folders: readonly string[], changed: () => void): Watching {
  let pending: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(pending)
    pending = setTimeout(changed, quietMilliseconds)
  }
  const followed = folders.map((folder) => follow(folder, soon))
  return {
    anew() {
      for (const one of followed) one.anew()
    },
    close() {
      clearTimeout(pending)
      for (const one of followed) one.close()
    },
  }
}

function follow(folder: string, changed: () => void): Watching {
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
  const looking = setInterval(() => {
    const now = identityOf(folder)
    if (now === seen) return
    seen = now
    anew()
    if (now !== undefined) changed()
  }, lookMilliseconds)
  return {
    anew,
    close() {
      clearInterval(looking)
      close()
    },
  }
}

/** Tells a folder from another that stands in its place; undefined where there is none. */
function identityOf(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() ? `${found.dev}:${found.ino}:${found.birthtimeMs}` : undefined
}

/** When a file of a folder was last written, `YYYY-MM-DDTHH:MM:SSZ`; for people to read, never for what is written. */
export function lastChange(folder: string): string | undefined {
  try {
    const times = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
      (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    )
    return times.length === 0 ? undefined : `${new Date(Math.max(...times)).toISOString().slice(0, 19)}Z`
  } catch {
    // It is being replaced just now.
    return undefined
  }
}
