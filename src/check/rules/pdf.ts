/**
 * A finished PDF as EDGAR takes it: unofficial, without anything that acts, and word for word its document
 * (17 CFR 232.104).
 *
 * Files may come from any maker, so the objects are looked for in the bytes and in the compressed object streams,
 * and not by a reader that knows our own writer.
 */
import { budgetFor } from '../../diagnostics/budget.ts'
import { whole } from '../../diagnostics/source.ts'
import { wordsOfText } from '../../document/words.ts'
import { PdfError } from '../../pdf/objects.ts'
import { readPdf } from '../../pdf/read.ts'
import { objectsOf } from '../pdf-objects.ts'
import { family, type Say } from '../rule.ts'
import type { Binary } from '../subjects.ts'

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
      hint: 'print it anew without them',
      in: 'pdf',
      wrong: 'a PDF with an attached file',
      right: 'the same PDF without it',
    },
    K098: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 232.104',
      means: 'the words of a PDF are not those of its HTML',
      hint: 'make both from one source',
      in: 'pdf',
      wrong: 'a PDF with another figure than its HTML',
      right: 'the PDF of the HTML',
    },
    P003: {
      severity: 'note',
      grade: 'convention',
      source: '17 CFR 232.104',
      means: 'a PDF of another maker could not be compared word for word',
      hint: 'compare it with its document by eye',
      in: 'pdf',
      wrong: 'a PDF made by another program',
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
      if (pdf.document) checkWords(pdf, pdf.document, say)
    },
  },
)

/** Compares words where the PDF is one of ours; another maker's is said to be uncompared. */
function checkWords({ name, bytes }: Binary, document: readonly string[], say: Say<'K098' | 'P003'>): void {
  const place = whole({ path: name, text: '' })
  try {
    const own = readPdf(bytes, budgetFor('pdf', name)).words
    const wanted = document.flatMap(wordsOfText)
    const at = firstDifference(own.join(''), wanted.join(''))
    if (at === undefined) return
    say('K098', place, `${name} says "${around(own, at)}" where the HTML says "${around(wanted, at)}"`)
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
    say('P003', place, `${name} was made by another program: its words were not compared`)
  }
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
