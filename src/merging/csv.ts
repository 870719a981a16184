/** A cell of a CSV file written anew: quoted where it has to be, the marks of its row kept. */
import type { Rich } from '../word/units.ts'
import { type Edits, type Texts, told } from './edit.ts'

export function csvEdit(
  { path, start, end }: { readonly path: string; readonly start: number; readonly end: number },
  { text }: Rich,
  texts: Texts,
  before: Rich,
): Edits {
  if (text === before.text)
    return told('a CSV file has no looks', 'write the table in Markdown to mark a cell')
  const raw = (texts.get(path) ?? '').slice(start, end)
  const marks = / \{[^{}]*\}"?$/.exec(raw)?.[0].replace(/"$/, '') ?? ''
  return [{ path, start, end, text: csvField(text.replace(/\s+/g, ' ') + marks) }]
}

export const csvField = (text: string): string =>
  /[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
