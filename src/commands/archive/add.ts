/** `archive add`: the filing as it stands, built and kept as a new version. */

import type { KeyObject } from 'node:crypto'
import type { Inventory } from '../../archive/inventory.ts'
import { objectFolder, objectId } from '../../archive/layout.ts'
import { type About, type Revision, revise } from '../../archive/revise.ts'
import { type InventoryClaim, inventoryPayload, seal, statementPayload } from '../../archive/signature.ts'
import { statement } from '../../archive/statement.ts'
import { join } from '../../archive/tree.ts'
import { jsonBytes, sha256, sha512, toBytes, toText } from '../../bytes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import type { FontBook } from '../../fonts/book.ts'
import { Earlier } from '../../html/earlier.ts'
import type { World } from '../../platform/world.ts'
import { tool } from '../../tool.ts'
import type { BuildOptions } from '../build.ts'
import { diff, diffJson } from '../diff.ts'
import { findingsOf } from '../record.ts'
import { redlineFiles } from '../redlines.ts'
import { finished } from '../versions.ts'
import { contentsOf, findingsJson } from './contents.ts'
import { archivedVersion, below, readObject, readVersion } from './objects.ts'
import { type Archive, refuse } from './place.ts'

export interface AddOptions {
  readonly message: string
  readonly user: string
  readonly key: KeyObject | undefined
  /** Years to keep; 7 by default. */
  readonly retain: number
  /** Authentication documents and attestations, by file name (17 CFR 232.302(b)). */
  readonly signaturePages: ReadonlyMap<string, Uint8Array>
  readonly attestations: ReadonlyMap<string, Uint8Array>
}

export interface Added {
  readonly id: string
  readonly version: string
  /** sha512 of the inventory: what `verify --expect` is given later. */
  readonly head: string
  readonly signed: boolean
  readonly files: number
  /** What is kept with the version and was found when it was archived. */
  readonly diagnostics: readonly Diagnostic[]
}

export function add(
  world: World,
  archive: Archive,
  slug: string,
  fonts: FontBook,
  build: BuildOptions,
  options: AddOptions,
): Added {
  const contents = contentsOf(world, slug, fonts, build)
  const who = about(world, options)
  const id = objectId(contents.registrant, slug)
  const folder = objectFolder(id)
  return archive.store.exclusively(() => {
    const before = readObject(archive, folder)
    const { files } = contents
    for (const [name, bytes] of keptFrom(archive, folder, before))
      if (!files.has(name)) files.set(name, bytes)
    files.set('retention.json', retention(before ? files.get('retention.json') : undefined, options.retain))
    addSignatures(files, contents.signatories, options)
    const log = new Log()
    if (before) {
      const stored = { folder, inventory: before }
      const fresh = { files: contents.outputs, created: who.created }
      for (const [name, bytes] of redlineAgainst(archive, stored, fresh, slug, fonts, log))
        files.set(`redline/${name}`, bytes)
    }
    files.set('report/findings.json', findingsJson([...contents.findings, ...findingsOf(log)]))
    const { options: settings, inputs, outputs } = contents
    const made = { filing: slug, options: settings, inputs, outputs }
    const kept = keepVersion(archive, { id, folder, before }, files, who, options.key, made)
    return { ...kept, diagnostics: log.diagnostics }
  })
}

export const about = (world: World, { message, user }: Pick<AddOptions, 'message' | 'user'>): About => ({
  created: world.clock(),
  message,
  user: { name: user, address: `urn:filingpress:user:${encodeURIComponent(user)}` },
})

/** What was recorded of earlier versions and goes on: what EDGAR returned, signature pages, retention. */
function keptFrom(archive: Archive, folder: string, before: Inventory | undefined): Map<string, Uint8Array> {
  if (!before) return new Map()
  const files = readVersion(archive, { folder, inventory: before }, before.head)
  return new Map(
    [...files].filter(
      ([name]) => name.startsWith('signatures/') || name.startsWith('filing/') || name === 'retention.json',
    ),
  )
}

export interface Retention {
  readonly format: 1
  readonly years: number
  readonly hold: boolean
  readonly reason?: string
}

export const usualRetention: Retention = { format: 1, years: 7, hold: false }

export function readRetention(bytes: Uint8Array | undefined): Retention {
  return bytes ? (JSON.parse(toText(bytes)) as Retention) : usualRetention
}

function retention(before: Uint8Array | undefined, years: number): Uint8Array {
  return jsonBytes({ ...readRetention(before), years })
}

/** The index of signature pages: kept five years, attestations seven (17 CFR 232.302(b)). */
function addSignatures(
  files: Map<string, Uint8Array>,
  signatories: readonly { name: string; title: string }[],
  { signaturePages, attestations }: AddOptions,
): void {
  for (const [name, bytes] of signaturePages) files.set(`signatures/pages/${name}`, bytes)
  for (const [name, bytes] of attestations) files.set(`signatures/attestations/${name}`, bytes)
  const listed = (prefix: string, years: number) =>
    [...below(files, prefix)].map(([name, bytes]) => ({
      file: prefix + name,
      sha256: sha256(bytes),
      sha512: sha512(bytes),
      keepYears: years,
    }))
  const index = {
    format: 1,
    rule: '17 CFR 232.302(b)',
    signatories,
    authenticationDocuments: listed('signatures/pages/', 5),
    attestations: listed('signatures/attestations/', 7),
  }
  files.set('signatures/index.json', jsonBytes(index))
}

function redlineAgainst(
  archive: Archive,
  stored: { folder: string; inventory: Inventory },
  { files: outputs, created }: { files: ReadonlyMap<string, Uint8Array>; created: string },
  slug: string,
  fonts: FontBook,
  log: Log,
): Map<string, Uint8Array> {
  const { head } = stored.inventory
  const earlier = new Earlier()
  const old = archivedVersion(archive, stored, head, earlier)
  const fresh = finished(outputs, `${slug}, the version after ${head}`, (name) => name, earlier)
  const diffed = diff(old, { ...fresh, date: created.slice(0, 10) })
  const { files, faults } = redlineFiles(diffed, fonts, log)
  files.set('redline.json', toBytes(diffJson(diffed, faults)))
  return files
}

interface Made {
  readonly filing: string
  readonly options: Readonly<Record<string, string | boolean | null>>
  readonly inputs: ReadonlyMap<string, Uint8Array>
  readonly outputs: ReadonlyMap<string, Uint8Array>
}

/** What a version is added to. */
interface Target {
  readonly id: string
  readonly folder: string
  /** Its inventory as it is; none for a new object. */
  readonly before: Inventory | undefined
}

/** Writes one version with its provenance and the signature of its inventory. */
export function keepVersion(
  { store, root }: Archive,
  { id, folder, before }: Target,
  files: Map<string, Uint8Array>,
  who: About,
  key: KeyObject | undefined,
  made?: Made,
): Added {
  const sealed = (type: string, payload: string): Uint8Array[] =>
    key ? [jsonBytes(seal(type, payload, key))] : []
  const previous = before && store.digests(join(root, folder, 'inventory.json'), ['sha512'])?.['sha512']
  if (made) {
    const text = statement({ tool, ...made, previousInventory: previous ?? null })
    files.set('provenance/statement.json', toBytes(text))
    for (const bytes of sealed(statementPayload, text)) files.set('provenance/statement.dsse.json', bytes)
  }
  const revision: Revision = revise(id, before, files, who)
  const head = sha512(revision.inventoryText)
  const claim: InventoryClaim = {
    object: id,
    version: revision.version,
    inventory: { sha512: head },
    previous: before && previous !== undefined ? { version: before.head, sha512: previous } : null,
  }
  const logs = new Map<string, Uint8Array>()
  for (const bytes of sealed(inventoryPayload, JSON.stringify(claim))) {
    const name = `${revision.version}.inventory.dsse.json`
    logs.set(name, bytes)
    logs.set(`${name}.sha512`, toBytes(`${sha512(bytes)} ${name}\n`))
  }
  if (!store.compareAndSwap(folder, previous, { revision, logs }))
    refuse(
      'V006',
      `${id} is not in the state that was read`,
      'filingpress archive verify says whether it is damaged',
    )
  const signed = key !== undefined
  return { id, version: revision.version, head, signed, files: files.size, diagnostics: [] }
}
