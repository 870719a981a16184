/** The command line as a person meets it: the finished bundle, exit codes, words. */
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schemaText } from '../../src/commands/schema.ts'

const command = resolve('dist/cli.cjs')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { FORCE_COLOR: _colour, ...clean } = process.env
  const done = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...clean, ...env },
  })
  return { code: done.status, out: done.stdout, err: done.stderr }
}

describe('a file whose name a terminal would obey', () => {
  const name = 'ex\u001b[31m\u009b2J\u202e1.htm'
  const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/
  it.each([
    ['build', ['build', '--content', 'hostile', '--out', 'hostile-out'], 'W021'],
    ['check', ['check', `hostile/one/${name}`], 'K002'],
    ['check --json', ['check', '--json', `hostile/one/${name}`], 'K002'],
    ['check --format github', ['check', '--format', 'github', `hostile/one/${name}`], 'K002'],
    ['diff', ['diff', `hostile/one/${name}`, `hostile/one/${name}`], 'by its words'],
  ])('is shown by %s with its controls written out', (_what, args, code) => {
    mkdirSync(join(folder, 'hostile/one'), { recursive: true })
    writeFileSync(join(folder, 'hostile/one/filing.yaml'), 'format: 1\n')
    writeFileSync(join(folder, `hostile/one/${name}`), '<html><body><p>x</p></body></html>')
    const { out, err } = run(args)
    expect(out + err).toContain(code)
    expect(out + err).toContain('\\u001b')
    expect(out + err).not.toMatch(raw)
  })
})

describe('filingpress', () => {
  it('--help teaches, --version tells', () => {
    expect(run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Examples') })
    expect(run(['build', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--edgar-pdf') })
    expect(run(['help', 'archive', 'add']).out).toBe(run(['archive', 'add', '-h']).out)
    expect(run(['archive']).out).toContain('verify [FILING]')
    expect(run(['template']).out).toContain('template paths')
    expect(run([])).toMatchObject({ code: 0, out: expect.stringContaining('Usage') })
    expect(run(['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([
    [['bild'], 'there is no command "bild"'],
    [['build', '--colour'], 'build has no option --colour'],
    [['build', 'nothing'], 'there is no filing "nothing"'],
    [['build'], 'there are no filings in content/'],
    [['new', 'Bad Name'], 'a name consists of'],
    [['bild'], 'did you mean "build"?'],
    [['archive', 'ad'], 'did you mean "archive add"?'],
    [['build', '--templatse', 'x'], 'did you mean "--templates"?'],
    [['build', '--format', 'sarf'], 'did you mean "sarif"?'],
    [
      ['new', 'x', '--accession', '1', '--tar', 'y'],
      'new has no option --accession; it belongs to archive filed',
    ],
    [['diff', '--changed-pages'], '--changed-pages needs --redline'],
    [['approve', 'x'], 'approve needs --by NAME'],
    [['archive', 'checkout', 'x'], 'too few arguments; it is: archive checkout FILING [VERSION] DIR'],
    [['rules', 'more'], 'rules takes no arguments'],
    [['completion', 'bsh'], 'did you mean "bash"?'],
  ])('%j is wrong usage: one line, exit code 2', (args, words) => {
    const { code, out, err } = run(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(words)
    expect(err.trim().split('\n').length).toBe(2)
  })

  it('new begins a filing that builds at once, and refuses to write over one', () => {
    const flags = [
      '--registrant',
      'Acme: "Best" Co.',
      '--date',
      '2026-03-02',
      '--items',
      '2.02,7.01',
      '--headline',
      'Acme Grows: 5%',
    ]
    expect(run(['new', 'acme-2026-03-02', ...flags])).toMatchObject({ code: 0, err: '' })
    const built = run(['build', 'acme-2026-03-02'])
    // Nobody signs yet, and the date of signing is open: a draft with findings.
    expect(built.code, built.err).toBe(1)
    for (const name of ['xxxx-20260302.htm', '8-k.pdf', 'ex99-1.htm', 'ex99-1.pdf', 'build.json'])
      expect(existsSync(join(folder, 'out/acme-2026-03-02', name)), name).toBe(true)
    expect(readFileSync(join(folder, 'out/acme-2026-03-02/xxxx-20260302.htm'), 'utf8')).toMatch(
      /^<html xmlns:ix="[^>]* xmlns="http:\/\/www\.w3\.org\/1999\/xhtml"/,
    )
    expect(run(['new', 'acme-2026-03-02', ...flags])).toMatchObject({
      code: 1,
      err: expect.stringContaining('U002'),
    })
  })

  it('prints a table that a tired lawyer can read', () => {
    const { out, err } = run(['build'])
    expect(out).toMatch(/^document\s+pages\s+size\s+words\n/)
    expect(out).toMatch(/out\/acme-2026-03-02\/8-k\.pdf\s+2\s+[\d.]+ KB\s+\d+/)
    expect(out).toMatch(/HTML, PDF and source agree word for word; 12 findings to settle before filing\n$/)
    expect(err).not.toContain('\u001b[')
    expect(run(['build'], { FORCE_COLOR: '1' }).err).toContain('\u001b[')
    expect(run(['build'], { FORCE_COLOR: '1', NO_COLOR: '1' }).err).not.toContain('\u001b[')
  })

  it('speaks JSON to programs, with places', () => {
    const [result] = JSON.parse(run(['build', '--json']).out) as {
      slug: string
      ok: boolean
      diagnostics: { code: string; file: string; line: number }[]
    }[]
    expect(result).toMatchObject({ slug: 'acme-2026-03-02', ok: true })
    // What the scaffold left to be filled in, in the release and in the facts; and who signs, and when.
    expect(result?.diagnostics.map(({ code, file }) => `${code} ${file.split('/').at(-1)}`)).toEqual([
      ...Array.from({ length: 3 }, () => 'G001 ex99-1.md'),
      ...Array.from({ length: 7 }, () => 'G001 filing.yaml'),
      'K091 filing.yaml',
      'K091 filing.yaml',
    ])
    for (const { line } of result?.diagnostics ?? []) {
      expect(line).toBeGreaterThan(1)
    }
  })

  it('check writes nothing; an author’s mistake is exit code 1 without a stack trace', () => {
    const file = join(folder, 'content/acme-2026-03-02/8-k.md')
    const good = readFileSync(file, 'utf8')
    writeFileSync(file, `${good}\n# Item 99.99\n`)
    const { code, err } = run(['check'])
    expect(code).toBe(1)
    expect(err).toContain('8-k.md:15:1: error M005')
    expect(err).not.toMatch(/\n\s+at /)
    writeFileSync(file, good)
    rmSync(join(folder, 'out'), { recursive: true })
    expect(run(['check']).code).toBe(1)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  it('--edgar-pdf makes the copy without links', () => {
    expect(run(['build', '--edgar-pdf', '--quiet'])).toMatchObject({ code: 1, out: '', err: '' })
    expect(readFileSync(join(folder, 'out/acme-2026-03-02/8-k.edgar.pdf'), 'latin1')).not.toContain('/Annots')
  })

  it('template paths lists what templates ask for, with the first place', () => {
    const { code, out } = run(['template', 'paths'])
    expect(code).toBe(0)
    expect(out).toMatch(
      /8-k\.hbs\n[\s\S]*registrant\.phone\s+\S+templates\/partials\/cover-registrant\.hbs:\d+:\d+/,
    )
    expect(Object.keys(JSON.parse(run(['template', 'paths', '--json']).out) as object)).toEqual([
      '8-k',
      'ex99',
    ])
  })

  it('SOURCE_DATE_EPOCH sets the date of PDFs', () => {
    run(['build', '--quiet', '--force'], { SOURCE_DATE_EPOCH: '1790000000' })
    expect(readFileSync(join(folder, 'out/acme-2026-03-02/8-k.pdf'), 'latin1')).toContain('D:20260921000000Z')
    expect(run(['build'], { SOURCE_DATE_EPOCH: 'soon' }).code).toBe(2)
  })

  it('schema writes the schema that stands in content/, and it is up to date', () => {
    expect(run(['schema']).code).toBe(0)
    expect(readFileSync(join(folder, 'content/filing.schema.json'), 'utf8')).toBe(schemaText())
    expect(readFileSync('content/filing.schema.json', 'utf8'), 'run: node dist/filingpress.cjs schema').toBe(
      schemaText(),
    )
  })

  it('ends only when all that it printed is taken, however late', async () => {
    const args = [command, 'explain', ...Array.from({ length: 2000 }, () => 'K001')]
    const whole = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 })
    const late = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((next) => setTimeout(next, 1000))
    let text = ''
    for await (const part of late.stdout.setEncoding('utf8')) text += part
    expect(text.length).toBeGreaterThan(500_000)
    expect(text).toBe(whole.stdout)
  })

  it('starts without what was compiled before, and with a cache that is damaged', () => {
    const dist = join(folder, 'dist')
    mkdirSync(dist)
    for (const name of ['cli.cjs', 'filingpress.cjs']) cpSync(resolve('dist', name), join(dist, name))
    const version = () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'cli.cjs'), '--version'], {
        encoding: 'utf8',
      })
      return [status, stdout, stderr]
    }
    const expected = version()
    expect(expected).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/), ''])
    const caches = readdirSync('dist').filter((name) => name.endsWith('.cache'))
    expect(caches).toHaveLength(3)
    for (const name of caches) {
      const bytes = readFileSync(join('dist', name))
      bytes.fill(7, bytes.length >> 1)
      writeFileSync(join(dist, name), bytes)
    }
    expect(version()).toEqual(expected)
  })

  it('is a module as well', () => {
    writeFileSync(
      join(folder, 'use.mjs'),
      `import { build, codes, version } from ${JSON.stringify(resolve('dist/library.cjs'))}\nconsole.log(build({ dryRun: true })[0].ok, codes.Y007.means, version)\n`,
    )
    expect(spawnSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' }).stdout).toMatch(
      /^true a date does not exist \d/,
    )
  })

  it('--watch builds again when a text changes', async () => {
    const out = join(folder, 'out/acme-2026-03-02/xxxx-20260302.htm')
    const html = () => (existsSync(out) ? readFileSync(out, 'utf8') : '')
    const until = async (done: () => boolean) => {
      for (let tries = 0; tries < 200 && !done(); tries++) await new Promise((next) => setTimeout(next, 50))
      expect(done()).toBe(true)
    }
    rmSync(join(folder, 'out'), { recursive: true, force: true })
    const child = spawn(process.execPath, [command, 'build', '--watch', '--quiet'], { cwd: folder })
    try {
      await until(() => html() !== '')
      const file = join(folder, 'content/acme-2026-03-02/8-k.md')
      writeFileSync(file, readFileSync(file, 'utf8').replace('issued', 'published'))
      await until(() => html().includes('published'))
      // A folder that is away for a moment, as in a checkout of another branch, is waited for.
      const content = join(folder, 'content')
      renameSync(content, `${content}.away`)
      await new Promise((next) => setTimeout(next, 900))
      cpSync(`${content}.away`, content, { recursive: true })
      rmSync(`${content}.away`, { recursive: true })
      writeFileSync(file, readFileSync(file, 'utf8').replace('published', 'printed'))
      await until(() => html().includes('printed'))
      // An editor may put a new file in the place of the old one.
      writeFileSync(`${file}.new`, readFileSync(file, 'utf8').replace('printed', 'posted'))
      renameSync(`${file}.new`, file)
      await until(() => html().includes('posted'))
      expect(child.exitCode).toBe(null)
    } finally {
      child.kill()
    }
  })
})
