/** What a page sends, read up to a bound. */
import type { IncomingMessage } from 'node:http'

/** A Word file with pictures is some megabytes; texts are far less. */
export const largestUpload = 32 * 1024 * 1024
const largestText = 4 * 1024 * 1024

/** Thrown for what a page should not have sent. */
export class BadRequest extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** @throws BadRequest where it is more than may be sent */
export async function bytesOf(request: IncomingMessage, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Uint8Array).length
    if (size > most)
      throw new BadRequest(413, `More than ${Math.round(most / 1024 / 1024)} MB cannot be sent.`)
    parts.push(part as Uint8Array)
  }
  return Buffer.concat(parts)
}

export type Fields = Readonly<Record<string, unknown>>

/** @throws BadRequest where it is no JSON object */
export async function fieldsOf(request: IncomingMessage): Promise<Fields> {
  const text = new TextDecoder().decode(await bytesOf(request, largestText))
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new BadRequest(400, 'The studio expects JSON.')
}

/** A field that is text. @throws BadRequest where it is not */
export function text(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string') throw new BadRequest(400, `${name} is missing.`)
  return value
}

export const optionalText = (fields: Fields, name: string): string | undefined =>
  typeof fields[name] === 'string' ? (fields[name] as string) : undefined

/** A field that is texts by name. @throws BadRequest where it is not */
export function texts(fields: Fields, name: string): Record<string, string> {
  const value = fields[name]
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (entries.some(([, one]) => typeof one !== 'string')) throw new BadRequest(400, `${name} must be texts.`)
  return Object.fromEntries(entries)
}
