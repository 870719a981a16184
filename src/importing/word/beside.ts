/** Parts of a Word file that stand beside its text: links by id, comments; and lengths as Word writes them. */
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

export interface WordComment {
  readonly author: string
  readonly text: string
}

export function commentsOf(xml: string | undefined): WordComment[] {
  const found: { author: string; text: string }[] = []
  let within = false
  if (xml !== undefined) {
    readXml(xml, {
      open: (name, attributes) => {
        if (name === 'w:comment') found.push({ author: attributes['w:author'] ?? '', text: '' })
        if (name === 'w:t') within = true
      },
      text: (text) => {
        const last = found.at(-1)
        if (within && last) last.text += text
      },
      close: (name) => {
        if (name === 'w:t') within = false
      },
    })
  }
  return found
}

/** Left edge and first line of a paragraph in points; Word counts in twentieths. */
export function indentOf(attributes: Readonly<Record<string, string>>): { left: number; first: number } {
  const twips = (name: string) => (Number(attributes[name] ?? 0) || 0) / 20
  return { left: twips('w:left') || twips('w:start'), first: twips('w:firstLine') - twips('w:hanging') }
}
