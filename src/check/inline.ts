/** A finished document in EDGAR's XHTML, the dialect of tagged reports (EFM 5.2.5). */
import { Log } from '../diagnostics/log.ts'
import { type Source, span } from '../diagnostics/source.ts'
import { type Element, type Node, parseHtml } from '../html/parse.ts'
import { ofFile } from '../html/read.ts'
import { blockedElements, inlineBlocks, inlineElements } from './inline-profile.ts'
import { wrongLink, wrongPicture } from './links.ts'

/** Prefixes that EDGAR wants for the namespaces of tagging; XHTML itself has none. */
const prefixes: readonly (readonly [namespace: RegExp, prefix: string])[] = [
  [/^http:\/\/www\.xbrl\.org\/2013\/inlineXBRL$/, 'ix'],
  [/^http:\/\/www\.xbrl\.org\/inlineXBRL\/transformation\//, 'ixt'],
  [/^http:\/\/www\.sec\.gov\/inlineXBRL\/transformation\//, 'ixt-sec'],
  [/^http:\/\/www\.xbrl\.org\/2003\/instance$/, 'xbrli'],
  [/^http:\/\/www\.xbrl\.org\/2003\/linkbase$/, 'link'],
  [/^http:\/\/www\.w3\.org\/1999\/xlink$/, 'xlink'],
]

/** Elements that may end as they begin, `<br/>`. */
const empties = new Set(['br', 'hr', 'img', 'meta', 'link', 'td', 'th', 'tr'])

export function checkInline(source: Source, log: Log): readonly Node[] {
  const strict = new Log()
  const nodes = parseHtml(source.text, ofFile(source), strict, true)
  const malformed = strict.diagnostics[0] ?? unquoted(source)
  if (malformed) log.add('K023', malformed.span, malformed.message)
  const doctype = /<!doctype[^>]*>/i.exec(source.text)
  if (doctype)
    log.add('K023', span(source, doctype.index, doctype.index + doctype[0].length), 'there is a DOCTYPE')
  const ids = new Set<string>()
  for (const node of nodes) visit(node, { source, log, ids, inTable: false, inParagraph: false })
  checkHead(source, nodes, log)
  return nodes
}

/** The first attribute without quotes or value: XML has none. */
function unquoted(source: Source) {
  for (const tag of source.text.matchAll(
    /<[a-zA-Z][\w:.-]*((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*([^>]*?)\/?>/g,
  )) {
    const rest = (tag[2] ?? '').replace(/\/$/, '').trim()
    if (rest !== '')
      return {
        span: span(source, tag.index, tag.index + tag[0].length),
        message: `"${rest.slice(0, 30)}" is not an attribute in quotes`,
      }
  }
  return undefined
}

interface Place {
  readonly source: Source
  readonly log: Log
  readonly ids: Set<string>
  readonly inTable: boolean
  readonly inParagraph: boolean
}

function visit(node: Node, place: Place): void {
  if (node.kind === 'text') return
  const { source, log, ids } = place
  const at = span(source, node.start, Math.min(node.end, node.start + node.name.length + 1))
  // Elements of tagging stand for what they hold; the head has its own check.
  const tagging = node.name.includes(':')
  if (!tagging) checkElement(node, at, place)
  const { id } = node.attributes
  if (id !== undefined) {
    if (ids.has(id)) log.add('K035', at, `the id "${id}" stands twice`)
    ids.add(id)
  }
  const inner = {
    ...place,
    inTable: place.inTable || node.name === 'table',
    inParagraph: node.name === 'p' || (place.inParagraph && !['td', 'th', 'li'].includes(node.name)),
  }
  if (node.name === 'body') checkBody(node, source, log)
  for (const child of node.children) visit(child, inner)
}

function checkElement(
  node: Element,
  at: ReturnType<typeof span>,
  { source, log, inTable, inParagraph }: Place,
): void {
  const known = inlineElements.get(node.name)
  if (blockedElements.has(node.name)) log.add('K025', at, `EDGAR refuses <${node.name}>`)
  else if (!known) log.add('K024', at, `<${node.name}> is not in EDGAR’s XHTML`)
  if (node.name === 'table' && inTable) log.add('K029', at, 'a table stands in a table')
  if (inParagraph && inlineBlocks.has(node.name))
    log.add('K028', at, `<${node.name}> stands inside a paragraph`)
  for (const [name, value] of Object.entries(node.attributes)) {
    if (name.startsWith('xmlns')) checkPrefix(name, value, at, log)
    else if (
      (node.name === 'a' && name === 'name') ||
      (node.name === 'html' && name === 'lang') ||
      (node.name === 'link' && name === 'rel')
    )
      log.add('K026', at, `EDGAR refuses ${name} on <${node.name}>`)
    else if (known && !known.has(name) && !name.includes(':'))
      log.add('K024', at, `<${node.name}> has the attribute "${name}"`)
  }
  const { href, src, alt } = node.attributes
  const wrong = node.name === 'a' && href !== undefined ? wrongLink(href, 'inline') : undefined
  if (wrong) log.add(wrong.code, at, wrong.message)
  if (node.name === 'img') {
    const picture = wrongPicture(src ?? '')
    if (picture) log.add(picture.code, at, picture.message)
    if (alt === undefined) log.add('K033', at, 'a picture has no alt text')
  }
  const selfClosed = source.text.slice(node.start, node.end).endsWith('/>') && node.children.length === 0
  if (selfClosed && known && !empties.has(node.name)) log.add('K034', at, `<${node.name}/> closes itself`)
}

function checkPrefix(name: string, namespace: string, at: ReturnType<typeof span>, log: Log): void {
  const prefix = name === 'xmlns' ? '' : name.slice('xmlns:'.length)
  const wanted = prefixes.find(([pattern]) => pattern.test(namespace))?.[1]
  if (wanted !== undefined && prefix !== wanted)
    log.add('K031', at, `the prefix "${prefix}" should be "${wanted}"`)
}

function checkBody(body: Element, source: Source, log: Log): void {
  for (const child of body.children) {
    const inlineChild =
      child.kind === 'text'
        ? child.value.trim() !== ''
        : !inlineBlocks.has(child.name) && !child.name.includes(':') && inlineElements.has(child.name)
    if (inlineChild)
      log.add(
        'K027',
        span(source, child.start, Math.min(child.end, child.start + 20)),
        'text stands directly in the body',
      )
  }
}

function checkHead(source: Source, nodes: readonly Node[], log: Log): void {
  const html = nodes.find((node): node is Element => node.kind === 'element' && node.name === 'html')
  const head = html?.children.find((node): node is Element => node.kind === 'element' && node.name === 'head')
  const inside = (head?.children ?? []).filter((node): node is Element => node.kind === 'element')
  if (!inside.some(({ name }) => name === 'title')) log.add('K030', span(source, 0, 0), 'there is no title')
  for (const meta of inside.filter(({ name }) => name === 'meta')) {
    if (!(meta.attributes['content'] ?? '').startsWith('text/html'))
      log.add('K030', span(source, meta.start, meta.end), 'a meta element says more than text/html')
  }
}
