/** What the small program tells is what the whole one tells, and everything else is left to that one. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { toBytes } from '../../src/bytes.ts'
import { buildFilings } from '../../src/cli/building.ts'
import { build } from '../../src/cli/commands/build.ts'
import { check } from '../../src/cli/commands/check.ts'
import { parse } from '../../src/cli/parse.ts'
import { recall } from '../../src/cli/unchanged.ts'
import { type MemoryWorld, memory } from '../../src/platform/memory.ts'
import { real, worldWith } from '../support/filing.ts'

const files = Object.fromEntries(worldWith().files)
const world = (more: Readonly<Record<string, Uint8Array>> = {}): MemoryWorld => ({
  ...memory({ ...files, 'tool.cjs': 'the program', ...more }, real),
  program: 'tool.cjs',
})

/** What the whole program does with arguments of these two commands. */
async function whole(on: MemoryWorld, argv: readonly string[]) {
  const parsed = parse(argv, [build, check])
  if (parsed.kind !== 'run') throw new Error('no run')
  const values = parsed.values as unknown as Parameters<typeof buildFilings>[2]
  return buildFilings(on, parsed.words, values, { dryRun: parsed.command === check })
}

const built = world()
await whole(built, ['build'])
const after = (): MemoryWorld => world(Object.fromEntries(built.files))

it.each([
  [['build']],
  [['build', 'one']],
  [['build', 'content/one', '--quiet']],
  [['build', '--strict', '--content', 'content', '--out=out/']],
  [['check']],
  [['check', 'one', '--strict']],
])('tells of %j what the whole program tells', async (argv) => {
  const on = after()
  const known = recall(argv, on)
  const expected = await whole(on, argv)
  expect(expected.results[0]?.unchanged).toBe(true)
  const plain = (results: typeof expected.results) => results.map(({ edges: _, ...rest }) => rest)
  expect(plain(known?.built.results ?? [])).toEqual(plain(expected.results))
  expect(known?.built).toMatchObject({ out: expected.out, dryRun: expected.dryRun })
})

it.each([
  ['another command', ['tags', 'one']],
  ['help', ['build', '--help']],
  ['nothing', []],
  ['wrong usage', ['build', '--colour']],
  ['an option of another command', ['build', '--key', 'x']],
  ['a filing that is not there', ['build', 'two']],
  ['finished files', ['check', 'out/one']],
  ['JSON', ['build', '--json']],
  ['SARIF', ['check', '--format', 'sarif']],
  ['a format that is none', ['check', '--format', 'sarf']],
  ['figures', ['check', '--ties']],
  ['a tie sheet', ['check', '--tie-sheet', 'ties']],
  ['Word files', ['build', '--docx', 'word']],
  ['a run without end', ['build', '--watch']],
  ['a build that is asked for', ['build', '--force']],
  ['a final build', ['build', '--final']],
  ['another rendering', ['build', '--edgar-pdf']],
  ['another folder', ['build', '--out', 'elsewhere']],
])('leaves %s to the whole program', (_, argv) => {
  expect(recall(argv, after())).toBeUndefined()
})

it.each([
  ['a changed text', 'content/one/8-k.md'],
  ['a changed output', 'out/one/8-k.pdf'],
  ['a second filing', 'content/two/filing.yaml'],
])('leaves %s to the whole program', (_, path) => {
  const on = after()
  on.files.set(path, toBytes('x'))
  expect(recall(['build'], on)).toBeUndefined()
  expect(recall(['build', 'one'], on) === undefined).toBe(path !== 'content/two/filing.yaml')
})

it('is asked first by the launcher, and prints the same lines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-unchanged-'))
  cpSync('content', join(folder, 'content'), { recursive: true })
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [...args, 'build'], { cwd: folder, encoding: 'utf8' })
  const cli = resolve('dist/cli.cjs')
  const first = run(cli)
  const second = run(cli)
  // Without the launcher the whole program answers.
  const without = run(resolve('dist/filingpress.cjs'))
  rmSync(folder, { recursive: true })
  expect([first.status, second.status, second.stderr]).toEqual([0, 0, ''])
  expect(second.stdout).toBe(first.stdout.replace(/built in \d+\.\d\d s/, 'unchanged since it was built'))
  expect(without.stdout).toBe(second.stdout)
})
