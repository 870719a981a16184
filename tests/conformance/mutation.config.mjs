// vitest, with the changes of a list asleep in the sources.
import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { instrumented } from './mutants.mjs'

const root = resolve(fileURLToPath(import.meta.url), '../../..')
const mutants = JSON.parse(readFileSync(JSON.parse(process.env.FILINGPRESS_MUTATION).mutants, 'utf8'))

export default {
  root,
  plugins: [
    {
      name: 'mutants',
      enforce: 'pre',
      transform(code, id) {
        const file = relative(root, id.split('?')[0])
        const own = mutants.filter((one) => one.file === file)
        return own.length === 0 ? undefined : { code: instrumented(code, own), map: null }
      },
    },
  ],
  test: {
    include: ['tests/**/*.test.ts'],
    isolate: false,
    maxWorkers: 1,
    pool: 'threads',
    testTimeout: 600_000,
    runner: './tests/conformance/mutation-runner.mjs',
  },
}
