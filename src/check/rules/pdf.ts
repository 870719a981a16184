/**
 * A finished PDF as EDGAR takes it: unofficial, without anything that acts, and word for word its document
 * (17 CFR 232.104).
 *
 * Files may come from any maker, so the objects are looked for in the bytes and in the compressed object streams,
 * and not by a reader that knows our own writer.
 */
import { whole } from '../../diagnostics/source.ts'
import { wordsOfText } from '../../document/words.ts'
import { objectsOf } from '../pdf-objects.ts'
import { compareWords } from '../pdf-words.ts'
import { family, type Say } from '../rule.ts'
import type { PdfCopy } from '../subjects.ts'

/** What has no place in a file that is filed: what acts, what is hidden, what names its maker. */
const misplaced: readonly (readonly [code: 'K096' | 'K097', pattern: RegExp, what: string])[] = [
  ['K096', /\/Subtype\s*\/Link\b/, 'links'],
  ['K096', /\/(?:JavaScript|JS)\b/, 'scripts'],
  ['K096', /\/(?:OpenAction|AA|Launch|GoToR|SubmitForm)\b/, 'actions'],
  ['K097', /\/AcroForm\b|\/Subtype\s*\/Widget\b/, 'form fields'],
  ['K097', /\/EmbeddedFiles?\b|\/Subtype\s*\/FileAttachment\b/, 'attached files'],
  ['K097', /\/Encrypt\b/, 'encryption'],
]

export const pdfCopies = family(
  {
    K096: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.104',
      means: 'a PDF has links, actions or scripts',
      hint: 'file the .edgar.pdf that --edgar-pdf makes',
      in: 'pdf',
      wrong: 'a PDF with a link',
      right: 'the same text without the link',
    },
    K097: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.104',
      means: 'a PDF has form fields, attached files, or is encrypted',
      hint: 'print it again without them',
      in: 'pdf',
      wrong: 'a PDF with an attached file',
      right: 'the same PDF without it',
    },
    K098: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 232.104',
      means: 'the words of a PDF differ from those of its HTML',
      hint: 'make both from one source',
      in: 'pdf',
      wrong: 'a PDF with another figure than its HTML',
      right: 'the PDF of the HTML',
    },
    K109: {
      severity: 'finding',
      grade: 'suspends',
      source: '17 CFR 232.104',
      means: 'a PDF cannot be read, is damaged, or has no words',
      hint: 'make it again, with text and not with pictures of text',
      in: 'pdf',
      wrong: 'a PDF that was cut short',
      right: 'the whole PDF',
    },
    P003: {
      severity: 'note',
      grade: 'convention',
      source: '17 CFR 232.104',
      means: 'a PDF of another maker was not read, or has the words of its document in another order',
      hint: 'compare it with the document by eye, its tables above all',
      in: 'pdf',
      wrong: 'a PDF that has the columns of a table one after the other',
      right: 'a PDF made by filingpress',
    },
  },
  {
    pdf(pdf, say) {
      const at = whole({ path: pdf.name, text: '' })
      const text = objectsOf(pdf.name, pdf.bytes)
      for (const [code, pattern, what] of misplaced) {
        if (pattern.test(text) && !(pdf.readingCopy && code === 'K096'))
          say(code, at, `${pdf.name} has ${what}`)
      }
      checkText(pdf, say)
    },
  },
)

type TellPdf = Say<'K098' | 'K109' | 'P003'>

function checkText({ name, text, document }: PdfCopy, say: TellPdf): void {
  const place = whole({ path: name, text: '' })
  if (text.kind === 'unread') return say('K109', place, `${name} cannot be read: ${text.why}`)
  if (text.kind === 'apart')
    return say('P003', place, `${name} was made by another program, and what reads such files is not here`)
  if (text.kind === 'ours') {
    if (text.words.length === 0) say('K109', place, `${name} has no words`)
    const wanted = document?.flatMap(wordsOfText)
    const at = wanted && firstDifference(text.words.join(''), wanted.join(''))
    if (at !== undefined)
      say(
        'K098',
        place,
        `${name} says "${around(text.words, at)}" where the HTML says "${around(wanted ?? [], at)}"`,
      )
    return
  }
  const { pages, damage } = text.pdf
  if (damage.length > 0) say('K109', place, `${name} is damaged: ${damage[0]}`)
  if (!pages.some(({ lines }) => lines.some((line) => /[\p{L}\p{N}]/u.test(line.text))))
    return say('K109', place, `${name} has no words: is its text a picture?`)
  const difference = document && compareWords(text.pdf, document)
  if (!difference) return
  const { missing, added, moved } = difference
  if (moved) return say('P003', place, `${name} has the words of the HTML in another order`)
  const parts = [
    ...(missing.length > 0 ? [`lacks ${listed(missing)} of the HTML`] : []),
    ...(added.length > 0 ? [`has ${listed(added)}, which the HTML has not`] : []),
  ]
  say('K098', place, `${name} ${parts.join(', and ')}`)
}

/** Some words in quotation marks, and how many more there are. */
function listed(words: readonly string[]): string {
  const shown = words.slice(0, 6).join(' ')
  return words.length > 6 ? `"${shown}" and ${words.length - 6} more words` : `"${shown}"`
}

/** Letters alone are compared: where a word ends beside a label or a currency sign is a matter of each format. */
function firstDifference(a: string, b: string): number | undefined {
  if (a === b) return undefined
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

/** The words around a letter of a text. */
function around(words: readonly string[], letter: number): string {
  let [index, before] = [0, 0]
  while (index < words.length - 1 && before + (words[index]?.length ?? 0) <= letter)
    before += words[index++]?.length ?? 0
  return words.slice(Math.max(0, index - 2), index + 4).join(' ') || 'nothing'
}
