/**
 * The tutorial is what a reader gets: its commands are run here, one after the other in an empty folder, and what they
 * print stands in the page. After an intended change: npx vitest run tests/docs -u
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

/** Longest line of output that is shown whole. */
const longest = 120

/** What differs from run to run is left out, in its width where figures stand in columns. */
function stable(output: string): string[] {
  const text = output
    .replace(/built in [\d.]+ s/g, 'built in … s')
    .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, '…')
    .replace(/\b(?:[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{16})\b/g, '…')
    .replace(/\b20\d\d-\d\d-\d\d \d\d:\d\d\b/g, '…')
    .replace(/[\d.]+ KB/g, (size) => '… KB'.padStart(size.length))
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line))
}

it('prints what the tutorial says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'filingpress-tutorial-'))
  const [bin, project] = [join(folder, 'bin'), join(folder, 'project')]
  for (const made of [bin, project]) mkdirSync(made)
  const program = join(bin, 'filingpress')
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/cli.cjs')}" "$@"\n`)
  chmodSync(program, 0o755)
  const { FORCE_COLOR: _colour, ...clean } = process.env
  const env = { ...clean, PATH: `${bin}${delimiter}${process.env['PATH']}`, USER: 'moreau', NO_COLOR: '1' }
  const run = (command: string): string[] => {
    const { stdout } = spawnSync('bash', ['-c', `exec 2>&1; ${command}`], {
      cwd: project,
      env,
      encoding: 'utf8',
    })
    return stdout.trim() === '' ? [] : stable(stdout)
  }
  const page = readFileSync('docs/tutorial.md', 'utf8')
  const filled = page.replace(/```console\n([\s\S]*?)```/g, (_, block: string) => {
    const commands = block.split('\n').filter((line) => line.startsWith('$ '))
    return `\`\`\`console\n${commands.flatMap((line) => [line, ...run(line.slice(2))]).join('\n')}\n\`\`\``
  })
  rmSync(folder, { recursive: true })
  await expect(filled).toMatchFileSnapshot(resolve('docs/tutorial.md'))
}, 600_000)
