/**
 * Who made a file, and where it lay: named in what no reader sees, published with the filing all the same.
 *
 * Only what names a person or a place counts. Comments of filing software are in nearly every document on EDGAR and
 * say neither.
 */
import { span, whole } from '../../diagnostics/source.ts'
import { objectsOf } from '../pdf-objects.ts'
import { family } from '../rule.ts'

const author =
  /<meta\b(?=[^>]*\bname\s*=\s*["']?(?:author|last-?author|creator|originator|manager|owner)\b)(?=[^>]*\bcontent\s*=\s*["']?\s*[^\s"'>])[^>]*>|<o:(?:Last)?Author>[^<]+/gi
const place =
  /(?<!href\s*=\s*["']?)\bfile:\/\/[^\s"'<>]+|(?<![\w\\])(?:[A-Z]:\\|\\\\[\w.-]+\\)[^\s"'<>]+|(?<![\w/.])\/(?:Users|home)\/[\w.-]+\/[^\s"'<>]*/gi

/** In the properties of a PDF. */
const pdfAuthor = /\/Author\s*(?:\((?!\s*\))|<(?!<)[\dA-F\s]{2,}>)/i

export const makers = family(
  {
    K108: {
      severity: 'warning',
      grade: 'convention',
      source: 'practice',
      means: 'a file names its author or a folder it lay in',
      hint: 'delete it: what no reader sees is published too',
      in: 'plain',
      wrong: '<p>x<!-- C:\\Users\\jdoe\\ex99.docx --></p>',
      right: '<p>x</p>',
    },
  },
  {
    markup({ source }, say) {
      for (const [pattern, what] of [
        [author, 'names its author'],
        [place, 'names a folder it lay in'],
      ] as const) {
        for (const match of source.text.matchAll(pattern))
          say('K108', span(source, match.index, match.index + match[0].length), `the file ${what}`)
      }
    },
    pdf({ name, bytes }, say) {
      if (pdfAuthor.test(objectsOf(bytes)))
        say('K108', whole({ path: name, text: '' }), `${name} has the name of its author`)
    },
  },
)

/** Whole pieces of a file that no reader sees: an element of its head, what an office program keeps of it, a comment. */
const unseen = /<(?:meta|link)\b[^>]*>|<o:(\w+)>[^<]*<\/o:\1>|<!--[\s\S]*?-->/gi

/**
 * A finished HTML file without the unseen pieces that name its author or a folder it lay in; all else byte for byte.
 *
 * @returns the same array where nothing was taken out
 */
export function withoutMakers(bytes: Uint8Array): {
  readonly bytes: Uint8Array
  readonly stripped: string[]
} {
  // One character a byte, so that no encoding is guessed.
  const text = Buffer.from(bytes).toString('latin1')
  const stripped: string[] = []
  const left = text.replace(unseen, (piece) => {
    const found = piece.match(author)?.[0] ?? piece.match(place)?.[0]
    if (found === undefined) return piece
    stripped.push(found)
    return ''
  })
  return { bytes: stripped.length > 0 ? new Uint8Array(Buffer.from(left, 'latin1')) : bytes, stripped }
}
