// Readers of foreign bytes, given files spoiled at random: none over five seconds, all within 512 MB, no error but those
// for people. Inputs that reach new code are kept and spoiled further.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, tests, work } from '../kit.mjs'

await check('readers of foreign bytes given spoiled files', () => {
  const report = join(work, 'fuzz.json')
  const runs = full ? 100_000 : 1_000
  tests(['tests/readers/fuzz.test.ts'], { FUZZ: runs, FUZZ_TABLE: report }, full ? 240 : 10)
  const { table, megabytes, failures } = JSON.parse(readFileSync(report, 'utf8'))
  console.table(table)
  expect(failures.length === 0, failures.slice(0, 5).join('\n'))
  expect(megabytes <= 512, `the runs took ${megabytes} MB`)
  return `${runs} files, none over 5 s, ${megabytes} MB at most`
})
