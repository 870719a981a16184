/** Parts of a Word file that stand beside its text: links by id, who saved it, what was sent; and lengths as Word writes them. */
import type { Parts } from './parts.ts'
import { readXml } from './xml.ts'

/** Targets of links and pictures by their id. */
export function relationsOf(xml: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (xml !== undefined) {
    readXml(xml, {
      open: (name, { Id, Target }) => {
        if (name === 'Relationship' && Id !== undefined && Target !== undefined) found.set(Id, Target)
      },
    })
  }
  return found
}

/** Who saved the file last, by its core properties. */
export function savedByOf(xml: string | undefined): string | undefined {
  const name = textIn(xml, 'cp:lastModifiedBy').trim()
  return name === '' ? undefined : name
}

/** Text of the part by which a file that went out from here tells what was sent. */
export function sentOf(parts: Parts): string | undefined {
  for (const name of parts.names) {
    if (!/^customXml\/item\d+\.xml$/.test(name)) continue
    const xml = parts.text(name)
    if (xml?.slice(0, 400).includes('urn:filingpress:sent:1')) return textIn(xml, 'sent')
  }
  return undefined
}

function textIn(xml: string | undefined, element: string): string {
  let text = ''
  let within = false
  if (xml !== undefined)
    readXml(xml, {
      open: (name) => {
        within = name === element || name.endsWith(`:${element}`)
      },
      text: (piece) => {
        if (within) text += piece
      },
      close: () => {
        within = false
      },
    })
  return text
}

/** Left edge and first line of a paragraph in points; Word counts in twentieths. */
export function indentOf(attributes: Readonly<Record<string, string>>): { left: number; first: number } {
  const twips = (name: string) => (Number(attributes[name] ?? 0) || 0) / 20
  return { left: twips('w:left') || twips('w:start'), first: twips('w:firstLine') - twips('w:hanging') }
}
