/** The way to Redis, and the names under which everything stands there. */
import type { Redis } from 'ioredis'
import { WorldError } from '../../platform/world.ts'
import { needed } from './packages.ts'

export interface Where {
  /** `redis://host:6379/0`, `rediss://` for TLS; user and password may stand in it. */
  readonly url: string
  readonly queue: string
  /** Whether jobs are traced (traces.ts). */
  readonly traces: boolean
}

/** In front of every key in Redis. */
export const prefix = 'filingpress'

/** The address as it may be shown: without user and password. */
export function shownUrl(url: string): string {
  try {
    const parsed = new URL(url)
    parsed.username = ''
    parsed.password = ''
    return parsed.toString()
  } catch {
    return 'an address that cannot be read'
  }
}

/** How long is waited for Redis before a command gives up, and between two tries at most; in milliseconds. */
const patience = { first: 10_000, between: 2_000 }

/** @throws WorldError where the address is none */
export function connection({ url }: Where): Redis {
  if (!/^rediss?:\/\/[^/\s]/.test(url))
    throw new WorldError(
      'W032',
      'the address of Redis cannot be read',
      'it looks like redis://queue.example.com:6379',
    )
  const { Redis: Client } = needed('ioredis')
  const client = new Client(url, {
    // A worker waits for Redis to come back, however long it is away.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, patience.between),
    connectTimeout: patience.first,
    // A network that was cut says nothing: what is sent must be answered.
    keepAlive: 5_000,
  })
  // Told by whoever waits for it; without a listener Node would end the program.
  client.on('error', () => {})
  return client
}

/** @throws WorldError where Redis does not answer in time */
export async function answers(client: Redis, { url }: Where, within = patience.first): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), within)
  })
  const answered = await Promise.race([client.ping(), late])
  clearTimeout(timer)
  if (answered === 'late')
    throw new WorldError(
      'W032',
      `Redis does not answer at ${shownUrl(url)}`,
      'check that it runs and can be reached, then run the command again; what is done stays done',
    )
}
