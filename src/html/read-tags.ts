/** Inline XBRL of a finished file, ours or anybody's: its facts, contexts and schema, each with its place. */
import { transformed } from '../xbrl/transforms.ts'
import type { Element, Node } from './elements.ts'

export interface ReadFact {
  readonly element: Element
  /** Prefix and name as written, as `dei:DocumentType`. */
  readonly name: string
  readonly contextRef: string
  readonly format: string | undefined
  /** The words inside, as printed. */
  readonly shown: string
  /** What the transformation makes of them; undefined where it cannot read them. */
  readonly value: string | undefined
  readonly hidden: boolean
  readonly nil: boolean
  readonly id: string | undefined
}

export interface ReadContext {
  readonly element: Element
  readonly id: string
  readonly scheme: string
  readonly identifier: string
  /** Start and end, or one instant. */
  readonly start: string | undefined
  readonly end: string | undefined
  readonly instant: string | undefined
  /** Members as `axis=member`, in the order of their axes. */
  readonly members: readonly string[]
}

export interface ReadTags {
  readonly facts: readonly ReadFact[]
  readonly contexts: readonly ReadContext[]
  /** What the file refers to as its schema. */
  readonly schemas: readonly string[]
  /** Namespaces by prefix, as the root declares them. */
  readonly namespaces: ReadonlyMap<string, string>
  readonly header: Element | undefined
}

export function readTags(nodes: readonly Node[]): ReadTags {
  const facts: ReadFact[] = []
  const contexts: ReadContext[] = []
  const schemas: string[] = []
  const namespaces = new Map<string, string>()
  let header: Element | undefined
  const walk = (list: readonly Node[], hidden: boolean): void => {
    for (const node of list) {
      if (node.kind === 'text') continue
      if (node.name === 'html')
        for (const [name, value] of Object.entries(node.attributes))
          if (name.startsWith('xmlns:')) namespaces.set(name.slice('xmlns:'.length), value)
      if (node.name === 'ix:header') header = node
      if (node.name === 'ix:nonnumeric' || node.name === 'ix:nonfraction') facts.push(factOf(node, hidden))
      else if (node.name === 'xbrli:context') contexts.push(contextOf(node))
      else if (node.name === 'link:schemaref') schemas.push(node.attributes['xlink:href'] ?? '')
      walk(node.children, hidden || node.name === 'ix:hidden')
    }
  }
  walk(nodes, false)
  return { facts, contexts, schemas, namespaces, header }
}

function factOf(node: Element, hidden: boolean): ReadFact {
  const shown = textOf(node)
  const { format } = node.attributes
  return {
    element: node,
    name: node.attributes['name'] ?? '',
    contextRef: node.attributes['contextref'] ?? '',
    format,
    shown,
    value: transformed(format, shown),
    hidden,
    nil: /^(?:true|1)$/.test(node.attributes['xsi:nil'] ?? ''),
    id: node.attributes['id'],
  }
}

function contextOf(node: Element): ReadContext {
  const find = (name: string) => elementsIn(node).find((one) => one.name === name)
  const text = (name: string) => {
    const found = find(name)
    return found && textOf(found).trim()
  }
  const members = elementsIn(node)
    .filter(({ name }) => name === 'xbrldi:explicitmember')
    .map((one) => `${one.attributes['dimension'] ?? ''}=${textOf(one).trim()}`)
  return {
    element: node,
    id: node.attributes['id'] ?? '',
    scheme: find('xbrli:identifier')?.attributes['scheme'] ?? '',
    identifier: text('xbrli:identifier') ?? '',
    start: text('xbrli:startdate'),
    end: text('xbrli:enddate'),
    instant: text('xbrli:instant'),
    members: members.sort(),
  }
}

/** Elements inside one, in reading order. */
export function elementsIn(node: Element): Element[] {
  return node.children.flatMap((child) => (child.kind === 'element' ? [child, ...elementsIn(child)] : []))
}

/** Words of an element; a line break is a space. */
export function textOf(node: Node): string {
  if (node.kind === 'text') return node.value
  return node.name === 'br' ? ' ' : node.children.map(textOf).join('')
}
