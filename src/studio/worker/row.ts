/** A filing in the list: what it is, how far it has come, when it is due. */
import { sha256 } from '../../bytes.ts'
import { list } from '../../commands/archive/show.ts'
import { inputsOf, readContent, readOwnTheme } from '../../commands/read.ts'
import { digestsOf as inputDigests } from '../../commands/record.ts'
import { Log } from '../../diagnostics/log.ts'
import { addDays, type IsoDate, isIsoDate } from '../../filing/dates.ts'
import { dueDates, hasOwnDay } from '../../filing/deadline.ts'
import { type Approval, departures, readApproval } from '../../lock/approval.ts'
import { waiverDigest } from '../../lock/waivers.ts'
import type { FilingRow, State } from '../protocol.ts'
import { type Kept, previewOf } from './preview.ts'
import { archiveOf, hasArchive, type Place } from './settings.ts'

export async function rowOf(place: Place, slug: string, stage: () => void): Promise<FilingRow> {
  const { world, fonts, settings } = place
  const { preview, kept } = previewOf(world, fonts, { places: settings.places, slug }, stage)
  const errors = preview.found.filter(({ severity }) => severity === 'error').length
  const open = preview.found.filter(
    ({ severity, waived }) => (severity === 'finding' || severity === 'warning') && !waived,
  ).length
  const archived = await newestArchived(place, slug)
  return {
    slug,
    ...aboutOf(kept, world.clock().slice(0, 10)),
    state: stateOf(place, slug, kept, { errors, open }),
    errors,
    open,
    ...(archived !== undefined && { archived }),
  }
}

type About = Pick<FilingRow, 'registrant' | 'form' | 'items' | 'reportDate' | 'due' | 'daysLeft'>

function aboutOf(kept: Kept | undefined, today: string): About {
  const filing = kept?.built.filing
  if (!filing) return { registrant: '', form: '8-K', items: [], reportDate: '' }
  const { form, reportDate } = filing.facts
  const items = filing.items.map(({ number }) => number)
  const due = dueDates(items, reportDate as IsoDate).find(hasOwnDay)?.date
  return {
    registrant: filing.registrants[0].name,
    form,
    items,
    reportDate,
    ...(due !== undefined && { due, daysLeft: daysBetween(today, due) }),
  }
}

/** Whole days from one day to another; below zero where it has gone by. */
export function daysBetween(from: string, to: string): number {
  if (!isIsoDate(from) || !isIsoDate(to)) return 0
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

interface Counts {
  readonly errors: number
  readonly open: number
}

function stateOf(place: Place, slug: string, kept: Kept | undefined, { errors, open }: Counts): State {
  if (errors > 0 || !kept) return 'error'
  const approval = approvalThatHolds(place, slug, kept)
  if (open > 0) return 'findings'
  if (!approval) return 'draft'
  return isBuiltAs(place, slug, approval) ? 'final' : 'approved'
}

/** The approval, where nothing that goes into the filing changed since. A final build asks for more than this. */
function approvalThatHolds({ world, settings }: Place, slug: string, kept: Kept): Approval | undefined {
  const folder = world.readFolder(`${settings.places.content}/${slug}`)
  const approval = folder && readApproval(folder.files)
  if (!approval || approval === 'broken' || approval === 'outdated') return undefined
  const log = new Log()
  const content = readContent(world, settings.places, slug, log)
  const theme = readOwnTheme(world, settings.places, slug, log)
  if (!content) return undefined
  const inputs = Object.fromEntries(inputDigests(inputsOf(content, theme, kept.built.settings)))
  const waivers = kept.built.filing.facts.waivers.map(waiverDigest).sort()
  const same = departures(approval.inputs, inputs).length === 0 && waivers.join() === approval.waivers.join()
  return same ? approval : undefined
}

function isBuiltAs({ world, settings }: Place, slug: string, { outputs }: Approval): boolean {
  const folder = world.readFolder(`${settings.places.out}/${slug}`)
  return (
    folder !== undefined &&
    Object.entries(outputs).every(([name, digest]) => {
      const bytes = folder.files.get(name)
      return bytes !== undefined && sha256(bytes) === digest
    })
  )
}

async function newestArchived(place: Place, slug: string): Promise<string | undefined> {
  if (!hasArchive(place)) return undefined
  try {
    return (await list(await archiveOf(place), slug)).at(-1)?.version
  } catch {
    // Not archived, or an archive that `archive verify` has things to say of: the list of filings is no place for that.
    return undefined
  }
}

/** For a new filing: the day from today. */
export const dayFrom = (today: string, days: number): string => addDays(today as IsoDate, days)
