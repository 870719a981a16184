/** Codes of OCFL 1.1 that only a storage root on a disk can break; with those of codes.test.ts, all that can be tested. */
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectOf } from '../../src/commands/archive/objects.ts'
import { verify } from '../../src/commands/archive/verify.ts'
import { copyOf, keepSmall, type Scene, scene } from '../support/archive.ts'

let one: Scene
beforeAll(async () => {
  one = await scene()
  await keepSmall(one)
}, 60_000)
afterAll(() => rmSync(one.folder, { recursive: true, force: true }), 60_000)

type Breaks = (root: string, object: string) => void
const cases: readonly (readonly [code: string, what: string, breaks: Breaks])[] = [
  [
    'OCFL-E024',
    'an empty folder in the content',
    (_root, object) => mkdirSync(join(object, 'v1/content/nothing')),
  ],
  ['OCFL-E069', 'a root without its declaration', (root) => rmSync(join(root, '0=ocfl_1.1'))],
  ['OCFL-E070', 'a layout that is no JSON', (root) => writeFileSync(join(root, 'ocfl_layout.json'), '{')],
  ['OCFL-E070', 'a layout that is null', (root) => writeFileSync(join(root, 'ocfl_layout.json'), 'null')],
  [
    'OCFL-E070',
    'a layout without a description',
    (root) => writeFileSync(join(root, 'ocfl_layout.json'), '{"extension":"x"}'),
  ],
  [
    'OCFL-E071',
    'a layout that is not described',
    (root) => writeFileSync(join(root, 'ocfl_layout.json'), '{"extension":"x","description":"y"}'),
  ],
  [
    'OCFL-E072',
    'a folder of files that is no object',
    (root) => {
      mkdirSync(join(root, 'aaa'))
      writeFileSync(join(root, 'aaa/x.txt'), 'x')
    },
  ],
  ['OCFL-E073', 'an empty folder', (root) => mkdirSync(join(root, 'aaa'))],
  [
    'OCFL-E080',
    'a root that declares something else',
    (root) => writeFileSync(join(root, '0=ocfl_1.1'), 'ocfl_1.0\n'),
  ],
  [
    'OCFL-E084',
    'a file among objects',
    (root) => {
      mkdirSync(join(root, 'aaa'))
      writeFileSync(join(root, 'aaa/x.txt'), 'x')
    },
  ],
  [
    'OCFL-E086',
    'a file in the extensions of the root',
    (root) => writeFileSync(join(root, 'extensions/x'), 'x'),
  ],
  ['OCFL-E087', 'a stray file in the root', (root) => writeFileSync(join(root, 'x.txt'), 'x')],
  [
    'OCFL-E090',
    'a link in place of a file',
    (_root, object) => {
      const path = join(object, 'v1/content/options.json')
      renameSync(path, `${path}.real`)
      symlinkSync('options.json.real', path)
    },
  ],
]

describe.each(cases)('%s', (code, what, breaks) => {
  it(`names ${what}`, async () => {
    const copied = copyOf(one.path, join(one.folder, 'copy'))
    breaks(copied.path, join(copied.path, (await objectOf(one.archive, 'one')).folder))
    const { issues, objects } = await verify(copied, { key: undefined, expect: undefined, filing: undefined })
    const found = [issues, ...objects.map((each) => each.issues)].flatMap(({ list }) => list)
    expect(found.map((each) => each.code)).toContain(code)
  })
})

/**
 * Every code that ocfl-py, another validator, can give: its authors' account of what is testable. E002, E051, E088 they
 * call redundant or an instruction; E011 to E013 and E103 stand in the official test objects.
 */
const testable =
  'E001 E003 E004 E006 E007 E008 E009 E010 E015 E017 E018 E019 E020 E023 E024 E025 E026 E033 E036 E037 E038 E040 E041 ' +
  'E042 E044 E046 E048 E049 E050 E052 E053 E054 E056 E057 E058 E060 E061 E063 E064 E066 E067 E069 E070 E071 E072 E073 ' +
  'E086 E091 E092 E093 E094 E095 E096 E097 E099 E100 E101 E107 E111'

describe('the codes of OCFL 1.1', async () => {
  it('each have an object of ours that breaks them', async () => {
    const objects = readFileSync('tests/archive/codes.test.ts', 'utf8')
    const named = new Set([
      ...[...objects.matchAll(/^ {2,4}\[?'OCFL-(E\d{3})'/gm)].map(([, code]) => code),
      ...cases.map(([code]) => code.slice('OCFL-'.length)),
    ])
    expect(testable.split(' ').filter((code) => !named.has(code))).toEqual([])
  })
})
