/**
 * HTML -> document, strictly. Reads what templates make and what html/write.ts wrote; anything else is a
 * diagnostic at its place.
 *
 * Templates may use `<section class="ROLE">` and `<slot name="…">`, which authored blocks fill; they choose
 * looks by class. Finished HTML says the same with `<div>` and inline style.
 */
import { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, span, whole } from '../diagnostics/source.ts'
import { letter, plainStyle } from '../document/build.ts'
import type { Block, Document, Form, Section, SectionRole, Style } from '../document/document.ts'
import { allow, place } from './attributes.ts'
import { readBlocks } from './blocks.ts'
import { readDeclarations, textOnly } from './css.ts'
import type { Element, Node, Provenance } from './elements.ts'
import type { HtmlReading } from './inlines.ts'
import { parseHtml } from './parse.ts'

const roles: readonly SectionRole[] = ['cover-page', 'item', 'exhibit-index', 'signature-block', 'release']

/** Authored blocks by slot name; each must be used once. */
export type Slots = ReadonlyMap<string, readonly Block[]>

/** What a template made -> sections, with the slots filled. */
export function readTemplateHtml(
  html: string,
  provenance: Provenance,
  slots: Slots,
  at: Span,
  log: Log,
): readonly Section[] {
  const used = new Set<string>()
  const reading: HtmlReading = {
    provenance,
    log,
    base: plainStyle,
    finished: false,
    looks: true,
    slots,
    used,
    styles: new Map(),
  }
  const budget = new Budget('html', at, log)
  const sections = parseHtml(html, provenance, log, false, budget).flatMap((node) =>
    readSection(node, reading),
  )
  for (const name of slots.keys()) {
    if (!used.has(name))
      log.add('T005', at, `the template has no <slot name="${name}">, so that text would be lost`)
  }
  return sections
}

/** What finished HTML cannot say of itself. */
export interface Known {
  readonly form: Form
  readonly fileName: string
}

/** What to read of finished HTML: all of it, or what its words need. */
export type Depth = 'whole' | 'words'

/**
 * Finished HTML of ours -> the document that was written.
 *
 */
export function readHtml(
  source: Source,
  known: Known,
  log: Log,
  depth: Depth = 'whole',
): Document | undefined {
  const provenance = ofFile(source)
  const budget = new Budget('html', whole(source), log)
  const text = withoutHeader(source.text)
  const html = element(parseHtml(text, provenance, log, false, budget), 'html')
  const body = html && element(html.children, 'body')
  const head = html && element(html.children, 'head')
  const title = head && element(head.children, 'title')
  if (!html || !body || !title) {
    log.add('H004', span(source, 0, 0), 'this is not a whole HTML document')
    return undefined
  }
  const look = body.attributes['style'] ?? ''
  const base: Style = textOnly({ ...plainStyle, ...readDeclarations(look, 10) })
  const reading: HtmlReading = {
    provenance,
    log,
    base,
    finished: true,
    looks: depth === 'whole',
    slots: new Map(),
    used: new Set(),
    styles: new Map(),
  }
  const sections = body.children.flatMap((node) => readSection(node, reading))
  return {
    ...known,
    title: title.children.map((node) => (node.kind === 'text' ? node.value : '')).join(''),
    language: html.attributes['lang'] ?? html.attributes['xml:lang'] ?? '',
    pagePlan: letter,
    base,
    sections,
  }
}

const header = /<div style="display:none"><ix:header>[\s\S]*?<\/ix:header><\/div>/

/** The hidden header of a tagged file is no words: blanked, so that places stay true. */
function withoutHeader(text: string): string {
  return text.includes('<ix:header') ? text.replace(header, (part) => ' '.repeat(part.length)) : text
}

/** A file as its own provenance: every text was authored where it stands. */
export function ofFile(source: Source): Provenance {
  return {
    spanAt: (start, end) => span(source, start, end),
    pieces: (start, end) => [{ start, end, origin: { kind: 'authored', span: span(source, start, end) } }],
  }
}

function element(nodes: readonly Node[], name: string): Element | undefined {
  return nodes.find((node): node is Element => node.kind === 'element' && node.name === name)
}

function readSection(node: Node, reading: HtmlReading): Section[] {
  if (node.kind === 'text') {
    if (node.value.trim() !== '')
      reading.log.add('H004', place(node, reading), 'text stands outside every section')
    return []
  }
  const wanted = reading.finished ? 'div' : 'section'
  const role = roles.find((one) => one === node.attributes['class'])
  if (node.name !== wanted || !role) {
    const hint = `a page is made of <section class="${roles.join('|')}">`
    reading.log.add('H004', place(node, reading), `<${node.name}> stands outside every section`, hint)
    return []
  }
  allow(node, ['class', 'id'], reading)
  const number = node.attributes['id']?.slice(role.length + 1)
  const blocks = readBlocks(node.children, reading)
  return [number === undefined || number === '' ? { role, blocks } : { role, number, blocks }]
}
