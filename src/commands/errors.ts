/** Errors that the person at the keyboard can mend, as diagnostics: the one table for every command and the module. */
import { type Diagnostic, FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { FontError } from '../fonts/sfnt.ts'
import { WorldError } from '../platform/world.ts'

const worldCodes = { unwritable: 'W005', full: 'W005', locked: 'W007' } as const

/** What was thrown, as diagnostics; undefined for a defect of ours. */
export function translated(error: unknown): readonly Diagnostic[] | undefined {
  if (error instanceof FilingError) return error.diagnostics
  const log = new Log()
  return tell(error, log) ? log.diagnostics : undefined
}

/** Adds what the world or a font refused to a log. @returns whether it was such a thing */
export function tell(error: unknown, log: Log): boolean {
  if (error instanceof FontError) log.add('F002', undefined, error.message)
  else if (error instanceof WorldError) {
    const hint = error.kind === 'locked' ? 'wait for it to end' : 'the last good output is untouched'
    log.add(worldCodes[error.kind], undefined, error.message, hint)
  } else if (isSystemError(error)) {
    const where = error.path === undefined ? '' : ` ${error.path}`
    const why = systemErrors[error.code] ?? 'the system refused it'
    log.add('W005', undefined, `${error.syscall}${where}: ${why} (${error.code})`)
  } else return false
  return true
}

/** What the operating system says in a word of its own. */
const systemErrors: Readonly<Record<string, string>> = {
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ENOTDIR: 'a part of the path is a file and not a folder',
  EISDIR: 'it is a folder and not a file',
  EEXIST: 'something of that name is already there',
  ENOENT: 'it is not there',
  ENOTEMPTY: 'the folder is not empty',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
  ELOOP: 'the links go in a circle',
  ENAMETOOLONG: 'the name is too long',
}

/** An error of a system call, as Node throws it: the machine refused something, so it is not a defect of ours. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string; syscall: string } {
  return (
    error instanceof Error &&
    'syscall' in error &&
    typeof error.syscall === 'string' &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E[A-Z0-9]+$/.test(error.code)
  )
}

/** Runs something and throws only FilingError for what its caller can mend. */
export function translating<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    const found = translated(error)
    throw found ? new FilingError(found) : error
  }
}
