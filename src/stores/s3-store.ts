/** A store of archives in a bucket: the contract of platform/store.ts by conditional writes (swap.ts). */
import { randomBytes } from 'node:crypto'
import { digestOf, hasher } from '../archive/digest.ts'
import { filesOf, numberOf, objectDeclaration, rootDeclaration, sidecarName } from '../archive/inventory.ts'
import { rootFiles } from '../archive/layout.ts'
import { folderOfName, nameEntry, namePrefix, namesComplete, namesFolder } from '../archive/names.ts'
import type { Revision } from '../archive/revise.ts'
import { type Entry, join, type Tree } from '../archive/tree.ts'
import { toBytes, toText } from '../bytes.ts'
import { below, isInside } from '../platform/inside.ts'
import type { Names } from '../platform/names.ts'
import type { Recovery } from '../platform/recovery.ts'
import type { Keeping, Leftovers, Store } from '../platform/store.ts'
import { WorldError } from '../platform/world.ts'
import { type Bucket, type LockMode, lockModes, settle } from './bucket.ts'
import { lease, type Terms, usualTerms } from './lease.ts'
import type { Pack } from './pack.ts'
import { complete, completeObject, headOf, protectionBy, type Room, workroomOf, write } from './swap.ts'

/** How a root was begun, in `ROOT.work/settings.json`: for all who write to it, on whatever machine. */
export interface RootSettings {
  readonly objectLock: LockMode | null
}

/**
 * @param prefix what stands in front of every key, without the root's own name; empty, or with a slash at its end
 * @param begun how the root is to be begun, for `archive init`
 */
export function s3Store(
  bucket: Bucket,
  prefix: string,
  root: string,
  { begun, terms = usualTerms }: { readonly begun?: RootSettings; readonly terms?: Terms } = {},
): Store {
  const tree = bucketTree(bucket, prefix)
  const keyOf = (path: string): string => prefix + path
  const settingsKey = keyOf(join(workroomOf(root), 'settings.json'))
  const writer = randomBytes(8).toString('hex')
  let writes = 0
  let known: Promise<Room> | undefined
  const room = (): Promise<Room> => {
    known ??= readSettings(bucket, settingsKey).then(({ objectLock }) => ({
      bucket,
      keyOf,
      root,
      mode: objectLock ?? undefined,
    }))
    return known
  }
  const packOf = (
    object: string,
    version: string,
    expected: string | undefined,
    rest: Pick<Pack, 'files' | 'kept'> & { readonly keeping: Keeping | undefined },
  ): Pack => ({
    object,
    version,
    expected: expected ?? null,
    writer: `${writer}-${++writes}`,
    ...rest,
    keeping: rest.keeping ?? null,
  })
  return {
    ...tree,
    ...bucketNames(bucket, keyOf(join(workroomOf(root), namesFolder))),
    async begin() {
      const settings = toBytes(`${JSON.stringify({ format: 1, objectLock: begun?.objectLock ?? null })}\n`)
      if ((await bucket.get(keyOf(join(root, rootDeclaration)))) === undefined) {
        await settle(bucket, settingsKey, settings, { absent: true })
        const names = keyOf(join(workroomOf(root), namesFolder, namesComplete))
        await settle(bucket, names, new Uint8Array(), { absent: true })
      }
      for (const [name, text] of rootFiles())
        await settle(bucket, keyOf(join(root, name)), toBytes(text), { absent: true })
    },
    async putIfAbsent(object, files, keeping) {
      for (const name of files.keys()) below('/', name)
      const inside = await room()
      if ((await headOf(inside, object)).found) return false
      return write(inside, packOf(object, 'v1', undefined, { files, kept: [], keeping }))
    },
    async compareAndSwap(object, expected, { revision, logs, keeping }) {
      const inside = await room()
      const { found } = await headOf(inside, object)
      const digest = found && digestOf(found.bytes, 'sha512')
      if (digest !== expected) return false
      const files = filesIn(revision, logs, expected === undefined)
      for (const name of files.keys()) below('/', name)
      const named = [...filesOf(revision.inventory).values()].map(({ content }) => content)
      const kept = [...new Set(named.filter((path) => !files.has(path)))]
      return write(inside, packOf(object, revision.version, expected, { files, kept, keeping }))
    },
    async putLog(object, name, bytes, keeping) {
      below('/', name)
      const protection = protectionBy((await room()).mode, keeping)
      const key = keyOf(join(root, object, 'logs', name))
      return (await settle(bucket, key, bytes, { absent: true }, protection)) !== undefined
    },
    leftovers: () => leftoversIn(bucket, tree, prefix, workroomOf(root)),
    async exclusively(work, { thorough = false, force = false, object } = {}) {
      const inside = await room()
      const key = keyOf(join(workroomOf(root), 'locks', object ?? 'root'))
      const release = await lease(bucket, key, terms, force)
      try {
        const recovery = object
          ? { completed: (await completeObject(inside, object)) ? [object] : [], quarantined: [] }
          : thorough
            ? await completeAll(inside)
            : { completed: [], quarantined: [] }
        return await work(recovery)
      } finally {
        await release()
      }
    },
  }
}

/** The index of names: keys without content. @param folder key of its folder */
function bucketNames(bucket: Bucket, folder: string): Names {
  // Once it is whole it stays so.
  let whole = false
  const put = async (entry: string): Promise<void> => {
    await settle(bucket, `${folder}/${entry}`, new Uint8Array(), { absent: true })
  }
  return {
    async names(slug) {
      whole ||= (await bucket.head(`${folder}/${namesComplete}`)) !== undefined
      if (!whole) return undefined
      const prefix = slug === undefined ? '' : namePrefix(slug)
      const { files } = await bucket.list(`${folder}/${prefix}`, true)
      return files.flatMap(({ name }) => folderOfName(prefix + name) ?? [])
    },
    addName: (slug, object) => put(nameEntry(slug, object)),
    completeNames: () => put(namesComplete),
  }
}

/** Reading, without anything that writes. */
function bucketTree(bucket: Bucket, prefix: string): Tree {
  const keyOf = (path: string): string => {
    if (!isInside(path))
      throw new WorldError(
        'W031',
        `${JSON.stringify(path)} leads out of an archive`,
        'restore the file from a copy: an archive holds no such name',
      )
    return prefix + path
  }
  return {
    async list(path) {
      const { files, folders } = await bucket.list(`${keyOf(path)}/`)
      const entries: Entry[] = [
        ...files.map(({ name }): Entry => ({ name, kind: 'file' })),
        ...folders.map((name): Entry => ({ name, kind: 'folder' })),
      ]
      return entries.length === 0 ? undefined : entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    read: async (path) => (await bucket.get(keyOf(path)))?.bytes,
    async digests(path, algorithms) {
      const chunks = await bucket.stream(keyOf(path))
      if (!chunks) return undefined
      const hashes = algorithms.map((one) => hasher(one))
      for await (const chunk of chunks) for (const hash of hashes) hash.update(chunk)
      return Object.fromEntries(hashes.map((hash, index) => [algorithms[index], hash.digest('hex')]))
    },
  }
}

async function readSettings(bucket: Bucket, key: string): Promise<RootSettings> {
  const found = await bucket.get(key)
  if (!found) return { objectLock: null }
  try {
    const { objectLock = null } = JSON.parse(toText(found.bytes)) as Partial<RootSettings>
    if (objectLock === null || lockModes.includes(objectLock)) return { objectLock }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new WorldError(
    'W031',
    `${bucket.name}/${key} is damaged: it says how the archive is kept`,
    'restore it from an earlier version of the key in the bucket',
  )
}

/** @param work the workroom's path */
async function leftoversIn(bucket: Bucket, tree: Tree, prefix: string, work: string): Promise<Leftovers> {
  const own = /^(?:packs|locks|names|settings\.json|trial-[0-9a-f]+(?:-all)?)$/
  const strange = ((await tree.list(work)) ?? []).map(({ name }) => name).filter((name) => !own.test(name))
  const { files } = await bucket.list(`${prefix}${work}/packs/`, true)
  // A pack that is done has no bytes.
  const begun = files.filter(({ size }) => size > 0)
  return {
    begun: begun.map(({ name }) => join(work, 'packs', name)),
    strange: strange.map((name) => join(work, name)),
  }
}

/** What a version adds to an object, by path inside it. */
function filesIn(
  revision: Revision,
  logs: ReadonlyMap<string, Uint8Array>,
  isNew: boolean,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const [name, bytes] of logs) files.set(`logs/${name}`, bytes)
  for (const [name, bytes] of revision.files) files.set(`${revision.version}/${name}`, bytes)
  files.set('inventory.json', toBytes(revision.inventoryText))
  files.set(sidecarName, toBytes(revision.sidecarText))
  if (isNew) files.set(objectDeclaration, toBytes(`${objectDeclaration.slice(2)}\n`))
  return files
}

/** Looks at every pack there is: one that is done has no bytes. */
async function completeAll(room: Room): Promise<Recovery> {
  const { files } = await room.bucket.list(room.keyOf(`${workroomOf(room.root)}/packs/`), true)
  const begun = files
    .filter(({ size }) => size > 0)
    .map(({ name }) => {
      const slash = name.lastIndexOf('/')
      return { object: name.slice(0, slash), version: name.slice(slash + 1) }
    })
    .sort((a, b) => numberOf(a.version) - numberOf(b.version))
  const completed = new Set<string>()
  for (const { object, version } of begun) if (await complete(room, object, version)) completed.add(object)
  return { completed: [...completed].sort(), quarantined: [] }
}
