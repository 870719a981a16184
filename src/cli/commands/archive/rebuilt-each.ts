/** What `archive rebuild --all` prints: a line an object, then the counts. */
import { report } from '../../../diagnostics/report.ts'
import { complain, paintFor, print } from '../../say.ts'
import { closeBatch, tallyTable } from '../../tally.ts'
import type { RebuiltEach } from '../../verifying.ts'

/** @returns the exit code by the worst */
export function showRebuiltEach(
  { results, tally }: RebuiltEach,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): number {
  if (json) print(JSON.stringify(results, undefined, 2))
  for (const { name, outcome } of json ? [] : results) {
    if (outcome.state === 'refused')
      complain(
        outcome.diagnostics.map((found) => `${name}: ${report(found, paintFor(process.stderr))}`).join('\n'),
      )
    if (outcome.state !== 'done' || (quiet && outcome.result.same)) continue
    const { version, same, files } = outcome.result
    const wrong = files.filter((file) => file.same !== true).map((file) => file.name)
    print(`${name} ${version}: ${same ? 'the same bytes' : `NOT the same: ${wrong.join(', ')}`}`)
  }
  if (!json && !quiet) print(tallyTable(tally))
  const good = results.every(({ outcome }) => outcome.state === 'done' && outcome.result.same)
  return closeBatch(tally, good ? 0 : 1)
}
