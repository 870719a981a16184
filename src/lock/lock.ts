/** The lock: what stands between a draft and a final build, every reason at once. */
import { open } from '../diagnostics/diagnostic.ts'
import { type Log, where } from '../diagnostics/log.ts'
import {
  type Approval,
  approvalFolder,
  departures,
  digestsOf,
  type Rendering,
  type readApproval,
  wordDifferences,
} from './approval.ts'
import { textWords } from './text-words.ts'

/** Adds a refusal for each thing that keeps this rendering from being final. */
export function lock(
  rendering: Rendering,
  approval: ReturnType<typeof readApproval>,
  folder: ReadonlyMap<string, Uint8Array>,
  log: Log,
): void {
  for (const { code, message, span } of log.diagnostics)
    if (code === 'I005') log.add('L003', span, message, 'settle it in review.md')
  const waiting = log.diagnostics.filter((found) => found.severity !== 'error' && open(found))
  for (const { code, message, span } of waiting)
    log.add(
      'L003',
      span,
      `${code} is not settled: ${message}`,
      `mend it, or: filingpress waive ${code}${span ? ` ${where(span)}` : ''}`,
    )
  if (approval === undefined) {
    log.add('L003', undefined, 'nobody has approved this filing', 'filingpress approve <filing> --by "Name"')
    return
  }
  if (approval === 'broken' || approval === 'outdated') {
    const why =
      approval === 'broken'
        ? `what stands in ${approvalFolder}/ was changed since it was written, or cannot be read`
        : `${approvalFolder}/approval.json is of an earlier filingpress, whose record does not cover who approved and when`
    log.add('L005', undefined, why, 'filingpress approve <filing> --by "Name"')
    return
  }
  compare(approval, rendering, folder, log)
}

/**
 * What is approved is the rendering: where every output is the same to the byte, no input that changed reached it. Waivers
 * reach no output and settle what the approver saw as open, so they are held to for themselves.
 */
function compare(
  approval: Approval,
  rendering: Rendering,
  folder: ReadonlyMap<string, Uint8Array>,
  log: Log,
): void {
  const since = `since ${approval.by} approved it on ${approval.at}`
  const hint = 'undo the change, or have it approved anew'
  const inputs = departures(approval.inputs, Object.fromEntries(rendering.inputs))
  const outputs = departures(approval.outputs, digestsOf(rendering))
  if ([...rendering.waivers].sort().join() !== approval.waivers.join())
    log.add('L004', undefined, `the waivers in filing.yaml were changed ${since}`, hint)
  if (outputs.length === 0) {
    // What a house sets aside is approved with the filing, though no document shows it.
    for (const { file, what } of inputs)
      if (file.startsWith('settings/')) log.add('L004', undefined, `${file} was ${what} ${since}`, hint)
      else
        log.add('L006', undefined, `${file} was ${what} ${since}, and the documents are the same to the byte`)
    return
  }
  if (approval.tool !== rendering.tool)
    log.add('L004', undefined, `the tool is ${rendering.tool}; it was approved with ${approval.tool}`, hint)
  for (const { file, what } of inputs) log.add('L004', undefined, `${file} was ${what} ${since}`, hint)
  for (const { file, what } of outputs) {
    // A PDF beside its HTML has the same words: these are told once.
    if (/\.pdf$/.test(file) && outputs.some((one) => one.file === file.replace(/\.pdf$/, '.htm'))) continue
    for (const line of told(file, what, folder, rendering, since)) log.add('L004', undefined, line, hint)
  }
}

/** What changed in one output, as sentences: its words where both states can be read. */
function told(
  file: string,
  what: string,
  folder: ReadonlyMap<string, Uint8Array>,
  { outputs }: Rendering,
  since: string,
): string[] {
  const [before, now] = [folder.get(`${approvalFolder}/${file}`), outputs.get(file)]
  if (!/\.html?$/.test(file) || !before || !now) return [`${file} was ${what} ${since}`]
  const differing = wordDifferences(textWords(file, before), textWords(file, now))
  if (differing.length > 0) return differing.map((line) => `${file}: ${line}`)
  return [`${file} was ${what} ${since}: the same words, set or marked in another way`]
}
