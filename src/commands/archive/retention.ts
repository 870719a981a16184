/** `retention.json`: how long a filing is kept, and whether a legal hold is on it. */
import { jsonBytes } from '../../bytes.ts'
import { parsed } from './place.ts'

export const retentionName = 'retention.json'

export interface Retention {
  readonly format: 1
  readonly years: number
  readonly hold: boolean
  readonly reason?: string
}

const usual: Retention = { format: 1, years: 7, hold: false }

export const readRetention = (bytes: Uint8Array | undefined): Retention =>
  bytes ? parsed(bytes, retentionName) : usual

/** The same with something changed. */
export const retention = (before: Uint8Array | undefined, change: Partial<Retention>): Uint8Array =>
  jsonBytes({ ...readRetention(before), ...change })
