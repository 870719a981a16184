/** What someone does who can write to an archive, and what comes of it: nothing runs, nothing leaves, it is told. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { copy } from '../../src/commands/archive/copy.ts'
import { checkout, exportVersion } from '../../src/commands/archive/keep.ts'
import { archivedVersion, objectOf } from '../../src/commands/archive/objects.ts'
import type { Archive } from '../../src/commands/archive/place.ts'
import { prove } from '../../src/commands/archive/prove.ts'
import { heldTo, rebuild } from '../../src/commands/archive/rebuild.ts'
import { list, show } from '../../src/commands/archive/show.ts'
import { verify } from '../../src/commands/archive/verify.ts'
import { WorldError } from '../../src/platform/world.ts'
import {
  changed,
  copyOf,
  issuesOf,
  keep,
  keepSmall,
  noTrust,
  objectPath,
  publicKey,
  redo,
  rewriteOld,
  type Scene,
  scene,
  unsigned,
} from '../support/archive.ts'
import { real } from '../support/filing.ts'

let one: Scene
let count = 0
beforeAll(async () => {
  one = await scene()
  await keepSmall(one)
}, 60_000)
afterAll(() => rmSync(one.folder, { recursive: true, force: true }), 60_000)

/** Each a whole archive: they are not left until the end. */
afterEach(() => {
  for (const name of readdirSync(one.folder).filter((each) => each.startsWith('copy-')))
    rmSync(join(one.folder, name), { recursive: true, force: true })
})

interface Copied {
  readonly archive: Archive
  /** Of the object. */
  readonly folder: string
  /** A path beside the archive where nothing may appear. */
  readonly outside: string
}

async function copied(): Promise<Copied> {
  const path = join(one.folder, `copy-${++count}`, 'vault')
  mkdirSync(join(path, '..'))
  const archive = copyOf(one.path, path)
  const { folder } = await objectOf(archive, 'one')
  return { archive, folder: join(path, folder), outside: join(path, '..', 'outside') }
}

const code = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: Error) =>
      error instanceof WorldError ? error.code : (/^[A-Z]\d{3}/.exec(error.message)?.[0] ?? `${error}`),
  )

/** Changes both copies of the newest inventory and makes their digests true again. */
function rewrite(folder: string, change: (inventory: Inventory) => void): void {
  for (const where of [folder, join(folder, 'v1')]) {
    changed(join(where, 'inventory.json'), (bytes) => {
      const inventory = JSON.parse(bytes.toString()) as Inventory
      change(inventory)
      return Buffer.from(JSON.stringify(inventory, undefined, 2))
    })
    redo(where)
  }
}
interface Inventory {
  id: string
  head: string
  manifest: Record<string, string[]>
  versions: Record<string, { created: string; state: Record<string, string[]> }>
}

/** A bundle that leaves a mark wherever it can. */
const hostile = (outside: string): string => `
const mark = (name) => { try { require('node:fs').writeFileSync(${JSON.stringify(outside)} + name, 'x') } catch {} }
mark('-written')
try { require('node:child_process').execSync('touch ' + ${JSON.stringify(outside)} + '-program') } catch {}
try { new (require('node:worker_threads').Worker)('require("node:fs").writeFileSync(${JSON.stringify(outside)} + "-thread", "x")', { eval: true }) } catch {}
const fs = require('node:fs')
fs.mkdirSync('out/one', { recursive: true })
fs.writeFileSync('out/one/told.txt', 'x')
`

describe('an archived tool that was replaced', () => {
  const replace = (folder: string, outside: string) =>
    rewriteOld(folder, 'tool/filingpress.cjs', () => Buffer.from(hostile(outside)))

  it('is not run where only the bytes were changed: they are damaged', async () => {
    const { archive, folder, outside } = await copied()
    writeFileSync(join(folder, 'v1/content/tool/filingpress.cjs'), hostile(outside))
    expect(await code(rebuild(real, archive, 'one', undefined, { key: publicKey, trust: true }))).toBe('V008')
    const proof = await prove(real, archive, 'one', undefined, { key: publicKey, trust: true })
    expect(proof.checks.map(({ state }) => state)).toEqual([
      'no',
      'yes',
      // Time stamps, outputs, rebuild: of a damaged version nothing more is asked.
      'not checked',
      'not checked',
      'not checked',
      'not checked',
    ])
    expect(readdirSync(join(outside, '..'))).toEqual(['vault'])
  })

  it('is not run where every digest was redone: no key signed it and it is not the tool that runs', async () => {
    const { archive, folder, outside } = await copied()
    replace(folder, outside)
    expect(await issuesOf(archive)).toEqual([])
    for (const key of [undefined, publicKey])
      expect(await code(rebuild(real, archive, 'one', undefined, { key, trust: false }))).toBe('V007')
    const proof = await prove(real, archive, 'one', undefined, noTrust)
    expect(proof.checks.map(({ state }) => state).slice(0, 3)).toEqual(['yes', 'not checked', 'not checked'])
    const keyed = await prove(real, archive, 'one', undefined, { key: publicKey, trust: false })
    expect(keyed.checks.map(({ state }) => state).slice(0, 3)).toEqual(['yes', 'no', 'not checked'])
    expect(readdirSync(join(outside, '..'))).toEqual(['vault'])
  })

  it('is not run where the newest inventory alone was rewritten, and the signed one still lies in its version', async () => {
    const { archive, folder, outside } = await copied()
    cpSync(join(folder, 'v1/inventory.json'), join(folder, '..', 'signed.json'))
    replace(folder, outside)
    renameSync(join(folder, '..', 'signed.json'), join(folder, 'v1/inventory.json'))
    redo(join(folder, 'v1'))
    expect(await code(rebuild(real, archive, 'one', undefined, { key: publicKey, trust: false }))).toBe(
      'V008',
    )
    expect(readdirSync(join(outside, '..'))).toEqual(['vault'])
  })

  it('reads and writes nothing outside its folder, starts nothing and has no network, where a person trusts it', async () => {
    const { archive, folder, outside } = await copied()
    replace(folder, outside)
    const result = await rebuild(real, archive, 'one', undefined, { key: undefined, trust: true })
    expect([result.same, result.because, result.held.files]).toEqual([false, 'trusted', true])
    expect(heldTo(result)).toMatch(/because you trust it; it could read and write its own folder only; /)
    expect(readdirSync(join(outside, '..'))).toEqual(['vault'])
  })

  it('that the key signed is run, though it is not the one that runs', async () => {
    const { archive } = await copied()
    const result = await rebuild(real, archive, 'one', undefined, { key: publicKey, trust: false })
    expect([result.same, result.because]).toEqual([true, 'signed'])
    expect(await code(rebuild(real, archive, 'one', undefined, noTrust))).toBe('V007')
  })
})

describe('a path that leads out', () => {
  const secret = '/etc/hostname'
  const everyWay = (archive: Archive, outside: string): readonly (() => Promise<unknown>)[] => [
    () => checkout(real, archive, 'one', undefined, `${outside}-1`),
    () => exportVersion(real, archive, 'one', undefined, `${outside}-2`, 'bag'),
    () => exportVersion(real, archive, 'one', undefined, `${outside}-3`, 'tar'),
    () => copy(archive, `${outside}-copy`, '2026-01-02T03:04:05Z'),
    () => rebuild(real, archive, 'one', undefined, { key: undefined, trust: true }),
    () => objectOf(archive, 'one').then((stored) => archivedVersion(archive, stored, 'v1')),
  ]
  /** None of it came to anything, and nothing stands outside but the root of a copy that was begun. */
  async function leadsNowhere({ archive, outside }: Copied): Promise<void> {
    for (const work of everyWay(archive, outside)) expect(await code(work())).toMatch(/^[DVW]\d{3}$/)
    const left = readdirSync(join(outside, '..')).filter((name) => !/^(?:vault|outside-copy)/.test(name))
    expect(left).toEqual([])
    const { objects } = await verify(archive, unsigned)
    expect(objects.flatMap(({ issues }) => issues.errors).length).toBeGreaterThan(0)
  }

  it.each(['../../../../outside', '../x', '/tmp/x', 'a/../../b', './x', 'a//b'])(
    'as the name of a file is refused: %s',
    async (name) => {
      const place = await copied()
      rewrite(place.folder, ({ versions }) => {
        const state = versions['v1']?.state ?? {}
        const [first = ''] = Object.keys(state)
        state[first] = [...(state[first] ?? []), name]
      })
      await leadsNowhere(place)
    },
  )

  it.each(['a\\..\\..\\b', 'a\u001b[2Jb', 'C:x'])('on any system is refused: %j', async (name) => {
    const place = await copied()
    rewrite(place.folder, ({ versions }) => {
      const state = versions['v1']?.state ?? {}
      const [first = ''] = Object.keys(state)
      state[first] = [...(state[first] ?? []), name]
    })
    const { archive, outside } = place
    expect(await code(checkout(real, archive, 'one', undefined, `${outside}-1`))).toBe('V008')
    expect(await code(exportVersion(real, archive, 'one', undefined, `${outside}-2`, 'bag'))).toBe('V008')
    expect(await code(rebuild(real, archive, 'one', undefined, { key: undefined, trust: true }))).toBe('V008')
    expect(readdirSync(join(outside, '..'))).toEqual(['vault'])
  })

  it('as the place of content is refused, and what lies there is not handed over', async () => {
    const place = await copied()
    rewrite(place.folder, ({ manifest }) => {
      const [first = ''] = Object.keys(manifest)
      manifest[first] = [`v1/content/${'../'.repeat(12)}etc/hostname`]
    })
    await leadsNowhere(place)
  })

  it('by a link in place of a file is refused', async () => {
    const place = await copied()
    const page = join(place.folder, 'v1/content/output/8-k.htm')
    rmSync(page)
    symlinkSync(secret, page)
    await leadsNowhere(place)
  })

  it('by a link in place of a folder is refused', async () => {
    const place = await copied()
    const source = join(place.folder, 'v1/content/source')
    cpSync(source, `${place.outside}.elsewhere`, { recursive: true })
    rmSync(source, { recursive: true })
    symlinkSync(`${place.outside}.elsewhere`, source)
    expect(await code(checkout(real, place.archive, 'one', undefined, `${place.outside}-1`))).toBe('W031')
    expect((await issuesOf(place.archive)).map((issue) => issue.code)).toContain('OCFL-E090')
  })

  it.each(['../../escaped', '/tmp/escaped', '.', '..', 'a/b', '--help', '', 7, null])(
    'as the name of the filing in options.json is refused: %j',
    async (filing) => {
      const { archive, folder, outside } = await copied()
      rewriteOld(folder, 'options.json', (bytes) =>
        Buffer.from(JSON.stringify({ ...(JSON.parse(bytes.toString()) as object), filing })),
      )
      expect(await code(rebuild(real, archive, 'one', undefined, { key: undefined, trust: true }))).toBe(
        'V006',
      )
      expect(readdirSync(join(outside, '..'))).toEqual(['vault'])
    },
  )

  it.each(['{', 'null', '[]', '{"date":"2026-13-77","filing":"one"}'])(
    'as no options at all: %s',
    async (text) => {
      const { archive, folder } = await copied()
      rewriteOld(folder, 'options.json', () => Buffer.from(text))
      expect(await code(rebuild(real, archive, 'one', undefined, { key: undefined, trust: true }))).toBe(
        'V006',
      )
    },
  )
})

describe('damage', () => {
  it.each(['v1/content/source/8-k.md', 'v1/content/output/8-k.htm', 'v1/content/tool/filingpress.cjs'])(
    'is never handed over as good: %s',
    async (name) => {
      const { archive, folder, outside } = await copied()
      changed(join(folder, name), (bytes) => {
        bytes[9] = (bytes[9] ?? 0) ^ 1
        return bytes
      })
      expect(await code(checkout(real, archive, 'one', undefined, outside))).toBe('V008')
      expect(await code(exportVersion(real, archive, 'one', undefined, outside, 'bag'))).toBe('V008')
      expect(await code(exportVersion(real, archive, 'one', undefined, outside, 'tar'))).toBe('V008')
      expect(await code(copy(archive, `${outside}-copy`, '2026-01-02T03:04:05Z'))).toBe('V008')
      expect(existsSync(outside)).toBe(false)
      const shown = await show(archive, 'one', undefined)
      expect(shown.files.filter(({ state }) => state === 'DAMAGED')).toHaveLength(1)
    },
  )

  it('of the inventory keeps it from being used, and from being added to', async () => {
    const { archive, folder } = await copied()
    changed(join(folder, 'inventory.json'), (bytes) => Buffer.concat([bytes, Buffer.from(' ')]))
    expect(await code(objectOf(archive, 'one'))).toBe('V008')
    expect(await code(keep(archive))).toBe('V008')
  })

  it('of the records that a list is made from is told and not shown', async () => {
    const { archive, folder } = await copied()
    changed(join(folder, 'v1/content/history.json'), (bytes) =>
      Buffer.from(bytes.toString().replace('7', '9')),
    )
    expect(await code(list(archive))).toBe('V008')
  })
})

describe('what was put there by others', () => {
  const codes = async (archive: Archive) => {
    const { issues, objects } = await verify(archive, { ...unsigned, key: publicKey })
    return [issues, ...objects.map((object) => object.issues)].flatMap((each) =>
      each.list.map((issue) => issue.code),
    )
  }

  it.each([
    ['vault/extensions/0003-hash-and-id-n-tuple-storage-layout/run.sh', 'V017'],
    ['vault/extensions/other/x', 'V017'],
    ['vault/ocfl_evil.exe', 'OCFL-E087'],
    ['vault/README.exe', 'OCFL-E087'],
    ['vault.work/x', 'V017'],
    ['OBJECT/extensions/initial/x', 'V017'],
    ['OBJECT/logs/x.json', 'V017'],
    ['OBJECT/x', 'OCFL-E001'],
    ['OBJECT/v1/x', 'OCFL-E015'],
  ])('%s is found', async (name, expected) => {
    const { archive, folder, outside } = await copied()
    const path = name.startsWith('OBJECT') ? folder + name.slice('OBJECT'.length) : join(outside, '..', name)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, 'x')
    expect(await codes(archive)).toContain(expected)
  })

  it('and is not a file but a link or a pipe is found as well', async () => {
    const { archive, outside } = await copied()
    symlinkSync('/etc', join(outside, '../vault/ocfl_1.1.md.link'))
    expect(await codes(archive)).toContain('OCFL-E087')
  })

  it('a time before that of the version it follows is told', async () => {
    const own = await scene()
    await keepSmall(own)
    await keepSmall(own)
    const folder = await objectPath(own)
    for (const where of ['', 'v2'].map((each) => join(folder, each))) {
      changed(join(where, 'inventory.json'), (bytes) => {
        const inventory = JSON.parse(bytes.toString()) as Inventory
        ;(inventory.versions['v2'] as { created: string }).created = '2025-12-31T23:00:00Z'
        return Buffer.from(`${JSON.stringify(inventory, undefined, 2)}\n`)
      })
      redo(where)
    }
    expect((await issuesOf(own.archive)).map((issue) => issue.code)).toEqual(['V018'])
    rmSync(own.folder, { recursive: true })
  })

  it('a write that was interrupted is told, and a number of versions that nobody could count is not counted', async () => {
    const { archive, folder, outside } = await copied()
    mkdirSync(join(outside, '../vault.work/stage-0'), { recursive: true })
    expect(await codes(archive)).toEqual(['V020'])
    rewrite(folder, (inventory) => {
      inventory.head = 'v999999999999'
    })
    expect(await codes(archive)).toContain('OCFL-E040')
  })
})

describe('what is no file', () => {
  const pipe = (path: string) => spawnSync('mkfifo', [path]).status === 0

  it.each(['inventory.json', 'v1/inventory.json', 'v1/content/options.json', 'logs/v1.inventory.dsse.json'])(
    'keeps nobody waiting: a pipe in place of %s',
    async (name) => {
      const { archive, folder, outside } = await copied()
      rmSync(join(folder, name))
      if (!pipe(join(folder, name))) return
      expect(statSync(join(folder, name)).isFIFO()).toBe(true)
      const { objects } = await verify(archive, { ...unsigned, key: publicKey })
      expect(objects.flatMap(({ issues }) => issues.errors).length).toBeGreaterThan(0)
      expect(await code(copy(archive, `${outside}-copy`, '2026-01-02T03:04:05Z'))).toMatch(/^[VW]\d{3}$/)
      if (!name.startsWith('logs') && name !== 'v1/inventory.json')
        expect(await code(checkout(real, archive, 'one', undefined, outside))).toMatch(/^[VW]\d{3}$/)
    },
  )

  it('is told by its name: a file that may not be read', async () => {
    if (process.getuid?.() === 0) return
    const { archive, folder } = await copied()
    spawnSync('chmod', ['000', join(folder, 'v1/content/options.json')])
    expect((await issuesOf(archive)).map((issue) => issue.code)).toContain('V019')
  })
})
