/** Every format in which a document is finished is held to its words: more, fewer and others are found. */
import { describe, expect, it } from 'vitest'
import { type Making, outputFormats } from '../../src/commands/output-formats.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { documentsOf, fonts, release, releaseOf } from '../support/filing.ts'

const { filing } = documentsOf('examples', 'earnings')
const making: Making = {
  filing,
  date: '2010-05-03',
  faces: fonts.opened(),
  sources: undefined,
  wire: 'ascii',
}
const everything = { edgarPdf: true, reading: true, wire: 'ascii' } as const
const [as, longer, other] = ['', '\n\nNot so.', ' It grew.'].map((more) =>
  releaseOf(`${release}\nRevenue was 41 million.${more}\n`),
) as [ReturnType<typeof releaseOf>, ReturnType<typeof releaseOf>, ReturnType<typeof releaseOf>]

describe.each(outputFormats.map((format) => [format.name(as), format] as const))('%s', (name, format) => {
  const provedAs = (written: typeof as, against: typeof as) => {
    const log = new Log()
    const file = { document: against.document, name, bytes: format.write(written, making, log) }
    return { counts: format.prove(file, making, log), codes: log.diagnostics.map(({ code }) => code) }
  }

  it('is proved as it was written', () => {
    const { counts, codes } = provedAs(as, as)
    expect(counts).toBeDefined()
    expect(codes).toEqual([])
  })

  it.each([
    ['more words', longer, as],
    ['fewer words', as, longer],
    ['other words', other, as],
  ])('is refused with %s', (_what, written, against) => {
    const { counts, codes } = provedAs(written, against)
    expect(counts).toBeUndefined()
    expect(codes).toEqual(['P001'])
  })

  it('is made of a release when everything is asked for', () => {
    expect(format.wanted(everything, as.document)).toBe(true)
  })
})

it('makes the HTML and the PDF of each document when nothing more is asked for', () => {
  const made = outputFormats.filter((format) => format.wanted({ edgarPdf: false }, as.document))
  expect(made.map((format) => format.name(as))).toEqual(['ex99-1.htm', 'ex99-1.pdf'])
})
