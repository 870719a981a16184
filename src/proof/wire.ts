/**
 * Proves on the finished text for the wire that it has the words of its document: those of each block in order, those of
 * a table's block all of them, because its cells stand side by side.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { words } from '../document/words.ts'
import { asciiOf } from '../wire/ascii.ts'
import type { Charset } from '../wire/write.ts'

/** Rules of dashes are no words. */
const rules = /^ *(?:[-=]{3,}(?![-=]) *)+$/gm

/** @returns whether it has, with the first difference in the log */
export function proveWire(
  document: Document,
  text: string,
  name: string,
  charset: Charset,
  log: Log,
): boolean {
  const wanted = words(document)
  const spelt = wanted.map((word) => (charset === 'ascii' ? asciiOf(word.text) : word.text))
  let at = 0
  for (const part of text.replace(rules, '').split(/\n{2,}/)) {
    const found = part.split(/\s+/).filter(Boolean)
    const here = spelt.slice(at, at + found.length)
    const columns = /\S {2,}\S/.test(part)
    const same = found.join(' ') === here.join(' ') || (columns && sorted(found) === sorted(here))
    if (!same) return tell(found, here, wanted[at]?.origin, name, log)
    at += found.length
  }
  return at === spelt.length || tell([], spelt.slice(at), wanted[at]?.origin, name, log)
}

const sorted = (list: readonly string[]): string => [...list].sort().join(' ')

function tell(
  found: readonly string[],
  wanted: readonly string[],
  origin: ReturnType<typeof words>[number]['origin'],
  name: string,
  log: Log,
): false {
  const first = (list: readonly string[]) => list.slice(0, 6).join(' ')
  log.add(
    'P001',
    origin?.via ?? origin?.span,
    `${name} has "${first(found)}" where the document has "${first(wanted)}"`,
    'this is a defect of filingpress, not of your text',
  )
  return false
}
