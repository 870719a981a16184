/** The package as npm would publish it, in an empty project: the two commands of the README work. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

it('builds a new filing from the packed files and the declared dependencies alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-package-'))
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      encoding: 'utf8',
    }),
  ) as [{ filename: string; size: number; files: { path: string }[] }]
  const [{ filename, files }] = packed
  const names = files.map(({ path }) => path)
  for (const name of [
    'dist/cli.cjs',
    'dist/library.cjs',
    'dist/studio/server.cjs',
    'dist/studio/browser/app.js',
    'dist/types/index.d.ts',
    'templates/house.css',
    'examples/earnings/filing.yaml',
    'LICENSE',
  ])
    expect(names).toContain(name)
  expect(names.filter((name) => /^(?:src|tests|content)\/|\.cache$/.test(name))).toEqual([])
  const project = join(folder, 'project')
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, 'filingpress'), { recursive: true })
  mkdirSync(join(modules, '.bin'))
  execFileSync('tar', [
    '-xzf',
    join(folder, filename),
    '-C',
    join(modules, 'filingpress'),
    '--strip-components=1',
  ])
  const { bin, dependencies } = JSON.parse(
    readFileSync(join(modules, 'filingpress/package.json'), 'utf8'),
  ) as {
    bin: { filingpress: string }
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(resolve('node_modules', name), join(modules, name))
  }
  const program = join(modules, 'filingpress', bin.filingpress)
  chmodSync(program, 0o755)
  symlinkSync(program, join(modules, '.bin/filingpress'))
  const npx = (...args: string[]) => {
    const { status, stderr } = spawnSync('npx', ['--no-install', 'filingpress', ...args], {
      cwd: project,
      encoding: 'utf8',
    })
    return [status, stderr]
  }
  expect(npx('new', 'larkspur-2026-02-12', '--example', 'earnings')).toEqual([0, ''])
  expect(npx('build', '--strict', '--quiet')).toEqual([0, ''])
  expect(existsSync(join(project, 'out/larkspur-2026-02-12/ex99-1.pdf'))).toBe(true)
  rmSync(folder, { recursive: true })
}, 300_000)
