/** Parts of a Word file that stand beside its text: links by id, comments; and lengths as Word writes them. */
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

export interface WordComment extends Omit<CommentText, 'id'> {
  /** The words that it is on; empty where the file does not say. */
  readonly quote: string
  /** The paragraph in which it begins. */
  readonly about: string
}

export interface CommentText {
  readonly id: string
  readonly author: string
  /** As Word writes it; empty where the file does not say. */
  readonly date: string
  /** A line for each of its paragraphs. */
  readonly text: string
  /** Settled by who reviewed, in Word. */
  readonly done: boolean
}

/** @param extended the part that says which comments are settled, by the ids of their paragraphs */
export function commentsOf(xml: string | undefined, extended?: string): CommentText[] {
  const found: { id: string; author: string; date: string; text: string; paragraphs: string[] }[] = []
  let within = false
  if (xml !== undefined) {
    readXml(xml, {
      open: (name, attributes) => {
        const last = found.at(-1)
        if (name === 'w:comment')
          found.push({
            id: attributes['w:id'] ?? '',
            author: attributes['w:author'] ?? '',
            date: attributes['w:date'] ?? '',
            text: '',
            paragraphs: [],
          })
        if (name === 'w:p' && last) {
          if (last.paragraphs.length > 0) last.text += '\n'
          last.paragraphs.push(attributes['w14:paraId'] ?? '')
        }
        if ((name === 'w:br' || name === 'w:tab') && last) last.text += name === 'w:br' ? '\n' : ' '
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
  const settled = settledIn(extended)
  return found.map(({ paragraphs, text, ...comment }) => ({
    ...comment,
    text: text.trim(),
    done: paragraphs.some((id) => settled.has(id)),
  }))
}

/** Ids of paragraphs whose comments are settled. */
function settledIn(xml: string | undefined): ReadonlySet<string> {
  const found = new Set<string>()
  if (xml !== undefined)
    readXml(xml, {
      open: (name, attributes) => {
        if (name === 'w15:commentEx' && attributes['w15:done'] === '1')
          found.add(attributes['w15:paraId'] ?? '')
      },
    })
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
