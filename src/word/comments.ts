/** Comments of reviewers in a Word file with the replies to them: each around the words it is on. */
import { escapedAttribute, escapedText } from '../markup.ts'
import type { Part } from '../redline/tokens.ts'
import { shownOf } from './units.ts'

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'

export interface WordReply {
  readonly author: string
  /** As Word writes it, `YYYY-MM-DDTHH:MM:SSZ`; empty where it is not known. */
  readonly date: string
  readonly text: string
}

export interface WordComment extends WordReply {
  /** The paragraph that it is about as it reads now; the first that reads so has the comment. */
  readonly about: string
  /** The words of the paragraph that it is on; empty for all of it. */
  readonly quote: string
  readonly replies: readonly WordReply[]
}

/** What stands at an offset of a text, UTF-16 of what is shown. */
interface Mark {
  readonly at: number
  readonly xml: string
}

/** What stands around and within the text of a paragraph. */
export interface Marks {
  readonly open: string
  readonly close: string
  readonly within: readonly Mark[]
}

export const unmarked: Marks = { open: '', close: '', within: [] }

type Numbered = WordComment & { readonly ids: readonly number[] }

export class Comments {
  readonly #open: Numbered[]
  readonly #all: readonly Numbered[]

  constructor(comments: readonly WordComment[]) {
    let next = 0
    this.#all = comments.map((one) => ({ ...one, ids: [next++, ...one.replies.map(() => next++)] }))
    this.#open = [...this.#all]
  }

  /**
   * Marks in a text that comments are about, in order. A comment is placed once.
   *
   * @param label what stands before the text, and may be told with it
   */
  marksIn(text: string, label: string): Mark[] {
    const [plain, places] = folded(text)
    const own = this.#open.filter(({ about }) => {
      const [words] = folded(about)
      return words === plain || (label !== '' && words === `${label} ${plain}`)
    })
    for (const one of own) this.#open.splice(this.#open.indexOf(one), 1)
    const marks = own.flatMap(({ quote, ids }): Mark[] => {
      const [words] = folded(quote)
      const at = words === '' ? -1 : plain.indexOf(words)
      const [start, end] = at < 0 ? [0, plain.length] : [at, at + words.length]
      const [from, to] = [places[start] ?? 0, (places[end - 1] ?? text.length - 1) + 1]
      return [
        { at: from, xml: ids.map((id) => `<w:commentRangeStart w:id="${id}"/>`).join('') },
        {
          at: to,
          xml: ids
            .map((id) => `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`)
            .join(''),
        },
      ]
    })
    return marks.sort((a, b) => a.at - b.at)
  }

  /** The part `word/comments.xml`; undefined where there is none. */
  xml(): string | undefined {
    if (this.#all.length === 0) return undefined
    const written = this.#all.flatMap((thread) =>
      [thread, ...thread.replies].map(({ author, date, text }, index) => {
        const id = thread.ids[index] ?? 0
        const lines = text.split('\n')
        const paragraphs = lines.map((line, at) => {
          const last = at === lines.length - 1 ? ` w14:paraId="${paragraphOf(id)}"` : ''
          return `<w:p${last}><w:r><w:t xml:space="preserve">${escapedText(line)}</w:t></w:r></w:p>`
        })
        const when = date === '' ? '' : ` w:date="${escapedAttribute(date)}"`
        return `<w:comment w:id="${id}" w:author="${escapedAttribute(author)}"${when}>${paragraphs.join('')}</w:comment>`
      }),
    )
    return `<w:comments ${namespaces}>${written.join('')}</w:comments>`
  }

  /** The part `word/commentsExtended.xml`, which says what replies to what. */
  extended(): string | undefined {
    if (this.#all.length === 0) return undefined
    const written = this.#all.flatMap(({ ids: [first = 0, ...replies] }) => [
      `<w15:commentEx w15:paraId="${paragraphOf(first)}" w15:done="0"/>`,
      ...replies.map(
        (id) =>
          `<w15:commentEx w15:paraId="${paragraphOf(id)}" w15:paraIdParent="${paragraphOf(first)}" w15:done="0"/>`,
      ),
    ])
    return `<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">${written.join('')}</w15:commentsEx>`
  }
}

/** Id of the last paragraph of a comment: eight hexadecimal digits, not zero. */
const paragraphOf = (id: number) => (id + 1).toString(16).toUpperCase().padStart(8, '0')

/** A text with runs of blanks as one and none at its edges, and where each of its letters stood. */
function folded(text: string): readonly [string, readonly number[]] {
  let plain = ''
  const places: number[] = []
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    const blank = /\s/.test(letter)
    if (blank && (plain === '' || plain.endsWith(' '))) continue
    plain += blank ? ' ' : letter
    places.push(at)
  }
  return [plain.trimEnd(), places]
}

/** The parts of a text cut at offsets: one stretch more than there are offsets. */
export function cutAt<P extends Part>(parts: readonly P[], offsets: readonly number[]): P[][] {
  const stretches: P[][] = [[]]
  const cuts = [...offsets]
  let at = 0
  for (const part of parts) {
    const length = shownOf(part).length
    let from = 0
    while (cuts[0] !== undefined && cuts[0] < at + length) {
      const cut = Math.max(from, (cuts.shift() as number) - at)
      // A box, a break or the mark of a note is not cut.
      if (!part.special && cut > from) stretches.at(-1)?.push({ ...part, text: part.text.slice(from, cut) })
      if (!part.special) from = cut
      stretches.push([])
    }
    stretches.at(-1)?.push(from === 0 ? part : { ...part, text: part.text.slice(from) })
    at += length
  }
  for (const _ of cuts) stretches.push([])
  return stretches
}
