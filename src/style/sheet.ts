/**
 * Theme style: CSS in a small closed subset -> rules with their places.
 *
 * Selectors are elements and classes with descendants (`.cover-page td.label`), and the first cell of a row
 * (`th:first-child`); `@page` gives paper, margins and what runs at head and foot. Values are read later, on a node,
 * where the font size is known; here each is tried once, so that a wrong one is told with its place even when nothing
 * uses it.
 */
import { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, whole } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import { letter } from '../document/build.ts'
import type { Furniture, PagePlan } from '../document/document.ts'
import { length, properties, readProperty } from './properties.ts'
import { type Block, blocksIn, type Declaration, partsOf } from './syntax.ts'

export type { Declaration }

/** One step of a selector: `td.label`; an empty element stands for any. */
export interface SelectorStep {
  readonly element: string
  readonly classes: readonly string[]
}

export interface StyleRule {
  /** Outermost first; the last step is the node itself. */
  readonly steps: readonly SelectorStep[]
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
  const rules: StyleRule[] = []
  const faces: OwnFace[] = []
  let page = letter
  for (const block of blocksIn(source, new Budget('css', whole(source), log), log)) {
    const { head, at } = block
    for (const inner of head.startsWith('@page') ? [] : block.blocks)
      log.add('S004', inner.at, `"${inner.head}" is not used here`, 'boxes stand in @page')
    if (head.startsWith('@page')) page = readPage(block, page, log)
    else if (head === '@font-face') faces.push(...readFace(block, log))
    else if (head.startsWith('@'))
      log.add('S004', at, `"${head}" is not used here`, 'only @page and @font-face are')
    else rules.push(...readRule(block, log))
  }
  return { rules, faces, page }
}

function readRule({ declarations, selectors, at }: Block, log: Log): StyleRule[] {
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
  return selectors.flatMap((selector): StyleRule[] => {
    const steps = readSelector(selector)
    if (!steps) {
      log.add(
        'S004',
        at,
        `"${selector}" is not a selector used here`,
        'use elements, .classes, descendants and td:first-child, as ".cover-page p.label"',
      )
      return []
    }
    const weight = steps.reduce((sum, step) => sum + step.classes.length * 1000 + (step.element ? 1 : 0), 0)
    return [{ steps, weight, declarations }]
  })
}

function readSelector(selector: string): SelectorStep[] | undefined {
  const steps = selector.split(/\s+/).map((part): SelectorStep | undefined => {
    const match = /^([a-z][a-z0-9]*)?((?:\.[a-zA-Z][\w-]*)*)(:first-child)?$/.exec(part)
    if (!match || part === '' || (match[1] !== undefined && !elements.has(match[1]))) return undefined
    const [, element = '', named = '', first] = match
    if (first !== undefined && element !== 'td' && element !== 'th') return undefined
    return { element, classes: [...named.split('.').filter(Boolean), ...(first ? [firstChild] : [])] }
  })
  return steps.includes(undefined) ? undefined : (steps as SelectorStep[])
}

/** `@font-face { font-family: "Acme"; src: url("fonts/acme.ttf"); font-weight: bold; font-style: italic }`. */
function readFace({ declarations, at }: Block, log: Log): OwnFace[] {
  const said = new Map(declarations.map((one) => [one.name, one]))
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

function readPage(block: Block, page: PagePlan, log: Log): PagePlan {
  const first = /^@page\s*:first$/.test(block.head)
  let plan: PagePlan = { ...page, origin: first ? (page.origin ?? block.at) : block.at }
  for (const { name, value, at } of block.declarations) {
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
  for (const { head, declarations, at } of block.blocks) {
    const [only, more] = declarations
    const content = only?.name === 'content' && !more ? readContent(only.value) : undefined
    const place = (
      { '@top-center': 'head', '@bottom-center': 'foot' } as Partial<Record<string, 'head' | 'foot'>>
    )[head]
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

function readContent(value: string): string | undefined {
  if (value === 'none') return ''
  const texts = partsOf(value).map(({ text, string }) => {
    if (string) return text
    if (text === 'counter(page)') return '{page}'
    return text === 'counter(pages)' ? '{pages}' : undefined
  })
  return texts.includes(undefined) ? undefined : texts.join('')
}
