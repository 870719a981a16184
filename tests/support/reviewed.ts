/** Word files that came back: a copy of a filing that went out, edited as Word would write it, with changes tracked or not. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { wordCopies } from '../../src/commands/word-copies.ts'
import type { World } from '../../src/platform/world.ts'

export const places = { content: 'content', templates: undefined, out: 'out' }

/** The Word file of a document of the filing `one`. */
export function sentFile(world: World, name = 'ex99-1.docx'): Uint8Array {
  const bytes = wordCopies(world, places, 'one').get(name)
  if (!bytes) throw new Error(`no ${name}`)
  return bytes
}

/** A file with a part changed. */
export function withPart(file: Uint8Array, part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(file)
  const bytes = parts[part]
  return zipSync({ ...parts, [part]: strToU8(change(bytes ? strFromU8(bytes) : '')) })
}

const text = (words: string, name = 't') => `<w:${name} xml:space="preserve">${words}</w:${name}>`

/** Words changed in the first run that has them; tracked, where somebody is named. */
export function reworded(file: Uint8Array, from: string, to: string, author?: string): Uint8Array {
  return withPart(file, 'word/document.xml', (xml) => {
    let done = false
    const changed = xml.replace(
      /<w:r>(<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:t xml:space="preserve">([^<]*)<\/w:t><\/w:r>/g,
      (run, looks: string | undefined, words: string) => {
        const at = words.indexOf(from)
        if (done || at < 0) return run
        done = true
        const piece = (inner: string) => `<w:r>${looks ?? ''}${inner}</w:r>`
        const [before, after] = [words.slice(0, at), words.slice(at + from.length)]
        if (author === undefined) return piece(text(before + to + after))
        const gone =
          from === '' ? '' : `<w:del w:id="9" w:author="${author}">${piece(text(from, 'delText'))}</w:del>`
        const come = to === '' ? '' : `<w:ins w:id="9" w:author="${author}">${piece(text(to))}</w:ins>`
        return piece(text(before)) + gone + come + piece(text(after))
      },
    )
    if (!done) throw new Error(`no run has "${from}"`)
    return changed
  })
}

/** The paragraph that holds some words, as XML, and a way to put something in its place. */
export function replaced(file: Uint8Array, words: string, change: (paragraph: string) => string): Uint8Array {
  return withPart(file, 'word/document.xml', (xml) => {
    const at = xml.indexOf(words)
    if (at < 0) throw new Error(`nothing says "${words}"`)
    const start = xml.lastIndexOf('<w:p>', at)
    const end = xml.indexOf('</w:p>', at) + '</w:p>'.length
    return xml.slice(0, start) + change(xml.slice(start, end)) + xml.slice(end)
  })
}

/** A paragraph that somebody put in, tracked. */
export const newParagraph = (words: string, author: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}<w:rPr><w:ins w:id="8" w:author="${author}"/></w:rPr></w:pPr><w:ins w:id="8" w:author="${author}"><w:r>${text(words)}</w:r></w:ins></w:p>`
