/** A real archive in a folder of its own, with the small modern filing in it. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Issue } from '../../src/archive/issues.ts'
import { objectFolder, objectId } from '../../src/archive/layout.ts'
import { newKey, readKey } from '../../src/archive/signature.ts'
import { sha512 } from '../../src/bytes.ts'
import { add, keepVersion } from '../../src/commands/archive/add.ts'
import { objectOf, readObject, readVersion } from '../../src/commands/archive/objects.ts'
import { type Archive, placeOf } from '../../src/commands/archive/place.ts'
import { type VerifyOptions, verify } from '../../src/commands/archive/verify.ts'
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

export async function scene(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-archive-'))
  const path = resolve(folder, 'vault')
  const archive = placeOf(path)
  await archive.store.begin()
  return { folder, archive, path }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A tool that wraps the content and does no more: small, so that an archive of it can be copied by the dozen. */
const smallTool = `const fs = require('node:fs')
fs.mkdirSync('out/one', { recursive: true })
fs.writeFileSync('out/one/8-k.htm', '<p>' + fs.readFileSync('content/one/8-k.md', 'utf8') + '</p>')
`

/** One version, signed, of few and small files, under the id that the modern filing has. */
export async function keepSmall({ archive }: Scene, text = 'The bylaws were changed.'): Promise<void> {
  const id = objectId('1234567', 'one')
  const folder = objectFolder(id)
  const files = new Map<string, Uint8Array>([
    ['source/8-k.md', bytesOf(text)],
    ['output/8-k.htm', bytesOf(`<p>${text}</p>`)],
    ['tool/filingpress.cjs', bytesOf(smallTool)],
    ['options.json', bytesOf('{"format":1,"filing":"one","date":null,"edgarPdf":false,"final":false}')],
    ['report/findings.json', bytesOf('{"format":1,"findings":[]}')],
    ['retention.json', bytesOf('{"format":1,"years":7,"hold":false}')],
  ])
  const who = { created: '2026-01-02T03:04:05Z', message: 'm', user: { name: 'Jane', address: 'urn:x:jane' } }
  const before = await readObject(archive, folder)
  await keepVersion(archive, { id, folder, before }, files, who, privateKey)
}

export function keep(archive: Archive, files: Files = modern, key = privateKey) {
  return keepOf(worldWith({ ...modern, ...files }), archive, key)
}

/** What stands in a world, kept; `final` where it is approved. */
export function keepOf(world: World, archive: Archive, key = privateKey, final = false, book = fonts) {
  return add(
    world,
    archive,
    'one',
    book,
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

export const unsigned = { key: undefined, expect: undefined, filing: undefined }
export const noTrust = { key: undefined, trust: false }

/** What is wrong with the only object of an archive. */
export async function issuesOf(
  archive: Archive,
  options: Partial<VerifyOptions> = {},
): Promise<readonly Issue[]> {
  const { objects } = await verify(archive, { ...unsigned, ...options })
  return objects[0]?.issues.list ?? []
}

export const filesIn = async (archive: Archive, version: string): Promise<Map<string, Uint8Array>> =>
  readVersion(archive, await objectOf(archive, 'one'), version)

export const objectPath = async ({ archive, path }: Scene): Promise<string> =>
  join(path, (await objectOf(archive, 'one')).folder)

/** Makes the sidecar of an inventory say its digest again. */
export function redo(folder: string): void {
  const digest = sha512(readFileSync(join(folder, 'inventory.json')))
  writeFileSync(join(folder, 'inventory.json.sha512'), `${digest} inventory.json\n`)
}

/** Changes a file of the first of two versions, and every digest of it: what someone can do who can write everything. */
export function rewriteOld(
  folder: string,
  name = 'source/8-k.md',
  change = (bytes: Buffer): Buffer => Buffer.from(bytes.toString().replace('bylaws', 'charter')),
): void {
  const path = join(folder, 'v1/content', name)
  const before = sha512(readFileSync(path))
  changed(path, change)
  const after = sha512(readFileSync(path))
  for (const where of ['', 'v1', 'v2'].map((each) => join(folder, each))) {
    if (!existsSync(join(where, 'inventory.json'))) continue
    changed(join(where, 'inventory.json'), (bytes) => Buffer.from(bytes.toString().replaceAll(before, after)))
    redo(where)
  }
}
