/** What a program of this person keeps from one start to the next, readable by nobody else: address and token of the studio. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { sha256 } from '../bytes.ts'
import { makeFolder } from './make-folder.ts'

export interface Session {
  readonly port: number
  readonly token: string
}

export interface SessionFile {
  /** Of a studio that did not end by itself: a page of it may still be open, with unsaved text. */
  readonly read: () => Session | undefined
  readonly keep: (session: Session) => void
  readonly end: () => void
}

/**
 * @param state where programs keep their state, by XDG; `~/.local/state` where it is not set
 * @param project the folder that the session is of
 */
export function sessionFile(state: string | undefined, project: string): SessionFile {
  const folder = state || join(homedir(), '.local', 'state')
  const path = join(folder, 'filingpress', `studio-${sha256(project).slice(0, 16)}.json`)
  return {
    read() {
      try {
        const { port, token } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Session>
        return typeof port === 'number' && typeof token === 'string' && token.length >= 40
          ? { port, token }
          : undefined
      } catch {
        return undefined
      }
    },
    keep(session) {
      try {
        makeFolder(dirname(path), 0o700)
        rmSync(path, { force: true })
        writeFileSync(path, JSON.stringify(session), { mode: 0o600, flag: 'wx' })
      } catch {
        // Without it a page that is open does not find the next start by itself; nothing else depends on it.
      }
    },
    end: () => rmSync(path, { force: true }),
  }
}
