/** Reads PDFs of other programs in a program of its own: a damaged or malicious one takes so much time and memory, and no more. */
import { existsSync } from 'node:fs'
import { toText } from '../bytes.ts'

/** A file of some hundred pages takes two. */
const mostSeconds = 30
const mostMegabytes = 512

/**
 * @param reader path of dist/pdf-reader.mjs
 * @returns what it says, as JSON; `{"failed": …}` with a phrase where it could not be read (pdf/others.ts),
 *   `{"absent":true}` where the reader is not there
 */
export function readOtherPdf(reader: string, bytes: Uint8Array): string {
  // The tool that an archive keeps is without it, and may start no other program.
  if (!existsSync(reader)) return '{"absent":true}'
  // Loaded only here: few filings have such a file, and every run would wait for it.
  const { spawnSync } = process.getBuiltinModule('node:child_process')
  const { status, stdout, error } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${mostMegabytes}`, reader],
    { input: bytes, maxBuffer: 1 << 27, timeout: mostSeconds * 1000, stdio: ['pipe', 'pipe', 'ignore'] },
  )
  const failed = (why: string) => JSON.stringify({ failed: why })
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ETIMEDOUT') return failed(`reading it took more than ${mostSeconds} seconds`)
  if (code === 'ENOBUFS') return failed('it says more than any filing')
  if (status !== 0) return failed(`reading it took more than ${mostMegabytes} MB, or ended early`)
  return toText(stdout)
}
