// npm run conformance: judges what filingpress makes by programs that we did not write.
//
// In CI a validator that is missing is a failure; on a laptop it is a skip that is named. `--full` takes the
// large counts and writes report.md beside this file. `--only archive` runs one file of checks/ by its name.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { full, here, results, work } from './kit.mjs'

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined
const areas = readdirSync(join(here, 'checks'))
  .filter((name) => name.endsWith('.mjs'))
  .sort()
const chosen = areas.filter((name) => only === undefined || name === `${only}.mjs`)
if (only !== 'judges' && chosen.length === 0)
  throw new Error(`there is no ${only}; there are ${areas.join(', ')}`)
for (const name of chosen) await import(`./checks/${name}`)
// What the checks have made is judged last.
if (only === undefined || only === 'judges') await import('./judges.mjs')

rmSync(work, { recursive: true, force: true })
const count = (outcome) => results.filter((one) => one.outcome === outcome).length
if (full) {
  const day = execFileSync('date', ['-u', '+%Y-%m-%d'], { encoding: 'utf8' }).trim()
  const made = results.map(
    ({ name, outcome, detail }) => `| ${name} | ${outcome} | ${String(detail).split('\n')[0]} |`,
  )
  const target = join(here, 'report.md')
  // A part that is run alone takes the place of its own rows.
  const nameOf = (row) => row.split(' | ')[0]
  const others =
    only === undefined
      ? []
      : readFileSync(target, 'utf8')
          .split('\n')
          .filter((row) => /^\| (?!check |---)/.test(row))
  const rows = [
    ...others.map((row) => made.find((one) => nameOf(one) === nameOf(row)) ?? row),
    ...made.filter((row) => !others.some((one) => nameOf(one) === nameOf(row))),
  ]
  writeFileSync(
    target,
    `# Conformance, ${day}\n\n| check | outcome | |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
  )
}
console.log(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
process.exitCode = count('failed') > 0 ? 1 : 0
