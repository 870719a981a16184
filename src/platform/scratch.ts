/**
 * A program of Node run in a clean folder of its own, and what it made there.
 *
 * It gets no environment but what is named, and as little of the machine as this Node can hold it to: with the permission
 * model (Node 20 and later) it reads and writes its folder alone and starts no process; it has no network where the model
 * covers that (Node 25 and later) or Linux gives it a network of its own. What could not be held is said.
 */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { below } from './inside.ts'
import { makeFolder } from './make-folder.ts'

export interface Ran {
  /** By name inside the folder asked for; undefined where the program made none. */
  readonly files: ReadonlyMap<string, Uint8Array> | undefined
  readonly said: string
  readonly held: Held
}

/** What the program was held to. */
export interface Held {
  readonly files: boolean
  readonly network: boolean
}

/** Longer than any filing takes; a program that never ends is ended. */
const longest = 300_000

export function runInScratch(
  files: ReadonlyMap<string, Uint8Array>,
  node: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  made: string,
): Ran {
  const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'filingpress-')))
  try {
    for (const [name, bytes] of files) {
      const path = below(folder, name)
      makeFolder(dirname(path), 0o700)
      fs.writeFileSync(path, bytes, { mode: 0o600 })
    }
    const guard = join(folder, 'guard.cjs')
    fs.writeFileSync(guard, guardText, { mode: 0o600 })
    const { flags, held, network } = confinement(node, folder)
    const command = [...network, node, ...flags, '--require', guard, ...args]
    const [program = node, ...rest] = command
    const { stdout, stderr } = spawnSync(program, rest, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: '', ...environment },
      timeout: longest,
    })
    const out = join(folder, made)
    if (!fs.existsSync(out)) return { files: undefined, said: `${stderr}${stdout}`, held }
    const found = fs
      .readdirSync(out, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort()
      .map((name) => [name, fs.readFileSync(join(out, name))] as const)
    return { files: new Map(found), said: `${stderr}${stdout}`, held }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Runs first in the program's process. The permission model refuses to flush a file or change its mode by its number, which
 * bundles of every age ask for and no output depends on; and where nothing else closes the network, its modules are closed here:
 * a fence for what goes astray, not a wall.
 */
const guardText = `'use strict'
const fs = require('node:fs')
for (const name of ['fsyncSync', 'fdatasyncSync', 'fchmodSync', 'chmodSync', 'fchownSync']) fs[name] = () => {}
const refuse = () => {
  throw new Error('an archived tool has no network')
}
for (const name of ['net', 'tls', 'dgram', 'dns', 'http', 'https', 'http2']) {
  const module = require('node:' + name)
  for (const key of ['connect', 'createConnection', 'createServer', 'createSocket', 'request', 'get', 'lookup', 'resolve'])
    if (typeof module[key] === 'function') module[key] = refuse
}
require('node:net').Socket.prototype.connect = refuse
globalThis.fetch = refuse
globalThis.WebSocket = undefined
`

interface Confinement {
  readonly flags: readonly string[]
  readonly held: Held
  /** A program, with arguments, that gives what it starts a network of its own, with nothing in it. */
  readonly network: readonly string[]
}

function confinement(node: string, folder: string): Confinement {
  const version =
    node === process.execPath
      ? process.versions.node
      : spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().replace(/^v/, '')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const named = major > 22 || (major === 22 && minor >= 13)
  const model = named ? '--permission' : major >= 20 ? '--experimental-permission' : undefined
  const flags =
    model === undefined ? [] : [model, `--allow-fs-read=${folder}/`, `--allow-fs-write=${folder}/`]
  const covered = major >= 25
  const network = covered ? [] : ownNetwork()
  return {
    flags: [...flags, '--no-warnings'],
    held: { files: flags.length > 0, network: covered || network.length > 0 },
    network,
  }
}

const unshare = '/usr/bin/unshare'

/** Linux, where a user may have a network of their own. */
function ownNetwork(): string[] {
  if (!fs.existsSync(unshare)) return []
  const args = ['--user', '--map-root-user', '--net', '--']
  return spawnSync(unshare, [...args, '/bin/true']).status === 0 ? [unshare, ...args] : []
}
