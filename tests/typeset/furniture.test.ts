import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import type { Draft } from '../../src/typeset/furniture.ts'
import { textOf } from '../../src/typeset/page.ts'
import { typeset } from '../../src/typeset/typeset.ts'
import { documentsOf, fonts } from '../support/filing.ts'

const { proofs } = documentsOf('content', 'immunogen-2007-06-04')
const identity = { title: 't', language: 'en', tool: 'x', date: '2007-06-04', links: true }

/** Texts of the furniture of each page. */
const furnitureOf = (index: number, draft: Draft) => {
  const { document } = proofs[index] ?? {}
  if (!document) throw new Error('no document')
  const pages = typeset(document, fonts, new Log(), draft)
  const texts = pages.pages.map(({ marks }) =>
    marks.flatMap((mark) =>
      mark.kind === 'line' && mark.artifact ? [mark.line.runs.map(textOf).join('').trim()] : [],
    ),
  )
  return { document, pages, texts }
}

describe('furniture', () => {
  it('is the folio and nothing else on a final, from the second page on', () => {
    expect(furnitureOf(1, {}).texts).toEqual([[], ['Page 2 of 4'], ['Page 3 of 4'], ['Page 4 of 4']])
  })

  it('is a stamp on every page and a number beside every line on a draft, and no word of the text', () => {
    const { document, pages, texts } = furnitureOf(1, { stamp: 'Draft 3', lineNumbers: true })
    for (const page of texts) {
      expect(page).toContain('Draft 3')
      const numbers = page.filter((text) => /^\d+$/.test(text)).map(Number)
      expect(numbers.length).toBeGreaterThan(20)
      expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    }
    expect(readPdf(paint(pages, identity)).words).toEqual(words(document).map(({ text }) => text))
  })

  it('counts on the stamp what is still to be settled', () => {
    const stampOf = (content: string, slug: string) => {
      const [proof] = documentsOf(content, slug, { stamp: 'Draft 1' }).proofs
      const [page] = proof?.pages.pages ?? []
      const lines =
        page?.marks.flatMap((mark) => (mark.kind === 'line' && mark.artifact ? [mark.line] : [])) ?? []
      return lines.map(({ runs }) => runs.map(textOf).join(''))
    }
    expect(stampOf('content', 'immunogen-2007-06-04')).toEqual(['Draft 1 \u2013 no findings'])
    expect(stampOf('tests/filings/good', 'harborlight-2026-02-24')).toEqual([
      'Draft 1 \u2013 no findings \u2013 due March 2, 2026',
    ])
  })
})
