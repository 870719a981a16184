/** The commands that the examples of deploy/ start are commands that there are, and hold no secret. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { commands } from '../../src/cli/commands.ts'
import { parse } from '../../src/cli/parse.ts'

/** Arguments of every container that runs our image. */
function started(value: unknown): string[][] {
  if (Array.isArray(value)) return value.flatMap(started)
  if (typeof value !== 'object' || value === null) return []
  const { image, command, args } = value as { image?: unknown; command?: unknown; args?: unknown }
  const own =
    typeof image === 'string' && image.includes('filingpress') ? [(args ?? command) as string[]] : []
  return [...own, ...Object.values(value).flatMap(started)]
}

it.each([
  ['deploy/compose.yaml', ['archive init', 'worker', 'batch submit']],
  ['deploy/kubernetes.yaml', ['worker', 'batch submit']],
])('%s starts commands that parse', (path, names) => {
  const text = readFileSync(path, 'utf8')
  const found = started(
    parseAllDocuments(text, { merge: true }).map((document) => document.toJS() as unknown),
  )
  const parsed = found.map((argv) => parse(argv, commands))
  expect(parsed.map((one) => (one.kind === 'run' ? one.command.name : one.kind))).toEqual(names)
  expect(text).not.toMatch(/:\/\/[^$\s'"]*:[^$\s'".@]+@/)
})

it('the image starts a command that parses', () => {
  const text = readFileSync('deploy/Dockerfile', 'utf8')
  const argv = JSON.parse(/^CMD (.*)$/m.exec(text)?.[1] ?? '[]') as string[]
  expect(parse(argv, commands)).toMatchObject({ kind: 'run', command: { name: 'worker' } })
  const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    peerDependencies: object
  }
  for (const name of Object.keys(peerDependencies)) expect(text).toContain(name)
})
