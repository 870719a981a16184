/** The files of a git revision as a world: content and templates from there, everything else from the disk. */
import { relative, resolve, sep } from 'node:path'
import { type Folder, largestFile, type World, WorldError } from './world.ts'

/** Output of git, or undefined when it refuses; nothing is run through a shell. */
function git(args: readonly string[], input?: string): Buffer | undefined {
  // Loaded only where git is asked: it takes longer than most files that are compared take to read.
  const { execFileSync } = process.getBuiltinModule('node:child_process')
  try {
    return execFileSync('git', [...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 256 * 1024 * 1024,
      ...(input !== undefined && { input }),
    })
  } catch {
    return undefined
  }
}

/** Whether git would leave a path out of the repository. */
export const isIgnored = (path: string): boolean => git(['check-ignore', '-q', '--', path]) !== undefined

/** Sets a value in the configuration of this repository. @throws WorldError where there is none */
export function gitConfig(key: string, value: string): void {
  if (git(['config', '--local', key, value]) === undefined)
    throw new WorldError('W005', 'this is not a git repository', 'run git init first')
}

/** The commit that a name means here; undefined when there is no repository or no such revision. */
export function commitOf(name: string): { readonly id: string; readonly date: string } | undefined {
  if (name.startsWith('-')) return undefined
  const out = git(['log', '-1', '--format=%H %cs', `${name}^{commit}`, '--'])
    ?.toString('utf8')
    .trim()
  const [id, date] = out?.split(' ') ?? []
  return id !== undefined && date !== undefined ? { id, date } : undefined
}

export function gitWorld(commit: string, base: World): World {
  const root = git(['rev-parse', '--show-toplevel'])?.toString('utf8').trim()
  if (root === undefined) throw new WorldError('W031', 'this is not a git repository', 'run this inside one')
  /** By path from the root of the repository. */
  const blobs = new Map<string, string>()
  for (const entry of git(['ls-tree', '-r', '-z', '--full-tree', commit])?.toString('utf8').split('\0') ??
    []) {
    const match = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(entry)
    if (match?.[1] !== undefined && match[2] !== undefined) blobs.set(match[2], match[1])
  }
  const inside = (path: string): string | undefined => {
    const from = relative(root, resolve(path)).split(sep).join('/')
    return from.startsWith('..') ? undefined : from
  }
  const read = (blob: string): Uint8Array => git(['cat-file', 'blob', blob]) ?? new Uint8Array()
  const under = (path: string): [string, string][] => {
    const folder = inside(path)
    if (folder === undefined) return []
    const prefix = folder === '' ? '' : `${folder}/`
    return [...blobs]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, blob]) => [name.slice(prefix.length), blob])
  }
  const readFolder = (path: string): Folder | undefined => {
    const entries = under(path).filter(([name]) => !name.split('/').some((part) => part.startsWith('.')))
    // A folder that the repository does not hold, as our own templates in an installed package.
    if (entries.length === 0) return path === base.ownTemplates ? base.readFolder(path) : undefined
    const files = entries.map(([name, blob]): [string, Uint8Array] => [name, read(blob)])
    return { path, files: new Map(files.filter(([, bytes]) => bytes.length <= largestFile)), refused: [] }
  }
  return {
    ...base,
    readFolder,
    readFile(path) {
      const blob = blobs.get(inside(path) ?? '')
      return blob === undefined ? undefined : read(blob)
    },
    folders: (path) =>
      [
        ...new Set(under(path).flatMap(([name]) => (name.includes('/') ? [name.split('/')[0] ?? ''] : []))),
      ].sort(),
    exists: (path) => under(path).length > 0 || blobs.has(inside(path) ?? ''),
  }
}

export interface Revision {
  readonly id: string
  /** `YYYY-MM-DDTHH:MM:SS±HH:MM` */
  readonly when: string
  readonly who: string
  readonly why: string
}

/** The commits that touched a path, the newest first; none where there is no repository. */
export function revisionsOf(path: string, most = 50): Revision[] {
  const out = git(['log', `-${most}`, '--format=%H%x1f%cI%x1f%an%x1f%s', '--', path])?.toString('utf8') ?? ''
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [id = '', when = '', who = '', why = ''] = line.split('\x1f')
      return { id, when, who, why }
    })
}
