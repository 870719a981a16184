/** The world as it is: files on disk. With swap.ts the only importer of node:fs. */

import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '../bytes.ts'
import type { FaceFile } from '../fonts/families.ts'
import { FontError } from '../fonts/sfnt.ts'
import { codeOf, worldError } from './failures.ts'
import { isBelow } from './inside.ts'
import { makeFolder } from './make-folder.ts'
import { readOtherPdf } from './other-pdfs.ts'
import { lock, recover, replace } from './swap.ts'
import { type Folder, largestFile, type Refusal, type World } from './world.ts'

/** The package's own folder, whether this runs from dist/ or from src/platform/. */
function home(): string {
  let at = dirname(fileURLToPath(import.meta.url))
  while (!fs.existsSync(join(at, 'package.json')) && at !== dirname(at)) at = dirname(at)
  return at
}

export function disk(): World {
  const root = home()
  const runs = fileURLToPath(import.meta.url)
  const packages = new Map<string, string>()
  const fontPath = (file: FaceFile): string => {
    const known = packages.get(file.package)
    if (known !== undefined) return known + file.path
    const path = createRequire(join(root, 'package.json')).resolve(`${file.package}/${file.path}`)
    packages.set(file.package, path.slice(0, -file.path.length))
    return path
  }
  return {
    readFolder,
    readFile,
    folders,
    canonical,
    hold(path) {
      const release = lock(path)
      try {
        return { recovered: recover(path), release }
      } catch (error) {
        release()
        throw worldError(error, path, 'writing')
      }
    },
    replaceFolder: replace,
    keepCopy,
    writeFile(path, bytes) {
      try {
        makeFolder(dirname(path))
        fs.writeFileSync(`${path}.new`, bytes)
        fs.renameSync(`${path}.new`, path)
      } catch (error) {
        throw worldError(error, path, 'writing')
      }
    },
    writeSecret(path, bytes) {
      try {
        makeFolder(dirname(path))
        fs.writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' })
      } catch (error) {
        throw worldError(error, path, 'writing')
      }
    },
    exists,
    sizeOf,
    program: runs.endsWith('.cjs') ? runs : undefined,
    ownTemplates: shown(join(root, 'templates')),
    ownExamples: shown(join(root, 'examples')),
    digestOf,
    fontPath,
    fontFile(file) {
      const bytes = fs.readFileSync(fontPath(file))
      const digest = sha256(bytes)
      if (digest !== file.sha256)
        throw new FontError(`${file.package}/${file.path} is not the font this version was made with`)
      return bytes
    },
    packageFile: (name, path) =>
      fs.readFileSync(createRequire(join(root, 'package.json')).resolve(`${name}/${path}`)),
    toolFiles: () =>
      ['filingpress.cjs', 'THIRD-PARTY-NOTICES.txt'].map(
        (name) => [`tool/${name}`, fs.readFileSync(join(root, 'dist', name))] as const,
      ),
    readOtherPdf: (bytes) => readOtherPdf(join(root, 'dist/pdf-reader.mjs'), bytes),
    clock: () => `${new Date().toISOString().slice(0, 19)}Z`,
    // `performance` would load a module of Node for this alone.
    now: () => Number(process.hrtime.bigint()) / 1e6,
  }
}

/** A path as a person should see it: relative to where they stand, when that is shorter. */
function shown(path: string): string {
  const near = relative(process.cwd(), path)
  return (near !== '' && !near.startsWith('..') ? near : path).split(sep).join('/')
}

/** What this process may not even look for - an archived tool is held to its folder - is as if it were not there. */
function exists(path: string): boolean {
  try {
    return fs.existsSync(path)
  } catch (error) {
    if (codeOf(error) !== 'ERR_ACCESS_DENIED') throw error
    return false
  }
}

function sizeOf(path: string): number {
  try {
    const own = fs.statSync(path)
    if (!own.isDirectory()) return own.size
    return fs.readdirSync(path, { withFileTypes: true, recursive: true }).reduce((sum, entry) => {
      const file =
        entry.isFile() && fs.statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })
      return sum + (file ? file.size : 0)
    }, 0)
  } catch {
    // It only says which filing is begun first; whoever reads the folder tells what is wrong with it.
    return 0
  }
}

function readFile(path: string): Uint8Array | undefined {
  try {
    return fs.statSync(path, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(path) : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined
    throw worldError(error, path, 'reading')
  }
}

/** Large enough that few calls are made, small enough to stay in the processor's own memory. */
const pieceSize = 1 << 16

function digestOf(path: string): string | undefined {
  try {
    if (!fs.statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined
    const file = fs.openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      const piece = Buffer.allocUnsafe(pieceSize)
      for (let read = 1; read > 0; ) {
        read = fs.readSync(file, piece)
        hash.update(piece.subarray(0, read))
      }
      return hash.digest('hex')
    } finally {
      fs.closeSync(file)
    }
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined
    throw worldError(error, path, 'reading')
  }
}

function folders(path: string): string[] {
  try {
    return fs
      .readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return []
    throw worldError(error, path, 'reading')
  }
}

/** The path as the disk knows it, links followed as far as it exists. */
function canonical(path: string): string {
  const whole = resolve(path)
  const real = realPath(whole)
  if (real !== undefined) return real
  const parent = dirname(whole)
  return parent === whole ? whole : join(canonical(parent), whole.slice(parent.length))
}

function readFolder(path: string): Folder | undefined {
  const root = realPath(path)
  if (root === undefined || !fs.statSync(root).isDirectory()) return undefined
  const files = new Map<string, Uint8Array>()
  const refused: { path: string; why: Refusal }[] = []
  const visit = (inner: string): void => {
    for (const name of namesIn(join(path, inner))) {
      if (name.startsWith('.')) continue
      const at = inner === '' ? name : `${inner}/${name}`
      const found = take(join(path, at), root)
      if (found === 'folder') visit(at)
      else if (typeof found === 'string') refused.push({ path: at, why: found })
      else files.set(at, found)
    }
  }
  visit('')
  return { path: shown(resolve(path)), files, refused }
}

/** One entry of a folder: its bytes, that it is a folder, or why it is not read. */
function take(path: string, root: string): Uint8Array | 'folder' | Refusal {
  const real = realPath(path)
  if (real === undefined || !isBelow(real, root)) return 'outside'
  try {
    const stat = fs.statSync(real)
    // A link to a folder above would turn in circles.
    if (stat.isDirectory()) return fs.lstatSync(path).isSymbolicLink() ? 'outside' : 'folder'
    // A pipe would keep whoever reads it waiting for ever.
    if (!stat.isFile()) return 'no-file'
    return stat.size > largestFile ? 'too-large' : fs.readFileSync(real)
  } catch (error) {
    if (worldError(error) === error) throw error
    return 'unreadable'
  }
}

function namesIn(path: string): string[] {
  try {
    return fs.readdirSync(path).sort()
  } catch (error) {
    throw worldError(error, path, 'reading')
  }
}

function realPath(path: string): string | undefined {
  try {
    return fs.realpathSync(path)
  } catch {
    return undefined
  }
}

function keepCopy(path: string): string {
  let number = 1
  while (fs.existsSync(`${path}.kept-${number}`)) number++
  try {
    fs.cpSync(path, `${path}.kept-${number}`, { recursive: true })
  } catch (error) {
    throw worldError(error, path, 'writing')
  }
  return `${path}.kept-${number}`
}
