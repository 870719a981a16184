/** OCFL 1.1 error codes beyond the official test objects: each broken in one place of a good object, and named. */
// biome-ignore-all lint/suspicious/noExplicitAny: broken inventories have no type
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/archive/digest.ts'
import { type Inventory, inventoryText } from '../../src/archive/inventory.ts'
import { revise } from '../../src/archive/revise.ts'
import { validateObject } from '../../src/archive/validate.ts'
import { sha512 } from '../../src/bytes.ts'
import { explain, known } from '../../src/cli/explain.ts'
import { treeOf } from '../support/tree.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const about = {
  created: '2026-01-02T03:04:05Z',
  message: 'm',
  user: { name: 'n', address: 'mailto:n@example.com' },
}
type Files = Map<string, Uint8Array>

/** Two versions, the second with a file more. */
function good(): Files {
  const files: Files = new Map([['o/0=ocfl_object_1.1', encode('ocfl_object_1.1\n')]])
  const first = revise('urn:x:1', undefined, new Map([['a.txt', encode('a')]]), about)
  const second = revise(
    'urn:x:1',
    first.inventory,
    new Map([
      ['a.txt', encode('a')],
      ['d/b.txt', encode('b')],
    ]),
    about,
  )
  for (const { version, files: own } of [first, second])
    for (const [name, bytes] of own) files.set(`o/${version}/${name}`, bytes)
  files.set('o/inventory.json', encode(second.inventoryText))
  files.set('o/inventory.json.sha512', encode(second.sidecarText))
  return files
}

/** Where the broken objects are left for another validator; nowhere in an ordinary run. */
const kept = process.env['FILINGPRESS_BAD_OBJECTS']
function write(folder: string, files: Files): void {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
}

const codesOf = async (files: Files) => [
  ...new Set((await validateObject(treeOf(files, digestOf), 'o')).issues.list.map(({ code }) => code)),
]

/** Changes the newest inventory, in the root and in its version, with their sidecars. */
function inventory(change: (value: Record<string, any>) => unknown): (files: Files) => void {
  return (files) => {
    const value = JSON.parse(new TextDecoder().decode(files.get('o/inventory.json'))) as Record<string, any>
    const changed = change(value)
    const text = typeof changed === 'string' ? changed : JSON.stringify(value, undefined, 2)
    for (const folder of ['o', 'o/v2']) {
      files.set(`${folder}/inventory.json`, encode(text))
      files.set(`${folder}/inventory.json.sha512`, encode(`${sha512(text)} inventory.json\n`))
    }
  }
}
const put = (name: string, text: string) => (files: Files) => void files.set(`o/${name}`, encode(text))
const drop = (name: string) => (files: Files) => void files.delete(`o/${name}`)
const first = (block: Record<string, any>) => Object.keys(block)[0] as string

const cases: readonly (readonly [code: string, what: string, breaks: (files: Files) => void])[] = [
  ['OCFL-E001', 'a stray folder', put('other/x.txt', 'x')],
  ['OCFL-E003', 'no declaration', drop('0=ocfl_object_1.1')],
  ['OCFL-E003', 'two declarations', put('0=ocfl_object_1.0', 'ocfl_object_1.0\n')],
  [
    'OCFL-E004',
    'a declaration of an unknown version',
    (files) => {
      drop('0=ocfl_object_1.1')(files)
      put('0=ocfl_object_9.9', 'ocfl_object_9.9\n')(files)
    },
  ],
  ['OCFL-E006', 'a declaration of something else', put('0=ocfl_thing_1.1', 'ocfl_thing_1.1\n')],
  ['OCFL-E007', 'a declaration that says something else', put('0=ocfl_object_1.1', 'ocfl_object_1.1')],
  [
    'OCFL-E008',
    'no version in the inventory',
    inventory((value) => {
      value['versions'] = {}
    }),
  ],
  [
    'OCFL-E009',
    'versions that begin with 2',
    inventory((value) => {
      delete value['versions'].v1
    }),
  ],
  [
    'OCFL-E010',
    'a version missing between',
    inventory((value) => {
      value['versions'].v4 = value['versions'].v2
      delete value['versions'].v2
      value['head'] = 'v4'
    }),
  ],
  [
    'OCFL-E012',
    'versions padded in two ways',
    inventory((value) => {
      value['versions'].v002 = value['versions'].v2
      delete value['versions'].v2
      value['head'] = 'v002'
    }),
  ],
  ['OCFL-E015', 'a file in a version beside its content', put('v1/stray.txt', 'x')],
  [
    'OCFL-E017',
    'a contentDirectory with a slash',
    inventory((value) => {
      value['contentDirectory'] = 'a/b'
    }),
  ],
  [
    'OCFL-E018',
    'a contentDirectory that is ".."',
    inventory((value) => {
      value['contentDirectory'] = '..'
    }),
  ],
  [
    'OCFL-E019',
    'a contentDirectory of one version only',
    inventory((value) => {
      value['contentDirectory'] = 'stuff'
    }),
  ],
  [
    'OCFL-E020',
    'a contentDirectory that changes',
    inventory((value) => {
      value['contentDirectory'] = 'other'
    }),
  ],
  ['OCFL-E023', 'a content file that no manifest knows', put('v2/content/extra.txt', 'x')],
  [
    'OCFL-E025',
    'an unknown digest algorithm',
    inventory((value) => {
      value['digestAlgorithm'] = 'md5'
    }),
  ],
  [
    'OCFL-E026',
    'a fixity digest of no algorithm',
    inventory((value) => {
      value['fixity'] = { md7: { ab: ['v1/content/a.txt'] } }
    }),
  ],
  ['OCFL-E033', 'an inventory that is no JSON', inventory(() => '{ "id": ')],
  ['OCFL-E034', 'an inventory that is a list', inventory(() => '[]')],
  [
    'OCFL-E036',
    'no type',
    inventory((value) => {
      delete value['type']
    }),
  ],
  [
    'OCFL-E036',
    'no digestAlgorithm',
    inventory((value) => {
      delete value['digestAlgorithm']
    }),
  ],
  [
    'OCFL-E037',
    'an id that changes',
    inventory((value) => {
      value['id'] = 'urn:x:2'
    }),
  ],
  [
    'OCFL-E038',
    'a type that is none',
    inventory((value) => {
      value['type'] = 'inventory'
    }),
  ],
  [
    'OCFL-E040',
    'a head that is no version',
    inventory((value) => {
      value['head'] = 'two'
    }),
  ],
  [
    'OCFL-E040',
    'a head that is a number',
    inventory((value) => {
      value['head'] = 2
    }),
  ],
  [
    'OCFL-E041',
    'no manifest',
    inventory((value) => {
      delete value['manifest']
    }),
  ],
  [
    'OCFL-E042',
    'a content path of no version',
    inventory((value) => {
      value['manifest'][first(value['manifest'])] = ['content/a.txt']
    }),
  ],
  [
    'OCFL-E043',
    'no versions',
    inventory((value) => {
      delete value['versions']
    }),
  ],
  [
    'OCFL-E044',
    'versions that are a list',
    inventory((value) => {
      value['versions'] = []
    }),
  ],
  [
    'OCFL-E046',
    'a version with another name',
    inventory((value) => {
      value['versions'].second = value['versions'].v2
    }),
  ],
  ['OCFL-E046', 'a folder behind the last version', put('v3/content/x', 'x')],
  [
    'OCFL-E047',
    'a version that is a text',
    inventory((value) => {
      value['versions'].v1 = 'x'
    }),
  ],
  [
    'OCFL-E048',
    'a version without a time',
    inventory((value) => {
      delete value['versions'].v2.created
    }),
  ],
  [
    'OCFL-E048',
    'a version without a state',
    inventory((value) => {
      delete value['versions'].v2.state
    }),
  ],
  [
    'OCFL-E049',
    'a day that does not exist',
    inventory((value) => {
      value['versions'].v2.created = '2026-02-30T00:00:00Z'
    }),
  ],
  [
    'OCFL-E049',
    'a time without a zone',
    inventory((value) => {
      value['versions'].v2.created = '2026-02-03T00:00:00'
    }),
  ],
  [
    'OCFL-E050',
    'a state that is a list',
    inventory((value) => {
      value['versions'].v2.state = []
    }),
  ],
  [
    'OCFL-E050',
    'a state with a digest the manifest has not',
    inventory((value) => {
      value['versions'].v2.state['0'.repeat(128)] = ['c.txt']
    }),
  ],
  [
    'OCFL-E051',
    'a state without a list of paths',
    inventory((value) => {
      value['versions'].v2.state[first(value['versions'].v2.state)] = 'a.txt'
    }),
  ],
  [
    'OCFL-E052',
    'a logical path with ".."',
    inventory((value) => {
      value['versions'].v2.state[first(value['versions'].v2.state)] = ['../a.txt']
    }),
  ],
  [
    'OCFL-E053',
    'a logical path that begins with a slash',
    inventory((value) => {
      value['versions'].v2.state[first(value['versions'].v2.state)] = ['/a.txt']
    }),
  ],
  [
    'OCFL-E054',
    'a user without a name',
    inventory((value) => {
      value['versions'].v2.user = { address: 'mailto:a@b.c' }
    }),
  ],
  [
    'OCFL-E056',
    'a fixity block of no algorithm',
    inventory((value) => {
      value['fixity'] = { md7: {} }
    }),
  ],
  [
    'OCFL-E057',
    'a fixity digest that is none',
    inventory((value) => {
      value['fixity'] = { md5: { xyz: ['v1/content/a.txt'] } }
    }),
  ],
  [
    'OCFL-E057',
    'a fixity digest of a file that the manifest has not',
    inventory((value) => {
      value['fixity'] = { md5: { ['a'.repeat(32)]: ['v1/content/z.txt'] } }
    }),
  ],
  [
    'OCFL-E057',
    'a fixity block that is a list',
    inventory((value) => {
      value['fixity'] = { md5: [] }
    }),
  ],
  ['OCFL-E058', 'no sidecar', drop('inventory.json.sha512')],
  [
    'OCFL-E060',
    'a sidecar of another inventory',
    put('inventory.json.sha512', `${'0'.repeat(128)} inventory.json\n`),
  ],
  ['OCFL-E061', 'a sidecar that says more', put('inventory.json.sha512', 'x')],
  ['OCFL-E063', 'no inventory', drop('inventory.json')],
  [
    'OCFL-E064',
    'two inventories of the last version',
    (files) => {
      const text = `${new TextDecoder().decode(files.get('o/v2/inventory.json'))} `
      files.set('o/v2/inventory.json', encode(text))
      files.set('o/v2/inventory.json.sha512', encode(`${sha512(text)} inventory.json\n`))
    },
  ],
  [
    'OCFL-E066',
    'an earlier state that was rewritten',
    inventory((value) => {
      value['versions'].v1.state = value['versions'].v2.state
    }),
  ],
  ['OCFL-E067', 'a file in extensions', put('extensions/x.txt', 'x')],
  [
    'OCFL-E091',
    'a manifest without a list of paths',
    inventory((value) => {
      value['manifest'][first(value['manifest'])] = 'v1/content/a.txt'
    }),
  ],
  ['OCFL-E092', 'a content file with other bytes', put('v1/content/a.txt', 'b')],
  ['OCFL-E092', 'a content file that is gone', drop('v2/content/d/b.txt')],
  [
    'OCFL-E093',
    'a fixity digest that is wrong',
    inventory((value) => {
      value['fixity'] = { md5: { ['0'.repeat(32)]: ['v1/content/a.txt'] } }
    }),
  ],
  [
    'OCFL-E094',
    'a message that is a number',
    inventory((value) => {
      value['versions'].v2.message = 5
    }),
  ],
  [
    'OCFL-E095',
    'a logical path that is a file and a folder',
    inventory((value) => {
      const state = value['versions'].v2.state
      state[first(state)] = ['d']
    }),
  ],
  [
    'OCFL-E096',
    'one digest twice in the manifest',
    inventory((value) => {
      const manifest = value['manifest']
      const digest = first(manifest)
      manifest[digest.toUpperCase()] = manifest[digest]
    }),
  ],
  [
    'OCFL-E097',
    'one digest twice in a fixity block',
    inventory((value) => {
      const md5 = 'a'.repeat(32)
      value['fixity'] = { md5: { [md5]: ['v1/content/a.txt'], [md5.toUpperCase()]: ['v1/content/a.txt'] } }
    }),
  ],
  [
    'OCFL-E099',
    'a content path with "."',
    inventory((value) => {
      value['manifest'][first(value['manifest'])] = ['v1/content/./a.txt']
    }),
  ],
  [
    'OCFL-E100',
    'a content path that begins with a slash',
    inventory((value) => {
      value['manifest'][first(value['manifest'])] = ['/v1/content/a.txt']
    }),
  ],
  [
    'OCFL-E101',
    'one content path twice',
    inventory((value) => {
      const manifest = value['manifest']
      for (const digest of Object.keys(manifest)) manifest[digest] = ['v1/content/a.txt']
    }),
  ],
  [
    'OCFL-E106',
    'a manifest that is a list',
    inventory((value) => {
      value['manifest'] = []
    }),
  ],
  [
    'OCFL-E107',
    'a manifest with content that no version has',
    inventory((value) => {
      value['manifest']['0'.repeat(128)] = ['v2/content/c.txt']
    }),
  ],
  [
    'OCFL-E111',
    'a fixity that is a text',
    inventory((value) => {
      value['fixity'] = 'x'
    }),
  ],
]

describe('every code of a verification', async () => {
  it.each([...new Set(cases.map(([code]) => code))])('%s can be explained', (code) => {
    expect(explain(known(code.toLowerCase()))).toMatch(
      /^OCFL-E\d{3}: .*\n(?:.*\n)*.*source: OCFL 1\.1, section \d/,
    )
  })
})

describe('a good object', async () => {
  it('has nothing wrong', async () => expect(await codesOf(good())).toEqual([]))
  it('is written in one way', async () => {
    const text = new TextDecoder().decode(good().get('o/inventory.json'))
    expect(inventoryText(JSON.parse(text) as Inventory)).toBe(text)
  })
})

describe.each(cases)('%s', (code, what, breaks) => {
  it(`names ${what}`, async () => {
    const files = good()
    breaks(files)
    expect(await codesOf(files)).toContain(code)
    if (kept) write(join(kept, `${code} ${what.replace(/\W+/g, ' ').trim()}`), files)
  })
})
