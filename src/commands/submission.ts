/** `filingpress submission`: the folder that goes to EDGAR, made from a final build; nothing is added by hand. */
import { toBytes } from '../bytes.ts'
import { longDate } from '../check/dates-in-text.ts'
import { Log } from '../diagnostics/log.ts'
import type { IsoDate } from '../filing/dates.ts'
import { dueDates, hasOwnDay, lastHour } from '../filing/deadline.ts'
import type { FontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import { painted } from '../reports/painted.ts'
import { sheetPage } from '../reports/submission-sheet.ts'
import { departuresOf, edgarLinkBytes } from '../submission/edgarlink.ts'
import { telling } from '../submission/names.ts'
import { previewText } from '../submission/preview.ts'
import { entriesOf, sheetText } from '../submission/sheet.ts'
import { obstacles, type Submission, submissionOf } from '../submission/submission.ts'
import { dayOfFiling } from '../xbrl/identity.ts'
import { type BuildOptions, holdToApproval, render } from './build.ts'

export interface Packaged {
  readonly slug: string
  readonly folder: string
  readonly submission: Submission
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly log: Log
}

/**
 * Makes a final build, and from it the folder `out/<filing>-submission`.
 *
 * @throws FilingError with every reason, where the filing is not final or EDGAR would not take it
 */
export function packageFiling(
  world: World,
  slug: string,
  fonts: FontBook,
  options: BuildOptions,
  live: boolean,
): Packaged {
  const log = new Log()
  const final = { ...options, final: true, edgarPdf: false, dryRun: true }
  const rendered = render(world, slug, fonts, final, log)
  log.stopIfFailed()
  if (!rendered) throw new Error('a build gave nothing and no reason')
  holdToApproval(world, slug, final, rendered, log)
  const { filing, proofs, tagging } = rendered.built
  for (const reason of obstacles(filing, tagging !== undefined))
    log.add('L003', filing.places('form'), `it cannot be submitted: ${reason}`)
  log.stopIfFailed()
  const report = proofs[0]?.htmlName ?? ''
  const submission = submissionOf(filing, rendered.outputs.files, report, live)
  for (const wrong of departuresOf(submission))
    log.add('L003', filing.places('form'), `EDGARLink does not accept ${wrong}`)
  log.stopIfFailed()
  const event = filing.facts.reportDate as IsoDate
  const amended = filing.facts.form.endsWith('/A')
  const due = dueDates(submission.items, event).find(hasOwnDay)?.date
  const entries = entriesOf(submission, {
    due: due && !amended ? longDate(due) : undefined,
    cutOff: `transmitted by ${lastHour}`,
  })
  const files = new Map<string, Uint8Array>([
    ...submission.files.map(({ name, bytes }) => [name, bytes] as const),
    [telling.xml, edgarLinkBytes(submission)],
    [telling.preview, Buffer.from(previewText(submission, dayOfFiling(filing, options.day)), 'latin1')],
    [telling.sheet, toBytes(sheetText(entries))],
    [telling.sheetPdf, painted(sheetPage(entries), fonts)],
  ])
  const folder = `${options.out}/${slug}-submission`
  world.replaceFolder(folder, files)
  return { slug, folder, submission, files, log }
}
