/**
 * Where batches are given up, asked about, cancelled and tried again.
 *
 * What is done is known from the shelf, which lasts; what waits or failed is known from Redis, which may forget. A job that
 * is in neither is given up again: it has the same id, and whoever finds it done does nothing.
 */
import type { FlowProducer, Job, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { jsonBytes, sha256, toText } from '../../bytes.ts'
import type { Shelf } from '../../platform/shelf.ts'
import { answers, connection, prefix, type Where } from './connection.ts'
import { type Batch, batchName, checked, keyOf, type Message, type Result, resultName } from './message.ts'
import { needed } from './packages.ts'
import { flowOf, stepsOf, type Urgency } from './steps.ts'
import { tracesFor } from './traces.ts'

export interface Desk {
  readonly queue: Queue
  readonly flows: FlowProducer
  readonly redis: Redis
  readonly shelf: Shelf
  end(): Promise<void>
}

/** @throws WorldError where Redis does not answer */
export async function openDesk(where: Where, shelf: Shelf): Promise<Desk> {
  const { FlowProducer: Flows, Queue: Jobs } = needed('bullmq')
  const redis = connection(where)
  try {
    await answers(redis, where)
  } catch (error) {
    redis.disconnect()
    throw error
  }
  const queue = new Jobs(where.queue, { connection: redis, prefix, ...tracesFor(where) })
  const flows = new Flows({ connection: redis, prefix, ...tracesFor(where) })
  queue.on('error', () => {})
  flows.on('error', () => {})
  return {
    queue,
    flows,
    redis,
    shelf,
    async end() {
      await Promise.allSettled([queue.close(), flows.close()])
      redis.disconnect()
    },
  }
}

/** Gives a job up, or finds that it is there already. */
export async function give({ queue, flows }: Desk, message: Message, urgency: Urgency): Promise<void> {
  await flows.add(flowOf(queue.name, message, urgency))
}

/** Notes which jobs a batch has. @returns the batch's id: the same jobs are the same batch */
export async function noteBatch({ shelf }: Desk, messages: readonly Message[]): Promise<string> {
  const [first] = messages
  const batch: Batch = {
    format: 1,
    command: first?.command ?? 'build',
    jobs: messages.map((message) => ({ name: message.name, key: keyOf(message) })),
  }
  const bytes = jsonBytes(batch)
  const id = sha256(bytes).slice(0, 16)
  await shelf.note(batchName(id), bytes)
  return id
}

export async function batchOf({ shelf }: Pick<Desk, 'shelf'>, id: string): Promise<Batch | undefined> {
  const bytes = /^[0-9a-f]{16}$/.test(id) ? await shelf.read(batchName(id)) : undefined
  return bytes && (JSON.parse(toText(bytes)) as Batch)
}

/** So many jobs may wait before more are given up: Redis holds what waits in memory. */
const mostAhead = 20_000
/** Between two looks at how many there are. */
const lookEvery = 500

/** Gives up all, waiting while too many are ahead. */
export async function giveAll(
  desk: Desk,
  messages: readonly Message[],
  urgency: Urgency,
  told: (given: number) => void,
  stopped: () => boolean,
): Promise<void> {
  let given = 0
  for (const message of messages) {
    if (stopped()) return
    if (given % lookEvery === 0) await roomFor(desk, stopped)
    if ((await desk.shelf.read(resultName(keyOf(message)))) === undefined) await give(desk, message, urgency)
    told(++given)
  }
}

async function roomFor({ queue }: Desk, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed', 'waiting-children')
    if (Object.values(counts).reduce((sum, count) => sum + count, 0) < mostAhead) return
    await pause(1000)
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

export type Standing =
  | { readonly state: 'done'; readonly result: Result }
  | { readonly state: 'failed'; readonly reason: string; readonly step: string }
  | { readonly state: 'active' | 'waiting' | 'lost' }

/** What a job of a batch stands at. */
export async function standingOf(desk: Desk, key: string): Promise<Standing> {
  const job = (await desk.queue.getJob(key)) as Job | undefined
  const state = job && (await job.getState())
  if (!job || state === 'completed' || state === 'unknown') {
    const note = await desk.shelf.read(resultName(key))
    return note ? doneBy(note) : { state: 'lost' }
  }
  if (state === 'failed') return failedBy(desk, job)
  return { state: state === 'active' ? 'active' : 'waiting' }
}

function doneBy(note: Uint8Array): Standing {
  const result = JSON.parse(toText(note)) as Result & { readonly refused?: string }
  return result.refused === undefined
    ? { state: 'done', result }
    : { state: 'failed', reason: result.refused, step: result.command }
}

/** Why: of a flow the reason of the step that failed first. */
async function failedBy({ queue }: Desk, job: Job): Promise<Standing> {
  for (const step of stepsOf(checked(job.data)).toReversed()) {
    const own = step.command === job.name ? job : ((await queue.getJob(keyOf(step))) as Job | undefined)
    if (own && (await own.isFailed()) && own.failedReason)
      return { state: 'failed', reason: own.failedReason, step: step.command }
  }
  return { state: 'failed', reason: job.failedReason, step: job.name }
}

/** Takes a job that waits off the queue, with the steps it waits for. @returns whether it was taken off */
export async function cancel({ queue }: Desk, key: string): Promise<boolean> {
  const job = (await queue.getJob(key)) as Job | undefined
  const state = job && (await job.getState())
  if (!job || state === 'completed' || state === 'failed' || state === 'active' || state === 'unknown')
    return false
  try {
    await job.remove({ removeChildren: true })
    return true
  } catch {
    // A worker has just taken it, or one of its steps.
    return false
  }
}

/** Gives a failed job up anew, from its first step. @returns whether it had failed */
export async function again(desk: Desk, key: string, urgency: Urgency): Promise<boolean> {
  const job = (await desk.queue.getJob(key)) as Job | undefined
  if (!job || !(await job.isFailed())) return false
  const message = checked(job.data)
  for (const step of stepsOf(message)) {
    const own = (await desk.queue.getJob(keyOf(step))) as Job | undefined
    if (own && ((await own.isFailed()) || step === message)) await own.remove({ removeChildren: false })
  }
  await give(desk, message, urgency)
  return true
}
