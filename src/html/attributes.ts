/** What every reader of an element asks of it: its place, its classes, its looks, its children. */
import type { Span } from '../diagnostics/source.ts'
import { plainStyle } from '../document/build.ts'
import type { Style } from '../document/document.ts'
import { boxOnly, readDeclarations } from './css.ts'
import type { Element, Node } from './elements.ts'
import type { HtmlReading } from './inlines.ts'

export function place(node: Node, reading: HtmlReading): Span {
  return reading.provenance.spanAt(node.start, node.end)
}

/** Complains of attributes that an element does not take. */
export function allow(node: Element, names: readonly string[], reading: HtmlReading): void {
  for (const name in node.attributes) {
    if (names.includes(name) || (name === 'style' && reading.finished)) continue
    const hint =
      name === 'style'
        ? 'give it a class and write the look in house.css'
        : `<${node.name}> takes ${[...names, ...(reading.finished ? ['style'] : [])].join(', ')}`
    reading.log.add('H002', place(node, reading), `<${node.name}> has the attribute "${name}"`, hint)
  }
}

export function classesOf(node: Element, own: readonly string[] = []): string[] {
  const names = node.attributes['class']
  if (names === undefined) return []
  return names.split(/\s+/).filter((name) => name !== '' && !own.includes(name))
}

/** The box of a container; text properties of containers are those of the body. */
export function boxOf(node: Element, reading: HtmlReading): Style {
  if (!reading.finished) return plainStyle
  if (!reading.looks) return reading.base
  const declared = readDeclarations(node.attributes['style'] ?? '', reading.base.fontSize)
  return boxOnly({ ...plainStyle, ...declared }, reading.base)
}

export function leafOf(node: Element, reading: HtmlReading): Style {
  if (!reading.finished) return plainStyle
  const look = reading.looks ? (node.attributes['style'] ?? '') : ''
  const decimal = node.attributes['class'] !== undefined && classesOf(node).includes('decimal')
  const key = decimal ? `decimal ${look}` : look
  let style = reading.styles.get(key)
  if (!style) {
    const declared = readDeclarations(look, reading.base.fontSize)
    style = { ...reading.base, ...declared, ...(decimal && { textAlign: 'decimal' }) }
    reading.styles.set(key, style)
  }
  return style
}

/** The child elements of a list or table; anything else there is misplaced. */
export function rowsNamed(node: Element, names: readonly string[], reading: HtmlReading): Element[] {
  return node.children.flatMap((child): Element[] => {
    if (child.kind === 'element' && names.includes(child.name)) return [child]
    if (child.kind === 'element' || child.value.trim() !== '') {
      const what = child.kind === 'element' ? `<${child.name}>` : 'text'
      reading.log.add(
        'H004',
        place(child, reading),
        `${what} stands directly in <${node.name}>`,
        `it holds ${names.map((name) => `<${name}>`).join(', ')}`,
      )
    }
    return []
  })
}
