/** The world as it is: files on disk. With swap.ts the only importer of node:fs. */

import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '../bytes.ts'
import { FontError } from '../fonts/sfnt.ts'
import { lock, recover, replace, worldError } from './swap.ts'
import { type Folder, largestFile, type World } from './world.ts'

/** The package's own folder, whether this runs from dist/ or from src/platform/. */
function home(): string {
  let at = dirname(fileURLToPath(import.meta.url))
  while (!fs.existsSync(join(at, 'package.json')) && at !== dirname(at)) at = dirname(at)
  return at
}

export function disk(): World {
  const root = home()
  return {
    readFolder,
    readFile: (path) =>
      fs.existsSync(path) && fs.statSync(path).isFile() ? fs.readFileSync(path) : undefined,
    folders: (path) =>
      fs.existsSync(path)
        ? fs
            .readdirSync(path, { withFileTypes: true })
            .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
            .map(({ name }) => name)
            .sort()
        : [],
    hold(path) {
      const release = lock(path)
      try {
        return { recovered: recover(path), release }
      } catch (error) {
        release()
        throw worldError(error, path)
      }
    },
    replaceFolder: replace,
    keepCopy,
    writeFile(path, bytes) {
      try {
        fs.mkdirSync(dirname(path), { recursive: true })
        fs.writeFileSync(`${path}.new`, bytes)
        fs.renameSync(`${path}.new`, path)
      } catch (error) {
        throw worldError(error, path)
      }
    },
    writeSecret(path, bytes) {
      try {
        fs.mkdirSync(dirname(path), { recursive: true })
        fs.writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' })
      } catch (error) {
        throw worldError(error, path)
      }
    },
    exists: fs.existsSync,
    ownTemplates: shown(join(root, 'templates')),
    ownExamples: shown(join(root, 'examples')),
    fontFile(file) {
      const bytes = fs.readFileSync(
        createRequire(join(root, 'package.json')).resolve(`${file.package}/${file.path}`),
      )
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

function readFolder(path: string): Folder | undefined {
  if (!fs.existsSync(path) || !fs.statSync(path).isDirectory()) return undefined
  const files = new Map<string, Uint8Array>()
  const refused: { path: string; why: 'outside' | 'too-large' }[] = []
  const root = fs.realpathSync(path)
  const visit = (inner: string): void => {
    for (const name of fs.readdirSync(join(path, inner)).sort()) {
      if (name.startsWith('.')) continue
      const at = inner === '' ? name : `${inner}/${name}`
      const whole = join(path, at)
      const real = realPath(whole)
      if (real === undefined || !(real === root || real.startsWith(root + sep))) {
        refused.push({ path: at, why: 'outside' })
        continue
      }
      const stat = fs.statSync(whole)
      if (stat.isDirectory()) {
        // A link to a folder above would turn in circles.
        if (fs.lstatSync(whole).isSymbolicLink()) refused.push({ path: at, why: 'outside' })
        else visit(at)
      } else if (stat.size > largestFile) refused.push({ path: at, why: 'too-large' })
      else files.set(at, fs.readFileSync(whole))
    }
  }
  visit('')
  return { path: shown(resolve(path)), files, refused }
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
    throw worldError(error, path)
  }
  return `${path}.kept-${number}`
}
