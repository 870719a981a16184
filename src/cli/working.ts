/** `worker`: takes jobs from the queue until it is told to stop. */
import { availableParallelism } from 'node:os'
import { sha256, toText } from '../bytes.ts'
import { type ApartDone, type ApartTask, phrase } from '../commands/apart.ts'
import { perform } from '../commands/jobs.ts'
import { crew } from '../fleet/crew.ts'
import { here } from '../fleet/here.ts'
import type { Outcome } from '../fleet/job.ts'
import { answers, connection, prefix, shownUrl, type Where } from '../fleet/queue/connection.ts'
import { type Health, openHealth } from '../fleet/queue/health.ts'
import { needed } from '../fleet/queue/packages.ts'
import { type Event, startWorker } from '../fleet/queue/work.ts'
import type { World } from '../platform/world.ts'
import type { ValuesOf } from './command.ts'
import { numberOf, type queueOptions, storedBy, whereOf } from './queue-options.ts'
import { complain, UsageError } from './say.ts'

interface Values extends ValuesOf<typeof queueOptions> {
  readonly jobs: string | undefined
  readonly rate: string | undefined
  readonly lease: string
  readonly health: string | undefined
  readonly traces: boolean
  readonly by: string
  readonly key: string | undefined
  readonly 'sign-with': string | undefined
  readonly 'trust-key': string | undefined
  readonly json: boolean
  readonly quiet: boolean
}

/** sha256 of the program, which decides what bytes are made. @throws UsageError where it runs from its sources */
export function programOf(world: World): string {
  const bytes = world.program === undefined ? undefined : world.readFile(world.program)
  if (!bytes) throw new UsageError('a queue needs the built program: run dist/cli.cjs')
  return sha256(bytes)
}

/** Works until SIGINT or SIGTERM: jobs in hand are finished, others are left to other workers. @returns how many were done */
export async function workUntilStopped(world: World, values: Values): Promise<number> {
  const where = whereOf(values)
  const { shelf, archive } = await storedBy(world, values)
  const jobs = values.jobs === undefined ? availableParallelism() : numberOf('jobs', values.jobs, 1, 256)
  const program = programOf(world)
  const keyText = (path: string | undefined) =>
    path === undefined ? undefined : toText(world.readFile(path))
  const own = {
    kind: 'apart',
    archive,
    by: values.by,
    key: keyText(values.key),
    signWith: values['sign-with'],
    trusted: keyText(values['trust-key']),
  } as const
  const { thread } = await import('../fleet/threads.ts')
  // A build would keep this process from telling Redis that it lives, so even one job at a time is done in a thread.
  const threads = crew<ApartTask, ApartDone>(jobs, () =>
    world.program === undefined ? here((task: ApartTask) => perform(world, task)) : thread(world.program),
  )
  const redis = connection(where)
  await answers(redis, where)
  const { Queue } = needed('bullmq')
  const queue = new Queue(where.queue, { connection: redis, prefix })
  queue.on('error', () => {})
  let stopping = false
  const started = new Map<string, number>()
  let done = 0
  let health: Health | undefined
  const told = (event: Event): void => {
    const id = `${event.command}\0${event.name}`
    const since = started.get(id)
    const took = since === undefined ? undefined : (world.now() - since) / 1000
    if (event.kind === 'begun') started.set(id, world.now())
    else started.delete(id)
    if (event.kind === 'done') done++
    health?.count(event, took)
    if (!values.quiet && event.kind !== 'begun') say(event, took, values.json)
  }
  const worker = startWorker({
    where,
    shelf,
    program,
    jobs,
    rate: values.rate === undefined ? undefined : numberOf('rate', values.rate, 1, 100_000),
    lease: numberOf('lease', values.lease, 1, 3600),
    act: (message, files, before) => threads.do({ ...own, message, files, before }),
    refusal,
    told,
  })
  if (values.health !== undefined) {
    health = await openHealth({
      port: numberOf('health', values.health, 0, 65_535),
      ready: async () => !stopping && worker.isRunning() && (await inTime(redis.ping())) === 'PONG',
      depths: () => queue.getJobCounts(),
    })
    complain(`filingpress: health and metrics at port ${health.port}`)
  }
  complain(startedLine(where, archive.path, jobs))
  await signalled(() => {
    stopping = true
  })
  await worker.close()
  await threads.end()
  await health?.end()
  await queue.close()
  redis.disconnect()
  return done
}

const startedLine = ({ url, queue }: Where, archive: string, jobs: number): string =>
  `filingpress: a worker for queue ${queue} at ${shownUrl(url)}, ${jobs} at once, archive ${archive}`

/** What Redis answers within a second. */
const inTime = <T>(answer: Promise<T>): Promise<T | undefined> =>
  Promise.race([answer, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1000))])

/** The world's refusals - a full disk, a lock that is held - may pass; what is wrong with a filing does not. */
function refusal(outcome: Outcome<ApartDone>): { readonly why: string; readonly again: boolean } {
  if (outcome.state === 'refused') {
    const passing = outcome.diagnostics.every(({ code }) => /^W0(?:05|07|3[0-2])$|^V009$/.test(code))
    return { why: phrase(outcome.diagnostics), again: passing }
  }
  return { why: outcome.state === 'defect' ? outcome.stack : 'it was not done', again: true }
}

function say({ kind, command, name, state, attempt }: Event, took: number | undefined, json: boolean): void {
  const seconds = took === undefined ? undefined : Math.round(took * 1000) / 1000
  if (json) complain(JSON.stringify({ event: kind, command, name, state, attempt, seconds }))
  else {
    const text = kind === 'failed' ? `failed, try ${attempt}: ${state.split('\n')[0]}` : state
    complain(`${command} ${name}: ${text}${kind === 'there already' ? ' (done before)' : ''}`)
  }
}

/** Until the first signal, of which `heard` is told; a second one ends the program at once. */
function signalled(heard: () => void): Promise<void> {
  return new Promise((resolve) => {
    const names = ['SIGINT', 'SIGTERM'] as const
    const stop = () => {
      for (const name of names) process.off(name, stop)
      heard()
      complain('filingpress: stopping; jobs in hand are finished. A second signal ends at once.')
      resolve()
    }
    for (const name of names) process.on(name, stop)
  })
}
