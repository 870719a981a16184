/** A finished document in EDGAR's plain HTML: elements, attributes, nesting, links (EFM 5.2.2). */
import type { Log } from '../diagnostics/log.ts'
import { type Source, span } from '../diagnostics/source.ts'
import type { Element, Node } from '../html/parse.ts'
import { plainElements } from '../html/profile.ts'
import { wrongLink, wrongPicture } from './links.ts'

/** Refused by name; what is neither here nor in the list is refused as unknown. */
const refused = new Set(
  (
    'abbrev acronym applet area au banner base basefont bgsound blink col colgroup credit del embed empty fig fn form ' +
    'frame frameset input ins lang lh map marquee nextid nobr noembed noframe noframes noscript note object option ' +
    'overlay param person q range s script select spot style tab tbody textarea tfoot thead wbr'
  ).split(' '),
)

export function checkPlain(source: Source, nodes: readonly Node[], log: Log): void {
  const at = (node: Element) =>
    span(source, node.start, Math.min(node.end, node.start + node.name.length + 1))
  const roots = nodes.filter((node): node is Element => node.kind === 'element' && node.name === 'html')
  if (roots.length !== 1) {
    const second = roots[1]
    const message = second ? 'a second html element begins here' : 'there is no html element'
    log.add('K017', second ? at(second) : span(source, 0, 0), message)
  }
  const visit = (node: Node, inTable: boolean): void => {
    if (node.kind === 'text') return
    checkElement(node, inTable)
    for (const child of node.children) visit(child, inTable || node.name === 'table')
  }
  const checkElement = (node: Element, inTable: boolean): void => {
    const known =
      plainElements.get(node.name) ?? (/^f\d{1,2}$/.test(node.name) ? new Set<string>() : undefined)
    if (refused.has(node.name)) log.add('K014', at(node), `EDGAR refuses <${node.name}>`)
    else if (!known) log.add('K013', at(node), `EDGAR does not know <${node.name}>`)
    if (node.name === 'table' && inTable) log.add('K018', at(node), 'a table stands in a table')
    for (const name of Object.keys(node.attributes)) {
      if (isRefused(node.name, name)) log.add('K015', at(node), `EDGAR refuses ${name} on <${node.name}>`)
      else if (known && !known.has(name))
        unlisted.push({ what: `<${node.name}> has the attribute "${name}"`, node })
    }
    const { href, src } = node.attributes
    const wrong = node.name === 'a' && href !== undefined ? wrongLink(href, 'plain') : undefined
    if (wrong) log.add(wrong.code, at(node), wrong.message)
    const picture = node.name === 'img' ? wrongPicture(src ?? '') : undefined
    if (picture) log.add(picture.code, at(node), picture.message)
  }
  const unlisted: { what: string; node: Element }[] = []
  for (const node of nodes) visit(node, false)
  // Once a kind: a document made by a word processor has hundreds.
  for (const what of new Set(unlisted.map((one) => one.what))) {
    const places = unlisted.filter((one) => one.what === what)
    const [first] = places
    if (first)
      log.add(
        'K016',
        at(first.node),
        places.length > 1 ? `${what}, here and in ${places.length - 1} more places` : what,
      )
  }
  checkMarksOfRevision(source, log)
}

function isRefused(element: string, attribute: string): boolean {
  if (attribute.startsWith('on') || attribute.startsWith('xmlns')) return true
  return (
    (element === 'body' && attribute === 'background') || (element === 'meta' && attribute === 'http-equiv')
  )
}

/** `<R>` and `</R>` come in pairs within one line (17 CFR 232.310). */
function checkMarksOfRevision(source: Source, log: Log): void {
  let start = 0
  for (const line of source.text.split('\n')) {
    const marks = [...line.matchAll(/<(\/?)r>/gi)]
    const paired =
      marks.length % 2 === 0 && marks.every(({ 1: slash }, index) => (slash === '/') === (index % 2 === 1))
    const first = marks[0]
    if (!paired && first) {
      const from = start + first.index
      log.add(
        'K093',
        span(source, from, from + first[0].length),
        'a mark of revised text is not paired on its line',
      )
    }
    start += line.length + 1
  }
}
