/** Errors at the edge: what the world refuses is a diagnostic with exit code 1 or 2 for every command, never a defect. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const slug = 'immunogen-2007-06-04'
let folder = ''
const run = (args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.cjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-edge-'))
  cpSync('content', join(folder, 'content'), { recursive: true })
  mkdirSync(join(folder, 'theme/fonts'), { recursive: true })
  cpSync('templates/house.css', join(folder, 'theme/house.css'))
  writeFileSync(join(folder, 'theme/fonts/acme.ttf'), 'this is not a font')
  writeFileSync(
    join(folder, 'theme/house.css'),
    '@font-face { font-family: "Acme"; src: url("fonts/acme.ttf") }\np { font-family: "Acme" }\n',
    { flag: 'a' },
  )
  expect(run(['archive', 'init', 'vault']).code).toBe(0)
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder })
  git('init', '-q')
  git('add', 'content', 'theme')
  git('commit', '-qm', 'as filed')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a font of the theme that is not a font', () => {
  it.each([
    ['build', ['build', '--force'], 1],
    ['check', ['check'], 1],
    ['approve', ['approve', slug, '--by', 'J. Roe'], 1],
    ['archive add', ['archive', 'add', slug], 1],
    ['diff', ['diff', slug, 'HEAD', '--certificate', 'c'], 2],
  ] as const)('is F002 for %s', (_, args, code) => {
    const result = run([...args, '--templates', 'theme'])
    expect([result.code, result.err]).toEqual([code, expect.stringContaining('F002')])
    expect(result.err).not.toMatch(/\n\s+at /)
  })
})

describe('a folder that cannot be written', () => {
  // The superuser may write anywhere.
  it.skipIf(process.getuid?.() === 0)('is W005 for every command that writes', () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o500)
    expect(run(['schema', '--content', 'closed']).err).toContain('W005')
    expect(run(['diff', '--redline', 'closed/r']).err).toContain('W005')
  })

  it('that is a file stops each command with W005', () => {
    writeFileSync(join(folder, 'taken'), '')
    for (const args of [
      ['schema', '--content', 'taken'],
      ['build', '--out', 'taken'],
      ['archive', 'init', 'taken/vault'],
      ['archive', 'key', 'new', 'taken/counsel'],
      ['new', 'acme', '--content', 'taken'],
    ]) {
      const { code, err } = run(args)
      expect([args, code, err]).toEqual([args, 1, expect.stringContaining('W005')])
    }
  })
})
