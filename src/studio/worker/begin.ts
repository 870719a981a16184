/** A filing begins: new, with an example, with last quarter's, or with a file of somebody's. */

import { translated } from '../../commands/errors.ts'
import { readImport } from '../../commands/import.ts'
import { createFiling, createFromExample } from '../../commands/new.ts'
import { rollForward } from '../../commands/roll-forward.ts'
import { Log } from '../../diagnostics/log.ts'
import { isIsoDate } from '../../filing/dates.ts'
import type { Done } from '../protocol.ts'
import type { Place } from './settings.ts'
import { foundOf } from './shown.ts'

export interface Beginning {
  readonly slug: string
  readonly registrant?: string
  readonly date?: string
  readonly items?: readonly string[]
  readonly headline?: string
  /** An example of this package, or a filing of this project. */
  readonly example?: string
  readonly from?: string
  /** A dropped file. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
}

export type Begun = Done & { readonly slug?: string }

export function begin(place: Place, asked: Beginning): Begun {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(asked.slug))
    return refused('A name consists of a-z, 0-9 and hyphens, as acme-2026-03-02.')
  try {
    return asked.file ? imported(place, asked.slug, asked.file) : begun(place, asked)
  } catch (error) {
    const found = translated(error)
    if (!found) throw error
    return { ok: false, lines: [], found: found.map(foundOf) }
  }
}

const refused = (sentence: string): Begun => ({ ok: false, lines: [sentence], found: [] })

function begun({ world, settings }: Place, asked: Beginning): Begun {
  const { slug, registrant = '', date = '', items = [], headline, example, from } = asked
  const { content } = settings.places
  const log = new Log()
  if (example !== undefined) {
    const lines = createFromExample(world, content, slug, example, log)
    log.stopIfFailed()
    return { ok: true, slug, lines, found: [] }
  }
  if (!isIsoDate(date)) return refused('The date of report is a day as 2026-03-02.')
  if (from !== undefined) {
    const { files, stale } = rollForward(world, content, { slug, from, date, items: undefined }, log)
    const toFill = stale.map(({ file, line, was }) => `To fill in: ${file}:${line}: it was “${was}”`)
    return { ok: true, slug, lines: [...files, ...toFill], found: [] }
  }
  if (registrant.trim() === '') return refused('Give the name of the registrant.')
  const about = { slug, registrant: registrant.trim(), date, items: items.length > 0 ? items : ['8.01'] }
  const lines = createFiling(
    world,
    content,
    { ...about, headline: headline?.trim() || `${registrant.trim()} Announces …` },
    log,
  )
  log.stopIfFailed()
  return { ok: true, slug, lines, found: [] }
}

function imported(
  { world, settings }: Place,
  slug: string,
  file: { name: string; bytes: Uint8Array },
): Begun {
  const { content, templates } = settings.places
  const { files, report } = readImport(world, [file], { templates, name: slug, tracked: 'refused' })
  const folder = `${content}/${report.slug}`
  if (world.exists(folder)) return refused(`${folder} exists already: choose another name.`)
  world.replaceFolder(folder, files)
  return {
    ok: true,
    slug: report.slug,
    lines: [
      `${folder}: ${report.about}`,
      `${report.words.source} words in the source, ${report.words.found} of them in the rebuilt documents, in order`,
      ...report.guesses.map((one) => `Guessed: ${one}`),
      ...report.left.map(({ name, why }) => `Left out: ${name}: ${why}`),
      ...report.mistakes.map((one) => `To mend: ${one}`),
    ],
    found: [],
  }
}
