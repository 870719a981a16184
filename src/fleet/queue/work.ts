/**
 * A worker on the queue: takes jobs, fetches their content from the shelf, has them done in threads, puts outputs on the
 * shelf and notes that they are done.
 *
 * BullMQ hands a job to another worker when this one is gone or slow, so a job may be done twice, at once or later. That
 * does no harm: content and outputs are named by their digests, the note of a result is written once, and the archive takes
 * a version once. A job whose note is there is not done again, even where Redis forgot it.
 */
import type { Job, Worker as QueueWorker } from 'bullmq'
import { jsonBytes, sha256, toText } from '../../bytes.ts'
import type { Shelf } from '../../platform/shelf.ts'
import type { Outcome } from '../job.ts'
import { pack, unpack } from '../pack.ts'
import { connection, prefix, type Where } from './connection.ts'
import { checked, keyOf, type Message, type Result, resultName } from './message.ts'
import { needed } from './packages.ts'
import { pauseAfter } from './steps.ts'
import { tracesFor } from './traces.ts'

/** What was made of a message. */
export interface Done {
  readonly state: string
  /** Why nothing may be built on it. */
  readonly refused?: string
  readonly files?: ReadonlyMap<string, Uint8Array>
  readonly report: unknown
}

type Files = ReadonlyMap<string, Uint8Array>

export interface Working {
  readonly where: Where
  readonly shelf: Shelf
  /** sha256 of this program. */
  readonly program: string
  /** Jobs at once. */
  readonly jobs: number
  /** Jobs a second of all workers together. */
  readonly rate: number | undefined
  /** Seconds after which another worker takes over the jobs of one that is gone. */
  readonly lease: number
  readonly act: (message: Message, files: Files, before: Files | undefined) => Promise<Outcome<Done>>
  /** A phrase of what was refused, and whether another try may help. */
  readonly refusal: (outcome: Outcome<Done>) => { readonly why: string; readonly again: boolean }
  readonly told: (event: Event) => void
}

export interface Event {
  readonly kind: 'begun' | 'done' | 'there already' | 'failed'
  readonly command: string
  readonly name: string
  readonly state: string
  readonly attempt: number
}

/** What a job gives to the step that waits for it: small, because it stands in Redis. */
interface Given {
  readonly state: string
  readonly files?: string
}

/** A worker that is taken over is counted, and a job that is taken over so often is given up: it ends every worker. */
const mostTakenOver = 10

export function startWorker(working: Working): QueueWorker {
  const { where, jobs, rate, lease } = working
  const { Worker } = needed('bullmq')
  const milliseconds = lease * 1000
  const worker = new Worker(where.queue, (job: Job) => process1(working, job), {
    connection: connection(where),
    prefix,
    ...tracesFor(where),
    concurrency: jobs,
    lockDuration: milliseconds,
    stalledInterval: milliseconds,
    maxStalledCount: mostTakenOver,
    settings: { backoffStrategy: (attempts = 1, _type, _error, job) => pauseAfter(attempts, job?.id ?? '0') },
    // Asked for again at least so often, so that a cut network is noticed.
    drainDelay: 5,
    ...(rate !== undefined && { limiter: { max: rate, duration: 1000 } }),
  })
  // Told by the jobs; what BullMQ says of the connection mends itself.
  worker.on('error', () => {})
  return worker
}

async function process1(working: Working, job: Job): Promise<Given> {
  const attempt = job.attemptsMade + 1
  const about = { command: job.name, name: String((job.data as { name?: unknown })?.name), attempt }
  const { told } = working
  told({ kind: 'begun', ...about, state: '' })
  try {
    const { given, kind } = await perform(working, job)
    told({ kind, ...about, state: given.state })
    return given
  } catch (error) {
    told({ kind: 'failed', ...about, state: error instanceof Error ? error.message : String(error) })
    throw error
  }
}

async function perform(
  working: Working,
  job: Job,
): Promise<{ readonly given: Given; readonly kind: 'done' | 'there already' }> {
  const { UnrecoverableError } = needed('bullmq')
  const { shelf, program, act, refusal } = working
  const message = valid(job)
  const key = keyOf(message)
  const known = await shelf.read(resultName(key))
  if (known) return { given: givenBy(JSON.parse(toText(known)) as Noted), kind: 'there already' }
  if (message.program !== program)
    throw new Error('this worker is another version of filingpress than the job is for')
  const files = new Map<string, Uint8Array>()
  for (const digest of message.content)
    for (const [path, bytes] of await packOf(shelf, digest)) files.set(path, bytes)
  const given = await givenTo(job)
  const before = given === undefined ? undefined : unpack(await shelf.get(given))
  const outcome = await act(message, files, before)
  if (outcome.state !== 'done') {
    const { why, again } = refusal(outcome)
    throw again ? new Error(why) : new UnrecoverableError(why)
  }
  const { state, refused, files: made, report } = outcome.result
  const noted: Noted = {
    command: message.command,
    name: message.name,
    state,
    ...(refused !== undefined && { refused }),
    ...(made && { files: await kept(shelf, pack(made), given) }),
    report,
  }
  await shelf.note(resultName(key), jsonBytes(noted))
  return { given: givenBy(noted), kind: 'done' }
}

/** Packs fetched last, of each shelf: what many filings share - the theme, the registrants - is fetched once. */
const fetched = new WeakMap<Shelf, Map<string, Promise<Files>>>()
const mostKept = 8

function packOf(shelf: Shelf, digest: string): Promise<Files> {
  const kept = fetched.get(shelf) ?? new Map<string, Promise<Files>>()
  fetched.set(shelf, kept)
  const found = kept.get(digest) ?? shelf.get(digest).then(unpack)
  // The last to be asked for is the last to go; what could not be fetched is asked for again.
  kept.delete(digest)
  kept.set(digest, found)
  found.catch(() => kept.delete(digest))
  for (const [oldest] of kept) if (kept.size > mostKept) kept.delete(oldest)
  return found
}

type Noted = Result & { readonly refused?: string }

/** @throws UnrecoverableError for what was refused: the same content is refused again, however often it is tried */
function givenBy({ state, files, refused }: Noted): Given {
  const { UnrecoverableError } = needed('bullmq')
  if (refused !== undefined) throw new UnrecoverableError(refused)
  return { state, ...(files !== undefined && { files }) }
}

/** @throws UnrecoverableError where the job is not what its id says, or no message at all */
function valid(job: Job): Message {
  const { UnrecoverableError } = needed('bullmq')
  try {
    const message = checked(job.data)
    if (job.id !== keyOf(message)) throw new Error('the job does not have the id of its content')
    return message
  } catch (error) {
    throw new UnrecoverableError(error instanceof Error ? error.message : String(error))
  }
}

/** Puts what was made on the shelf, unless it is what the step before made. @returns its digest */
const kept = async (shelf: Shelf, bytes: Uint8Array, given: string | undefined): Promise<string> =>
  sha256(bytes) === given ? given : shelf.put(bytes)

/** Digest of what the step made that this one waited for. */
async function givenTo(job: Job): Promise<string | undefined> {
  const [given] = Object.values(await job.getChildrenValues<Given>())
  return given?.files
}
