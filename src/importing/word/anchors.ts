/**
 * What marks in a Word file are about: comments the words that they are on and the paragraph in which these begin, a
 * bookmark of ours the paragraph that it names.
 */
export interface Anchor {
  readonly quote: string
  readonly about: string
}

export class Anchors {
  readonly found = new Map<string, Anchor>()
  /** Comments whose words are being read, and those that began in this paragraph. */
  readonly #open = new Map<string, string>()
  #begun: string[] = []
  #text = ''
  /** The bookmark of ours that names the paragraph. */
  id: string | undefined

  /** A paragraph begins. */
  begin(): void {
    this.#text = ''
    this.#begun = []
    this.id = undefined
  }

  /** Takes a mark; whether it was one. */
  see(name: string, attributes: Readonly<Record<string, string>>): boolean {
    const id = attributes['w:id'] ?? ''
    if (name === 'w:bookmarkStart') {
      const own = attributes['w:name'] ?? ''
      if (/^fp_\d+$/.test(own)) this.id = own
    } else if (name === 'w:commentRangeStart' || name === 'w:commentReference')
      this.#begins(id, name === 'w:commentRangeStart')
    else if (name === 'w:commentRangeEnd') this.#close(id)
    else return false
    return true
  }

  add(text: string): void {
    this.#text += text
    for (const [id, quote] of this.#open) this.#open.set(id, quote + text)
  }

  /** @param range whether its words follow; a comment may also be only a sign in the text */
  #begins(id: string, range: boolean): void {
    if (this.found.has(id)) return
    this.found.set(id, { quote: '', about: '' })
    this.#begun.push(id)
    if (range) this.#open.set(id, '')
  }

  #close(id: string): void {
    const quote = this.#open.get(id)
    if (quote === undefined) return
    this.#open.delete(id)
    this.found.set(id, { quote: quote.trim(), about: this.found.get(id)?.about ?? '' })
  }

  /** The paragraph ends: those that began in it are about it. */
  end(): void {
    const about = this.#text.trim()
    for (const id of this.#begun) {
      const anchor = this.found.get(id)
      if (anchor) this.found.set(id, { ...anchor, about })
    }
    this.#begun = []
  }
}
