/** `filingpress tags`: the facts of a cover page as they are tagged, with concept, value and place. */

import { runRules } from '../check/registry.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log, where } from '../diagnostics/log.ts'
import { placeOf } from '../diagnostics/source.ts'
import { writeHtml } from '../html/write.ts'
import { composeFiling, tagsFor } from '../pipeline.ts'
import type { World } from '../platform/world.ts'
import { type Tagging, tagsOf } from '../xbrl/tagging.ts'
import type { Places } from './places.ts'
import { readContent, readOwnTheme } from './read.ts'

export interface TagRow {
  readonly fact: string
  readonly concept: string
  readonly value: string
  readonly shown: string
  readonly format: string | undefined
  /** Members of its context, as `axis=member`. */
  readonly about: readonly string[]
  readonly hidden: boolean
  /** `file:line:column` */
  readonly place: string | undefined
  readonly line: number | undefined
}

export interface Tagged {
  readonly slug: string
  readonly tagging: Tagging | undefined
  readonly rows: readonly TagRow[]
  /** The report as a page for people, with a switch that shows its tags. */
  readonly preview: string
  readonly log: Log
}

/** @throws FilingError where the filing cannot be composed */
export function listTags(world: World, places: Places, slug: string, day?: string): Tagged {
  const log = new Log()
  const content = readContent(world, places, slug, log)
  const theme = readOwnTheme(world, places, slug, log)
  log.stopIfFailed()
  if (!content) throw new FilingError(log.diagnostics)
  const { filing, documents } = composeFiling(content, theme, log)
  const { tagging, problems } = tagsFor(documents, filing, day)
  runRules('tags', { problems }, log)
  const [report] = documents
  return {
    slug,
    tagging,
    rows: tagging ? rowsOf(tagging) : [],
    preview: report ? writeHtml(report, 'reading', tagging) : '',
    log,
  }
}

function rowsOf(tagging: Tagging): readonly TagRow[] {
  const about = new Map(
    tagging.contexts.map(({ id, members }) => [id, members.map(({ axis, member }) => `${axis}=${member}`)]),
  )
  const hidden = new Set(tagging.hidden)
  return tagsOf(tagging).map((tag) => ({
    fact: tag.path,
    concept: `dei:${tag.concept}`,
    value: tag.value,
    shown: tag.shown,
    format: tag.format,
    about: about.get(tag.context) ?? [],
    hidden: hidden.has(tag),
    place: tag.at && where(tag.at),
    line: tag.at && placeOf(tag.at.source, tag.at.start).line,
  }))
}
