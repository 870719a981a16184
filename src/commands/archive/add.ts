/** `archive add`: the filing as it stands, built and kept as a new version. */

import { filesOf, type Inventory } from '../../archive/inventory.ts'
import { objectFolder } from '../../archive/layout.ts'
import { digest } from '../../archive/remembering.ts'
import { type About, type Kept, revise } from '../../archive/revise.ts'
import {
  type InventoryClaim,
  inventoryPayload,
  type SigningKey,
  seal,
  signatureName,
  stampName,
  statementPayload,
} from '../../archive/signature.ts'
import { statement } from '../../archive/statement.ts'
import { join } from '../../archive/tree.ts'
import { jsonBytes, sha256, sha512, toBytes } from '../../bytes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import type { FontBook } from '../../fonts/book.ts'
import type { World } from '../../platform/world.ts'
import { tool } from '../../tool.ts'
import type { BuildOptions } from '../build.ts'
import { diff, diffJson } from '../diff.ts'
import { findingsOf } from '../record.ts'
import { redlineFiles } from '../redlines.ts'
import { finished } from '../versions.ts'
import { checkNames, checkNothingDropped, timeWarnings } from './before-writing.ts'
import { type Contents, contentsOf, findingsJson } from './contents.ts'
import { historyBytes, historyName, keepingOf, nextHistory } from './history.ts'
import { fixIdentity, identify } from './identity.ts'
import { archivedVersion, below, readObject, readVersion, type Stored, slugOf } from './objects.ts'
import { holds } from './once.ts'
import { type Archive, refuse } from './place.ts'
import { retention, retentionName } from './retention.ts'
import { type Ask, stampNew } from './stamp.ts'

export interface AddOptions {
  readonly message: string
  readonly user: string
  readonly key: SigningKey | undefined
  /** Who stamps the version with the time, where somebody does. */
  readonly ask?: Ask
  /** Years to keep. */
  readonly retain: number
  /** Authentication documents and attestations, by file name (17 CFR 232.302(b)). */
  readonly signaturePages: ReadonlyMap<string, Uint8Array>
  readonly attestations: ReadonlyMap<string, Uint8Array>
  /** Adds nothing where the newest version was made of the same content to the same outputs: a job done twice leaves one. */
  readonly once?: true
  /** The object's id, where the filing itself does not say which it is. */
  readonly as?: string
}

export interface Added {
  readonly id: string
  readonly version: string
  /** sha512 of the inventory: what `verify --expect` is given later. */
  readonly head: string
  readonly signed: boolean
  readonly stamped: boolean
  readonly files: number
  /** What is kept with the version and was found when it was archived. */
  readonly diagnostics: readonly Diagnostic[]
  /** Sentences of warning. */
  readonly warnings: readonly string[]
}

/** Adds a filing as it stands. For many in one run: `addEach`. */
export async function add(
  world: World,
  archive: Archive,
  slug: string,
  fonts: FontBook,
  build: BuildOptions,
  options: AddOptions,
): Promise<Added> {
  const [added] = await addEach(world, archive, [slug], fonts, build, options)
  return added as Added
}

/** Adds filings one after the other: a filing is built before anything of the archive is held. */
export async function addEach(
  world: World,
  archive: Archive,
  slugs: readonly string[],
  fonts: FontBook,
  build: BuildOptions,
  options: AddOptions,
  done: (slug: string, added: Added) => void = () => {},
): Promise<Added[]> {
  const all: Added[] = []
  for (const slug of slugs) {
    const added = await addOne(world, archive, slug, fonts, build, options)
    done(slug, added)
    all.push(added)
  }
  return all
}

async function addOne(
  world: World,
  archive: Archive,
  slug: string,
  fonts: FontBook,
  build: BuildOptions,
  options: AddOptions,
): Promise<Added> {
  const contents = contentsOf(world, slug, fonts, build)
  const { registrant } = contents
  const asked = { folder: `${build.content}/${slug}`, slug, registrant, as: options.as }
  const id = await identify(world, archive, asked)
  const object = objectFolder(id)
  const added = await archive.store.exclusively(
    () => addVersion(world, archive, { id, slug, folder: object, contents }, fonts, options),
    { object },
  )
  fixIdentity(world, asked, id)
  return added
}

interface Filing {
  readonly id: string
  readonly slug: string
  readonly folder: string
  readonly contents: Contents
}

async function addVersion(
  world: World,
  archive: Archive,
  { id, slug, folder, contents }: Filing,
  fonts: FontBook,
  options: AddOptions,
): Promise<Added> {
  const who = about(world, options)
  const before = await objectBefore(archive, folder)
  if (options.once && before && holds(before, contents.files)) return alreadyThere(archive, folder, before)
  const files = new Map(contents.files)
  const kept = before ? await keptFrom(archive, { folder, inventory: before }) : new Map<string, Uint8Array>()
  for (const [name, bytes] of kept) if (!files.has(name)) files.set(name, bytes)
  files.set(retentionName, retention(kept.get(retentionName), { years: options.retain }))
  addSignatures(files, contents.signatories, options)
  const log = new Log()
  if (before) {
    const stored = { folder, inventory: before }
    const fresh = { files: contents.outputs, created: who.created }
    for (const [name, bytes] of await redlineAgainst(archive, stored, fresh, slug, fonts, log))
      files.set(`redline/${name}`, bytes)
  }
  files.set('report/findings.json', findingsJson([...contents.findings, ...findingsOf(log)]))
  const { options: settings, inputs, outputs } = contents
  const made = { filing: slug, options: settings, inputs, outputs }
  const added = await keepVersion(archive, { id, folder, before }, files, who, options.key, made, options.ask)
  return { ...added, diagnostics: log.diagnostics }
}

/** What an object's newest version says of itself, as if it had just been added. */
async function alreadyThere({ store, root }: Archive, folder: string, before: Inventory): Promise<Added> {
  const logs = (await store.list(join(root, folder, 'logs'))) ?? []
  return {
    id: before.id,
    version: before.head,
    head: (await digest(store, join(root, folder, 'inventory.json'))) ?? '',
    signed: logs.some(({ name }) => name === signatureName(before.head)),
    stamped: logs.some(({ name }) => name === stampName(before.head, 1)),
    files: filesOf(before, before.head).size,
    diagnostics: [],
    warnings: [],
  }
}

/** The newest inventory; undefined for a new object. @throws FilingError where there is an object that is damaged */
async function objectBefore(archive: Archive, folder: string): Promise<Inventory | undefined> {
  const found = await readObject(archive, folder)
  if (!found && (await archive.store.list(join(archive.root, folder))) !== undefined)
    refuse(
      'V008',
      `the inventory of ${folder} is damaged, so nothing is added to it`,
      'filingpress archive verify says what is damaged; restore it from a copy',
    )
  return found
}

export const about = (world: World, { message, user }: Pick<AddOptions, 'message' | 'user'>): About => ({
  created: world.clock(),
  message,
  user: { name: user, address: `urn:filingpress:user:${encodeURIComponent(user)}` },
})

/** What was recorded of earlier versions and goes on: what EDGAR returned, signature pages, retention. */
const keptFrom = (archive: Archive, stored: Stored): Promise<Map<string, Uint8Array>> =>
  readVersion(
    archive,
    stored,
    stored.inventory.head,
    (name) => name.startsWith('signatures/') || name.startsWith('filing/') || name === retentionName,
  )

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

async function redlineAgainst(
  archive: Archive,
  stored: { folder: string; inventory: Inventory },
  { files: outputs, created }: { files: ReadonlyMap<string, Uint8Array>; created: string },
  slug: string,
  fonts: FontBook,
  log: Log,
): Promise<Map<string, Uint8Array>> {
  const { head } = stored.inventory
  const old = await archivedVersion(archive, stored, head)
  const fresh = finished(outputs, `${slug}, the version after ${head}`, (name) => name)
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
export async function keepVersion(
  archive: Archive,
  { id, folder, before }: Target,
  files: Map<string, Uint8Array | Kept>,
  who: About,
  key: SigningKey | undefined,
  made?: Made,
  ask?: Ask,
): Promise<Added> {
  const { store, root } = archive
  const sealed = (type: string, payload: string): Uint8Array[] =>
    key ? [jsonBytes(seal(type, payload, key))] : []
  const previous = before && (await digest(store, join(root, folder, 'inventory.json')))
  if (made) {
    const text = statement({ tool, ...made, previousInventory: previous ?? null })
    files.set('provenance/statement.json', toBytes(text))
    for (const bytes of sealed(statementPayload, text)) files.set('provenance/statement.dsse.json', bytes)
  }
  const rows = await nextHistory(archive, folder, before, files)
  files.set(historyName, historyBytes(rows))
  checkNames(files)
  const revision = revise(id, before, files, who)
  const { version } = revision
  await checkNothingDropped(archive, folder, version)
  const head = sha512(revision.inventoryText)
  const claim: InventoryClaim = {
    object: id,
    version,
    inventory: { sha512: head },
    previous: before && previous !== undefined ? { version: before.head, sha512: previous } : null,
  }
  const logs = new Map<string, Uint8Array>()
  for (const bytes of sealed(inventoryPayload, JSON.stringify(claim))) {
    const name = signatureName(version)
    logs.set(name, bytes)
    logs.set(`${name}.sha512`, toBytes(`${sha512(bytes)} ${name}\n`))
  }
  const vouched = logs.get(signatureName(version)) ?? toBytes(revision.inventoryText)
  const { stamped, warnings } = await stampNew(ask, version, vouched)
  if (stamped) logs.set(stampName(version, 1), stamped)
  const keeping = keepingOf(rows, who.created)
  if (!before) await store.addName(slugOf(id), folder)
  if (!(await store.compareAndSwap(folder, previous, { revision, logs, keeping })))
    refuse(
      'V009',
      `${id} is not in the state that was read`,
      'filingpress archive verify says whether it is damaged',
    )
  return {
    id,
    version,
    head,
    signed: key !== undefined,
    files: files.size,
    diagnostics: [],
    stamped: stamped !== undefined,
    warnings: [...timeWarnings(before, who), ...warnings],
  }
}
