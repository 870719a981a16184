/** The archive on a real disk: kept, verified, rebuilt, proved, recorded as filed, copied; damage and tampering found. */
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bag, tar } from '../../src/archive/bag.ts'
import { type Envelope, opened } from '../../src/archive/signature.ts'
import { approve } from '../../src/commands/approve.ts'
import { copy } from '../../src/commands/archive/copy.ts'
import { filed, hold } from '../../src/commands/archive/filed.ts'
import { checkout } from '../../src/commands/archive/keep.ts'
import { objectOf } from '../../src/commands/archive/objects.ts'
import type { Archive } from '../../src/commands/archive/place.ts'
import { prove } from '../../src/commands/archive/prove.ts'
import { rebuild } from '../../src/commands/archive/rebuild.ts'
import { list } from '../../src/commands/archive/show.ts'
import { type VerifyOptions, verify } from '../../src/commands/archive/verify.ts'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import { proofText } from '../../src/reports/archived-version.ts'
import {
  buildOptions,
  changed,
  copyOf,
  filesBelow,
  filesIn,
  issuesOf,
  keep,
  keepOf,
  noTrust,
  objectPath,
  publicKey,
  rewriteOld,
  type Scene,
  scene,
  unsigned,
} from '../support/archive.ts'
import { fonts, real, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'

let one: Scene
let heads: string[] = []
const world = worldWith(modern)

beforeAll(async () => {
  one = await scene()
  heads = [(await keep(one.archive)).head]
  const second = await keep(one.archive, {
    '8-k.md': modern['8-k.md'].replace('$12.4', '$12.5'),
    'ex99-1.md': modern['ex99-1.md'].replace('$12.4', '$12.5'),
  })
  heads.push(second.head)
  const third = await filed(world, one.archive, 'one', {
    accession: '0000123456-26-000001',
    accepted: '20260302163015',
    copies: new Map([['ex99-1.htm', await theirs()]]),
    message: 'filed',
    user: 'Jane',
    key: undefined,
  })
  heads.push(third.head)
}, 60_000)
afterAll(() => rmSync(one.folder, { recursive: true, force: true }), 60_000)

/** What EDGAR gives back: ours in its wrapping. */
async function theirs(): Promise<Uint8Array> {
  const ours = (await filesIn(one.archive, 'v2')).get('output/ex99-1.htm') ?? new Uint8Array()
  return Buffer.concat([
    Buffer.from('<DOCUMENT>\n<TEXT>\n'),
    Buffer.from(ours),
    Buffer.from('\n</TEXT>\n</DOCUMENT>\n'),
  ])
}

describe('an archive', () => {
  it('verifies clean, and says what cannot be known', async () => {
    const { objects, issues } = await verify(one.archive, unsigned)
    expect([...issues.list, ...(objects[0]?.issues.list ?? [])]).toEqual([])
    expect(objects[0]?.unknown.join(' ')).toContain('without --expect')
    expect(await issuesOf(one.archive, { expect: heads[2] })).toEqual([])
  })

  it('lists versions with what changed, figures first, and what EDGAR returned', async () => {
    const entries = await list(one.archive)
    expect(entries.map(({ version, signature, accession }) => [version, signature, accession])).toEqual([
      ['v1', true, null],
      ['v2', true, null],
      ['v3', false, '0000123456-26-000001'],
    ])
    expect(entries[1]?.changed).toMatch(/^\$12\.4 million -> \$12\.5 million;/)
  })

  it('stores content once: a second version adds no font and no tool', async () => {
    const names = filesBelow(join(await objectPath(one), 'v2/content'))
    expect(names.filter((name) => /^(?:fonts|tool)\//.test(name))).toEqual([])
    expect(names).toContain('redline/redline-ex99-1.pdf')
  })

  it('compares the as-filed copy with ours: other bytes, the same words', async () => {
    const bytes = (await filesIn(one.archive, 'v3')).get('filing/filed.json')
    const record = JSON.parse(new TextDecoder().decode(bytes)) as { copies: object[] }
    expect(record.copies).toMatchObject([{ name: 'ex99-1.htm', sameBytes: false, sameWords: true }])
  })

  it('refuses to keep a secret', async () => {
    const bad = {
      accession: '0000123456-26-000001',
      accepted: '20260302163015',
      message: 'CCC: abcd#123',
      user: 'J',
      key: undefined,
      copies: new Map<string, Uint8Array>(),
    }
    await expect(filed(world, one.archive, 'one', bad)).rejects.toThrow(FilingError)
    const file = {
      ...bad,
      message: 'm',
      copies: new Map([['x.txt', new TextEncoder().encode('bearer abcdefghijklmnopqrstuvwxyz0123')]]),
    }
    await expect(filed(world, one.archive, 'one', file)).rejects.toThrow(/V005/)
  })

  it('rebuilds a version to the same bytes with the archived tool, which is the one that runs', async () => {
    const { same, files, because } = await rebuild(real, one.archive, 'one', 'v1', noTrust)
    expect(files.filter((file) => file.same !== true)).toEqual([])
    expect([same, because]).toEqual([true, 'own'])
  })

  it('keeps a final version with its approval, and rebuilds it as final', async () => {
    const own = await scene()
    const agreement =
      '<html><head><meta name="author" content="J. Doe"></head><body><p>Exhibit 10.1</p><p>Terms</p></body></html>'
    const approved = worldWith({
      ...modern,
      'ex10-1.htm': agreement,
      'filing.yaml': modern['filing.yaml'].replace(
        'exhibits:\n',
        'exhibits:\n  - { number: 10.1, title: Agreement, file: ex10-1.htm }\n',
      ),
      '8-k.md': modern['8-k.md'].replace('Nothing else', 'See Exhibit 10.1. Nothing else'),
    })
    await expect(keepOf(approved, own.archive, undefined, true)).rejects.toThrow(/L003/)
    approve(approved, 'one', 'Jane', fonts, buildOptions)
    await keepOf(approved, own.archive, undefined, true)
    const files = await filesIn(own.archive, 'v1')
    expect([...files.keys()]).toContain('approval/approval.json')
    // A final build leaves out who made a ready-made exhibit; only one that is told to be final makes these bytes.
    expect(new TextDecoder().decode(files.get('output/ex10-1.htm'))).not.toContain('J. Doe')
    expect(await rebuild(real, own.archive, 'one', 'v1', noTrust)).toMatchObject({ same: true })
    rmSync(own.folder, { recursive: true })
  })

  it('proves a version in one certificate, and says what nobody checked', async () => {
    const proof = await prove(real, one.archive, 'one', 'v1', noTrust)
    expect(proof.checks.map(({ state }) => state).slice(0, 3)).toEqual(['yes', 'not checked', 'yes'])
    expect(proof.outputs.find(({ name }) => name === 'tdwr-20260302.htm')?.sha512).toMatch(/^[0-9a-f]{128}$/)
    expect(proofText(proof)).toMatch(/^ {2}not checked {2}Signatures and their chain: no key was given/m)
    const keyed = await prove(real, one.archive, 'one', 'v1', { key: publicKey, trust: false })
    // The third version is not signed: the chain has an end.
    expect(keyed.checks[1]).toMatchObject({ state: 'no', result: '2 of 3 versions signed by this key' })
  })

  it('signs a Statement that names every output, every input and the inventory before', async () => {
    const files = await filesIn(one.archive, 'v2')
    const envelope = JSON.parse(
      new TextDecoder().decode(files.get('provenance/statement.dsse.json')),
    ) as Envelope
    const text = publicKey && opened(envelope, publicKey)
    const statement = JSON.parse(text ?? '{}') as {
      subject: { name: string; digest: { sha512: string } }[]
      predicate: { buildDefinition: { internalParameters: { previousInventory: { sha512: string } } } }
    }
    expect(statement.predicate.buildDefinition.internalParameters.previousInventory.sha512).toBe(heads[0])
    for (const { name, digest } of statement.subject)
      expect(
        createHash('sha512')
          .update(files.get(`output/${name}`) ?? '')
          .digest('hex'),
      ).toBe(digest.sha512)
  })

  it('keeps a legal hold and shows it', async () => {
    const copied = copyOf(one.path, join(one.folder, 'held'))
    await hold(world, copied, 'one', true, { message: 'inquiry', user: 'Jane', key: undefined })
    expect((await list(copied)).at(-1)).toMatchObject({ hold: true, retainYears: 7 })
    expect(await issuesOf(copied)).toEqual([])
  })

  it('checks out a version, and copies whole to another root', async () => {
    const out = join(one.folder, 'checked-out')
    expect(await checkout(real, one.archive, 'one', 'v1', out)).toContain('source/filing.yaml')
    expect(readFileSync(join(out, 'source/filing.yaml'), 'utf8')).toBe(modern['filing.yaml'])
    const to = join(one.folder, 'second')
    expect(await copy(one.archive, to, '2026-01-02T03:04:05Z')).toHaveLength(1)
    expect(await copy(one.archive, to, '2026-01-02T03:04:05Z')).toEqual([])
    expect(await issuesOf(copyOf(to, join(one.folder, 'third')), { expect: heads[2] })).toEqual([])
  })

  it('gives the same bag and the same tar each time', async () => {
    const files = await filesIn(one.archive, 'v1')
    const about = { id: 'x', version: 'v1', created: '2026-01-02T03:04:05Z', tool: 't' }
    const [first, second] = [
      tar(bag(files, about), 'one'),
      tar(bag(new Map([...files].reverse()), about), 'one'),
    ]
    expect(Buffer.compare(first, second)).toBe(0)
  })

  it('writes a % in a name into a bag as the standard has it', () => {
    const about = { id: 'x', version: 'v1', created: '2026-01-02T03:04:05Z', tool: 't' }
    const bagged = bag(new Map([['a 5% b.txt', new TextEncoder().encode('x')]]), about)
    expect([...bagged.keys()]).toContain('data/a 5% b.txt')
    expect(new TextDecoder().decode(bagged.get('manifest-sha512.txt'))).toMatch(/ {2}data\/a 5%25 b\.txt\n$/)
  })
})

/** More in the conformance run. */
const damages = Number(process.env['FILINGPRESS_DAMAGES'] ?? 100)

describe('damage', () => {
  it('of any kind to any file is found, and the file named', async () => {
    const next = random(7)
    const names = filesBelow(await objectPath(one))
    const at = join(one.folder, 'damaged')
    const damaged = copyOf(one.path, at)
    const { folder } = await objectOf(damaged, 'one')
    for (let trial = 0; trial < damages; trial++) {
      const name = names[Math.floor(next() * names.length)] ?? ''
      const path = join(at, folder, name)
      const before = readFileSync(path)
      const kind = trial % 5
      let named = name
      if (kind === 0) changed(path, (bytes) => flipped(bytes, Math.floor(next() * bytes.length * 8)))
      else if (kind === 1) changed(path, (bytes) => bytes.subarray(0, Math.floor(next() * bytes.length)))
      else if (kind === 2) rmSync(path)
      else if (kind === 3) appendFileSync(path, ' ')
      else {
        named = `${name.split('/').slice(0, -1).join('/')}/extra-${trial}`.replace(/^\//, '')
        writeFileSync(join(at, folder, named), 'x')
      }
      const verdict = await verify(damaged, unsigned)
      const errors = [...verdict.objects.flatMap((object) => object.issues.list), ...verdict.issues.list]
      expect(errors.length, `${kind} ${name}`).toBeGreaterThan(0)
      const stem = (path: string) => path.replace(/\.sha512$/, '')
      expect(
        errors.some(
          (issue) =>
            stem(issue.path).endsWith(stem(named)) ||
            issue.message.includes(named) ||
            (kind === 2 && issue.path.endsWith(named.split('/').slice(0, -1).join('/'))),
        ),
        `${kind} ${named}: ${errors.map(({ code, path: where }) => `${code} ${where}`).join(', ')}`,
      ).toBe(true)
      if (kind === 4) rmSync(join(at, folder, named))
      else writeFileSync(path, before)
    }
    expect(await issuesOf(damaged)).toEqual([])
  })
})

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copied = Buffer.from(bytes)
  const byte = bit >> 3
  if (byte < copied.length) copied[byte] = (copied[byte] ?? 0) ^ (1 << (bit & 7))
  return copied
}

describe('tampering', () => {
  const signed = async () => {
    const place = await scene()
    await keep(place.archive)
    const { head } = await keep(place.archive, {
      '8-k.md': modern['8-k.md'].replace('Nothing else', 'Nothing more'),
    })
    return { place, head, folder: await objectPath(place) }
  }
  const keyed = { key: publicKey }
  const codesIn = async (archive: Archive, options: Partial<VerifyOptions> = keyed) =>
    (await issuesOf(archive, options)).map(({ code }) => code)

  it('with file, inventory and sidecar redone is found by the signature', async () => {
    const { place, folder } = await signed()
    expect(await issuesOf(place.archive, keyed)).toEqual([])
    rewriteOld(folder)
    expect(await issuesOf(place.archive)).toEqual([])
    expect(await codesIn(place.archive)).toContain('V012')
    rmSync(place.folder, { recursive: true })
  })

  it('by dropping the newest version is found by its signature in logs/, and without that by the expected head', async () => {
    const { place, folder, head } = await signed()
    rmSync(join(folder, 'v2'), { recursive: true })
    for (const name of ['inventory.json', 'inventory.json.sha512'])
      writeFileSync(join(folder, name), readFileSync(join(folder, 'v1', name)))
    expect(await codesIn(place.archive)).toEqual(['V014'])
    // Nothing is written over what is missing.
    await expect(keep(place.archive)).rejects.toThrow(/V009/)
    for (const name of ['v2.inventory.dsse.json', 'v2.inventory.dsse.json.sha512'])
      rmSync(join(folder, 'logs', name))
    expect(await codesIn(place.archive)).toEqual([])
    expect(await codesIn(place.archive, { ...keyed, expect: head })).toEqual(['V015'])
    rmSync(place.folder, { recursive: true })
  })

  it('by moving an object elsewhere, or leaving a stranger among objects, is found', async () => {
    const { place } = await signed()
    const copied = copyOf(place.path, join(place.folder, 'moved'))
    const { folder } = await objectOf(copied, 'one')
    mkdirSync(join(copied.path, 'aaa/bbb/ccc'), { recursive: true })
    renameSync(join(copied.path, folder), join(copied.path, 'aaa/bbb/ccc/other'))
    writeFileSync(join(copied.path, 'aaa/stray.txt'), 'x')
    const { objects, issues } = await verify(copied, unsigned)
    expect(objects[0]?.issues.list.map(({ code }) => code)).toContain('V013')
    expect(issues.list.map(({ code }) => code)).toEqual(expect.arrayContaining(['OCFL-E084', 'OCFL-E073']))
    rmSync(place.folder, { recursive: true })
  })
})

describe('what EDGAR returned', () => {
  it('takes a copy of the tagged report under any name, and none of another filing', async () => {
    const two = await scene()
    await keep(two.archive)
    const outputs = await filesIn(two.archive, 'v1')
    const report = [...outputs].find(([name]) => /^output\/.*-\d{8}\.htm$/.test(name))?.[1]
    const text = new TextDecoder().decode(report)
    const record = (name: string, html: string) =>
      filed(world, two.archive, 'one', {
        accession: '0000123456-26-000002',
        accepted: '20260302163015',
        copies: new Map([[name, new TextEncoder().encode(html)]]),
        message: 'filed',
        user: 'Jane',
        key: undefined,
      })
    // What another program keeps of it: the tags, without the classes that we write.
    const theirs = text.replace(/ class="[^"]*"/g, '').replace('ix:header>', 'ix:header >')
    const { copies, version } = await record('d12345d8k.htm', theirs)
    expect(copies).toMatchObject([
      { name: 'd12345d8k.htm', sameBytes: false, sameWords: true, differences: [] },
    ])
    const changed = await record(
      'd12345d8k.htm',
      theirs.replace('Nothing else happened', 'Much else happened'),
    )
    expect(changed.copies).toMatchObject([
      { sameWords: false, differences: [expect.stringContaining('Much')] },
    ])
    await expect(
      record('other.htm', '<html><body><p>Exhibit 10.1</p><p>Lease</p></body></html>'),
    ).rejects.toThrow(/V005/)
    expect(version).not.toBe(changed.version)
    expect((await objectOf(two.archive, 'one')).inventory.head).toBe(changed.version)
  })
})
