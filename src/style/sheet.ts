/**
 * Theme style: CSS in a small closed subset -> rules with their places.
 *
 * Selectors are elements and classes with descendants (`.cover-page td.label`), and the first cell of a row
 * (`th:first-child`); `@page` gives paper, margins and what runs at head and foot. Values are read later, on a node,
 * where the font size is known; here each is tried once, so that a wrong one is told with its place even when nothing
 * uses it.
 */
import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, span } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import { letter } from '../document/build.ts'
import type { Furniture, PagePlan } from '../document/document.ts'
import { length, properties, readProperty } from './properties.ts'

export interface Declaration {
  readonly name: string
  readonly value: string
  readonly at: Span
}

/** One step of a selector: `td.label`; an empty element stands for any. */
export interface Step {
  readonly element: string
  readonly classes: readonly string[]
}

export interface StyleRule {
  /** Outermost first; the last step is the node itself. */
  readonly steps: readonly Step[]
  /** Classes count a thousand, elements one; later rules win among equals. */
  readonly weight: number
  readonly declarations: readonly Declaration[]
}

/** A face of the theme's own: a TrueType file beside the style sheet. */
export interface OwnFace {
  readonly family: string
  readonly file: string
  readonly bold: boolean
  readonly italic: boolean
  readonly at: Span
}

export interface Sheet {
  readonly rules: readonly StyleRule[]
  readonly faces: readonly OwnFace[]
  readonly page: PagePlan
}

/** Stands among the classes of the first cell of a row, and of a step that asks for it. */
export const firstChild = ':first-child'

const elements = new Set(
  'body section div blockquote p h1 h2 h3 h4 h5 h6 ul ol li table tr td th hr img'.split(' '),
)

export function readSheet(source: Source, log: Log): Sheet {
  const text = source.text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
  const rules: StyleRule[] = []
  const faces: OwnFace[] = []
  let page = letter
  for (const block of blocksOf(text, source, log)) {
    if (block.head.startsWith('@page')) page = readPage(block, page, source, log)
    else if (block.head === '@font-face') faces.push(...readFace(block, source, log))
    else if (block.head.startsWith('@'))
      log.add(
        'S004',
        span(source, block.start, block.start + block.head.length),
        `"${block.head}" is not used here`,
        'only @page and @font-face are',
      )
    else rules.push(...readRule(block, source, log))
  }
  return { rules, faces, page }
}

interface Braces {
  readonly head: string
  readonly start: number
  readonly body: string
  readonly bodyStart: number
}

/** Top-level `head { body }` blocks of a stretch of CSS. */
function blocksOf(text: string, source: Source, log: Log, from = 0): Braces[] {
  const found: Braces[] = []
  let at = 0
  for (;;) {
    const lead = /^\s*/.exec(text.slice(at))?.[0].length ?? 0
    at += lead
    if (at >= text.length) return found
    const open = text.indexOf('{', at)
    const close = open < 0 ? -1 : matching(text, open)
    if (open < 0 || close < 0) {
      log.add('S001', span(source, from + at, from + at + 1), 'a block is not closed', 'every { needs its }')
      return found
    }
    const head = text.slice(at, open).trim()
    found.push({ head, start: from + at, body: text.slice(open + 1, close), bodyStart: from + open + 1 })
    at = close + 1
  }
}

function matching(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at
  }
  return -1
}

function declarationsOf(body: string, start: number, source: Source, log: Log): Declaration[] {
  const found: Declaration[] = []
  for (const match of body.matchAll(/[^;]+/g)) {
    const raw = match[0]
    if (raw.trim() === '') continue
    const from = start + match.index + (raw.length - raw.trimStart().length)
    const at = span(source, from, from + raw.trim().length)
    const colon = raw.indexOf(':')
    if (colon < 0) {
      log.add('S001', at, `"${raw.trim()}" is not a declaration`, 'write property: value;')
      continue
    }
    found.push({ name: raw.slice(0, colon).trim(), value: raw.slice(colon + 1).trim(), at })
  }
  return found
}

function readRule(block: Braces, source: Source, log: Log): StyleRule[] {
  const declarations = declarationsOf(block.body, block.bodyStart, source, log)
  for (const { name, value, at } of declarations) {
    const read = readProperty(name, value, { em: 10, declared: {} })
    if (!('wrong' in read)) continue
    if (read.wrong === 'value') log.add('S003', at, `"${value}" is not a value of ${name}`)
    else {
      const close = nearestWord(name, Object.keys(properties))
      log.add(
        'S002',
        at,
        `"${name}" is not in the house-style subset`,
        close ? `did you mean "${close}"?` : `known: ${Object.keys(properties).join(', ')}`,
      )
    }
  }
  return block.head.split(',').flatMap((selector): StyleRule[] => {
    const steps = readSelector(selector.trim())
    if (!steps) {
      log.add(
        'S004',
        span(source, block.start, block.start + block.head.length),
        `"${selector.trim()}" is not a selector used here`,
        'use elements, .classes, descendants and td:first-child, as ".cover-page p.label"',
      )
      return []
    }
    const weight = steps.reduce((sum, step) => sum + step.classes.length * 1000 + (step.element ? 1 : 0), 0)
    return [{ steps, weight, declarations }]
  })
}

function readSelector(selector: string): Step[] | undefined {
  const steps = selector.split(/\s+/).map((part): Step | undefined => {
    const match = /^([a-z][a-z0-9]*)?((?:\.[a-zA-Z][\w-]*)*)(:first-child)?$/.exec(part)
    if (!match || part === '' || (match[1] !== undefined && !elements.has(match[1]))) return undefined
    const [, element = '', named = '', first] = match
    if (first !== undefined && element !== 'td' && element !== 'th') return undefined
    return { element, classes: [...named.split('.').filter(Boolean), ...(first ? [firstChild] : [])] }
  })
  return steps.includes(undefined) ? undefined : (steps as Step[])
}

/** `@page { size: letter; margin: 1in; @bottom-center { content: "Page " counter(page) } }` and `@page :first`. */
/** `@font-face { font-family: "Acme"; src: url("fonts/acme.ttf"); font-weight: bold; font-style: italic }`. */
function readFace(block: Braces, source: Source, log: Log): OwnFace[] {
  const at = span(source, block.start, block.start + block.head.length)
  const said = new Map(declarationsOf(block.body, block.bodyStart, source, log).map((one) => [one.name, one]))
  for (const [name, one] of said)
    if (!['font-family', 'src', 'font-weight', 'font-style'].includes(name))
      log.add(
        'S002',
        one.at,
        `"${name}" is not used in @font-face`,
        'font-family, src, font-weight and font-style are',
      )
  const family = said.get('font-family')?.value.replace(/^["']|["']$/g, '')
  const file = /^url\(\s*["']?([\w][\w./-]*\.ttf)["']?\s*\)$/.exec(said.get('src')?.value ?? '')?.[1]
  if (!family || !file || file.includes('..')) {
    log.add(
      'S003',
      said.get('src')?.at ?? at,
      '@font-face needs font-family and src: url("file.ttf")',
      'put the TrueType file beside house.css',
    )
    return []
  }
  const is = (name: string, values: readonly string[]) => values.includes(said.get(name)?.value ?? '')
  return [
    {
      family,
      file,
      bold: is('font-weight', ['bold', '700']),
      italic: is('font-style', ['italic', 'oblique']),
      at,
    },
  ]
}

function readPage(block: Braces, page: PagePlan, source: Source, log: Log): PagePlan {
  const first = /^@page\s*:first$/.test(block.head)
  const own = block.body.replace(/@[\w-]+\s*\{[^}]*\}/g, (box) => box.replace(/[^\n]/g, ' '))
  const rule = span(source, block.start, block.start + block.head.length)
  let plan: PagePlan = { ...page, origin: first ? (page.origin ?? rule) : rule }
  for (const { name, value, at } of declarationsOf(own, block.bodyStart, source, log)) {
    const sides = value.split(/\s+/).map((part) => length(part, 10))
    const [top, right = top, bottom = top, left = right] = sides
    if (name === 'size' && value === 'letter') continue
    if (
      name === 'margin' &&
      top !== undefined &&
      right !== undefined &&
      bottom !== undefined &&
      left !== undefined
    )
      plan = { ...plan, margin: { top, right, bottom, left } }
    else log.add('S003', at, `"${name}: ${value}" is not used in @page`, 'size: letter and margin: … are')
  }
  for (const match of block.body.matchAll(/(@[\w-]+)\s*\{([^}]*)\}/g)) {
    const at = span(
      source,
      block.bodyStart + match.index,
      block.bodyStart + match.index + (match[1] ?? '').length,
    )
    const content = readContent(match[2] ?? '')
    const place = { '@top-center': 'head', '@bottom-center': 'foot' }[match[1] ?? ''] as
      | 'head'
      | 'foot'
      | undefined
    if (!place || content === undefined) {
      log.add(
        'S003',
        at,
        'this page box is not understood',
        '@top-center or @bottom-center with content: "Page " counter(page)',
      )
      continue
    }
    const furniture: Furniture = first
      ? { ...plan[place], first: content }
      : { first: plan[place].first === plan[place].other ? content : plan[place].first, other: content }
    plan = { ...plan, [place]: furniture }
  }
  return plan
}

function readContent(body: string): string | undefined {
  const value = /^\s*content\s*:\s*([^;]+);?\s*$/.exec(body)?.[1]?.trim()
  if (value === undefined) return undefined
  if (value === 'none') return ''
  const parts = value.match(/"[^"]*"|counter\((?:page|pages)\)|\S+/g) ?? []
  const texts = parts.map((part) => {
    if (part === 'counter(page)') return '{page}'
    if (part === 'counter(pages)') return '{pages}'
    return part.startsWith('"') ? part.slice(1, -1) : undefined
  })
  return texts.includes(undefined) ? undefined : texts.join('')
}
