/**
 * What the machine refused - a full disk, no permission, a pipe where a file should be - told as what a person can mend.
 *
 * What is not an error of a call to the operating system stays as it is: it may be a defect of ours.
 */
import { type WorldCode, WorldError } from './world.ts'

interface Failure {
  readonly why: string
  readonly hint: string
  readonly code?: WorldCode
}

const noPermission: Failure = {
  why: 'permission was denied',
  hint: 'ask its owner for permission, or choose another place',
}
const inTheWay: Failure = {
  why: 'something else stands in the way',
  hint: 'move away what has this name, or choose another place',
}
const full: Failure = {
  why: 'the disk is full',
  hint: 'free some space, then run the command again; nothing half-written was left',
  code: 'W030',
}
const unanswered: Failure = {
  why: 'the drive does not answer',
  hint: 'see that it is connected, then run the command again',
  code: 'W032',
}
const tooMany: Failure = {
  why: 'too many files are open on this machine',
  hint: 'close other programs, or raise the limit (ulimit -n)',
  code: 'W032',
}
const busy: Failure = {
  why: 'another program holds it',
  hint: 'close that program, then run the command again',
  code: 'W032',
}

const failures: Readonly<Record<string, Failure>> = {
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  EACCES: noPermission,
  EPERM: noPermission,
  EROFS: {
    why: 'the disk can only be read',
    hint: 'choose another place, or mount the disk for writing',
    code: 'W005',
  },
  ENOTDIR: inTheWay,
  EEXIST: inTheWay,
  EISDIR: inTheWay,
  ENOTEMPTY: inTheWay,
  ENAMETOOLONG: { why: 'the name is too long for this disk', hint: 'shorten the name' },
  ELOOP: { why: 'its links lead in a circle', hint: 'replace the links by the files they stand for' },
  ENXIO: {
    why: 'it is not a file but a socket, a pipe or a device',
    hint: 'move it away: only files can be read',
    code: 'W031',
  },
  EIO: {
    why: 'the disk reported an error',
    hint: 'the disk may be failing: check it, and restore from a copy',
    code: 'W032',
  },
  ENOENT: {
    why: 'it is not there, or disappeared meanwhile',
    hint: 'see that nobody else removes files, then run the command again',
    code: 'W032',
  },
  EMFILE: tooMany,
  ENFILE: tooMany,
  ENOMEM: { why: 'the machine has no memory left', hint: 'close other programs', code: 'W032' },
  EBUSY: busy,
  ETXTBSY: busy,
  ESTALE: unanswered,
  ETIMEDOUT: unanswered,
  EHOSTDOWN: unanswered,
  EHOSTUNREACH: unanswered,
  ENODEV: unanswered,
  ENOTCONN: unanswered,
}

const other: Failure = {
  why: 'the system refused it',
  hint: 'look at the disk and its permissions',
  code: 'W032',
}

/** Calls of the system that change something; all others read. */
const writing =
  /^(?:mkdir|mkdtemp|rename|unlink|rm|rmdir|write|fsync|ftruncate|copyfile|cp|chmod|fchmod|link)$/

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/**
 * The failure of a call as a WorldError; anything else as it is.
 *
 * @param path what the call was about, where the error does not say it as a person would
 * @param doing whether the call was to read or to write; told by the call itself when left out
 */
export function worldError(error: unknown, path?: string, doing?: 'reading' | 'writing'): unknown {
  const code = codeOf(error)
  if (error instanceof WorldError || !(error instanceof Error) || !/^E[A-Z0-9]+$/.test(code)) return error
  const { path: own, syscall } = error as NodeJS.ErrnoException
  // Without a system call behind it, an error of this form is none of the machine.
  if (syscall === undefined && path === undefined) return error
  const failure = failures[code] ?? other
  const isWriting = doing === undefined ? writing.test(syscall ?? '') : doing === 'writing'
  const what = path ?? own ?? 'a file'
  return new WorldError(
    failure.code ?? (isWriting ? 'W005' : 'W031'),
    `${what} cannot be ${isWriting ? 'written' : 'read'}: ${failure.why} (${code})`,
    failure.hint,
  )
}
