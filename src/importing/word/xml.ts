/** XML as events, with entities of XML only: no document type, no outside entity is ever read. */
import { Parser } from 'htmlparser2'
import { ImportError } from '../found.ts'

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, start: number, end: number): void
  text?(text: string, start: number, end: number): void
  close?(name: string, end: number): void
}

/** Elements within elements; Word itself writes some 30. */
const deepest = 2000

/** @throws ImportError for elements nested beyond `deepest` */
export function readXml(xml: string, handler: XmlHandler): void {
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (++depth > deepest) throw new ImportError(`elements are nested more than ${deepest} deep`)
        handler.open(name, attributes, parser.startIndex, parser.endIndex + 1)
      },
      ontext: (text) => handler.text?.(text, parser.startIndex, parser.endIndex + 1),
      onclosetag: (name) => {
        depth--
        handler.close?.(name, parser.endIndex + 1)
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(xml)
  parser.end()
}
