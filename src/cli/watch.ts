/** Runs again whenever something changes in folders, until the program is stopped. */
import { watchFolders } from '../platform/watch.ts'

/** @param run must not throw; called at once, and again after each burst of changes */
export function watch(folders: readonly string[], run: () => unknown): Promise<void> {
  const watching = watchFolders(folders, () => {
    // A file or folder that was put in place of another is watched no more, unless it is looked for anew.
    watching.anew()
    run()
  })
  // Last, so that what is saved while the first run lasts is not missed.
  run()
  return new Promise(() => {})
}
