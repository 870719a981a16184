/** Digests by OCFL's names for their algorithms. */
import { createHash } from 'node:crypto'

/** Node's names, where they differ. */
const names: Readonly<Record<string, string>> = { 'blake2b-512': 'blake2b512', 'sha512/256': 'sha512-256' }

/** What is fed bytes and gives a digest in the end. */
export const hasher = (algorithm: string) => createHash(names[algorithm] ?? algorithm)

/** In lower-case hexadecimal. */
export const digestOf = (bytes: Uint8Array, algorithm: string): string =>
  hasher(algorithm).update(bytes).digest('hex')
