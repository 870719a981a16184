/**
 * Theme style onto a tree: every node gets its computed style, once.
 *
 * Rules apply by weight, then order; what a node's own style departs from the plain one stands above every
 * rule, because an author wrote it on that very node (a column's width, its alignment).
 */

import type { Span } from '../diagnostics/source.ts'
import type { Block, Cell, ListItem, Row, Section, Style } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { roomForLabels } from '../document/labels.ts'
import { inheritedKeys, plainStyle } from '../document/style.ts'
import { type Declared, readProperty } from './properties.ts'
import { type Declaration, firstChild, type SelectorStep, type Sheet, type StyleRule } from './sheet.ts'

/** A node as selectors see it. */
interface Subject {
  readonly element: string
  readonly classes: readonly string[]
}

interface Scope {
  readonly rules: readonly StyleRule[]
  readonly path: readonly Subject[]
  /** The path as text: nodes of the same path match the same rules. */
  readonly trail: string
  readonly inherited: Style
  readonly cache: Cache
}

interface Cache {
  readonly matching: Map<string, readonly StyleRule[]>
  /** By matching rules, then by what is inherited; both are made once and so known by identity. */
  readonly styles: Map<readonly StyleRule[], Map<Style, Style>>
}

/** The style of running text: `body`. */
export function baseStyle(sheet: Sheet): Style {
  return styleOf(plainStyle, { element: 'body', classes: [] }, start(sheet))
}

export function styled(sections: readonly Section[], sheet: Sheet): readonly Section[] {
  const scope = start(sheet)
  const body = within(scope, { element: 'body', classes: [] }, plainStyle)
  return sections.map((section) => {
    const inner = within(body, { element: 'section', classes: [section.role] }, plainStyle)
    return { ...section, blocks: blocks(section.blocks, inner) }
  })
}

function start(sheet: Sheet): Scope {
  const rules = sheet.rules.toSorted((a, b) => a.weight - b.weight)
  return {
    rules,
    path: [],
    trail: '',
    inherited: plainStyle,
    cache: { matching: new Map(), styles: new Map() },
  }
}

/** The scope of the children of a node. */
function within(scope: Scope, subject: Subject, own: Style): Scope {
  const style = styleOf(own, subject, scope)
  return under(scope, subject, style)
}

function under(scope: Scope, subject: Subject, inherited: Style): Scope {
  return { ...scope, path: [...scope.path, subject], trail: `${scope.trail}>${named(subject)}`, inherited }
}

function named({ element, classes }: Subject): string {
  return classes.length === 0 ? element : `${element}.${classes.join('.')}`
}

function blocks(list: readonly Block[], scope: Scope): readonly Block[] {
  return list.map((block): Block => {
    const subject = {
      element: elementOf(block),
      classes: block.type === 'note' ? ['note', ...block.classes] : block.classes,
    }
    const style = styleOf(block.style, subject, scope)
    const inner = under(scope, subject, style)
    switch (block.type) {
      case 'list':
        return {
          ...block,
          style: withRoom(style, block.items),
          items: block.items.map((one) => item(one, inner)),
        }
      case 'table':
        return { ...block, style, rows: rows(block.rows, inner) }
      case 'group':
        return { ...block, style, blocks: blocks(block.blocks, inner) }
      case 'note':
        return { ...block, style: withRoom(style, [block]), blocks: blocks(block.blocks, inner) }
      case 'paragraph':
      case 'heading':
      case 'rule':
      case 'image':
        return { ...block, style }
      default:
        return unknownKind(block)
    }
  })
}

/** The style with room for every label: one that is wider than the padding would push its text aside. */
function withRoom(style: Style, labelled: readonly { readonly label: string }[]): Style {
  const left = roomForLabels(
    labelled.map(({ label }) => label),
    style,
  )
  return left === style.padding.left ? style : { ...style, padding: { ...style.padding, left } }
}

function item(one: ListItem, scope: Scope): ListItem {
  const subject = { element: 'li', classes: one.classes }
  const inner = within(scope, subject, one.style)
  return { ...one, style: inner.inherited, blocks: blocks(one.blocks, inner) }
}

function rows(list: readonly Row[], scope: Scope): readonly Row[] {
  /** The row from which on no cell reaches down in the first column. */
  let free = 0
  return list.map((one, index): Row => {
    const inner = within(scope, { element: 'tr', classes: one.classes }, one.style)
    const begins = index >= free
    if (begins) free = index + (one.cells[0]?.rowspan ?? 1)
    const cells = one.cells.map((each, at) => cell(each, inner, begins && at === 0))
    return { ...one, style: inner.inherited, cells }
  })
}

function cell(one: Cell, scope: Scope, first: boolean): Cell {
  const classes = first ? [...one.classes, firstChild] : one.classes
  // A label that heads its row looks as the cells behind it do: `th` is the head of a column.
  const subject = { element: one.scope === 'column' ? 'th' : 'td', classes }
  const inner = within(scope, subject, one.style)
  return { ...one, style: inner.inherited, blocks: blocks(one.blocks, inner) }
}

/** The element by which house style and HTML know a block. */
export function elementOf(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return 'p'
    case 'heading':
      return `h${block.level}`
    case 'list':
      return block.ordered ? 'ol' : 'ul'
    case 'table':
      return 'table'
    case 'group':
      return block.quote ? 'blockquote' : 'div'
    case 'note':
      return 'div'
    case 'rule':
      return 'hr'
    case 'image':
      return 'img'
    default:
      return unknownKind(block)
  }
}

function styleOf(own: Style, subject: Subject, { rules, path, trail, inherited, cache }: Scope): Style {
  const key = `${trail}>${named(subject)}`
  let matching = cache.matching.get(key)
  if (!matching) {
    matching = rules.filter((rule) => matches(rule.steps, subject, path))
    cache.matching.set(key, matching)
  }
  let byInherited = cache.styles.get(matching)
  if (!byInherited) {
    byInherited = new Map()
    cache.styles.set(matching, byInherited)
  }
  let style = byInherited.get(inherited)
  if (!style) {
    style = apply(matching, inherited)
    byInherited.set(inherited, style)
  }
  if (own === plainStyle) return style
  const departed = departures(own)
  const origin = Object.fromEntries(Object.keys(departed).map((key) => [key, 'own' as const]))
  return { ...style, ...departed, origin: { ...style.origin, ...origin } }
}

function departures(own: Style): Declared {
  const entries = Object.entries(own).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(plainStyle[key as keyof Style]),
  )
  return Object.fromEntries(entries) as Declared
}

function apply(rules: readonly StyleRule[], inherited: Style): Style {
  const handedDown = Object.fromEntries(inheritedKeys.map((key) => [key, inherited[key]]))
  const origin: Record<string, Span | 'own'> = {}
  for (const key of inheritedKeys) {
    const from = inherited.origin?.[key]
    if (from !== undefined) origin[key] = from
  }
  const all = rules.flatMap((rule) => rule.declarations)
  const size = all.filter(({ name }) => name === 'font-size')
  let declared: Declared = {}
  const declare = ({ name, value, at }: Declaration, em: number): void => {
    const found = read(name, value, em, declared)
    declared = { ...declared, ...found }
    for (const key of Object.keys(found)) origin[key] = at
  }
  for (const one of size) declare(one, inherited.fontSize)
  const em = declared.fontSize ?? inherited.fontSize
  for (const one of all) if (one.name !== 'font-size') declare(one, em)
  return { ...plainStyle, ...handedDown, ...declared, origin }
}

function read(name: string, value: string, em: number, declared: Declared): Declared {
  const result = readProperty(name, value, { em, declared })
  return 'declared' in result ? result.declared : {}
}

/** Whether the last step is the subject and the others stand above it, in order. */
function matches(steps: readonly SelectorStep[], subject: Subject, path: readonly Subject[]): boolean {
  const last = steps.at(-1)
  if (!last || !fits(last, subject)) return false
  let needed = steps.length - 2
  for (let at = path.length - 1; at >= 0 && needed >= 0; at--) {
    const step = steps[needed]
    const above = path[at]
    if (step && above && fits(step, above)) needed--
  }
  return needed < 0
}

function fits(step: SelectorStep, subject: Subject): boolean {
  return (
    (step.element === '' || step.element === subject.element) &&
    step.classes.every((name) => subject.classes.includes(name))
  )
}
