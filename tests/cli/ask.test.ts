/** Questions on a terminal: answers, the usual one, and keys that stop in place of an answer. */
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { ask } from '../../src/cli/ask.ts'
import { Stopped } from '../../src/cli/failed.ts'

function asked(keys: string, isTTY = true): Promise<string> {
  const input = Object.assign(new PassThrough(), { isTTY })
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 })
  const answer = ask('Items', '8.01', { input, output })
  input.write(keys)
  return answer
}

it('gives the answer, or the usual one', async () => {
  expect(await asked(' 2.02 \r')).toBe('2.02')
  expect(await asked('\r')).toBe('8.01')
  expect(await asked('2.02\r', false)).toBe('8.01')
})

it.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('is stopped by %s, which is no defect', async (_name, key) => {
  await expect(asked(key)).rejects.toThrow(Stopped)
})
