/** How a message becomes jobs of BullMQ: alone, or as a flow whose steps wait for one another. */
import type { FlowJob, JobsOptions } from 'bullmq'
import { keyOf, type Message } from './message.ts'

/** What a person may say of jobs that does not change what they make. */
export interface Urgency {
  /** 1 is first, 2,097,152 last. */
  readonly priority: number
  /** How often a job is tried in all. */
  readonly attempts: number
}

/** A live filing before a backfill. */
export const priorities = { live: 1, normal: 100, backfill: 10_000 } as const

/** After a failure so many milliseconds, doubled each time up to the longest. */
const pause = { first: 1000, longest: 60_000 } as const

/** BullMQ doubles without end, so that many attempts would take years: this is asked by every worker in its place. */
const backoff = { type: 'doubling' } as const

/**
 * How long a failed job waits, in milliseconds; spread by its key, so that all do not come back at once.
 *
 * @param attempts how often it was tried
 * @param key of the job (message.ts)
 */
export function pauseAfter(attempts: number, key: string): number {
  const most = Math.min(pause.first * 2 ** (attempts - 1), pause.longest)
  const share = Number.parseInt(key.slice(0, 4), 16) / 0xffff
  return Math.round(most * (0.5 + share / 2))
}

/** What is done is on the shelf; Redis keeps for a week what a person may ask about. Dead letters stay until they are retried. */
const kept = { removeOnComplete: { age: 7 * 24 * 3600, count: 100_000 }, removeOnFail: false } as const

export const optionsOf = (
  message: Message,
  { priority, attempts }: Urgency,
): JobsOptions & { jobId: string } => ({
  jobId: keyOf(message),
  priority,
  attempts,
  backoff,
  ...kept,
})

/** An archived filing is built, its finished files are checked, and only then it is kept. */
export function stepsOf(message: Message): readonly Message[] {
  if (message.command !== 'archive') return [message]
  const { options } = message
  const rendering = Object.fromEntries(
    Object.entries(options).filter(([name]) => !['message', 'retain'].includes(name)),
  )
  // What is archived has the copies for EDGAR too.
  const build: Message = { ...message, command: 'build', options: { ...rendering, edgarPdf: true } }
  const check: Message = { ...build, command: 'check', options: { ...build.options, finished: true } }
  return [message, check, build]
}

/** The last step with those it waits for below it; one that fails fails all that wait for it. */
export function flowOf(queueName: string, message: Message, urgency: Urgency): FlowJob {
  const [last, ...earlier] = stepsOf(message)
  const nested = (step: Message, rest: readonly Message[], waitedFor: boolean): FlowJob => {
    const [next, ...more] = rest
    return {
      name: step.command,
      queueName,
      data: step,
      opts: { ...optionsOf(step, urgency), ...(waitedFor && { failParentOnFailure: true }) },
      ...(next && { children: [nested(next, more, true)] }),
    }
  }
  return nested(last as Message, earlier, false)
}
