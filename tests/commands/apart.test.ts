/** A job done from a pack makes the bytes of the command, and done twice leaves one version. */
import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sha256, toBytes } from '../../src/bytes.ts'
import { type ApartTask, doApart } from '../../src/commands/apart.ts'
import { objectOf } from '../../src/commands/archive/objects.ts'
import { verify } from '../../src/commands/archive/verify.ts'
import { parcelOf, sharedOf } from '../../src/commands/parcel.ts'
import type { Command, Message } from '../../src/fleet/queue/message.ts'
import { type Scene, scene, unsigned } from '../support/archive.ts'
import { buildWith, fonts, real, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

/** The bundle is not what these tests are about, and would be written into each version. */
const world = { ...real, toolFiles: () => [['tool/filingpress.cjs', toBytes('tool')] as const] }

function task(
  command: Command,
  files: Readonly<Record<string, string>> = modern,
  options: Message['options'] = {},
): ApartTask {
  const from = worldWith(files)
  const parcel = parcelOf(from, { content: 'content' }, 'one')
  const shared = sharedOf(from, { content: 'content', templates: undefined })
  const message = { format: 1, command, name: 'one', content: [], options, program: sha256('') } as const
  return {
    kind: 'apart',
    message,
    files: new Map([...parcel, ...shared]),
    before: undefined,
    archive: undefined,
    by: 'a worker',
    key: undefined,
    signWith: undefined,
    trusted: undefined,
  }
}

const plain = (files: ReadonlyMap<string, Uint8Array> | undefined) =>
  Object.fromEntries([...(files ?? [])].map(([name, bytes]) => [name, sha256(bytes)]))

it('builds the same bytes as the command', async () => {
  const { state, files } = await doApart(world, task('build'), fonts)
  expect(state).toBe('built')
  const built = buildWith(modern).world.files
  const out = new Map(
    [...built].flatMap(([name, bytes]) =>
      name.startsWith('out/one/') ? [[name.slice(8), bytes] as const] : [],
    ),
  )
  expect(plain(files)).toEqual(plain(out))
})

it('refuses to go on behind errors, and with strict behind whatever is open', async () => {
  const broken = { ...modern, 'filing.yaml': 'format: 1\n' }
  expect(await doApart(world, task('build', broken), fonts)).toMatchObject({
    state: 'not built',
    refused: expect.stringMatching(/^content\/one\/filing\.yaml:\d+:\d+: \w\d{3}: /),
  })
  const warned = { ...modern, '8-k.md': modern['8-k.md'].replace('$12.4', '$13.4') }
  expect((await doApart(world, task('build', warned), fonts)).refused).toBeUndefined()
  expect((await doApart(world, task('build', warned, { strict: true }), fonts)).refused).toBeDefined()
})

it('checks the finished files of the step before, and hands them on', async () => {
  const { files } = await doApart(world, task('build', modern, { edgarPdf: true }), fonts)
  const checked = await doApart(world, { ...task('check'), before: files }, fonts)
  expect(checked).toMatchObject({ state: 'checked', files })
  expect(checked.refused).toBeUndefined()
  const damaged = new Map([...(files ?? []), ['8-k.pdf', toBytes('x')]])
  expect((await doApart(world, { ...task('check'), before: damaged }, fonts)).refused).toMatch(/8-k\.pdf/)
})

async function archivedTwice({ path, archive }: Scene, second: ApartTask): Promise<readonly string[]> {
  const at = { path, reach: {} }
  const { files: before } = await doApart(world, task('build', modern, { edgarPdf: true }), fonts)
  const first = await doApart(world, { ...task('archive'), archive: at, before }, fonts)
  expect(first).toMatchObject({ state: 'archived', report: { version: 'v1' } })
  await doApart(world, { ...second, archive: at }, fonts)
  const { objects } = await verify(archive, unsigned)
  expect(objects.flatMap(({ issues }) => issues.errors)).toEqual([])
  return Object.keys((await objectOf(archive, 'one')).inventory.versions)
}

it.each([
  ['one version of the same content', task('archive'), ['v1']],
  [
    'one version of the same content, whatever is said of it',
    task('archive', modern, { message: 'again', retain: 10 }),
    ['v1'],
  ],
  [
    'two versions of other content',
    task('archive', { ...modern, 'ex99-1.md': `${modern['ex99-1.md']}\nMore.\n` }),
    ['v1', 'v2'],
  ],
  ['two versions of other outputs', task('archive', modern, { date: '2026-03-09' }), ['v1', 'v2']],
])('leaves %s', async (_, second, versions) => {
  const own = await scene()
  expect(await archivedTwice(own, second)).toEqual(versions)
  rmSync(own.folder, { recursive: true, force: true })
})

it('holds the archive to what was built before', async () => {
  const own = await scene()
  const before = new Map([['8-k.htm', toBytes('other bytes')]])
  await expect(
    doApart(world, { ...task('archive'), archive: { path: own.path, reach: {} }, before }, fonts),
  ).rejects.toThrow('8-k.htm in the archive is not what was built before')
  rmSync(own.folder, { recursive: true, force: true })
})

it('sends nothing of a folder that it cannot send whole', () => {
  const from = worldWith(modern)
  const partial = {
    ...from,
    readFolder: (path: string) => {
      const found = from.readFolder(path)
      return found && { ...found, refused: [{ path: 'large.pdf', why: 'too-large' as const }] }
    },
  }
  expect(() => parcelOf(partial, { content: 'content' }, 'one')).toThrow('large.pdf cannot be sent')
})

it('says what the program and theme of now would make of an archived filing', async () => {
  const one = await scene()
  const archive = { path: one.path, reach: {} }
  await doApart(world, { ...task('archive'), archive }, fonts)
  const { inventory } = await objectOf(one.archive, 'one')
  const asked = task('impact', modern, { head: inventory.head })
  const named = { ...asked, archive, message: { ...asked.message, name: inventory.id } }
  expect(await doApart(world, named, fonts)).toMatchObject({ state: 'the same', report: { version: 'v1' } })
  rmSync(one.folder, { recursive: true, force: true })
})
