/** What stands beside a text: tables that it takes in. */
import type { Source } from '../diagnostics/source.ts'
import type { WorkbookFile } from '../tables/sheet.ts'

/** Files that a text can take in, by name. */
export interface Beside {
  readonly text: (name: string) => Source | undefined
  readonly bytes: (name: string) => WorkbookFile | undefined
}
