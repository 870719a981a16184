/**
 * Comments of a Word file as threads: what somebody said of words in the text, with the replies to it. Newer programs write
 * beside the comments which of them reply to which, and which are settled, by the ids of their paragraphs.
 */
import { readXml } from './xml.ts'

export interface CommentReply {
  readonly author: string
  /** As Word writes it; empty where the file does not say. */
  readonly date: string
  /** A line for each of its paragraphs. */
  readonly text: string
}

export interface CommentThread extends CommentReply {
  readonly id: string
  /** Settled by who reviewed, in Word. */
  readonly done: boolean
  /** In the order of the file. */
  readonly replies: readonly CommentReply[]
}

export interface WordComment extends Omit<CommentThread, 'id'> {
  /** The words that it is on; empty where the file does not say. */
  readonly quote: string
  /** The paragraph in which it begins. */
  readonly about: string
}

interface Read extends CommentReply {
  readonly id: string
  /** Ids of its paragraphs. */
  readonly paragraphs: readonly string[]
}

/** @param extended the part that says which comments are settled, and which reply to others */
export function commentsOf(xml: string | undefined, extended?: string): CommentThread[] {
  const found = read(xml)
  const beside = statesIn(extended)
  const owner = new Map(found.flatMap((one) => one.paragraphs.map((id) => [id, one] as const)))
  const parentOf = (one: Read): Read | undefined => {
    const parent = one.paragraphs.map((id) => beside.get(id)?.parent).find((id) => id !== undefined)
    return parent === undefined ? undefined : owner.get(parent)
  }
  const threads = new Map<Read, CommentReply[]>()
  for (const one of found) {
    const root = rootOf(one, parentOf)
    const { author, date, text } = one
    if (root === one) threads.set(one, threads.get(one) ?? [])
    else threads.set(root, [...(threads.get(root) ?? []), { author, date, text }])
  }
  return [...threads].map(([{ id, author, date, text, paragraphs }, replies]) => {
    const done = paragraphs.some((one) => beside.get(one)?.done === true)
    return { id, author, date, text, done, replies }
  })
}

/** Replies to replies; programs write one step. */
const mostSteps = 100

/** The comment that begins the thread. One that replies to itself in a circle begins its own. */
function rootOf(one: Read, parentOf: (one: Read) => Read | undefined): Read {
  let at = one
  for (let step = 0; step < mostSteps; step++) {
    const parent = parentOf(at)
    if (!parent) return at
    at = parent
  }
  return one
}

function read(xml: string | undefined): Read[] {
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
  return found.map(({ text, paragraphs, ...one }) => ({
    ...one,
    text: text.trim(),
    paragraphs: paragraphs.filter((id) => id !== ''),
  }))
}

/** What is said of comments by the ids of their paragraphs. */
function statesIn(
  xml: string | undefined,
): ReadonlyMap<string, { readonly done: boolean; readonly parent: string | undefined }> {
  const found = new Map<string, { done: boolean; parent: string | undefined }>()
  if (xml !== undefined)
    readXml(xml, {
      open: (name, attributes) => {
        if (name === 'w15:commentEx')
          found.set(attributes['w15:paraId'] ?? '', {
            done: attributes['w15:done'] === '1',
            parent: attributes['w15:paraIdParent'],
          })
      },
    })
  return found
}
