/** `diff` and the git driver as a person runs them, in a real repository. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const cli = resolve('dist/cli.cjs')
const slug = 'immunogen-2007-06-04'
let folder = ''
const run = (args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { code: status, out: stdout, err: stderr }
}
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
const edit = (name: string, from: string, to: string) => {
  const path = join(folder, name)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-diff-'))
  cpSync('content', join(folder, 'content'), { recursive: true })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'as filed')
  expect(run(['build', '--quiet']).code).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('diff', () => {
  it('gives 0 and says what is the same while nothing differs', () => {
    const { code, out } = run(['diff'])
    expect(code).toBe(0)
    expect(out).toContain('nothing differs')
    expect(out).toContain('same bytes, same words, same structure')
  })

  it('shows one changed fact wherever it stands, with its cause, and gives 1', () => {
    edit(`content/${slug}/filing.yaml`, 'number: 995-2500', 'number: 995-2600')
    const { code, out } = run(['diff'])
    expect(code).toBe(1)
    expect(out).toContain('[-995-2500-]{+995-2600+}')
    expect(out).toContain('fact registrants.0.phone')
    expect(out).toMatch(/ex99-1\.htm: no changes/)
  })

  it('compares with a git revision, and with a folder or file of ours', () => {
    edit(`content/${slug}/ex99-1.md`, 'is 3.6 mg/kg.', 'is 3.8 mg/kg.')
    const { code, out } = run(['diff', 'HEAD', '--stat'])
    expect(code).toBe(1)
    expect(out).toContain('3.6 mg/kg -> 3.8 mg/kg (+0.2 mg/kg)')
    cpSync(join(folder, 'out'), join(folder, 'before'), { recursive: true })
    expect(run(['build', '--quiet']).code).toBe(0)
    const files = run(['diff', `before/${slug}`, `out/${slug}`, '--json'])
    expect(files.code).toBe(1)
    const { documents } = JSON.parse(files.out) as {
      documents: { name: string; changes: { old: string; new: string }[] }[]
    }
    expect(
      documents.find(({ name }) => name === 'ex99-1.htm')?.changes.map(({ old, new: fresh }) => [old, fresh]),
    ).toEqual([['3.6 mg/kg', '3.8 mg/kg']])
    expect(run(['diff', `before/${slug}/8-k.htm`, `out/${slug}/8-k.htm`, '--names']).out.trim()).toBe(
      '8-k.htm: changed',
    )
  })

  it('writes redlines and a certificate that holds', () => {
    const { code } = run(['diff', 'HEAD', '--redline', 'r', '--certificate', 'c', '--quiet'])
    expect(code).toBe(1)
    for (const name of ['r/redline-8-k.htm', 'r/redline-ex99-1.pdf', 'r/redline.json', 'c/certificate.pdf'])
      expect(existsSync(join(folder, name)), name).toBe(true)
    const { documents } = JSON.parse(readFileSync(join(folder, 'c/certificate.json'), 'utf8')) as {
      documents: { holds: boolean; statement: string }[]
    }
    expect(documents.every(({ holds }) => holds)).toBe(true)
  })

  it.each([
    ['no/such.htm', 'D002'],
    ['nothing', 'D002'],
  ])('gives 2 with a clear sentence for %s', (what, code) => {
    const result = run(['diff', what])
    expect(result.code).toBe(2)
    expect(result.err).toContain(code)
    expect(result.err).not.toMatch(/\n\s+at /)
  })

  it('compares three versions, and a filing with what it is told by a word', () => {
    const three = run(['diff', slug, 'HEAD', `before/${slug}`, `out/${slug}`])
    expect([three.code, three.err]).toEqual([1, ''])
    expect(three.out).toContain('theirs: out/')
    expect(three.out).toContain('theirs: … number, including area code: (617) [-995-2500-]{+995-2600+}')
    expect(run(['diff', `before/${slug}`, `out/${slug}`, slug, '--certificate', 'c']).err).toContain(
      'two versions',
    )
    const { code, out } = run(['diff', slug, '--against', 'HEAD', '--stat'])
    expect([code, out]).toEqual([1, expect.stringContaining(`old: ${slug} at HEAD`)])
    expect(run(['diff', 'HEAD', '--against', 'out'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--against says what one filing is compared with'),
    })
    expect(run(['diff', slug, '--against', 'last-filed'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('V001'),
    })
  })

  it('compares a file that is not ours by its words', () => {
    writeFileSync(join(folder, 'theirs.htm'), '<html><body><p>x</p></body></html>')
    const { code, out } = run(['diff', 'theirs.htm', `out/${slug}/ex99-1.htm`])
    expect([code, out]).toEqual([1, expect.stringContaining('old: theirs.htm, by its words')])
  })
})

describe('git', () => {
  it('shows texts as documents and PDFs by their words, once it is set up', () => {
    expect(run(['git-setup']).code).toBe(0)
    expect(readFileSync(join(folder, '.gitattributes'), 'utf8')).toContain('*.pdf diff=filing')
    const text = git('--no-pager', 'diff', '--', `content/${slug}/ex99-1.md`)
    expect(text).toContain('[-3.6 mg/kg-]{+3.8 mg/kg+}')
    git('add', '-A')
    git('commit', '-qm', 'second')
    edit(`content/${slug}/filing.yaml`, 'number: 995-2600', 'number: 995-2700')
    run(['build', '--quiet'])
    expect(git('--no-pager', 'diff', '--', `out/${slug}/8-k.pdf`)).toContain('[-995-2600-]{+995-2700+}')
    expect(
      git('--no-pager', 'log', '-1', '-p', '--no-ext-diff', '--', `content/${slug}/ex99-1.md`),
    ).toBeDefined()
  })
})
