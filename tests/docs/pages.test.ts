/** The pages that a reader starts from: short, true, and without a dead link. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { commandList } from '../../src/cli/help.ts'

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

describe('README.md', () => {
  const text = readFileSync('README.md', 'utf8')

  it('has at most 150 lines', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(151)
  })

  it('lists the commands of the table', async () => {
    const filled = text.replace(
      /(<!-- made from [^\n]*-->\n```\n)[\s\S]*?```/,
      `$1${commandList(commands)}\n\`\`\``,
    )
    await expect(filled).toMatchFileSnapshot(resolve('README.md'))
  })
})

it.each(pages)('%s links to pages and pictures that are there', (page) => {
  const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '')
  const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)|src="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
  expect(
    targets.filter((target) => !/^https?:/.test(target) && !existsSync(join(dirname(page), target))),
  ).toEqual([])
})

it('docs/architecture.md maps every folder and file directly in src/', () => {
  const map = readFileSync('docs/architecture.md', 'utf8')
  const names = readdirSync('src').filter(
    (name) => !/\.(?:js|cjs|json)$/.test(name) && name !== 'tool.ts' && name !== 'cli.ts',
  )
  expect(names.filter((name) => !map.includes(`\`${name}\``))).toEqual([])
})

describe('docs/api.md', () => {
  const examples = [...readFileSync('docs/api.md', 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(
    (match) => match[1] ?? '',
  )

  it('has examples that run as they stand, one after the other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'filingpress-api-'))
    cpSync('content', join(folder, 'content'), { recursive: true })
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(resolve('.'), join(folder, 'node_modules/filingpress'))
    const printed = examples.map((example, index) => {
      const file = join(folder, `example-${index}.mjs`)
      writeFileSync(file, example)
      const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
        cwd: folder,
        encoding: 'utf8',
      })
      expect([status, stderr], example).toEqual([0, ''])
      return stdout.trim()
    })
    rmSync(folder, { recursive: true })
    expect(printed).toEqual([
      expect.stringMatching(/^immunogen-2007-06-04 true 8-k\.htm 8-k\.pdf ex99-1\.htm ex99-1\.pdf/),
      'true true',
      'true false',
      'same same 0',
      expect.stringMatching(/^D002 .* true$/),
    ])
  })
})
