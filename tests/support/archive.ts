/** A real archive in a folder of its own, with the small modern filing in it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { newKey, readKey } from '../../src/archive/signature.ts'
import { add } from '../../src/commands/archive/add.ts'
import { type Archive, placeOf } from '../../src/commands/archive/place.ts'
import type { World } from '../../src/platform/world.ts'
import { type Files, fonts, usual, worldWith } from './filing.ts'
import { modern } from './modern.ts'

export const pair = newKey()
export const privateKey = readKey(pair.privatePem, 'private')
export const publicKey = readKey(pair.publicPem, 'public')

export const buildOptions = { ...usual, edgarPdf: true, dryRun: true }

export interface Scene {
  readonly folder: string
  readonly archive: Archive
  readonly path: string
}

export function scene(): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-archive-'))
  const path = resolve(folder, 'vault')
  const archive = placeOf(path)
  archive.store.begin()
  return { folder, archive, path }
}

export function keep(archive: Archive, files: Files = modern, key = privateKey) {
  return keepOf(worldWith({ ...modern, ...files }), archive, key)
}

/** What stands in a world, kept; `final` where it is approved. */
export function keepOf(world: World, archive: Archive, key = privateKey, final = false) {
  return add(
    world,
    archive,
    'one',
    fonts,
    { ...buildOptions, final },
    {
      message: 'm',
      user: 'Jane',
      key,
      retain: 7,
      signaturePages: new Map(),
      attestations: new Map(),
    },
  )
}

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
}

/** A copy that can be damaged. */
export function copyOf(path: string, to: string): Archive {
  rmSync(to, { recursive: true, force: true })
  cpSync(path, to, { recursive: true })
  return placeOf(to)
}

export const changed = (path: string, change: (bytes: Buffer) => Buffer): void =>
  writeFileSync(path, change(readFileSync(path)))
