/** Comments of reviewers in a Word file: each around the paragraph it is about. */
import { escapedAttribute, escapedText } from '../markup.ts'

const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

export interface WordComment {
  readonly author: string
  /** As Word writes it, `YYYY-MM-DDTHH:MM:SSZ`; empty where it is not known. */
  readonly date: string
  readonly text: string
  /** The paragraph that it is about, as it was; the first that is most like it has the comment. */
  readonly about: string
}

export class Comments {
  readonly #open: (WordComment & { readonly id: number })[]
  readonly #all: readonly WordComment[]

  constructor(comments: readonly WordComment[]) {
    this.#all = comments
    this.#open = comments.map((one, id) => ({ ...one, id }))
  }

  /** What stands before and behind a text that comments are about. A comment is placed once. */
  around(text: string): readonly [string, string] {
    const plain = folded(text)
    const own = this.#open.filter(({ about }) => folded(about) === plain)
    for (const one of own) this.#open.splice(this.#open.indexOf(one), 1)
    return [
      own.map(({ id }) => `<w:commentRangeStart w:id="${id}"/>`).join(''),
      own
        .map(({ id }) => `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`)
        .join(''),
    ]
  }

  /** The part `word/comments.xml`; undefined where there is none. */
  xml(): string | undefined {
    if (this.#all.length === 0) return undefined
    const written = this.#all.map(({ author, date, text }, id) => {
      const lines = text
        .split('\n')
        .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escapedText(line)}</w:t></w:r></w:p>`)
      const when = date === '' ? '' : ` w:date="${escapedAttribute(date)}"`
      return `<w:comment w:id="${id}" w:author="${escapedAttribute(author)}"${when}>${lines.join('')}</w:comment>`
    })
    return `<w:comments xmlns:w="${namespace}">${written.join('')}</w:comments>`
  }
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()
