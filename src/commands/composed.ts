/** A filing as it stands in a world, composed to be compared. */
import { sha256 } from '../bytes.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { picturesOf } from '../document/walk.ts'
import type { Filing } from '../filing/filing.ts'
import { composeFiling, htmlOf, tagsFor, themeBook } from '../pipeline.ts'
import { packageOf } from '../xbrl/package.ts'
import type { Tagging } from '../xbrl/tagging.ts'
import { foreignVersion } from './foreign.ts'
import { readContent, readOwnTheme } from './read.ts'
import { digestOf, isComposed, isUnread, type Side, type Uncomposed, type Version } from './versions.ts'

/** @throws FilingError when it cannot be composed */
export function composed({ world, places, slug, label, date }: Uncomposed): Version {
  const log = new Log()
  const content = readContent(world, places, slug, log)
  const theme = readOwnTheme(world, places, slug, log)
  log.stopIfFailed()
  if (!content) throw new FilingError(log.diagnostics)
  const { filing, documents } = composeFiling(content, theme, log)
  // What cannot be tagged is told by a build; here it only stays untagged.
  const { tagging } = tagsFor(documents, filing)
  const html = new Map(
    documents.map((document, index) => [
      document.fileName,
      htmlOf(document, index === 0 ? tagging : undefined).html,
    ]),
  )
  const attached = attachedTo(filing, documents, tagging)
  return {
    label,
    documents,
    authored: true,
    html,
    attached,
    pdf: new Map(),
    making: { date: filing.facts.reportDate, withTheme: (fonts) => themeBook(fonts, theme) },
    digest: digestOf(html, attached),
    ...(date !== undefined && { date }),
  }
}

/** What a build puts beside its documents: the schema of its tags, ready-made exhibits, every picture that is shown. */
function attachedTo(
  { exhibits }: Filing,
  documents: readonly Document[],
  tagging: Tagging | undefined,
): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, text] of tagging ? packageOf(tagging) : []) found.set(name, sha256(text))
  for (const document of documents)
    for (const [name, bytes] of picturesOf(document)) found.set(name, sha256(bytes))
  for (const { content } of exhibits) {
    if (content.kind !== 'ready-made') continue
    found.set(content.fileName, sha256(content.bytes))
    for (const [name, bytes] of content.pictures) found.set(name, sha256(bytes))
  }
  return found
}

/** A version, composed or read where that is still to be done. */
export function whole(side: Side): Version {
  if (isComposed(side)) return side
  return isUnread(side) ? foreignVersion(side.files, side.label) : composed(side)
}
