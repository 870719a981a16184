/** Programs that we did not write, where the machine has them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Where the seed and the reference data are, beside the project; tests that need them skip without. */
export const shared = '../shared'
export const hasShared = existsSync(`${shared}/seed`)

export function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

export function run(
  program: string,
  args: readonly string[],
  options: { input?: Uint8Array; env?: NodeJS.ProcessEnv; cwd?: string } = {},
) {
  const result = spawnSync(program, args, { encoding: 'buffer', maxBuffer: 1 << 28, ...options })
  return { code: result.status, out: result.stdout.toString('utf8'), err: result.stderr.toString('utf8') }
}

/** In CI a missing program is a failure, on a laptop a named skip. */
export function needs(program: string): { skip: boolean; reason: string } {
  const there = has(program)
  if (!there && process.env['CI'] && process.env['FILINGPRESS_TOOLS'] === 'required') {
    throw new Error(`${program} is missing, and CI must have it`)
  }
  return { skip: !there, reason: there ? '' : ` (skipped: no ${program})` }
}
