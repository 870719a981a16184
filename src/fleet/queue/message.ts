/**
 * What a job on the queue says: which work, on which content, named by digests. No content and no secret ever stands in
 * it; who may read the archive and what signs are the worker's own.
 */
import { sha256 } from '../../bytes.ts'

export const commands = ['build', 'check', 'archive', 'import', 'diff', 'rebuild', 'impact'] as const
export type Command = (typeof commands)[number]

export interface Message {
  readonly format: 1
  readonly command: Command
  /** The filing's name, the name of a source, or an archived object's id: what a person calls it. */
  readonly name: string
  /** Packs of files (pack.ts) by digest: the filing's own and those it shares with others. */
  readonly content: readonly string[]
  /** What decides the result besides the content. */
  readonly options: Readonly<Record<string, string | number | boolean>>
  /** sha256 of the program that is to do it: another one may make other bytes. */
  readonly program: string
}

/** The same work on the same content has the same key, whoever asks for it and however often. */
export const keyOf = ({ format, command, name, content, options, program }: Message): string =>
  sha256(
    JSON.stringify([
      format,
      command,
      name,
      content,
      Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)),
      program,
    ]),
  )

/** A message that came from Redis, which anybody may have written. @throws Error with what is wrong with it */
export function checked(data: unknown): Message {
  const { format, command, name, content, options, program } = (data ?? {}) as Partial<Message>
  const digest = (value: unknown): value is string =>
    typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
  if (format !== 1) throw new Error('this job is not of a form that is known here')
  const known = commands.find((one) => one === command)
  if (!known) throw new Error(`there is no work called "${String(command)}"`)
  if (typeof name !== 'string' || name === '' || name.length > 1024) throw new Error('the job has no name')
  if (!Array.isArray(content) || !content.every(digest))
    throw new Error('its content is not named by digests')
  if (typeof options !== 'object' || options === null) throw new Error('its options are missing')
  for (const value of Object.values(options))
    if (!['string', 'number', 'boolean'].includes(typeof value)) throw new Error('its options are not plain')
  if (!digest(program)) throw new Error('it does not say which program it is for')
  return { format, command: known, name, content, options, program }
}

/** What is noted on the shelf when a job is done, and read instead of doing it again. */
export interface Result {
  readonly command: Command
  readonly name: string
  /** What became of it, in a word. */
  readonly state: string
  /** Digest of a pack of the files that were made; none where none were. */
  readonly files?: string
  /** Plain data of the command. */
  readonly report: unknown
}

/** Name of the note of a job that is done. */
export const resultName = (key: string): string => `results/${key.slice(0, 2)}/${key}.json`

/** Name of the note that lists the jobs of a batch. */
export const batchName = (id: string): string => `batches/${id}.json`

export interface Batch {
  readonly format: 1
  readonly command: Command
  /** The jobs as they were asked for; of a flow the last step, which stands for all. */
  readonly jobs: readonly { readonly name: string; readonly key: string }[]
}
