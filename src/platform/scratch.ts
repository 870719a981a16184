/** A program run in a clean folder of its own, with no more of the environment than it needs, and what it made. */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Ran {
  /** By name inside the folder asked for; undefined where the program made none. */
  readonly files: ReadonlyMap<string, Uint8Array> | undefined
  readonly said: string
}

export function runInScratch(
  files: ReadonlyMap<string, Uint8Array>,
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  made: string,
): Ran {
  const folder = fs.mkdtempSync(join(tmpdir(), 'filingpress-'))
  try {
    for (const [name, bytes] of files) {
      fs.mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
      fs.writeFileSync(join(folder, name), bytes, { mode: 0o600 })
    }
    const { stdout, stderr } = spawnSync(program, [...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: '', ...environment },
    })
    const out = join(folder, made)
    if (!fs.existsSync(out)) return { files: undefined, said: `${stderr}${stdout}` }
    const found = fs
      .readdirSync(out)
      .sort()
      .map((name) => [name, fs.readFileSync(join(out, name))] as const)
    return { files: new Map(found), said: `${stderr}${stdout}` }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
