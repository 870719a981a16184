/**
 * Content of archives that are far away, kept on this machine by its digest: the tool and the fonts of a thousand filings
 * are fetched once. Nothing is believed of it: bytes are held to their digest on the way out, and whoever asked does so again.
 */
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { sha512 } from '../bytes.ts'
import { makeFolder } from './make-folder.ts'

export interface Cache {
  get(digest: string): Uint8Array | undefined
  put(digest: string, bytes: Uint8Array): void
}

/** In bytes: some hundred filings with all that makes them again. */
const largest = 1024 * 1024 * 1024
/** After so many writes it is seen whether the folder has grown too large. */
const between = 256

/** A cache that cannot be written or read is none: it never makes a command fail. */
export function folderCache(folder: string, most = largest): Cache {
  let writes = 0
  const at = (digest: string) => join(folder, digest.slice(0, 2), digest)
  return {
    get(digest) {
      try {
        const bytes = fs.readFileSync(at(digest))
        if (sha512(bytes) !== digest) return undefined
        fs.utimesSync(at(digest), new Date(), new Date())
        return bytes
      } catch {
        return undefined
      }
    },
    put(digest, bytes) {
      if (!/^[0-9a-f]{128}$/.test(digest)) return
      try {
        // Unpublished material: nobody else may read it.
        makeFolder(dirname(at(digest)), 0o700)
        const draft = `${at(digest)}.${process.pid}.new`
        fs.writeFileSync(draft, bytes, { mode: 0o600 })
        fs.renameSync(draft, at(digest))
        if (++writes % between === 0) prune(folder, most)
      } catch {
        // As above.
      }
    },
  }
}

/** What was used longest ago goes, until a quarter is free. */
function prune(folder: string, most: number): void {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const { size, mtimeMs } = fs.statSync(path)
      return { path, size, mtimeMs }
    })
    .sort((a, b) => a.mtimeMs - b.mtimeMs)
  let total = files.reduce((sum, { size }) => sum + size, 0)
  if (total <= most) return
  for (const { path, size } of files) {
    if (total <= most * 0.75) return
    fs.rmSync(path, { force: true })
    total -= size
  }
}
