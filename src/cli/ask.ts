/** Asks one question on a terminal; off a terminal the usual answer stands. */
import { createInterface } from 'node:readline/promises'

export async function ask(question: string, usual: string): Promise<string> {
  if (!process.stdin.isTTY) return usual
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = (await lines.question(`${question} [${usual}]: `)).trim()
    return answer === '' ? usual : answer
  } finally {
    lines.close()
  }
}
