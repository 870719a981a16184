/** What the machine refuses is told as what a person can mend, exit code 1; what is ours stays a defect. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toBytes } from '../../src/bytes.ts'
import { explain, known } from '../../src/cli/explain.ts'
import { build } from '../../src/commands/build.ts'
import { families } from '../../src/fonts/families.ts'
import { FontError } from '../../src/fonts/sfnt.ts'
import { disk } from '../../src/platform/disk.ts'
import { worldError } from '../../src/platform/failures.ts'
import { fileTree } from '../../src/platform/file-tree.ts'
import { diskSteps } from '../../src/platform/steps.ts'
import { diskStore } from '../../src/platform/store.ts'
import { WorldError } from '../../src/platform/world.ts'
import { facts, fonts, items, release, usual } from '../support/filing.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-world-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const failure = (code: string, syscall = 'open') =>
  Object.assign(new Error(code), { code, syscall, path: 'p' })

describe('a refusal of the system', () => {
  it.each([
    ['ENOSPC', 'write', 'W030', 'the disk is full'],
    ['EDQUOT', 'write', 'W030', 'the disk is full'],
    ['EROFS', 'mkdir', 'W005', 'can only be read'],
    ['EACCES', 'mkdir', 'W005', 'permission was denied'],
    ['EACCES', 'scandir', 'W031', 'permission was denied'],
    ['EPERM', 'rename', 'W005', 'permission was denied'],
    ['ENOTDIR', 'mkdir', 'W005', 'stands in the way'],
    ['EISDIR', 'rename', 'W005', 'stands in the way'],
    ['ENAMETOOLONG', 'open', 'W031', 'name is too long'],
    ['ELOOP', 'stat', 'W031', 'in a circle'],
    ['ENXIO', 'open', 'W031', 'a socket, a pipe or a device'],
    ['EIO', 'read', 'W032', 'reported an error'],
    ['EMFILE', 'open', 'W032', 'too many files'],
    ['EBUSY', 'rename', 'W032', 'another program'],
    ['ESTALE', 'read', 'W032', 'does not answer'],
    ['EOTHER', 'read', 'W032', 'refused it'],
  ])('%s of %s is %s: %s', (code, syscall, expected, why) => {
    const told = worldError(failure(code, syscall))
    expect(told).toBeInstanceOf(WorldError)
    if (!(told instanceof WorldError)) return
    expect([told.code, told.message, told.hint]).toEqual([
      expected,
      expect.stringMatching(new RegExp(`^p cannot be (?:read|written): .*${why}.*\\(${code}\\)$`)),
      expect.stringMatching(/\w/),
    ])
    expect(explain(known(told.code))).toContain(expected)
  })

  it('is told by the name that a person gave, and by what was tried', () => {
    expect(worldError(failure('EACCES'), 'out/one', 'writing')).toMatchObject({
      message: 'out/one cannot be written: permission was denied (EACCES)',
    })
  })

  it.each([
    new TypeError('x is not a function'),
    new Error('ENOSPC'),
    Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }),
    Object.assign(new Error('x'), { code: 'ENOSPC' }),
    'ENOSPC',
    undefined,
  ])('is not any other error: %s', (error) => expect(worldError(error)).toBe(error))
})

const pipe = (path: string): boolean => spawnSync('mkfifo', [path]).status === 0

describe('what is no file', () => {
  it('keeps nobody waiting who reads content', () => {
    mkdirSync(join(folder, 'content/one'), { recursive: true })
    for (const [name, text] of Object.entries({
      'filing.yaml': facts,
      '8-k.md': items,
      'ex99-1.md': release,
    }))
      writeFileSync(join(folder, 'content/one', name), text)
    if (!pipe(join(folder, 'content/one/notes.txt'))) return
    const options = { ...usual, content: join(folder, 'content'), out: join(folder, 'out') }
    const [result] = build(disk(), ['one'], fonts, options)
    expect(result?.diagnostics.map(({ code }) => code)).toContain('W031')
    expect(disk().readFile(join(folder, 'content/one/notes.txt'))).toBeUndefined()
  })

  it('keeps nobody waiting who reads an archive', async () => {
    mkdirSync(join(folder, 'vault'))
    if (!pipe(join(folder, 'vault/p'))) return
    const tree = fileTree(folder)
    expect(await tree.list('vault')).toEqual([{ name: 'p', kind: 'other' }])
    for (const work of [tree.read('vault/p'), tree.digests('vault/p', ['sha512'])])
      await expect(work).rejects.toMatchObject({ code: 'W031' })
  })
})

describe('reading below a folder', () => {
  it('does not take a folder whose name only begins alike for one inside', async () => {
    for (const name of ['vault', 'vault-other']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'vault-other/secret'), 'x')
    symlinkSync(join(folder, 'vault-other/secret'), join(folder, 'vault/link'))
    await expect(fileTree(folder).read('vault/link')).rejects.toMatchObject({ code: 'W031' })
    symlinkSync(join(folder, 'vault-other'), join(folder, 'vault/folder'))
    await expect(fileTree(folder).read('vault/folder/secret')).rejects.toMatchObject({ code: 'W031' })
    const read = disk().readFolder(join(folder, 'vault'))
    expect(read?.refused).toEqual([
      { path: 'folder', why: 'outside' },
      { path: 'link', why: 'outside' },
    ])
    expect([...(read?.files.keys() ?? [])]).toEqual([])
  })

  it('follows a link to the archive itself, which is its owner’s choice', async () => {
    mkdirSync(join(folder, 'elsewhere'))
    writeFileSync(join(folder, 'elsewhere/a'), 'x')
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'vault'))
    expect(await fileTree(folder).read('vault/a')).toEqual(Buffer.from('x'))
  })
})

describe('writing to an archive', () => {
  it('that a file stands in the way of is refused with its name', async () => {
    writeFileSync(join(folder, 'vault'), 'x')
    await expect(diskStore(folder, 'vault').begin()).rejects.toMatchObject({ code: 'W005' })
    writeFileSync(join(folder, 'a'), 'x')
    await expect(diskSteps(folder).makeFolder('a')).rejects.toMatchObject({
      message: expect.stringContaining(join(folder, 'a')),
    })
    await expect(diskSteps(folder).createFile('a', toBytes('y'))).rejects.toMatchObject({ code: 'W005' })
  })

  it('on a disk that can only be read, or is full, is refused, and leaves what was there', async (context) => {
    const store = diskStore(folder, 'vault')
    mkdirSync(join(folder, 'vault'))
    mkdirSync(join(folder, 'vault.work'))
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
    if (mount.status !== 0) return context.skip('no small disk can be mounted here')
    try {
      await store.begin()
      const before = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
      const big = new Map([['a', new Uint8Array(200_000)]])
      for (let trial = 0; trial < 3; trial++) {
        await expect(store.exclusively(() => store.putIfAbsent('o', big))).rejects.toMatchObject({
          code: 'W030',
        })
        // A refused write gives back its room: the third try finds the disk as the first did.
        expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()).toEqual(before)
      }
      expect(await store.putIfAbsent('p', new Map([['a', toBytes('x')]]))).toBe(true)
      spawnSync('mount', ['-o', 'remount,ro', folder])
      await expect(store.putIfAbsent('q', new Map([['a', toBytes('x')]]))).rejects.toMatchObject({
        code: 'W005',
      })
    } finally {
      spawnSync('umount', [folder])
    }
  })
})

it('takes no font whose bytes are not those that this version was made with', () => {
  const face = families['tinos']?.regular
  if (!face) throw new Error('there is no such face')
  expect(disk().fontFile(face).length).toBeGreaterThan(1000)
  expect(() => disk().fontFile({ ...face, sha256: '0'.repeat(64) })).toThrow(FontError)
})

describe('an output folder', () => {
  const author = () => {
    for (const name of ['content/one', 'theme', 'vault', 'vault/a'])
      mkdirSync(join(folder, name), { recursive: true })
    for (const [name, text] of Object.entries({
      'filing.yaml': facts,
      '8-k.md': items,
      'ex99-1.md': release,
    }))
      writeFileSync(join(folder, 'content/one', name), text)
    writeFileSync(join(folder, 'vault/0=ocfl_1.1'), 'ocfl_1.1\n')
    symlinkSync(join(folder, 'content'), join(folder, 'link'))
  }
  const at = (out: string, more = {}) => {
    const options = {
      ...usual,
      content: join(folder, 'content'),
      templates: join(folder, 'theme'),
      force: true,
    }
    const [result] = build(disk(), ['one'], fonts, { ...options, out: join(folder, out), ...more })
    return result?.diagnostics.map(({ code }) => code)
  }

  it.each(['content', 'link', '.', 'content/out', 'theme', 'theme/x', 'vault', 'vault/a', 'x/../content'])(
    'that is, holds or lies in what must last is refused: %s',
    (out) => {
      author()
      const before = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
      expect(at(out)).toEqual(['W033'])
      expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()).toEqual(before)
    },
  )

  it.each(['out', 'content-out', 'vault-out', 'deep/er/out'])('beside them is taken: %s', (out) => {
    author()
    expect(at(out)).toEqual([])
  })

  it('is no matter to a check, which writes nothing', () => {
    author()
    expect(at('content', { dryRun: true })).toEqual([])
  })
})
