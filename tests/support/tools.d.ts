/** Where the seed and the reference data are, beside the project; tests that need them skip without. */
export declare const shared = '../shared'
export declare const hasShared: boolean
export declare function has(program: string): boolean
export declare function run(
  program: string,
  args: readonly string[],
  options?: {
    input?: Uint8Array
    env?: NodeJS.ProcessEnv
    cwd?: string
  },
): {
  code: number | null
  out: string
  err: string
}
/** In CI a missing program is a failure, on a laptop a named skip. */
export declare function needs(program: string): {
  skip: boolean
  reason: string
}
