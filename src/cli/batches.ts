/** `batch submit`, `status`, `cancel` and `retry`: a batch of jobs from giving it up to fetching what was made. */

import { jsonBytes } from '../bytes.ts'
import type { Impact } from '../commands/archive/impact/impact.ts'
import { type Report, reportOf } from '../commands/archive/impact/report.ts'
import { notForOutputs } from '../commands/places.ts'
import { notOurs } from '../commands/record.ts'
import { bar, paceOf } from '../fleet/pace.ts'
import { unpack } from '../fleet/pack.ts'
import {
  again,
  batchOf,
  cancel,
  type Desk,
  give,
  giveAll,
  noteBatch,
  openDesk,
  pause,
  type Standing,
  standingOf,
} from '../fleet/queue/desk.ts'
import { type Batch, keyOf, type Message } from '../fleet/queue/message.ts'
import { priorities, type Urgency } from '../fleet/queue/steps.ts'
import type { World } from '../platform/world.ts'
import type { ValuesOf } from './command.ts'
import { Stopped } from './failed.ts'
import { tidy } from './options.ts'
import { numberOf, type queueOptions, storedBy, whereOf } from './queue-options.ts'
import { complain, status, UsageError } from './say.ts'
import { messagesFor, type SubmitValues } from './submitting.ts'

type QueueValues = ValuesOf<typeof queueOptions>

interface Submitting extends QueueValues {
  readonly priority: string
  readonly attempts: string
  readonly wait: boolean
  readonly traces: boolean
  readonly out: string
  readonly summary: string | undefined
  readonly quiet: boolean
  readonly json: boolean
}

export interface BatchState {
  readonly id: string
  readonly command: string
  readonly jobs: readonly { readonly name: string; readonly key: string; readonly standing: Standing }[]
}

/** Jobs are asked about so many at a time. */
const window = 500

export function urgencyOf({ priority, attempts }: Pick<Submitting, 'priority' | 'attempts'>): Urgency {
  const named = Object.entries(priorities).find(([name]) => name === priority)?.[1]
  return {
    priority: named ?? numberOf('priority', priority, 1, 2_097_152),
    attempts: numberOf('attempts', attempts, 1, 1000),
  }
}

/** @returns the batch as it was given up, or as it ended where it was waited for */
export async function submit(
  world: World,
  words: readonly string[],
  values: Submitting & SubmitValues & Fetching,
): Promise<BatchState> {
  const urgency = urgencyOf(values)
  const where = whereOf(values)
  const stored = await storedBy(world, values)
  const messages = unique(await messagesFor(world, words, values, stored))
  if (values.wait && values.command === 'build') mayWrite(world, values)
  const desk = await openDesk(where, stored.shelf)
  const signals = listening()
  try {
    const id = await noteBatch(desk, messages)
    if (!values.quiet) complain(`filingpress: batch ${id}, ${messages.length} jobs`)
    await giveAll(desk, messages, urgency, () => {}, signals.stopped)
    const jobs = values.wait
      ? await waited(world, desk, messages, { ...values, urgency }, signals.stopped)
      : messages.map((message) => ({
          name: message.name,
          key: keyOf(message),
          standing: { state: 'waiting' } as const,
        }))
    if (signals.stopped())
      throw new Stopped(`stopped; the jobs that were given up go on: filingpress batch status ${id}`)
    const state = { id, command: values.command, jobs }
    if (values.summary !== undefined) world.writeFile(values.summary, jsonBytes(forSummary(state)))
    return state
  } finally {
    signals.end()
    await desk.end()
  }
}

/** A filing that is named twice is one job. */
const unique = (messages: readonly Message[]): Message[] => [
  ...new Map(messages.map((message) => [keyOf(message), message])).values(),
]

function mayWrite(world: World, { content, templates, out }: SubmitValues & { readonly out: string }): void {
  const wrong = notForOutputs(world, { content, templates, out: tidy(out) })
  if (wrong !== undefined) throw new UsageError(`${wrong}: name another folder with --out`)
}

function listening(): { readonly stopped: () => boolean; readonly end: () => void } {
  let stopped = false
  const heard = () => {
    stopped = true
    process.off('SIGINT', heard)
  }
  process.on('SIGINT', heard)
  return { stopped: () => stopped, end: () => process.off('SIGINT', heard) }
}

/** A job that Redis knows nothing of is given up again after so many looks: its answer may only be on its way. */
const lostAfter = 3

/** Waits until each job is done or dead, fetches what was made, and gives up again what was lost. */
async function waited(
  world: World,
  desk: Desk,
  messages: readonly Message[],
  values: Submitting & SubmitValues & Fetching & { readonly urgency: Urgency },
  stopped: () => boolean,
): Promise<BatchState['jobs']> {
  const { urgency, quiet, json } = values
  const ended = new Map<string, Standing>()
  const lost = new Map<string, number>()
  const start = world.now()
  const line = quiet || json ? undefined : status()
  while (ended.size < messages.length && !stopped()) {
    const open = messages.filter((message) => !ended.has(keyOf(message))).slice(0, window)
    const standings = await Promise.all(open.map((message) => standingOf(desk, keyOf(message))))
    let news = 0
    for (const [index, found] of standings.entries()) {
      const message = open[index] as Message
      const key = keyOf(message)
      if (found.state === 'lost') {
        lost.set(key, (lost.get(key) ?? 0) + 1)
        if (lost.get(key) === lostAfter) {
          lost.delete(key)
          await give(desk, message, urgency)
        }
      }
      if (found.state !== 'done' && found.state !== 'failed') continue
      const left = found.state === 'done' ? await fetched(world, desk, found.result, values) : undefined
      const standing: Standing =
        left === undefined ? found : { state: 'failed', reason: left, step: 'fetching' }
      ended.set(key, standing)
      news++
      if (json)
        complain(
          JSON.stringify({
            event: 'done',
            name: message.name,
            state: stateWord(standing),
            done: ended.size,
            of: messages.length,
          }),
        )
      else if (!quiet && !line)
        complain(`[${ended.size} of ${messages.length}] ${message.name}: ${stateWord(standing)}`)
      line?.show(`${bar(paceOf(ended.size, messages.length, world.now() - start))}  ${message.name}`)
    }
    if (news === 0) await pause(500)
  }
  line?.clear()
  return messages.map((message) => ({
    name: message.name,
    key: keyOf(message),
    standing: ended.get(keyOf(message)) ?? { state: 'waiting' },
  }))
}

export const stateWord = (standing: Standing): string =>
  standing.state === 'done' ? standing.result.state : standing.state

/** Where each command's files go: nowhere, where no folder is named for them. */
const folderFor = ({ command, out, redline, content }: Fetching): string | undefined =>
  ({ build: out, diff: redline, import: content })[command]

/**
 * Writes what was made into a folder of its own, as the command on this machine would, and over nothing that is not its
 * own.
 *
 * @returns why it was not written
 */
async function fetched(
  world: World,
  { shelf }: Desk,
  { name, files }: { readonly name: string; readonly files?: string },
  values: Fetching,
): Promise<string | undefined> {
  const folder = folderFor(values)
  if (files === undefined || folder === undefined) return undefined
  const made = unpack(await shelf.get(files))
  // An import chooses the name of the filing itself.
  const slug = values.command === 'import' ? ([...made.keys()][0]?.split('/')[0] ?? name) : name
  const inside =
    values.command === 'import'
      ? new Map([...made].map(([path, bytes]) => [path.slice(slug.length + 1), bytes]))
      : made
  const target = `${tidy(folder)}/${slug}`
  const { release } = world.hold(target)
  try {
    const there = world.readFolder(target)
    if (there && values.command === 'import') return `${target} is there already`
    const [other] = there && values.command === 'build' ? notOurs(there.files) : []
    if (other !== undefined) return `${target}/${other} was changed or put there by hand: it stands as it was`
    if (values.command === 'diff')
      for (const [path, bytes] of inside) world.writeFile(`${target}/${path}`, bytes)
    else world.replaceFolder(target, inside)
    return undefined
  } finally {
    release()
  }
}

interface Fetching {
  readonly command: string
  readonly out: string
  readonly redline: string | undefined
  readonly content: string
}

async function known(desk: Desk, id: string): Promise<Batch> {
  const batch = await batchOf(desk, id)
  if (!batch) throw new UsageError(`there is no batch ${id} on the shelf of this archive`)
  return batch
}

/** Every job of a batch, asked about some at a time. */
async function statesOf(desk: Desk, { jobs }: Batch): Promise<BatchState['jobs']> {
  const states: BatchState['jobs'][number][] = []
  for (let at = 0; at < jobs.length; at += window)
    states.push(
      ...(await Promise.all(
        jobs
          .slice(at, at + window)
          .map(async ({ name, key }) => ({ name, key, standing: await standingOf(desk, key) })),
      )),
    )
  return states
}

export async function stateOf(world: World, id: string, values: QueueValues): Promise<BatchState> {
  const { shelf } = await storedBy(world, values)
  const desk = await openDesk(whereOf(values), shelf)
  try {
    const batch = await known(desk, id)
    return { id, command: batch.command, jobs: await statesOf(desk, batch) }
  } finally {
    await desk.end()
  }
}

/** Jobs of the queue by state, whatever batch they are of. */
export async function queueState(world: World, values: QueueValues): Promise<Record<string, number>> {
  const { shelf } = await storedBy(world, values)
  const desk = await openDesk(whereOf(values), shelf)
  try {
    return await desk.queue.getJobCounts()
  } finally {
    await desk.end()
  }
}

/** @returns how many were taken off the queue, and of how many jobs */
export async function cancelBatch(world: World, id: string, values: QueueValues): Promise<[number, number]> {
  return each(world, id, values, cancel)
}

/** @returns how many failed ones were given up again, and of how many jobs */
export async function retryBatch(
  world: World,
  id: string,
  values: QueueValues & Pick<Submitting, 'priority' | 'attempts'>,
): Promise<[number, number]> {
  const urgency = urgencyOf(values)
  return each(world, id, values, (desk, key) => again(desk, key, urgency))
}

async function each(
  world: World,
  id: string,
  values: QueueValues,
  act: (desk: Desk, key: string) => Promise<boolean>,
): Promise<[number, number]> {
  const { shelf } = await storedBy(world, values)
  const desk = await openDesk(whereOf(values), shelf)
  try {
    const { jobs } = await known(desk, id)
    let count = 0
    for (const { key } of jobs) if (await act(desk, key)) count++
    return [count, jobs.length]
  } finally {
    await desk.end()
  }
}

/** What was measured so far of what an upgrade would change, by cause; undefined where something else was asked. */
export const impactReport = ({ command, jobs }: BatchState): Report | undefined =>
  command === 'impact'
    ? reportOf(
        jobs.flatMap(({ standing }) => (standing.state === 'done' ? [standing.result.report as Impact] : [])),
      )
    : undefined

export const forSummary = (state: BatchState) => ({
  format: 1,
  batch: state.id,
  command: state.command,
  jobs: state.jobs.map(({ name, standing }) => ({
    name,
    state: stateWord(standing),
    ...(standing.state === 'failed' && { step: standing.step, reason: standing.reason }),
    ...(standing.state === 'done' && state.command !== 'impact' && { report: standing.result.report }),
  })),
  impact: impactReport(state),
})
