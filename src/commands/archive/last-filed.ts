/**
 * What a registrant filed last, as one side of a comparison: last quarter's report and release against this draft.
 *
 * A version is filed by the record of what EDGAR returned (`archive filed`). A filing that was filed itself is compared
 * with that; any other with the newest filing of its registrant that reports one of its items, or with the newest of all
 * where none does.
 */
import { objectId } from '../../archive/layout.ts'
import { Log } from '../../diagnostics/log.ts'
import { wholeFiling } from '../../intake/read.ts'
import type { World } from '../../platform/world.ts'
import type { Places } from '../places.ts'
import { readContent } from '../read.ts'
import type { Unread, Version } from '../versions.ts'
import { historyOf } from './history.ts'
import { archivedVersion, below, objectsOf, readVersion, type Stored, slugOf } from './objects.ts'
import { type Archive, parsed, refuse } from './place.ts'

/** Exhibits are in nearly every report: that two have them says nothing. */
const itemOfExhibits = '9.01'

interface Filed {
  readonly stored: Stored
  /** The first version with the newest accession number: what was added later was not filed. */
  readonly version: string
  readonly record: FiledRecord
}

interface FiledRecord {
  readonly accession: string
  /** As it was given: `2026-03-02 16:30:15 Eastern`, or RFC 3339. */
  readonly accepted: string
  readonly copies: readonly { readonly name: string; readonly sameWords: boolean | null }[]
}

/**
 * @throws FilingError where nothing of the registrant is recorded as filed
 */
export async function lastFiled(
  world: World,
  archive: Archive,
  places: Places,
  slug: string,
): Promise<Version | Unread> {
  const draft = draftOf(world, places, slug)
  const filed: Filed[] = []
  for (const stored of await objectsOf(archive, (id) => isOfOne(id, draft.registrants))) {
    const found = await filedVersion(archive, stored)
    if (found) filed.push(found)
  }
  filed.sort((a, b) => timeOf(b.record) - timeOf(a.record) || (a.stored.folder < b.stored.folder ? -1 : 1))
  const own = filed.find(({ stored }) => slugOf(stored.inventory.id) === slug)
  if (own) return sideOf(archive, own, '')
  for (const one of filed) {
    const version = await archivedVersion(archive, one.stored, one.version)
    const [item] = itemsOf(version).filter((number) => draft.items.includes(number))
    if (item !== undefined) return sideOf(archive, one, `, also of Item ${item}`)
  }
  const [newest] = filed
  return newest
    ? sideOf(archive, newest, ', of other items')
    : refuse(
        'V003',
        `nothing that ${draft.name} filed is in the archive ${archive.path}`,
        'a version is filed once archive filed has recorded its accession number; diff FILING@v1 compares with any version',
      )
}

/** Which registrants a draft is of, by all that its objects may be named by, and what it reports. */
function draftOf(world: World, places: Places, slug: string) {
  const log = new Log()
  const filing = wholeFiling(readContent(world, places, slug, log), log)
  const registrants = filing.registrants.flatMap(({ cik, ein, name }) =>
    [cik, ein, name].filter((one) => one !== undefined),
  )
  const items = filing.items.map(({ number }) => number).filter((number) => number !== itemOfExhibits)
  return { registrants, items, name: filing.registrants[0].name }
}

const isOfOne = (id: string, registrants: readonly string[]): boolean =>
  registrants.some((registrant) => objectId(registrant, slugOf(id)) === id)

async function filedVersion(archive: Archive, stored: Stored): Promise<Filed | undefined> {
  const rows = await historyOf(archive, stored)
  const accession = rows.findLast((row) => row.accession !== null)?.accession
  const row = rows.find((one) => accession !== undefined && one.accession === accession)
  if (!row) return undefined
  const name = 'filing/filed.json'
  const bytes = (await readVersion(archive, stored, row.version, (path) => path === name)).get(name)
  if (!bytes) return undefined
  return { stored, version: row.version, record: parsed<FiledRecord>(bytes, name) }
}

/** To put filings in order: EDGAR's Eastern time is read as five hours behind, an hour off in summer. */
function timeOf({ accepted }: FiledRecord): number {
  const eastern = /^(\S+) (\S+) Eastern$/.exec(accepted)
  return Date.parse(eastern ? `${eastern[1]}T${eastern[2]}-05:00` : accepted) || 0
}

const itemsOf = ({ documents }: Version): string[] =>
  documents.flatMap(({ sections }) =>
    sections.flatMap(({ role, number }) => (role === 'item' && number !== undefined ? [number] : [])),
  )

/** Our outputs where EDGAR has their words; else what it returned, by its words. */
async function sideOf(
  archive: Archive,
  { stored, version, record }: Filed,
  why: string,
): Promise<Version | Unread> {
  const { accession, accepted, copies } = record
  const label = `${slugOf(stored.inventory.id)} ${version}, filed as ${accession} (${accepted.slice(0, 10)})${why}`
  if (copies.every(({ sameWords }) => sameWords !== false))
    return {
      ...(await archivedVersion(archive, stored, version)),
      label,
      date: accepted.slice(0, 10),
    }
  const copied = below(
    await readVersion(archive, stored, version, (path) => path.startsWith('filing/as-filed/')),
    'filing/as-filed/',
  )
  const files = [...copied].map(([name, bytes]) => ({ name, bytes }))
  return { files, label: `${label}, as EDGAR returned it` }
}
