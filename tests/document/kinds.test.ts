/** A new kind of block or inline makes the compiler name every switch that must learn it. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

/** The guard, or where all that is left is of one kind, the type that says so. */
const guard = /^\s+(?:return )?unknownKind\(|\bsatisfies Leaf \| Extract</

/** Lines that a compiler must name: the default of each switch over kinds. */
const guards = files.flatMap((name) =>
  readFileSync(`src/${name}`, 'utf8')
    .split('\n')
    .flatMap((line, index) => (guard.test(line) ? [`src/${name}:${index + 1}`] : [])),
)

/** Switches over a `type` that name a kind of block or inline, by file. */
function switches(text: string): string[] {
  return [...text.matchAll(/^( *)switch \(\w+(?:\.\w+)*\.type\) \{\n([\s\S]*?)^\1\}/gm)]
    .map((match) => match[2] ?? '')
    .filter((body) => /case '(?:heading|table|note-ref|check-box|group)'/.test(body))
}

it('every switch over kinds of blocks or inlines ends in a guard', () => {
  const bare = files.filter((name) =>
    switches(readFileSync(`src/${name}`, 'utf8')).some(
      // Tokens of the Markdown parser, and blocks that an importer found, have kinds of their own.
      (body) => !body.split('\n').some((line) => guard.test(line)) && !/^(?:markdown|importing)\//.test(name),
    ),
  )
  expect(bare).toEqual([])
  expect(guards.length).toBeGreaterThanOrEqual(20)
})

it('a kind that is added is named by the compiler in every one of them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-kinds-'))
  cpSync('src', join(folder, 'src'), { recursive: true })
  cpSync('tsconfig.json', join(folder, 'tsconfig.json'))
  cpSync('package.json', join(folder, 'package.json'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const tree = join(folder, 'src/document/document.ts')
  const added = readFileSync(tree, 'utf8')
    .replace(
      'export type Block =',
      "export interface Aside extends BlockBase { readonly type: 'aside' }\nexport type Block = Aside |",
    )
    .replace(
      'export type Inline =',
      "export interface Sound { readonly type: 'sound'; readonly revision?: Revision }\nexport type Inline = | Sound",
    )
  writeFileSync(tree, added)
  const { stdout } = spawnSync(
    process.execPath,
    [resolve('node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'src'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  const named = new Set(
    [...stdout.matchAll(/^(src\/[^(]+)\((\d+),/gm)].map((match) => `${match[1]}:${match[2]}`),
  )
  rmSync(folder, { recursive: true })
  expect(guards.filter((place) => !named.has(place))).toEqual([])
}, 300_000)
