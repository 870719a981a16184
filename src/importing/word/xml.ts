/** XML as events, with entities of XML only: no document type, no outside entity is ever read. */
import { Parser } from 'htmlparser2'
import { unnamed } from '../../diagnostics/budget.ts'

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, start: number, end: number): void
  text?(text: string, start: number, end: number): void
  close?(name: string, end: number): void
}

/** @throws FilingError where it costs more than its budget */
export function readXml(xml: string, handler: XmlHandler, budget = unnamed('word')): void {
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        budget.step()
        budget.depth(++depth)
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
