/** A finished document in EDGAR's XHTML, the dialect of tagged reports (EFM 5.2.5). */
import { Log } from '../../diagnostics/log.ts'
import { type Source, span } from '../../diagnostics/source.ts'
import { type Element, type Node, parseHtml } from '../../html/parse.ts'
import { ofFile } from '../../html/read.ts'
import { blockedElements, inlineBlocks, inlineElements } from '../inline-profile.ts'
import { family, type Say } from '../rule.ts'

/** Prefixes that EDGAR wants for the namespaces of tagging; XHTML itself has none. */
const prefixes: readonly (readonly [namespace: RegExp, prefix: string])[] = [
  [/^http:\/\/www\.xbrl\.org\/2013\/inlineXBRL$/, 'ix'],
  [/^http:\/\/www\.xbrl\.org\/inlineXBRL\/transformation\//, 'ixt'],
  [/^http:\/\/www\.sec\.gov\/inlineXBRL\/transformation\//, 'ixt-sec'],
  [/^http:\/\/www\.xbrl\.org\/2003\/instance$/, 'xbrli'],
  [/^http:\/\/www\.xbrl\.org\/2003\/linkbase$/, 'link'],
  [/^http:\/\/www\.w3\.org\/1999\/xlink$/, 'xlink'],
  [/^http:\/\/www\.w3\.org\/1999\/xhtml$/, ''],
]

/** Elements that may end as they begin, `<br/>`. */
const empties = new Set(['br', 'hr', 'img', 'meta', 'link', 'td', 'th', 'tr'])

export const inlineHtml = family(
  {
    K023: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'a tagged document is not well-formed XML, or has a DOCTYPE',
      hint: 'close every element, quote every attribute, leave the DOCTYPE out',
      in: 'inline',
      wrong: '<p>x<br></p>',
      right: '<p>x<br/></p>',
    },
    K024: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'an element or attribute is not in EDGAR’s XHTML',
      hint: 'style with the style attribute',
      in: 'inline',
      wrong: '<p><u>x</u></p>',
      right: '<p><b>x</b></p>',
    },
    K025: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'an element is refused by EDGAR by name',
      hint: 'leave it out',
      in: 'inline',
      wrong: '<p><del>x</del></p>',
      right: '<p><i>x</i></p>',
    },
    K026: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'an attribute is refused by EDGAR by name',
      hint: 'name places by id; say the language by xml:lang',
      in: 'inline',
      wrong: '<p><a name="x">x</a></p>',
      right: '<p><a id="x">x</a></p>',
    },
    K027: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'text or an inline element stands directly in the body',
      hint: 'put it into a p or div',
      in: 'inline',
      wrong: '<span>x</span>',
      right: '<div>x</div>',
    },
    K028: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'a block stands inside a paragraph',
      hint: 'end the paragraph first',
      in: 'inline',
      wrong: '<p><span><div>x</div></span></p>',
      right: '<div><span>x</span></div>',
    },
    K029: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'a table is nested in a table',
      hint: 'use colspan and rowspan',
      in: 'inline',
      wrong: '<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>',
      right: '<table><tr><td>x</td></tr></table>',
    },
    K030: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'the title is missing, or a meta element says more than text/html',
      hint: 'give it a title; keep meta to content="text/html"',
      in: 'inline',
      wrong: '<meta name="description" content="x"/>',
      right: '<meta http-equiv="Content-Type" content="text/html"/>',
    },
    K031: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'a namespace does not have its standard prefix',
      hint: 'use ix, ixt, ixt-sec, xbrli, link, xlink',
      in: 'inline',
      wrong: ' xmlns:inline="http://www.xbrl.org/2013/inlineXBRL">',
      right: ' xmlns:ix="http://www.xbrl.org/2013/inlineXBRL">',
    },
    K034: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 5.2.5',
      means: 'an empty element closes itself',
      hint: 'write <p></p>',
      in: 'inline',
      wrong: '<p/>',
      right: '<p></p>',
    },
    K035: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'an id is used twice',
      hint: 'give each place its own',
      in: 'inline',
      wrong: '<p id="a">x</p><p id="a">y</p>',
      right: '<p id="a">x</p><p id="b">y</p>',
    },
  },
  {
    markup({ source, dialect, nodes }, say) {
      if (dialect === 'inline') checkInline(source, nodes, say)
    },
  },
)

type Codes = 'K023' | 'K024' | 'K025' | 'K026' | 'K027' | 'K028' | 'K029' | 'K030' | 'K031' | 'K034' | 'K035'

function checkInline(source: Source, nodes: readonly Node[], say: Say<Codes>): void {
  const strict = new Log()
  parseHtml(source.text, ofFile(source), strict, true)
  const malformed = strict.diagnostics[0] ?? unquoted(source)
  if (malformed) say('K023', malformed.span, malformed.message)
  const doctype = /<!doctype[^<>]*>?/i.exec(source.text)
  if (doctype)
    say('K023', span(source, doctype.index, doctype.index + doctype[0].length), 'there is a DOCTYPE')
  const ids = new Set<string>()
  for (const node of nodes) visit(node, { source, say, ids, inTable: false, inParagraph: false })
  checkHead(source, nodes, say)
}

/** The first attribute without quotes or value: XML has none. */
function unquoted(source: Source) {
  const { text } = source
  const tag = /<[a-zA-Z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*/g
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    const end = text.indexOf('>', tag.lastIndex)
    if (end < 0) return undefined
    const rest = text.slice(tag.lastIndex, end).replace(/\/$/, '').trim()
    if (rest !== '')
      return {
        span: span(source, match.index, end + 1),
        message: `"${rest.slice(0, 30)}" is not an attribute in quotes`,
      }
    tag.lastIndex = end
  }
  return undefined
}

interface Place {
  readonly source: Source
  readonly say: Say<Codes>
  readonly ids: Set<string>
  readonly inTable: boolean
  readonly inParagraph: boolean
}

function visit(node: Node, place: Place): void {
  if (node.kind === 'text') return
  const { source, say, ids } = place
  const at = span(source, node.start, Math.min(node.end, node.start + node.name.length + 1))
  // Elements of tagging stand for what they hold; the head has its own check.
  const tagging = node.name.includes(':')
  if (!tagging) checkElement(node, at, place)
  const { id } = node.attributes
  if (id !== undefined) {
    if (ids.has(id)) say('K035', at, `the id "${id}" is given twice`)
    ids.add(id)
  }
  const inner = {
    ...place,
    inTable: place.inTable || node.name === 'table',
    inParagraph: isPhrase(node.name) || (place.inParagraph && !['td', 'th', 'li'].includes(node.name)),
  }
  if (node.name === 'body') checkBody(node, source, say)
  for (const child of node.children) visit(child, inner)
}

/** A paragraph, heading, or what stands within a line: no block may be in it. */
const isPhrase = (name: string): boolean =>
  /^(?:p|h[1-6]|span|b|i|em|strong|sup|sub|big|small|tt|code|dfn|kbd|samp|var|abbr|a)$/.test(name)

function checkElement(
  node: Element,
  at: ReturnType<typeof span>,
  { source, say, inTable, inParagraph }: Place,
): void {
  const known = inlineElements.get(node.name)
  if (blockedElements.has(node.name)) say('K025', at, `EDGAR refuses <${node.name}>`)
  else if (!known) say('K024', at, `<${node.name}> is not in EDGAR’s XHTML`)
  if (node.name === 'table' && inTable) say('K029', at, 'a table is nested in a table')
  if (inParagraph && inlineBlocks.has(node.name)) say('K028', at, `<${node.name}> stands inside a paragraph`)
  for (const [name, value] of Object.entries(node.attributes)) {
    if (name.startsWith('xmlns')) checkPrefix(name, value, at, say)
    else if (
      (node.name === 'a' && name === 'name') ||
      (node.name === 'html' && name === 'lang') ||
      (node.name === 'link' && name === 'rel')
    )
      say('K026', at, `EDGAR refuses ${name} on <${node.name}>`)
    else if (known && !known.has(name) && !name.includes(':'))
      say('K024', at, `<${node.name}> has the attribute "${name}"`)
  }
  const selfClosed = source.text.slice(node.start, node.end).endsWith('/>') && node.children.length === 0
  if (selfClosed && known && !empties.has(node.name)) say('K034', at, `<${node.name}/> closes itself`)
}

function checkPrefix(name: string, namespace: string, at: ReturnType<typeof span>, say: Say<Codes>): void {
  const prefix = name === 'xmlns' ? '' : name.slice('xmlns:'.length)
  const wanted = prefixes.find(([pattern]) => pattern.test(namespace))?.[1]
  if (wanted !== undefined && prefix !== wanted)
    say('K031', at, `the prefix "${prefix}" should be "${wanted}"`)
}

function checkBody(body: Element, source: Source, say: Say<Codes>): void {
  for (const child of body.children) {
    const inlineChild =
      child.kind === 'text'
        ? child.value.trim() !== ''
        : !inlineBlocks.has(child.name) && !child.name.includes(':') && inlineElements.has(child.name)
    if (inlineChild)
      say(
        'K027',
        span(source, child.start, Math.min(child.end, child.start + 20)),
        'text stands directly in the body',
      )
  }
}

function checkHead(source: Source, nodes: readonly Node[], say: Say<Codes>): void {
  const html = nodes.find((node): node is Element => node.kind === 'element' && node.name === 'html')
  const head = html?.children.find((node): node is Element => node.kind === 'element' && node.name === 'head')
  const inside = (head?.children ?? []).filter((node): node is Element => node.kind === 'element')
  if (!inside.some(({ name }) => name === 'title')) say('K030', span(source, 0, 0), 'there is no title')
  for (const meta of inside.filter(({ name }) => name === 'meta')) {
    if (!(meta.attributes['content'] ?? '').startsWith('text/html'))
      say('K030', span(source, meta.start, meta.end), 'a meta element says more than text/html')
  }
}
