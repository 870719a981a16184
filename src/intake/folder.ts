/** One folder's files, by path inside it. */
export interface ContentFolder {
  readonly path: string
  readonly files: ReadonlyMap<string, Uint8Array>
}
