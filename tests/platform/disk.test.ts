/** What a crash, a full disk, a second build or a mending hand leave behind. */
import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { build } from '../../src/commands/build.ts'
import { disk } from '../../src/platform/disk.ts'
import { lock, recover, replace } from '../../src/platform/swap.ts'
import { facts, fonts, items, release, usual } from '../support/filing.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-disk-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, text: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
}
const bytes = (text: string) => new TextEncoder().encode(text)
const state = () => (existsSync(join(folder, 'x/a')) ? readFileSync(join(folder, 'x/a'), 'utf8') : undefined)
const tree = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

describe('replacing a folder', () => {
  it('writes a new one and replaces an old one, leaving nothing beside it', () => {
    for (const text of ['one', 'two']) {
      replace(join(folder, 'x'), new Map([['a', bytes(text)]]))
      expect([state(), tree()]).toEqual([text, ['x', 'x/a']])
    }
  })

  /** Every moment at which a build can be killed, and what must stand after recovery. */
  it.each([
    ['while writing', ['x/a=old', '.x.new/a=ha'], 'old'],
    ['complete, before the old state is moved', ['x/a=old', '.x.ready/a=new'], 'new'],
    ['between the two renames', ['.x.old/a=old', '.x.ready/a=new'], 'new'],
    ['before the old state is removed', ['x/a=new', '.x.old/a=old'], 'new'],
    ['on the first build, while writing', ['.x.new/a=ha'], undefined],
    ['on the first build, when complete', ['.x.ready/a=new'], 'new'],
    ['only the old state moved away', ['.x.old/a=old'], 'old'],
  ])('killed %s, the next start finds one whole state', (_moment, files, expected) => {
    for (const file of files) put(file.split('=')[0] ?? '', file.split('=')[1] ?? '')
    expect(recover(join(folder, 'x'))).toBe(true)
    expect(state()).toBe(expected)
    expect(tree()).toEqual(expected === undefined ? [] : ['x', 'x/a'])
    expect(recover(join(folder, 'x'))).toBe(false)
  })

  it('leaves the old state when the new one cannot be written', () => {
    replace(join(folder, 'x'), new Map([['a', bytes('old')]]))
    expect(() =>
      replace(
        join(folder, 'x'),
        new Map([
          ['a/b', bytes('1')],
          ['a', bytes('2')],
        ]),
      ),
    ).toThrow()
    expect([state(), tree()]).toEqual(['old', ['x', 'x/a']])
  })

  it('leaves a folder and files that everybody may read, whatever the mask of the process', () => {
    const before = process.umask(0o077)
    try {
      replace(join(folder, 'x'), new Map([['a', bytes('1')]]))
    } finally {
      process.umask(before)
    }
    const modes = ['x', 'x/a'].map((name) => statSync(join(folder, name)).mode & 0o777)
    expect(modes.map((mode) => mode.toString(8))).toEqual(['755', '644'])
  })

  it.each(['../y', '/tmp/y', 'a/../../y', 'a\\y', 'a/\u001b[2J'])(
    'writes no name that leads out: %j',
    (name) => {
      replace(join(folder, 'x'), new Map([['a', bytes('old')]]))
      expect(() => replace(join(folder, 'x'), new Map([[name, bytes('new')]]))).toThrow(/leads out/)
      expect([state(), tree()]).toEqual(['old', ['x', 'x/a']])
    },
  )
})

describe('the lock of a folder', () => {
  it('is a file beside it, gone when it is let go', () => {
    const release = lock(join(folder, 'x'))
    expect(tree()).toEqual([expect.stringMatching(/^\.x\.lock-[0-9a-f]{16}$/)])
    expect(() => lock(join(folder, 'x'))).toThrow(/is building/)
    release()
    expect(tree()).toEqual([])
  })
})

describe('a build on disk', () => {
  const options = () => ({
    ...usual,
    content: join(folder, 'content'),
    out: join(folder, 'out'),
  })
  const author = () => {
    put('content/one/filing.yaml', facts)
    put('content/one/8-k.md', items)
    put('content/one/ex99-1.md', release)
  }
  const run = (more = {}) => {
    const [result] = build(disk(), ['one'], fonts, { ...options(), ...more })
    if (!result) throw new Error('nothing was built')
    return { ok: result.ok, codes: result.diagnostics.map(({ code }) => code) }
  }

  it('leaves the last good output when the next one fails', () => {
    author()
    expect(run()).toEqual({ ok: true, codes: [] })
    const before = readFileSync(join(folder, 'out/one/8-k.pdf'))
    put('content/one/8-k.md', '<b>no</b>')
    expect(run().ok).toBe(false)
    expect(readFileSync(join(folder, 'out/one/8-k.pdf')).equals(before)).toBe(true)
  })

  it('stops before an output that was mended by hand, and with --force keeps a copy', () => {
    author()
    run()
    put('out/one/8-k.htm', 'mended')
    expect(run()).toEqual({ ok: false, codes: ['W006'] })
    expect(readFileSync(join(folder, 'out/one/8-k.htm'), 'utf8')).toBe('mended')
    expect(run({ force: true })).toEqual({ ok: true, codes: ['W008'] })
    expect(readFileSync(join(folder, 'out/one.kept-1/8-k.htm'), 'utf8')).toBe('mended')
  })

  it('loses nothing that it did not make', () => {
    author()
    put('out/one/notes.txt', 'somebody’s own')
    expect(run()).toEqual({ ok: false, codes: ['W006'] })
    rmSync(join(folder, 'out/one'), { recursive: true })
    run()
    put('out/one/notes.txt', 'somebody’s own')
    expect(run()).toEqual({ ok: false, codes: ['W006'] })
    put('out/one/build.json', '{ broken')
    expect(run().codes.length).toBe(6)
    expect(readFileSync(join(folder, 'out/one/notes.txt'), 'utf8')).toBe('somebody’s own')
  })

  it('says that out/ cannot be written', () => {
    author()
    put('out', 'a file stands in the way')
    expect(run()).toEqual({ ok: false, codes: ['W005'] })
  })

  it('writes relative paths only, and nothing of the machine', () => {
    author()
    run()
    const record = readFileSync(join(folder, 'out/one/build.json'), 'utf8')
    expect(record).not.toContain(folder)
    expect(JSON.parse(record)).toMatchObject({
      format: 1,
      filing: 'one',
      outputs: [{ name: '8-k.htm' }, { name: '8-k.pdf' }, { name: 'ex99-1.htm' }, { name: 'ex99-1.pdf' }],
    })
    const names = (JSON.parse(record) as { inputs: { name: string }[] }).inputs.map(({ name }) => name)
    const wanted = ['8-k.md', 'ex99-1.md', 'filing.yaml', 'templates/8-k.hbs', 'templates/house.css']
    expect(names).toEqual(expect.arrayContaining(wanted))
  })

  it('follows no link out of the folder', () => {
    author()
    put('secret.md', '# Item 8.01\n\nSecret.\n')
    rmSync(join(folder, 'content/one/8-k.md'))
    symlinkSync(join(folder, 'secret.md'), join(folder, 'content/one/8-k.md'))
    expect(run().codes).toContain('W003')
  })

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'stopped by %s at any moment, leaves a whole output',
    async (signal) => {
      author()
      run()
      const old = readFileSync(join(folder, 'out/one/build.json'), 'utf8')
      put('content/one/8-k.md', items.replace('issued', 'published'))
      const { out, content } = options()
      const command = ['dist/cli.cjs', 'build', '--content', content, '--out', out, '--quiet']
      for (const delay of [60, 110, 160, 210]) {
        const child = spawn(process.execPath, command)
        await new Promise((done) => setTimeout(done, delay))
        child.kill(signal)
        await new Promise((done) => child.once('exit', done))
        recover(join(out, 'one'))
        const record = readFileSync(join(out, 'one/build.json'), 'utf8')
        const html = readFileSync(join(out, 'one/8-k.htm'), 'utf8')
        expect(html.includes('published')).toBe(record !== old)
      }
      const done = spawnSync(process.execPath, command, { encoding: 'utf8' })
      expect([done.status, done.stderr]).toEqual([0, ''])
      // What a later build compares with lies beside the outputs.
      expect(readdirSync(out).sort()).toEqual(['.built', 'one'])
    },
  )

  /** A disk of 24 KB, where the machine lets a test have one. */
  const small = () => {
    mkdirSync(join(folder, 'out'))
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24k', 'tmpfs', join(folder, 'out')])
    return mounted.status === 0
  }
  it('says that the disk is full, and leaves what was there', (context) => {
    author()
    if (!small()) return context.skip('no small disk can be mounted here')
    try {
      expect(run()).toEqual({ ok: false, codes: ['W030'] })
      expect(readdirSync(join(folder, 'out'))).toEqual([])
    } finally {
      spawnSync('umount', [join(folder, 'out')])
    }
  })
})
