/** The lock: what stands between a draft and a final build, every reason at once. */
import { toText } from '../bytes.ts'
import { open } from '../diagnostics/diagnostic.ts'
import { Log, where } from '../diagnostics/log.ts'
import type { Source } from '../diagnostics/source.ts'
import { words } from '../document/words.ts'
import { readHtml } from '../html/read.ts'
import {
  type Approval,
  approvalFolder,
  departures,
  digestsOf,
  type Rendering,
  wordDifferences,
} from './approval.ts'

/** Adds a refusal for each thing that keeps this rendering from being final. */
export function lock(
  rendering: Rendering,
  approval: Approval | 'broken' | undefined,
  folder: ReadonlyMap<string, Uint8Array>,
  log: Log,
): void {
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
  if (approval === 'broken') {
    log.add(
      'L005',
      undefined,
      `${approvalFolder}/approval.json was changed or cannot be read`,
      'approve anew',
    )
    return
  }
  compare(approval, rendering, folder, log)
}

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
  if (approval.tool !== rendering.tool && outputs.length > 0)
    log.add('L004', undefined, `the tool is ${rendering.tool}; it was approved with ${approval.tool}`, hint)
  for (const { file, what } of inputs) log.add('L004', undefined, `${file} was ${what} ${since}`, hint)
  for (const { file, what } of outputs) {
    if (!file.endsWith('.htm')) {
      if (!outputs.some((one) => one.file === file.replace(/\.pdf$/, '.htm')))
        log.add('L004', undefined, `${file} was ${what} ${since}`, hint)
      continue
    }
    const before = wordsOf(file, folder.get(`${approvalFolder}/${file}`))
    const now = wordsOf(file, rendering.outputs.get(file))
    const differing = before && now ? wordDifferences(before, now) : []
    if (differing.length === 0)
      log.add(
        'L004',
        undefined,
        `${file} was ${what} ${since}: the same words, set or marked in another way`,
        hint,
      )
    for (const line of differing) log.add('L004', undefined, `${file}: ${line}`, hint)
  }
}

function wordsOf(name: string, bytes: Uint8Array | undefined): string[] | undefined {
  if (!bytes) return undefined
  const source: Source = { path: name, text: toText(bytes) }
  const document = readHtml(source, { form: '8-K', fileName: name }, new Log(), 'words')
  return document && words(document).map(({ text }) => text)
}
