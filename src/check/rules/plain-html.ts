/** A finished document in EDGAR's plain HTML: elements, attributes, nesting, links (EFM 5.2.2). */
import { type Source, type Span, span } from '../../diagnostics/source.ts'
import type { Element, Node } from '../../html/parse.ts'
import { plainElements } from '../../html/profile.ts'
import { family, type Say } from '../rule.ts'

/** Refused by name; what is neither here nor in the list is refused as unknown. */
const refused = new Set(
  (
    'abbrev acronym applet area au banner base basefont bgsound blink col colgroup credit del embed empty fig fn form ' +
    'frame frameset input ins lang lh map marquee nextid nobr noembed noframe noframes noscript note object option ' +
    'overlay param person q range s script select spot style tab tbody textarea tfoot thead wbr'
  ).split(' '),
)

export const plainHtml = family(
  {
    K013: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'an element is not in EDGAR’s plain HTML',
      hint: 'write div, p or font',
      in: 'plain',
      wrong: '<section>x</section>',
      right: '<div>x</div>',
    },
    K014: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'an element is refused by EDGAR by name',
      hint: 'leave it out',
      in: 'plain',
      wrong: '<p><ins>x</ins></p>',
      right: '<p><u>x</u></p>',
    },
    K015: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'an attribute is refused by EDGAR',
      hint: 'leave it out',
      in: 'plain',
      wrong: '<p onclick="a()">x</p>',
      right: '<p>x</p>',
    },
    K016: {
      severity: 'note',
      grade: 'convention',
      source: 'EFM 5.2.2, DTD',
      means: 'an attribute is not in EDGAR’s list for this element',
      hint: 'leave it out; it passes today, and may not tomorrow',
      in: 'plain',
      wrong: '<p data-x="1">x</p>',
      right: '<p title="1">x</p>',
    },
    K017: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'the file is not one html element with its text in the body',
      hint: 'put everything into one <html><body>',
      in: 'plain',
      wrong: '<html><body><p>x</p></body></html><html><body></body></html>',
      right: '<html><body><p>x</p></body></html>',
    },
    K018: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'a table is nested in a table',
      hint: 'use colspan and rowspan',
      in: 'plain',
      wrong: '<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>',
      right: '<table><tr><td>x</td></tr></table>',
    },
    K093: {
      severity: 'warning',
      grade: 'warns',
      source: '17 CFR 232.310',
      means: 'a mark of revised text has no partner on its line',
      hint: 'put <r> and </r> around it on one line',
      in: 'plain',
      wrong: '<p><r>x\n</r></p>',
      right: '<p><r>x</r></p>',
    },
  },
  {
    markup({ source, dialect, nodes }, say) {
      if (dialect === 'plain') checkPlain(source, nodes, say)
    },
  },
)

type Codes = 'K013' | 'K014' | 'K015' | 'K016' | 'K017' | 'K018' | 'K093'

function checkPlain(source: Source, nodes: readonly Node[], say: Say<Codes>): void {
  const at = (node: Element) =>
    span(source, node.start, Math.min(node.end, node.start + node.name.length + 1))
  const roots = nodes.filter((node): node is Element => node.kind === 'element' && node.name === 'html')
  if (roots.length !== 1) {
    const second = roots[1]
    const message = second ? 'a second html element begins here' : 'there is no html element'
    say('K017', second ? at(second) : span(source, 0, 0), message)
  }
  const visit = (node: Node, inTable: boolean): void => {
    if (node.kind === 'text') return
    checkElement(node, inTable)
    for (const child of node.children) visit(child, inTable || node.name === 'table')
  }
  const checkElement = (node: Element, inTable: boolean): void => {
    const known =
      plainElements.get(node.name) ?? (/^f\d{1,2}$/.test(node.name) ? new Set<string>() : undefined)
    if (refused.has(node.name)) tell('K014', node, `EDGAR refuses <${node.name}>`)
    else if (!known) tell('K013', node, `EDGAR does not know <${node.name}>`)
    if (node.name === 'table' && inTable) tell('K018', node, 'a table is nested in a table')
    for (const name of Object.keys(node.attributes)) {
      if (isRefused(node.name, name)) tell('K015', node, `EDGAR refuses ${name} on <${node.name}>`)
      else if (known && !known.has(name)) unlisted(`<${node.name}> has the attribute "${name}"`, node)
    }
  }
  // Once a kind, with its places: a document made by a word processor has hundreds.
  const told = new Map<string, { readonly code: Codes; readonly places: Span[] }>()
  const tell = (code: Codes, node: Element, message: string): void => {
    const known = told.get(message)
    if (known) known.places.push(at(node))
    else told.set(message, { code, places: [at(node)] })
  }
  const kinds = new Map<string, { readonly first: Element; more: number }>()
  const unlisted = (what: string, node: Element): void => {
    const known = kinds.get(what)
    if (known) known.more++
    else kinds.set(what, { first: node, more: 0 })
  }
  for (const node of nodes) visit(node, false)
  for (const [message, { code, places }] of told) say(code, places, message)
  for (const [what, { first, more }] of kinds)
    say('K016', at(first), more > 0 ? `${what}, here and in ${more} more places` : what)
  checkMarksOfRevision(source, say)
}

function isRefused(element: string, attribute: string): boolean {
  if (attribute.startsWith('on') || attribute.startsWith('xmlns')) return true
  return (
    (element === 'body' && attribute === 'background') || (element === 'meta' && attribute === 'http-equiv')
  )
}

/** `<R>` and `</R>` come in pairs within one line (17 CFR 232.310). */
function checkMarksOfRevision(source: Source, say: Say<'K093'>): void {
  let start = 0
  for (const line of source.text.split('\n')) {
    const marks = [...line.matchAll(/<(\/?)r>/gi)]
    const paired =
      marks.length % 2 === 0 && marks.every(({ 1: slash }, index) => (slash === '/') === (index % 2 === 1))
    const first = marks[0]
    if (!paired && first) {
      const from = start + first.index
      say(
        'K093',
        span(source, from, from + first[0].length),
        'a mark of revised text has no partner on its line',
      )
    }
    start += line.length + 1
  }
}
