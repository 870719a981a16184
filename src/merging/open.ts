/** Tells what reviewers said and nobody has settled yet. */
import { toText } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, span } from '../diagnostics/source.ts'
import { readReview, reviewName } from './review.ts'

export function tellReview(
  { path, files }: { readonly path: string; readonly files: ReadonlyMap<string, Uint8Array> },
  log: Log,
): void {
  const bytes = files.get(reviewName)
  if (!bytes) return
  const source: Source = { path: `${path}/${reviewName}`, text: toText(bytes) }
  for (const { open, at, end, author, text } of readReview(source.text)) {
    if (!open) continue
    const said = text.replace(/\s+/g, ' ')
    const short = said.length > 120 ? `${said.slice(0, 119)}…` : said
    log.add(
      'I005',
      span(source, at, end),
      `${author}: ${short}`,
      'when it is dealt with, write "settled" for "open"',
    )
  }
}
