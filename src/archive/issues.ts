/** What is wrong with an archive, by the codes of OCFL's own list and the file it concerns. */

export interface Issue {
  /** `E092` is an error, `W004` a warning of OCFL 1.1's validation codes; `A…` are ours. */
  readonly code: string
  /** Path inside what was verified. */
  readonly path: string
  readonly message: string
}

export class Issues {
  readonly list: Issue[] = []

  add(code: string, path: string, message: string): void {
    if (!this.list.some((one) => one.code === code && one.path === path && one.message === message))
      this.list.push({ code, path, message })
  }

  get errors(): readonly Issue[] {
    return this.list.filter(({ code }) => !code.startsWith('W'))
  }
}
