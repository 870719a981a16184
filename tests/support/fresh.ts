/** Builds dist/ before the tests when a source is newer, so that no test compares the sources with an old bundle. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const made = [
  'dist/cli.cjs',
  'dist/filingpress.cjs',
  'dist/unchanged.cjs',
  'dist/library.cjs',
  'dist/types/index.d.ts',
  'dist/studio/browser/app.js',
]

/** Whether everything that was made is there and no older than everything that it is made from. */
export function isFresh(sources = 'src', outputs: readonly string[] = made): boolean {
  if (!outputs.every((path) => existsSync(path))) return false
  const oldest = Math.min(...outputs.map((path) => statSync(path).mtimeMs))
  return readdirSync(sources, { recursive: true, encoding: 'utf8' }).every(
    (name) => statSync(join(sources, name)).mtimeMs <= oldest,
  )
}

export default function setup(): void {
  if (!isFresh()) execFileSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit' })
}
