/** `batch submit`: content onto the shelf, jobs onto the queue. */

import { toText } from '../bytes.ts'
import { type Stored as Archived, allObjects, isOf } from '../commands/archive/objects.ts'
import { openArchive } from '../commands/archive/place.ts'
import { parcelOf, sharedOf, sourceOf } from '../commands/parcel.ts'
import { filingsIn, type Places } from '../commands/places.ts'
import { pack } from '../fleet/pack.ts'
import { type Command, commands, type Message } from '../fleet/queue/message.ts'
import type { World } from '../platform/world.ts'
import { buildOptions, placesOf, tidy } from './options.ts'
import type { Stored } from './queue-options.ts'
import { UsageError } from './say.ts'
import { programOf } from './working.ts'

export type SubmitValues = Parameters<typeof buildOptions>[0] & {
  readonly command: string
  readonly templates: string | undefined
  readonly strict: boolean
  readonly message: string | undefined
  readonly retain: string
  readonly tracked: string
  readonly against: string | undefined
}

/** One thing that is asked for, with the folder of content it is in. */
interface Wanted {
  readonly content: string
  readonly name: string
}

/** Puts what every job needs on the shelf. @returns the jobs as messages, in the order they were asked for */
export async function messagesFor(
  world: World,
  words: readonly string[],
  values: SubmitValues,
  { shelf, archive }: Stored,
): Promise<Message[]> {
  const command = commandOf(values.command)
  const program = programOf(world)
  const message = (name: string, content: readonly string[]): Message => ({
    format: 1,
    command,
    name,
    content,
    options: optionsFor(command, values),
    program,
  })
  if (command === 'rebuild' || command === 'impact') {
    const stored = await allObjects(await openArchive(archive.path, archive.reach))
    if (command === 'rebuild') {
      const ids = stored.map(({ inventory: { id } }) => id)
      return (words.length > 0 ? listed(world, words) : ids).map((id) => message(id, []))
    }
    return impactMessages(world, listed(world, words), values, { stored, shelf }, message)
  }
  const messages: Message[] = []
  if (command === 'import') {
    const shared = await shelf.put(pack(sharedOf(world, { content: '', templates: values.templates })))
    for (const path of sourcesIn(world, words))
      messages.push(message(path, [await shelf.put(pack(sourceOf(world, path))), shared]))
    return messages
  }
  const shared = new Map<string, string>()
  for (const { content, name } of filingsAt(world, words, values)) {
    const places: Omit<Places, 'out'> = { content, templates: values.templates }
    const known = shared.get(content) ?? (await shelf.put(pack(sharedOf(world, places))))
    shared.set(content, known)
    messages.push(message(name, [await shelf.put(pack(parcelOf(world, places, name))), known]))
  }
  return messages
}

/** An impact is of the newest version that there is now, and of the theme as it is now. */
async function impactMessages(
  world: World,
  named: readonly string[],
  { templates }: SubmitValues,
  { stored, shelf }: { readonly stored: readonly Archived[]; readonly shelf: Stored['shelf'] },
  message: (name: string, content: readonly string[]) => Message,
): Promise<Message[]> {
  const theme =
    templates === undefined ? [] : [await shelf.put(pack(sharedOf(world, { content: '', templates })))]
  return stored
    .filter(({ inventory: { id } }) => named.length === 0 || named.some((name) => isOf(id, name)))
    .map(({ inventory: { id, head } }) => {
      const made = message(id, theme)
      return { ...made, options: { ...made.options, head } }
    })
}

function commandOf(word: string): Command {
  const known = commands.find((one) => one === word)
  if (!known) throw new UsageError(`--command is one of ${commands.join(', ')}`)
  return known
}

/** What decides the result, and nothing else: it is in the key of the job. */
function optionsFor(command: Command, values: SubmitValues): Message['options'] {
  const theme = values.templates !== undefined && { theme: true }
  if (command === 'rebuild') return {}
  if (command === 'impact') return { ...theme }
  if (command === 'import') return { tracked: values.tracked, ...theme }
  if (command === 'diff') return { against: values.against ?? 'archive', ...theme }
  const { edgarPdf, embedSource, final, date, day, draft } = buildOptions(values, true)
  return {
    ...theme,
    ...(edgarPdf && { edgarPdf }),
    ...(embedSource && { embedSource }),
    ...(final && { final }),
    ...(date !== undefined && { date }),
    ...(day !== undefined && { day }),
    ...(draft?.stamp !== undefined && { stamp: draft.stamp }),
    ...(draft?.lineNumbers && { lineNumbers: true }),
    ...(values.strict && { strict: true }),
    ...(command === 'archive' && {
      retain: Number(values.retain),
      ...(values.message !== undefined && { message: values.message }),
    }),
  }
}

/** Names in lists: a line each; empty ones and those behind # are left out. */
function listed(world: World, words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const bytes = world.readFile(word)
    if (!bytes) return [word]
    return toText(bytes)
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim())
      .filter((line) => line !== '')
  })
}

/** Filings by name, by folder, all of a content folder, or by lists of such. */
function filingsAt(world: World, words: readonly string[], values: SubmitValues): Wanted[] {
  const { content } = placesOf(values)
  const own = filingsIn(world, content)
  const wanted = (words.length > 0 ? listed(world, words) : own).flatMap((word): Wanted[] => {
    const path = tidy(word)
    if (own.includes(path)) return [{ content, name: path }]
    if (world.exists(`${path}/filing.yaml`)) {
      const slash = path.lastIndexOf('/')
      return [{ content: slash < 0 ? '.' : path.slice(0, slash), name: path.slice(slash + 1) }]
    }
    const inside = filingsIn(world, path)
    if (inside.length === 0)
      throw new UsageError(`"${word}" is not a filing, a folder of filings or a list of them`)
    return inside.map((name) => ({ content: path, name }))
  })
  if (wanted.length === 0) throw new UsageError(`there are no filings in ${content}/`)
  return wanted
}

/** Sources of imports: files and folders as they are named, or by a list that ends in .list. */
function sourcesIn(world: World, words: readonly string[]): string[] {
  if (words.length === 0) throw new UsageError('name the files or folders to import, or a .list of them')
  return words.flatMap((word) => (word.endsWith('.list') ? listed(world, [word]) : [tidy(word)]))
}
