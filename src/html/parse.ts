/**
 * HTML text -> elements, strictly: every element closed where it ends, every character reference known.
 *
 * Made for HTML that we or a template wrote. Nothing is repaired; what is wrong is a diagnostic at its place. Only what
 * is nested deeper than the budget allows is set beside what holds it, as browsers do, so that the rest can be read.
 */
import { type Budget, unnamed } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { ElementTree } from './element-tree.ts'
import type { Node, Provenance } from './elements.ts'
import { type Attributes, plainLine, standsPlainlyIn } from './plain-lines.ts'

export type { Characters, Element, HtmlPiece, Node, Provenance } from './elements.ts'

/**
 * The nodes of a document or fragment; comments and doctypes are dropped.
 *
 * @param xml whether `<p/>` is an element that ends at once, as in tagged documents; in HTML it is not
 * @param budget of the file, which has a log of its own: of a file of others not every fault is told, but this is
 * @throws FilingError when the budget is spent
 */
export function parseHtml(
  html: string,
  provenance: Provenance,
  log: Log,
  xml = false,
  budget: Budget = unnamed('html'),
): readonly Node[] {
  const tree = new ElementTree({ html, provenance, log, xml, budget })
  const attributes: Attributes = new Map()
  for (let at = lineAfter(html, 0); at > 0 && !xml; at = lineAfter(html, Math.max(at, tree.at - 1))) {
    const element = plainLine(html, at, attributes)
    if (!element) continue
    if (at > tree.at) tree.readTo(at)
    if (standsPlainlyIn(element.name, tree.within)) tree.take(element)
  }
  return tree.finish()
}

/** Where the next line begins that begins with a tag; 0 where none does. */
const lineAfter = (html: string, at: number): number => html.indexOf('\n<', at) + 1
