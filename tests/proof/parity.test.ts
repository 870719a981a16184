/** The proof of words: what one side has more, less or otherwise is found, at the end too, with its place. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { lineOfWords, words, wordsInLine } from '../../src/document/words.ts'
import { writeHtml } from '../../src/html/write.ts'
import { paint } from '../../src/pdf/paint.ts'
import { proveHtml, provePdf } from '../../src/proof/parity.ts'
import { documentsOf, fonts, release, releaseOf, wholeFilings } from '../support/filing.ts'

const identity = { title: 'x', language: 'en-US', tool: 'y', date: '2010-05-03', links: true }
const made = (more: string) => {
  const { document, pages } = releaseOf(`${release}\nRevenue was 41 million.${more}\n`)
  return { document, html: writeHtml(document, 'plain'), pdf: paint(pages, identity) }
}
const [whole, longer] = [made(''), made('\n\nNot so.')]

function proved(document: typeof whole.document, html: string, pdf: Uint8Array) {
  const log = new Log()
  const inHtml = proveHtml(document, html, log)
  const inPdf = provePdf(document, pdf, 'ex99-1.pdf', fonts.opened(), log)
  const parity = inHtml && inPdf
  return { parity, found: log.diagnostics.map(({ code, message }) => `${code} ${message}`) }
}

describe('the proof', () => {
  it('compares lines that are the words of a document, a space between each', () => {
    for (const [content, slug] of wholeFilings)
      for (const { document } of documentsOf(content, slug).proofs)
        expect(lineOfWords(document)).toBe(
          words(document)
            .map(({ text }) => text)
            .join(' '),
        )
    expect(wordsInLine(' a\u00a0\tb\u2007c  d\u00ad\u200be\u3000 \n f ')).toBe('a b c de f')
  })

  it('counts words and pages where all agree', () => {
    const { parity, found } = proved(whole.document, whole.html, whole.pdf)
    expect(found).toEqual([])
    expect(parity).toEqual({ words: words(whole.document).length, pages: 1 })
  })

  it('finds words that a PDF has more at its end', () => {
    const { parity, found } = proved(whole.document, whole.html, longer.pdf)
    expect(parity).toBeUndefined()
    expect(found).toEqual(['P001 ex99-1.pdf has "Not so." where the document has ""'])
  })

  it('finds words that a PDF lacks at its end', () => {
    const { found } = proved(longer.document, longer.html, whole.pdf)
    expect(found).toEqual(['P001 ex99-1.pdf has "" where the document has "Not so."'])
  })

  it('finds words that the HTML has more or less at its end', () => {
    expect(proved(whole.document, longer.html, whole.pdf).found).toEqual([
      'P001 ex99-1.htm has "Not so." where the document has ""',
    ])
    expect(proved(longer.document, whole.html, longer.pdf).found).toEqual([
      'P001 ex99-1.htm has "" where the document has "Not so."',
    ])
  })

  it('says that a PDF cannot be read back', () => {
    expect(proved(whole.document, whole.html, whole.pdf.subarray(0, 900)).found).toEqual([
      'P002 ex99-1.pdf cannot be read back: the file does not end as a PDF',
    ])
  })
})
