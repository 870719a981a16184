/**
 * XML of a workbook's parts -> elements. A part is data: no comment, doctype or entity beyond XML's own means anything.
 */
import { Parser } from 'htmlparser2'

export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The text directly in it. */
  readonly text: string
}

type Open = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: XmlElement[] }

/** Deeper than any part of a workbook is. */
const deepest = 100

/** The root element, or undefined where there is none, or one that is nested beyond reason. */
export function readXml(text: string): XmlElement | undefined {
  const root: Open = { name: '', attributes: {}, children: [], text: '' }
  const open: Open[] = [root]
  let tooDeep = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        tooDeep ||= open.length > deepest
        const element: Open = { name: local(name), attributes, children: [], text: '' }
        if (tooDeep) return
        open.at(-1)?.children.push(element)
        open.push(element)
      },
      ontext(value) {
        const last = open.at(-1)
        if (last) last.text += value
      },
      onclosetag() {
        if (open.length > 1) open.pop()
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(text)
  return tooDeep ? undefined : root.children[0]
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

export const childrenNamed = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? []

export const childNamed = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((one) => one.name === name)
