/** `new`: asks for what it was not told, and begins a filing. */
import { createFiling, createFromExample } from '../commands/new.ts'
import { wantsRelease } from '../commands/new-texts.ts'
import { type RolledForward, rollForward } from '../commands/roll-forward.ts'
import { Log } from '../diagnostics/log.ts'
import { isIsoDate } from '../filing/dates.ts'
import type { World } from '../platform/world.ts'
import { ask } from './ask.ts'
import { tidy } from './options.ts'
import { UsageError } from './say.ts'

interface Answers {
  readonly content: string
  readonly example: string | undefined
  readonly registrant: string | undefined
  readonly date: string | undefined
  readonly items: string | undefined
  readonly headline: string | undefined
}

/** @returns the paths of the files that were written */
export async function begin(world: World, name: string, values: Answers): Promise<readonly string[]> {
  checkSlug(name)
  const log = new Log()
  if (values.example !== undefined) {
    const facts = ['registrant', 'date', 'items', 'headline'] as const
    const given = facts.find((fact) => values[fact] !== undefined)
    if (given !== undefined) throw new UsageError(`an example has its own facts: leave out --${given}`)
    const files = createFromExample(world, tidy(values.content), name, values.example, log)
    log.stopIfFailed()
    return files
  }
  const registrant = values.registrant ?? (await ask('Name of the registrant', 'Example Corporation'))
  const date =
    values.date ??
    (await ask('Date of report (YYYY-MM-DD)', /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? '2026-01-02'))
  if (!isIsoDate(date)) throw new UsageError(`"${date}" is not a date like 2026-03-02`)
  const items = (values.items ?? (await ask('Items, with commas', '8.01')))
    .split(',')
    .map((item) => item.trim())
  const usual = `${registrant} Announces …`
  const headline =
    values.headline ?? (wantsRelease(items) ? await ask('Headline of the release', usual) : usual)
  const filing = { slug: name, registrant, date, items, headline }
  const files = createFiling(world, tidy(values.content), filing, log)
  log.stopIfFailed()
  return files
}

/** Begins a filing with another one. The date is the one given, or the one in the name. */
export function continued(
  world: World,
  name: string,
  from: string,
  values: Pick<Answers, 'content' | 'date' | 'items'>,
): RolledForward {
  checkSlug(name)
  const date = values.date ?? /\d{4}-\d{2}-\d{2}/.exec(name)?.[0]
  if (date === undefined || !isIsoDate(date))
    throw new UsageError('say the date of the report with --date, as --date 2026-06-02')
  const items = values.items?.split(',').map((item) => item.trim())
  return rollForward(world, tidy(values.content), { slug: name, from, date, items }, new Log())
}

function checkSlug(name: string): void {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    throw new UsageError('a name consists of a-z, 0-9 and hyphens, as acme-2026-03-02')
}
