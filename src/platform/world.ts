/**
 * The outside world as the commands see it: one narrow interface, with the disk behind it in use and a
 * memory twin in tests. Paths are relative to the working directory or absolute, with forward slashes.
 */
import type { Code } from '../diagnostics/codes.ts'
import type { FaceFile } from '../fonts/families.ts'

export interface World {
  /** A folder's files, at any depth; undefined when there is no such folder. Links that lead out are refused. */
  readFolder(path: string): Folder | undefined
  readFile(path: string): Uint8Array | undefined
  /** sha256 of a file, of which no more than a piece is held at once; undefined where `readFile` gives none. */
  digestOf(path: string): string | undefined
  /** Names of the folders directly inside, sorted; those that begin with a point are left out. */
  folders(path: string): readonly string[]
  /** Holds a folder against other builds and clears what a crash left; see swap.ts. */
  hold(path: string): { readonly recovered: boolean; readonly release: () => void }
  /** Replaces a folder with files by name, whole or not at all. */
  replaceFolder(path: string, files: ReadonlyMap<string, Uint8Array>): void
  /** Copies a folder beside itself under the first free name and returns that name. */
  keepCopy(path: string): string
  /** Writes one file whole, in a folder that is made if need be. */
  writeFile(path: string, bytes: Uint8Array): void
  /** Writes a file that only its owner may read. */
  writeSecret(path: string, bytes: Uint8Array): void
  exists(path: string): boolean
  /** Bytes of a file, or of a folder's files, by what the disk says of them, none of them read: what a job on it will cost. */
  sizeOf(path: string): number
  /** The path by which the world itself knows a place, there or not: two paths of one place are one. */
  canonical(path: string): string
  /** Our own templates and the bytes of a face of a pinned package. */
  readonly ownTemplates: string
  /** Our own example filings, a folder each. */
  readonly ownExamples: string
  fontFile(file: FaceFile): Uint8Array
  /** Where that face lies. */
  fontPath(file: FaceFile): string
  /** A file of a pinned package, as its licence. */
  packageFile(name: string, path: string): Uint8Array
  /** The self-contained bundle and its notices, by name in an archived version. */
  toolFiles(): readonly (readonly [name: string, bytes: Uint8Array])[]
  /** The file of the program that runs, which a thread can run too; undefined where it runs from its sources. */
  readonly program: string | undefined
  /** What the reader of others' PDFs says of one, as JSON (pdf/others.ts): read apart, in bounded time and memory. */
  readOtherPdf(bytes: Uint8Array): string
  /** The moment by the machine's clock, `YYYY-MM-DDTHH:MM:SSZ`: for records of what people did, never for outputs. */
  clock(): string
  /** Milliseconds from some point: for telling how long a step took, never for what is written. */
  now(): number
}

/** Why a file was not read: a link leads out, it is too large, it is a pipe or device, or the system refused. */
export type Refusal = 'outside' | 'too-large' | 'no-file' | 'unreadable'

/** What was read from one folder, once. */
export interface Folder {
  readonly path: string
  /** By path inside the folder, sorted. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Paths that were not read, and why. */
  readonly refused: readonly { readonly path: string; readonly why: Refusal }[]
}

/** Larger than any text of a filing; EDGAR takes far less per document. */
export const largestFile = 8 * 1024 * 1024

/** Codes of what the outside world refused. */
export type WorldCode = Extract<Code, 'W005' | 'W007' | 'W030' | 'W031' | 'W032'>

/** A failure of the outside world that the person at the keyboard can mend. */
export class WorldError extends Error {
  override readonly name = 'WorldError'
  readonly code: WorldCode
  /** What to do. */
  readonly hint: string

  constructor(code: WorldCode, message: string, hint: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}
