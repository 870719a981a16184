/** Footnotes of a text: what refers to them, what they say, and how each is marked. */
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import { note } from '../document/build.ts'
import type { Block, Note } from '../document/document.ts'

export interface Notes {
  /** The printed label of a note that is referred to. */
  readonly refer: (id: string, at: Span, inTable?: boolean) => string
  readonly define: (id: string, blocks: readonly Block[], at: Span) => void
  /** Notes by id, in the order of their first reference; what is missing or never referred to is told. */
  readonly matched: () => Map<string, Note>
}

/** In a table a letter or a sign marks its note itself; all others are numbered in the order they are met. */
const marks: readonly (readonly [pattern: RegExp, label: (id: string) => string])[] = [
  [/^[a-zA-Z]$/, (id) => `(${id})`],
  [/^(?:\*{1,4}|[\u2020\u2021\u00a7#]{1,3})$/u, (id) => id],
]

/** @returns the note's name in files: letters, digits and hyphens, as XML asks of an id */
export const noteName = (id: string): string =>
  /^[\w.-]+$/.test(id) ? id : [...id].map((char) => `u${(char.codePointAt(0) ?? 0).toString(16)}`).join('-')

export function notesOfText(log: Log): Notes {
  const references = new Map<string, { readonly label: string; readonly at: Span }>()
  const written = new Map<string, { readonly blocks: readonly Block[]; readonly at: Span }>()
  let numbered = 0
  return {
    refer(id, at, inTable = false) {
      const known = references.get(id)
      if (known) return known.label
      const own = inTable ? marks.find(([pattern]) => pattern.test(id))?.[1](id) : undefined
      const label = own ?? `(${++numbered})`
      references.set(id, { label, at })
      return label
    },
    define(id, blocks, at) {
      if (written.has(id)) log.add('M008', at, `footnote "${id}" is written twice`)
      written.set(id, { blocks, at })
    },
    matched() {
      const notes = new Map<string, Note>()
      for (const [id, { label, at }] of references) {
        const body = written.get(id)
        if (body) notes.set(noteName(id), note(noteName(id), label, body.blocks))
        else log.add('M008', at, `footnote "${id}" is not written`, `add a line: [^${id}]: its text`)
      }
      for (const [id, { at }] of written)
        if (!references.has(id)) log.add('M008', at, `footnote "${id}" is never referred to`)
      return notes
    },
  }
}
