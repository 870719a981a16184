/**
 * Compresses the streams of a PDF (ISO 32000-1, 7.4.4) with zlib as WebAssembly, which zip.js keeps.
 *
 * The zlib inside Node gives other bytes from version to version and from processor to processor; compiled once to
 * WebAssembly it gives the same everywhere. Written in JavaScript it would take five times as long in a cold run.
 */
import { concat } from '../fonts/bytes.ts'
import { program } from './zlib-program.ts'

/** What the module exports, as its own loader calls it. Addresses and sizes are in bytes of its memory. */
interface Zlib {
  readonly memory: WebAssembly.Memory
  malloc(size: number): number
  free(address: number): void
  deflate_new(): number
  deflate_init(stream: number, level: number): number
  /** How it went in the highest eight bits - negative for an error, 1 at the end - and below the size of what came out. */
  deflate_process(
    stream: number,
    from: number,
    length: number,
    to: number,
    room: number,
    flush: number,
  ): number
  deflate_last_consumed(stream: number): number
  deflate_end(stream: number): number
}

/** Level 6 makes a PDF smaller by half a per cent and takes half as long again. */
const level = 4
/** Bytes given and taken at a time. */
const window = 65536
const finish = 4

let loaded: Zlib | undefined

function zlib(): Zlib {
  if (loaded) return loaded
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(program))
  loaded = exports as unknown as Zlib
  return loaded
}

/** @returns the bytes in the zlib format (RFC 1950), the same on every Node and processor */
export function deflate(bytes: Uint8Array): Uint8Array {
  const {
    memory,
    malloc,
    free,
    deflate_new,
    deflate_init,
    deflate_process,
    deflate_last_consumed,
    deflate_end,
  } = zlib()
  const [stream, from, to] = [deflate_new(), malloc(window), malloc(window)]
  if (deflate_init(stream, level) !== 0) throw new Error('zlib cannot begin')
  const parts: Uint8Array[] = []
  for (let at = 0, ended = false; !ended; ) {
    const given = bytes.subarray(at, at + window)
    new Uint8Array(memory.buffer).set(given, from)
    const last = at + given.length === bytes.length
    const made = deflate_process(stream, from, given.length, to, window, last ? finish : 0)
    if (made >> 24 < 0) throw new Error(`zlib cannot compress: ${made >> 24}`)
    parts.push(new Uint8Array(memory.buffer).slice(to, to + (made & 0xffffff)))
    at += deflate_last_consumed(stream)
    ended = made >> 24 === 1
  }
  deflate_end(stream)
  free(from)
  free(to)
  return concat(parts)
}
