/** Exhibits that come as finished files: passed through as they are, when EDGAR would take them (EFM 5.2). */
import { Log } from '../diagnostics/log.ts'
import { type Source, span } from '../diagnostics/source.ts'
import type { Filing } from '../filing/filing.ts'
import { edgarTakes } from '../html/dialect.ts'
import { type Element, type Node, parseHtml } from '../html/parse.ts'
import { plainElements } from '../html/profile.ts'
import { ofFile } from '../html/read.ts'

/** Names that EDGAR takes (EFM 5.1.1). */
export const edgarFileName = /^(?=.{1,32}$)[a-z0-9][a-z0-9._-]*\.(htm|txt|pdf|jpg|gif)$/

export function checkReadyMade(filing: Filing, log: Log): void {
  for (const { content, facts, at } of filing.exhibits) {
    if (content.kind !== 'ready-made') continue
    if (!edgarFileName.test(content.fileName)) {
      log.add(
        'Y011',
        at,
        `"${content.fileName}" is not a name that EDGAR takes`,
        'at most 32 of a-z 0-9 . - _, ending in .htm, .txt or .pdf',
      )
      continue
    }
    if (!content.fileName.endsWith('.htm')) continue
    const path = `${filing.slug}/${content.fileName}`
    const text = Buffer.from(content.bytes).toString('latin1')
    checkPlain({ path, text }, log)
    if (text.trim() === '') log.add('X002', at, `Exhibit ${facts.number} is an empty file`)
  }
}

/** Characters, elements, attributes and links of a plain EDGAR document. */
export function checkPlain(source: Source, log: Log): void {
  for (const match of source.text.matchAll(/[^\t\n\f\r\x20-\x7e]|\^/g)) {
    const at = span(source, match.index, match.index + 1)
    log.add(
      'E001',
      at,
      match[0] === '^' ? 'EDGAR takes no ^' : 'EDGAR takes ASCII only',
      'write it as a reference, as &#8212;',
    )
    break
  }
  // Others leave elements open, which plain HTML allows; only what stands in the tree counts here.
  const lenient = new Log()
  visit(parseHtml(source.text, ofFile(source), lenient), source, log)
}

function visit(nodes: readonly Node[], source: Source, log: Log, inTable = false): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue
    checkElement(node, source, log, inTable)
    visit(node.children, source, log, inTable || node.name === 'table')
  }
}

function checkElement(node: Element, source: Source, log: Log, inTable: boolean): void {
  const at = span(source, node.start, Math.min(node.end, node.start + node.name.length + 1))
  const known = plainElements.get(node.name)
  if (!known) {
    log.add('E001', at, `<${node.name}> is not in EDGAR's plain HTML`)
    return
  }
  if (inTable && node.name === 'table') log.add('E001', at, 'EDGAR takes no table inside a table')
  for (const [name, value] of Object.entries(node.attributes)) {
    if (!known.has(name)) log.add('E001', at, `<${node.name}> has the attribute "${name}"`)
    if (node.name === 'a' && name === 'href' && !edgarTakes(value))
      log.add('E001', at, `EDGAR takes no link to "${value}"`)
  }
}
