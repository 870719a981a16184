/** What many filings built in one process leave behind: nothing but what is returned of each. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** `npm run conformance -- --full` looks at filing 400. */
const last = Number(process.env['FILINGPRESS_HELD'] ?? 60)
/** Code that runs for the first time grows the heap as well: it has run by then. */
const first = Math.min(50, Math.floor(last / 2))

/** Live heap as some filing is proved, in one call that never lets Node take a turn between filings. */
const inOneCall = `
  const { build } = require(${JSON.stringify(resolve('dist/library.cjs'))})
  const heap = {}
  let count = 0
  const onStage = (_slug, stage) => {
    if (stage !== 'prove' || ![${first}, ${last}].includes(++count)) return
    gc()
    heap[count] = process.memoryUsage().heapUsed
  }
  build({ content: 'content', dryRun: true, filings: Array(${last}).fill('immunogen-2007-06-04'), onStage })
  console.log(JSON.stringify(heap))`

/** Live heap after calls whose results nobody keeps. */
const inManyCalls = `
  const { build } = require(${JSON.stringify(resolve('dist/library.cjs'))})
  const heap = {}
  for (let count = 1; count <= ${last}; count++) {
    build({ content: 'content', dryRun: true, filings: ['immunogen-2007-06-04'] })
    if (![${first}, ${last}].includes(count)) continue
    gc()
    heap[count] = process.memoryUsage().heapUsed
  }
  console.log(JSON.stringify(heap))`

function grownPerFiling(script: string): number {
  const done = spawnSync(process.execPath, ['--expose-gc', '-e', script], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const heap = JSON.parse(done.stdout) as Record<string, number>
  return ((heap[last] ?? Number.NaN) - (heap[first] ?? Number.NaN)) / (last - first)
}

describe(`live heap at filing ${last} beside that at filing ${first}`, () => {
  it('has grown by the texts that diagnostics point into, where one call builds all', () => {
    expect(grownPerFiling(inOneCall)).toBeLessThan(150_000)
  }, 600_000)

  it('has not grown where what is returned is let go', () => {
    expect(grownPerFiling(inManyCalls)).toBeLessThan(30_000)
  }, 600_000)
})
