/** Asks one question on a terminal; off a terminal the usual answer stands. */
import { createInterface } from 'node:readline/promises'
import { Stopped } from './failed.ts'

/** Where questions are asked: a terminal, or a stream that is none. */
interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly output: NodeJS.WritableStream
}

/** @throws Stopped for Ctrl-C and Ctrl-D in place of an answer */
export async function ask(
  question: string,
  usual: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<string> {
  if (!input.isTTY) return usual
  const lines = createInterface({ input, output })
  try {
    const answer = (await lines.question(`${question} [${usual}]: `)).trim()
    return answer === '' ? usual : answer
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      throw new Stopped('stopped in place of an answer; nothing was written')
    throw error
  } finally {
    lines.close()
  }
}
