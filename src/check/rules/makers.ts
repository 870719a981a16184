/**
 * Who made a file, and where it lay: named in what no reader sees, published with the filing all the same.
 *
 * Only what names a person or a place counts. Comments of filing software are in nearly every document on EDGAR and
 * say neither.
 */
import { span, whole } from '../../diagnostics/source.ts'
import { objectsOf } from '../pdf-objects.ts'
import { family } from '../rule.ts'

/** Tags that may name an author. One without its end runs to that of the file, so that none is looked at again. */
const heads = /<meta\b[^>]*>?|<o:(?:Last)?Author>[^<]+/gi
const named = /\bname\s*=\s*["']?(?:author|last-?author|creator|originator|manager|owner)\b/i
const content = /\bcontent\s*=\s*(?:["']\s*)?[^\s"'>]/i
const namesAuthor = (tag: string): boolean =>
  /^<o/i.test(tag) || (tag.endsWith('>') && named.test(tag) && content.test(tag))
const place =
  /\bfile:\/\/(?<!href\s*=\s*["']?file:\/\/)[^\s"'<>]+|(?<![\w\\])(?:[A-Z]:\\|\\\\[\w.-]+\\)[^\s"'<>]+|(?<![\w/.])\/(?:Users|home)\/[\w.-]+\/[^\s"'<>]*/gi

/** In the properties of a PDF. */
const pdfAuthor = /\/Author\s*(?:\((?!\s*\))|<(?!<)[\dA-F\s]{2,}>)/i

export const makers = family(
  {
    K108: {
      severity: 'warning',
      grade: 'convention',
      source: 'practice',
      means: 'a file names its author or a folder it lay in',
      hint: 'delete it; EDGAR also publishes what readers do not see',
      in: 'plain',
      wrong: '<p>x<!-- C:\\Users\\jdoe\\ex99.docx --></p>',
      right: '<p>x</p>',
    },
  },
  {
    markup({ source }, say) {
      // Places of one kind are one finding: an office program writes the folder of each picture.
      const tell = (found: readonly RegExpExecArray[], what: string): void => {
        if (found.length > 0)
          say(
            'K108',
            found.map(({ index, 0: { length } }) => span(source, index, index + length)),
            `the file ${what}`,
          )
      }
      tell(
        [...source.text.matchAll(heads)].filter(([head]) => namesAuthor(head)),
        'names its author',
      )
      tell([...source.text.matchAll(place)], 'names a folder it lay in')
    },
    pdf({ name, bytes }, say) {
      if (pdfAuthor.test(objectsOf(name, bytes)))
        say('K108', whole({ path: name, text: '' }), `${name} has the name of its author`)
    },
  },
)

/** Whole pieces of a file that no reader sees: an element of its head, what an office program keeps of it, a comment. */
const unseen = /<(?:meta|link)\b[^>]*>?|<o:(\w+)>[^<]*<\/o:\1>|<!--[\s\S]*?(?:-->|$)/gi

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
    const found = piece.match(heads)?.find(namesAuthor) ?? piece.match(place)?.[0]
    if (found === undefined || !piece.endsWith(piece.startsWith('<!--') ? '-->' : '>')) return piece
    stripped.push(found)
    return ''
  })
  return { bytes: stripped.length > 0 ? new Uint8Array(Buffer.from(left, 'latin1')) : bytes, stripped }
}
