/** Text and JSON as the bytes of a file, and digests of them: one spelling for every file that is written. */
import { createHash } from 'node:crypto'

/** UTF-8, without a byte order mark. */
export const toBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export const toText = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** JSON as the files of ours hold it: indented by two, a line feed at its end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

export const jsonBytes = (value: unknown): Uint8Array<ArrayBuffer> => toBytes(jsonText(value))

/** In lower-case hexadecimal figures; text is taken as UTF-8. */
export const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex')
export const sha512 = (data: Uint8Array | string): string => createHash('sha512').update(data).digest('hex')
