/** `new`: asks for what it was not told, and begins a filing. */
import { createFiling } from '../commands/new.ts'
import { Log } from '../diagnostics/log.ts'
import { isIsoDate } from '../filing/dates.ts'
import type { World } from '../platform/world.ts'
import { ask } from './ask.ts'
import { tidy, type Values } from './options.ts'
import { said, UsageError } from './say.ts'

export async function begin(
  world: World,
  [name, ...more]: readonly string[],
  values: Values,
): Promise<number> {
  if (name === undefined || more.length > 0) throw new UsageError('new takes one name, as acme-2026-03-02')
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new UsageError('a name is made of a-z, 0-9 and hyphens')
  const registrant = values.registrant ?? (await ask('Name of the registrant', 'Example Corporation'))
  const date =
    values.date ??
    (await ask('Date of report (YYYY-MM-DD)', /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? '2026-01-02'))
  if (!isIsoDate(date)) throw new UsageError(`"${date}" is not a date as 2026-03-02`)
  const items = (values.items ?? (await ask('Items, with commas', '8.01')))
    .split(',')
    .map((item) => item.trim())
  const headline = values.headline ?? (await ask('Headline of the release', `${registrant} Announces …`))
  const log = new Log()
  const files = createFiling(
    world,
    tidy(values.content),
    { slug: name, registrant, date, items, headline },
    log,
  )
  log.stopIfFailed()
  return said(`${files.join('\n')}\n\nNext: filingpress build ${name}`)
}
