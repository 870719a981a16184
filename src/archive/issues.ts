/** What is wrong with an archive: OCFL's own codes, our `V…` for what is ours, and the file each concerns. */
import { type Code, codes } from '../diagnostics/codes.ts'

export interface Issue {
  readonly code: Code
  /** Path inside what was verified. */
  readonly path: string
  readonly message: string
}

export const isError = ({ code }: Issue): boolean => codes[code].severity === 'error'

export class Issues {
  readonly list: Issue[] = []
  readonly #seen = new Set<string>()

  /** Those found elsewhere, in a thread. */
  static of(list: readonly Issue[]): Issues {
    const issues = new Issues()
    for (const { code, path, message } of list) issues.add(code, path, message)
    return issues
  }

  /** The same words about the same file count once. */
  add(code: Code, path: string, message: string): void {
    const key = `${code}\0${path}\0${message}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.list.push({ code, path, message })
  }

  get errors(): readonly Issue[] {
    return this.list.filter(isError)
  }
}
