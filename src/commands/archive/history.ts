/**
 * `history.json`: what each version of a filing changed and what is recorded of it, one row a version, in every version
 * for itself and all before it. A list of a filing's versions reads the newest inventory and this, however many there are.
 */

import { type Inventory, numberOf, versionName } from '../../archive/inventory.ts'
import type { Kept } from '../../archive/revise.ts'
import { jsonBytes } from '../../bytes.ts'
import type { Keeping } from '../../platform/store.ts'
import { readVersion, type Stored } from './objects.ts'
import { type Archive, parsed } from './place.ts'
import { readRetention } from './retention.ts'

export const historyName = 'history.json'

export interface Row {
  readonly version: string
  /** Changed figures first, then counts; empty for a first version. */
  readonly changed: string
  readonly accession: string | null
  readonly retainYears: number
  readonly hold: boolean
}

/** Rows of all versions. Archives of earlier versions of filingpress have no history: each of theirs is read for its own. */
export async function historyOf(archive: Archive, stored: Stored): Promise<readonly Row[]> {
  const { head, versions } = stored.inventory
  const bytes = (await readVersion(archive, stored, head, (path) => path === historyName)).get(historyName)
  if (bytes) return parsed<{ rows: readonly Row[] }>(bytes, historyName).rows
  const rows: Row[] = []
  for (const version of Object.keys(versions).sort((a, b) => numberOf(a) - numberOf(b))) {
    const told = (path: string) => sources.includes(path)
    rows.push(rowOf(version, await readVersion(archive, stored, version, told)))
  }
  return rows
}

export const historyBytes = (rows: readonly Row[]): Uint8Array => jsonBytes({ format: 1, rows })

/** How long an object must stand, by what the newest of its rows says; rows in order. */
export function keepingOf(rows: readonly Row[], created: string): Keeping {
  const [newest, before] = [rows.at(-1), rows.at(-2)]
  const hold = newest?.hold ?? false
  const year = String(Number(created.slice(0, 4)) + (newest?.retainYears ?? 0)).padStart(4, '0')
  // Of a day that the year has not, the one after it: never a day too short.
  const day = created.slice(4, 10) === '-02-29' ? '-03-01' : created.slice(4, 10)
  return { until: year + day + created.slice(10), hold, holdChanged: hold !== (before?.hold ?? false) }
}

/** The history with a row for the version that comes next. */
export async function nextHistory(
  archive: Archive,
  folder: string,
  before: Inventory | undefined,
  files: ReadonlyMap<string, Uint8Array | Kept>,
): Promise<readonly Row[]> {
  const rows = before ? await historyOf(archive, { folder, inventory: before }) : []
  const kept = before
    ? await readVersion(archive, { folder, inventory: before }, before.head, (path) => {
        const file = files.get(path)
        return sources.includes(path) && file !== undefined && !(file instanceof Uint8Array)
      })
    : new Map<string, Uint8Array>()
  for (const path of sources) {
    const bytes = files.get(path)
    if (bytes instanceof Uint8Array) kept.set(path, bytes)
  }
  const version = versionName(before ? numberOf(before.head) + 1 : 1)
  return [...rows, rowOf(version, kept)]
}

/** What a row is made from. */
const sources = ['retention.json', 'filing/filed.json', 'redline/redline.json']

function rowOf(version: string, files: ReadonlyMap<string, Uint8Array>): Row {
  const filing = files.get('filing/filed.json')
  const { years, hold } = readRetention(files.get('retention.json'))
  return {
    version,
    changed: changes(files.get('redline/redline.json')),
    accession: filing ? parsed<{ accession: string }>(filing, 'filing/filed.json').accession : null,
    retainYears: years,
    hold,
  }
}

interface Redline {
  readonly attached?: readonly { readonly state: string }[]
  readonly documents: readonly {
    readonly changes: readonly {
      readonly kind: string
      readonly figures: readonly { readonly before: string | null; readonly after: string | null }[]
    }[]
  }[]
}

function changes(bytes: Uint8Array | undefined): string {
  if (!bytes) return ''
  const { documents, attached = [] } = parsed<Redline>(bytes, 'redline/redline.json')
  const all = documents.flatMap((one) => one.changes)
  const figures = all.flatMap((one) =>
    one.figures.map(({ before, after }) => `${before ?? '(none)'} -> ${after ?? '(none)'}`),
  )
  const files = attached.filter(({ state }) => state !== 'same').length
  if (all.length + files === 0) return 'nothing'
  return [
    ...figures.slice(0, 4),
    ...(figures.length > 4 ? [`${figures.length - 4} more figures`] : []),
    ...(all.length > 0 ? [`${all.length} ${all.length === 1 ? 'change' : 'changes'}`] : []),
    ...(files > 0 ? [`${files} other ${files === 1 ? 'file' : 'files'}`] : []),
  ].join('; ')
}
