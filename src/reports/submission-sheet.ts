/** The sheet of what to enter in EDGARLink Online as a page, to be printed. */
import type { Document } from '../document/document.ts'
import { type Entry, sheetTitle } from '../submission/sheet.ts'
import { reportPage, say, titleOf } from './page.ts'

export const sheetPage = (entries: readonly Entry[]): Document =>
  reportPage({ title: sheetTitle, fileName: 'sheet.htm' }, [
    titleOf(sheetTitle),
    ...entries.map(({ label, value }) => say(`${label}: ${value}`)),
  ])
