/** Reads a PDF of any program from its input and writes what it says as JSON: a program of its own, see pdf/others.ts. */
import { readOther } from './pdf/others.ts'

const parts: Uint8Array[] = []
for await (const part of process.stdin) parts.push(part as Uint8Array)
const answer = await readOther(Buffer.concat(parts)).catch((error: unknown) => ({
  failed: error instanceof Error ? error.message : String(error),
}))
process.stdout.write(JSON.stringify(answer), () => process.exit())
