/** The archive on a real disk: kept, verified, rebuilt, proved, recorded as filed, copied; damage and tampering found. */
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bag, tar } from '../../src/archive/bag.ts'
import { type Envelope, opened } from '../../src/archive/signature.ts'
import { approve } from '../../src/commands/approve.ts'
import { filed, hold } from '../../src/commands/archive/filed.ts'
import { checkout, copy, list } from '../../src/commands/archive/keep.ts'
import { objectOf, readVersion } from '../../src/commands/archive/objects.ts'
import { prove } from '../../src/commands/archive/prove.ts'
import { rebuild } from '../../src/commands/archive/rebuild.ts'
import { verify } from '../../src/commands/archive/verify.ts'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import {
  buildOptions,
  changed,
  copyOf,
  filesBelow,
  keep,
  keepOf,
  publicKey,
  type Scene,
  scene,
} from '../support/archive.ts'
import { fonts, real, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'

let one: Scene
let heads: string[] = []
const unsigned = { key: undefined, expect: undefined, filing: undefined }
const world = worldWith(modern)

beforeAll(() => {
  one = scene()
  heads = [keep(one.archive).head]
  heads.push(
    keep(one.archive, {
      '8-k.md': modern['8-k.md'].replace('$12.4', '$12.5'),
      'ex99-1.md': modern['ex99-1.md'].replace('$12.4', '$12.5'),
    }).head,
  )
  heads.push(
    filed(world, one.archive, 'one', {
      accession: '0000123456-26-000001',
      accepted: '20260302163015',
      copies: new Map([['ex99-1.htm', theirs()]]),
      message: 'filed',
      user: 'Jane',
      key: undefined,
    }).head,
  )
})
afterAll(() => rmSync(one.folder, { recursive: true, force: true }))

/** What EDGAR gives back: ours in its wrapping. */
function theirs(): Uint8Array {
  const stored = objectOf(one.archive, 'one')
  const ours = readVersion(one.archive, stored, 'v2').get('output/ex99-1.htm') ?? new Uint8Array()
  return Buffer.concat([
    Buffer.from('<DOCUMENT>\n<TEXT>\n'),
    Buffer.from(ours),
    Buffer.from('\n</TEXT>\n</DOCUMENT>\n'),
  ])
}

const objectPath = () => join(one.path, objectOf(one.archive, 'one').folder)

describe('an archive', () => {
  it('verifies clean, and says what cannot be known', () => {
    const { objects, issues } = verify(one.archive, unsigned)
    expect([...issues.list, ...(objects[0]?.issues.list ?? [])]).toEqual([])
    expect(objects[0]?.unknown.join(' ')).toContain('without --expect')
    expect(verify(one.archive, { ...unsigned, expect: heads[2] }).objects[0]?.issues.list).toEqual([])
  })

  it('lists versions with what changed, figures first, and what EDGAR returned', () => {
    const entries = list(one.archive)
    expect(entries.map(({ version, signed, accession }) => [version, signed, accession])).toEqual([
      ['v1', true, null],
      ['v2', true, null],
      ['v3', false, '0000123456-26-000001'],
    ])
    expect(entries[1]?.changed).toMatch(/^\$12\.4 million -> \$12\.5 million;/)
  })

  it('stores content once: a second version adds no font and no tool', () => {
    const names = filesBelow(join(objectPath(), 'v2/content'))
    expect(names.filter((name) => /^(?:fonts|tool)\//.test(name))).toEqual([])
    expect(names).toContain('redline/redline-ex99-1.pdf')
  })

  it('compares the as-filed copy with ours: other bytes, the same words', () => {
    const record = JSON.parse(
      new TextDecoder().decode(
        readVersion(one.archive, objectOf(one.archive, 'one'), 'v3').get('filing/filed.json'),
      ),
    ) as { copies: object[] }
    expect(record.copies).toMatchObject([{ name: 'ex99-1.htm', sameBytes: false, sameWords: true }])
  })

  it('refuses to keep a secret', () => {
    const bad = {
      accession: '0000123456-26-000001',
      accepted: '20260302163015',
      message: 'CCC: abcd#123',
      user: 'J',
      key: undefined,
      copies: new Map<string, Uint8Array>(),
    }
    expect(() => filed(world, one.archive, 'one', bad)).toThrow(FilingError)
    const file = {
      ...bad,
      message: 'm',
      copies: new Map([['x.txt', new TextEncoder().encode('bearer abcdefghijklmnopqrstuvwxyz0123')]]),
    }
    expect(() => filed(world, one.archive, 'one', file)).toThrow(/V005/)
  })

  it('rebuilds a version to the same bytes with the archived tool', () => {
    const { same, files } = rebuild(one.archive, 'one', 'v1')
    expect(files.filter((file) => file.same !== true)).toEqual([])
    expect(same).toBe(true)
  })

  it('keeps a final version with its approval, and rebuilds it as final', () => {
    const [own, approved] = [scene(), worldWith(modern)]
    expect(() => keepOf(approved, own.archive, undefined, true)).toThrow(/L003/)
    approve(approved, 'one', 'Jane', fonts, buildOptions)
    keepOf(approved, own.archive, undefined, true)
    expect([...readVersion(own.archive, objectOf(own.archive, 'one'), 'v1').keys()]).toContain(
      'approval/approval.json',
    )
    expect(rebuild(own.archive, 'one', 'v1').same).toBe(true)
    rmSync(own.folder, { recursive: true })
  })

  it('proves a version in one certificate', () => {
    const proof = prove(one.archive, 'one', 'v1', undefined)
    expect(proof.checks.slice(0, 3).every(({ holds }) => holds)).toBe(true)
    expect(proof.outputs.find(({ name }) => name === 'tdwr-20260302.htm')?.sha512).toMatch(/^[0-9a-f]{128}$/)
  })

  it('signs a Statement that names every output, every input and the inventory before', () => {
    const files = readVersion(one.archive, objectOf(one.archive, 'one'), 'v2')
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

  it('keeps a legal hold and shows it', () => {
    const copied = copyOf(one.path, join(one.folder, 'held'))
    hold(world, copied, 'one', true, { message: 'inquiry', user: 'Jane', key: undefined })
    expect(list(copied).at(-1)).toMatchObject({ hold: true, retainYears: 7 })
    expect(verify(copied, unsigned).objects[0]?.issues.list).toEqual([])
  })

  it('checks out a version, and copies whole to another root', () => {
    const out = join(one.folder, 'checked-out')
    expect(checkout(real, one.archive, 'one', 'v1', out)).toContain('source/filing.yaml')
    expect(readFileSync(join(out, 'source/filing.yaml'), 'utf8')).toBe(modern['filing.yaml'])
    const to = join(one.folder, 'second')
    expect(copy(one.archive, to)).toHaveLength(1)
    expect(copy(one.archive, to)).toEqual([])
    expect(
      verify(copyOf(to, join(one.folder, 'third')), { ...unsigned, expect: heads[2] }).objects[0]?.issues
        .list,
    ).toEqual([])
  })

  it('gives the same bag and the same tar each time', () => {
    const files = readVersion(one.archive, objectOf(one.archive, 'one'), 'v1')
    const about = { id: 'x', version: 'v1', created: '2026-01-02T03:04:05Z', tool: 't' }
    const [first, second] = [
      tar(bag(files, about), 'one'),
      tar(bag(new Map([...files].reverse()), about), 'one'),
    ]
    expect(Buffer.compare(first, second)).toBe(0)
  })
})

/** More in the conformance run. */
const damages = Number(process.env['FILINGPRESS_DAMAGES'] ?? 100)

describe('damage', () => {
  it('of any kind to any file is found, and the file named', () => {
    const next = random(7)
    const names = filesBelow(objectPath())
    const at = join(one.folder, 'damaged')
    const damaged = copyOf(one.path, at)
    const folder = objectOf(damaged, 'one').folder
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
      const verdict = verify(damaged, unsigned)
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
    expect(verify(damaged, unsigned).objects[0]?.issues.list).toEqual([])
  })
})

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copied = Buffer.from(bytes)
  const byte = bit >> 3
  if (byte < copied.length) copied[byte] = (copied[byte] ?? 0) ^ (1 << (bit & 7))
  return copied
}

describe('tampering', () => {
  const signed = () => {
    const place = scene()
    const head = [
      keep(place.archive),
      keep(place.archive, { '8-k.md': modern['8-k.md'].replace('Nothing else', 'Nothing more') }),
    ].at(-1)?.head
    return { place, head, folder: join(place.path, objectOf(place.archive, 'one').folder) }
  }
  const redo = (folder: string) => {
    const digest = createHash('sha512')
      .update(readFileSync(join(folder, 'inventory.json')))
      .digest('hex')
    writeFileSync(join(folder, 'inventory.json.sha512'), `${digest} inventory.json\n`)
  }

  it('with file, inventory and sidecar redone is found by the signature', () => {
    const { place, folder } = signed()
    const { key } = { key: publicKey }
    expect(
      verify(place.archive, { key, expect: undefined, filing: undefined }).objects[0]?.issues.list,
    ).toEqual([])
    const old = 'v1/content/source/8-k.md'
    const before = createHash('sha512')
      .update(readFileSync(join(folder, old)))
      .digest('hex')
    changed(join(folder, old), (bytes) => Buffer.from(bytes.toString().replace('bylaws', 'charter')))
    const after = createHash('sha512')
      .update(readFileSync(join(folder, old)))
      .digest('hex')
    for (const where of [folder, join(folder, 'v1'), join(folder, 'v2')]) {
      const path = join(where, 'inventory.json')
      const shas = [before, after].map((digest) => digest)
      changed(path, (bytes) => {
        const inventory = JSON.parse(bytes.toString().replaceAll(shas[0] ?? '', shas[1] ?? '')) as {
          fixity?: object
        }
        delete inventory.fixity
        return Buffer.from(`${JSON.stringify(inventory, undefined, 2)}\n`)
      })
      redo(where)
    }
    expect(verify(place.archive, unsigned).objects[0]?.issues.errors).toEqual([])
    const codes = verify(place.archive, {
      key,
      expect: undefined,
      filing: undefined,
    }).objects[0]?.issues.list.map(({ code }) => code)
    expect(codes).toContain('V012')
    rmSync(place.folder, { recursive: true })
  })

  it('by dropping the newest version is found by the expected head', () => {
    const { place, folder, head } = signed()
    rmSync(join(folder, 'v2'), { recursive: true })
    for (const name of ['v2.inventory.dsse.json', 'v2.inventory.dsse.json.sha512'])
      rmSync(join(folder, 'logs', name))
    for (const name of ['inventory.json', 'inventory.json.sha512'])
      writeFileSync(join(folder, name), readFileSync(join(folder, 'v1', name)))
    expect(
      verify(place.archive, { key: publicKey, expect: undefined, filing: undefined }).objects[0]?.issues.list,
    ).toEqual([])
    expect(
      verify(place.archive, { key: publicKey, expect: head, filing: undefined }).objects[0]?.issues.list.map(
        ({ code }) => code,
      ),
    ).toEqual(['V015'])
    rmSync(place.folder, { recursive: true })
  })

  it('by moving an object elsewhere, or leaving a stranger among objects, is found', () => {
    const { place } = signed()
    const copied = copyOf(place.path, join(place.folder, 'moved'))
    const { folder } = objectOf(copied, 'one')
    mkdirSync(join(copied.path, 'aaa/bbb/ccc'), { recursive: true })
    renameSync(join(copied.path, folder), join(copied.path, 'aaa/bbb/ccc/other'))
    writeFileSync(join(copied.path, 'aaa/stray.txt'), 'x')
    const { objects, issues } = verify(copied, unsigned)
    expect(objects[0]?.issues.list.map(({ code }) => code)).toContain('V013')
    expect(issues.list.map(({ code }) => code)).toEqual(expect.arrayContaining(['OCFL-E084', 'OCFL-E073']))
    rmSync(place.folder, { recursive: true })
  })
})
