/** Options of the commands that work on a queue, and where these find Redis, the archive and its shelf. */

import type { Where } from '../fleet/queue/connection.ts'
import { withoutSlash } from '../paths.ts'
import { diskShelf, type Shelf } from '../platform/shelf.ts'
import type { World } from '../platform/world.ts'
import type { Reach } from '../stores/open.ts'
import type { Options, ValuesOf } from './command.ts'
import { archiveOption, whereIs } from './commands/archive/shared.ts'
import { environment, UsageError } from './say.ts'

export const queueOptions = {
  redis: {
    type: 'text',
    value: 'URL',
    text: 'Redis or Valkey, as redis://host:6379; in place of FILINGPRESS_REDIS, where a password is best kept',
  },
  queue: { type: 'text', value: 'NAME', default: 'filingpress', text: 'name of the queue' },
  ...archiveOption,
} as const satisfies Options

/** For the commands that make spans: giving jobs up, and doing them. */
export const tracesOption = {
  traces: {
    type: 'flag',
    text: 'OpenTelemetry spans of jobs; needs bullmq-otel, and a Node that is told where they go',
  },
} as const satisfies Options

type QueueValues = ValuesOf<typeof queueOptions> & { readonly traces?: boolean }

export function whereOf({ redis, queue, traces = false }: QueueValues): Where {
  const url = redis ?? environment('FILINGPRESS_REDIS')
  if (url === undefined || url === '') throw new UsageError('say where Redis is: --redis redis://host:6379')
  if (!/^[A-Za-z0-9_.-]+$/.test(queue)) throw new UsageError('--queue is a name of letters, digits, - and _')
  return { url, queue, traces }
}

export interface Stored {
  readonly shelf: Shelf
  readonly archive: { readonly path: string; readonly reach: Reach }
}

/** The archive, and the shelf beside it, `ARCHIVE.batch`, where content and outputs travel. */
export async function storedBy(world: World, values: QueueValues): Promise<Stored> {
  const { path, reach } = await whereIs(world, values)
  if (path === undefined)
    throw new UsageError('say where the archive is: content and outputs travel beside it. --archive PLACE')
  const clean = withoutSlash(path)
  if (!clean.startsWith('s3://'))
    return { shelf: diskShelf(`${clean}.batch`), archive: { path: clean, reach } }
  const { addressOf } = await import('../stores/open.ts')
  const { openShelf } = await import('../stores/shelf.ts')
  const address = addressOf(clean)
  if (!address)
    throw new UsageError(`${path} names no archive in a bucket: it looks like s3://bucket/archive`)
  return { shelf: await openShelf(address, reach), archive: { path: clean, reach } }
}

/** A whole number in a range. */
export function numberOf(name: string, value: string, from: number, to: number): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < from || number > to)
    throw new UsageError(`--${name} is a number from ${from} to ${to}`)
  return number
}
