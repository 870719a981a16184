/** What a build makes for readers other than EDGAR: a page for the web site, a text for the wires. Each is proved. */
import type { Log } from '../diagnostics/log.ts'
import type { Filing } from '../filing/filing.ts'
import { readingPage } from '../html/reading-page.ts'
import type { Proof } from '../pipeline.ts'
import { proveReading } from '../proof/reading.ts'
import { proveWire } from '../proof/wire.ts'
import { type Charset, writeWire } from '../wire/write.ts'

/** What is asked for. */
interface Wanted {
  readonly reading?: boolean
  readonly wire?: Charset
}

interface Made {
  readonly name: string
  readonly text: string
}

/** The files that the options ask for; what does not prove is in the log. */
export function forOthers(
  { document }: Proof,
  { facts, registrants }: Filing,
  { reading, wire }: Wanted,
  log: Log,
): readonly Made[] {
  const made: Made[] = []
  const base = document.fileName.replace(/\.htm$/, '')
  if (reading) {
    const name = `${base}.reading.html`
    const about = { publisher: registrants[0].name, date: facts.reportDate }
    const text = readingPage(document, about)
    if (proveReading(document, text, name, log)) made.push({ name, text })
  }
  if (wire !== undefined && document.form.startsWith('EX-99')) {
    const name = `${base}.wire.txt`
    const text = writeWire(document, wire, {
      wide: (columns) =>
        log.add(
          'F024',
          undefined,
          `${name}: a table has ${columns} columns of characters, and the text 70`,
          'ask the wire, or take columns out',
        ),
      missing: (character) =>
        log.add(
          'F025',
          undefined,
          `${name}: "${character}" has no spelling in ASCII and is sent as "?"`,
          'use --wire utf-8',
        ),
    })
    if (proveWire(document, text, name, wire, log) && text.trim() !== '') made.push({ name, text })
  }
  return made
}
