/** The checker on whole filings: what the record is known for, nothing on the others, and the SEC plugin's own verdicts. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { build } from '../../src/commands/build.ts'
import { open } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { placeOf } from '../../src/diagnostics/source.ts'
import { writeHtml } from '../../src/html/write.ts'
import { documentsOf, fonts, real, wholeFilings } from '../support/filing.ts'
import { hasShared, shared } from '../support/tools.ts'

function checked(content: string, slug: string) {
  const options = { content, templates: undefined, out: 'out', edgarPdf: false, force: false, dryRun: true }
  const [result] = build(real, [slug], fonts, options)
  if (!result) throw new Error(`no ${slug}`)
  return result
}

describe('the record', () => {
  const { diagnostics, ties } = checked('content', 'immunogen-2007-06-04')

  it('is found to depart in exactly what it is known for, each waived as filed', () => {
    const found = diagnostics
      .filter(({ severity }) => severity !== 'note')
      .map(({ code, span, waived }) => {
        const name = span?.source.path.split('/').at(-1)
        return `${code} ${name}:${span ? placeOf(span.source, span.start).line : 0}${waived ? '' : ' OPEN'}`
      })
    expect(found.sort()).toEqual([
      'A001 ex99-1.md:29', // dateline June 3, June 4 in item and index
      'A002 ex99-1.md:7', // ZIP 02139-4239 and 02139
      'G005 8-k.md:11', // captions punctuated in two ways
      'K067 filing.yaml:26', // no line for a former name
      'K082 filing.yaml:27', // no "(d) Exhibits"
      'K091 filing.yaml:1', // no signer and title
      'K091 filing.yaml:1', // no date
      'K091 filing.yaml:29', // no heading SIGNATURES
      'K091 filing.yaml:30', // sentence cut short
      'Q001 8-k.md:3', // June 1-5, 2007
    ])
  })

  it('ties what the item says of the release, words and digits alike', () => {
    const tied = ties.map(({ text, released }) => `${text} = ${released}`)
    for (const one of [
      '43rd = 43rd',
      'three = three',
      'four of ten = 4 of the 10',
      '2.4 or 3.6 mg/kg = 2.4 or 3.6 mg/kg',
      'Phase II = Phase II',
      'June/July 2007 = June/July 2007',
    ])
      expect(tied).toContain(one)
  })
})

describe.each([
  ['tests/filings/good', 'harborlight-2026-02-24'],
  ['tests/filings/good', 'firstlight-2018-03-05'],
])('%s/%s', (content, slug) => {
  it('has nothing to settle', () => {
    expect(
      checked(content, slug)
        .diagnostics.filter(open)
        .map(({ code, message }) => `${code} ${message}`),
    ).toEqual([])
  })
})

interface Verdict {
  readonly html: string
  readonly messages: readonly string[]
}

describe.skipIf(!hasShared)(
  `one-change documents judged by the SEC plugin${hasShared ? '' : ' (skipped: no ../shared)'}`,
  () => {
    const { oracle } = hasShared
      ? (JSON.parse(readFileSync(`${shared}/reference/data/edgar-html-profiles.json`, 'utf8')) as {
          oracle: Record<string, Verdict>
        })
      : { oracle: {} as Record<string, Verdict> }
    /** Ours alone: what only the DTD forbids, and what the plugin calls a syntax error of a document type. */
    const stricter = new Set(['K016'])
    const notJudged = new Set(['doctype html4'])

    it.each(Object.entries(oracle).filter(([name]) => !notJudged.has(name)))(
      '%s',
      (_name, { html, messages }) => {
        const words =
          'Exhibit 99.1</p><p>These are more than a dozen words, so that no rule on pictures has anything to say.'
        const whole = /<html/i.test(html)
          ? html
          : `<html><head><title>x</title></head><body><p>${words}</p>${html}</body></html>`
        const log = new Log()
        checkFinished(new Map([['x.htm', new TextEncoder().encode(whole)]]), log)
        // A word or two of text is not what these documents are about.
        const found = log.diagnostics
          .filter(open)
          .map(({ code }) => code)
          .filter((code) => !stricter.has(code) && !['K088', 'K094'].includes(code))
        expect(found.length > 0, found.join()).toBe(messages.length > 0)
      },
    )

    /**
     * Each put into a finished document of a good filing, where nothing but it may be told: every piece into some
     * filings, and some pieces into every one; FILINGPRESS_EACH=1 puts each into each.
     */
    const pieces = Object.entries(oracle).filter(([, { html }]) => !/<(?:html|!doctype)/i.test(html))
    const step = Number(process.env['FILINGPRESS_EACH'] ?? 6)
    it.each(wholeFilings.map(([content, slug], index) => [content, slug, index] as const))(
      'is told, or not, in a finished document of %s/%s',
      (content, slug, index) => {
        const { proofs } = documentsOf(content, slug)
        const some = pieces.filter((_, at) => at % step === index % step)
        expect(some.length).toBeGreaterThan(0)
        for (const { document } of proofs) {
          const finished = writeHtml(document, 'plain')
          const codesIn = (text: string) => {
            const log = new Log()
            checkFinished(new Map([[document.fileName, new TextEncoder().encode(text)]]), log)
            return log.diagnostics.filter(open).map(({ code }) => code)
          }
          const before = codesIn(finished)
          for (const [name, { html, messages }] of some) {
            const after = codesIn(finished.replace('</body>', `${html}</body>`))
            for (const code of before) if (after.includes(code)) after.splice(after.indexOf(code), 1)
            const found = after.filter((code) => !stricter.has(code) && !['K088', 'K094'].includes(code))
            expect(found.length > 0, `${document.fileName}, ${name}: ${found.join()}`).toBe(
              messages.length > 0,
            )
          }
        }
      },
    )
  },
)
