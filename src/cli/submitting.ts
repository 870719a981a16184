/** `batch submit`: content onto the shelf, jobs onto the queue. */

import { inventoryName } from '../archive/inventory.ts'
import { digest } from '../archive/remembering.ts'
import { join } from '../archive/tree.ts'
import { toText } from '../bytes.ts'
import { allObjects, isOf } from '../commands/archive/objects.ts'
import { openArchive } from '../commands/archive/place.ts'
import { parcelOf, sharedOf, sourceOf, themeOf } from '../commands/parcel.ts'
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

/** Makes a message of one thing that is asked for. */
type Write = (name: string, content: readonly string[], more?: Message['options']) => Message

/** Puts what every job needs on the shelf. @returns the jobs as messages, in the order they were asked for */
export async function messagesFor(
  world: World,
  words: readonly string[],
  values: SubmitValues,
  stored: Stored,
): Promise<Message[]> {
  const command = commandOf(values.command)
  const program = programOf(world)
  const options = optionsFor(command, values)
  const write: Write = (name, content, more) => ({
    format: 1,
    command,
    name,
    content,
    options: { ...options, ...more },
    program,
  })
  if (command === 'rebuild' || command === 'impact') return ofArchive(world, words, values, stored, write)
  if (command === 'import') return ofSources(world, words, values, stored, write)
  return ofFilings(world, words, values, stored, write)
}

/** Objects of the archive by id, with the head that each has now: another head is other work. */
async function headsOf({ archive: { path, reach } }: Stored): Promise<Map<string, string>> {
  const archive = await openArchive(path, reach)
  const heads = new Map<string, string>()
  for (const { folder, inventory } of await allObjects(archive))
    heads.set(inventory.id, (await digest(archive.store, join(archive.root, folder, inventoryName))) ?? '')
  return heads
}

async function ofArchive(
  world: World,
  words: readonly string[],
  { command, templates }: SubmitValues,
  stored: Stored,
  write: Write,
): Promise<Message[]> {
  const named = words.length > 0 ? listed(world, words) : undefined
  // A version is rebuilt with the theme that is archived with it.
  const packs = command === 'impact' ? [await stored.shelf.put(pack(themeOf(world, templates)))] : []
  const heads = [...(await headsOf(stored))].filter(([id]) => !named || named.some((name) => isOf(id, name)))
  if (heads.length === 0) throw new UsageError('the archive holds none of these filings')
  return heads.map(([id, head]) => write(id, packs, { head }))
}

async function ofSources(
  world: World,
  words: readonly string[],
  { templates }: SubmitValues,
  { shelf }: Stored,
  write: Write,
): Promise<Message[]> {
  const theme = await shelf.put(pack(themeOf(world, templates)))
  const messages: Message[] = []
  for (const path of sourcesIn(world, words))
    messages.push(write(path, [await shelf.put(pack(sourceOf(world, path))), theme]))
  return messages
}

async function ofFilings(
  world: World,
  words: readonly string[],
  values: SubmitValues,
  stored: Stored,
  write: Write,
): Promise<Message[]> {
  const { shelf } = stored
  const heads = values.command === 'diff' ? [...(await headsOf(stored))] : []
  const shared = new Map<string, string>()
  const messages: Message[] = []
  for (const { content, name } of filingsAt(world, words, values)) {
    const places: Omit<Places, 'out'> = { content, templates: values.templates }
    const known = shared.get(content) ?? (await shelf.put(pack(sharedOf(world, places))))
    shared.set(content, known)
    const head = heads.find(([id]) => isOf(id, name))?.[1]
    const packs = [await shelf.put(pack(parcelOf(world, places, name))), known]
    messages.push(write(name, packs, head === undefined ? {} : { head }))
  }
  return messages
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
