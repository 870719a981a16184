/** Pages for web sites: one file of their own, with the words of their documents. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { readingPage } from '../../src/html/reading-page.ts'
import { proveReading } from '../../src/proof/reading.ts'
import { documentsOf, wholeFilings } from '../support/filing.ts'

const about = { publisher: 'Tidewater & Co.', date: '2010-05-03' }

describe.each(wholeFilings)('%s/%s', (content, slug) => {
  const documents = documentsOf(content, slug).proofs.map(({ document }) => document)
  it.each(documents.map((document) => [document.fileName, document] as const))(
    '%s has its words, and needs no other file',
    (name, document) => {
      const html = readingPage(document, about)
      const log = new Log()
      expect(proveReading(document, html, name, log), log.diagnostics[0]?.message).toBe(true)
      expect(html).not.toMatch(/src="(?!data:)|<link|@import|url\(/)
      expect(html.match(/<main /g)).toHaveLength(1)
      expect(html.match(/<table class="data/g)?.length ?? 0).toBe(
        html.match(/<div class="scroll"/g)?.length ?? 0,
      )
      const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? []
      expect(JSON.parse(json)).toMatchObject({
        publisher: { name: about.publisher },
        datePublished: about.date,
      })
      // A word that is changed is found.
      const [, word = ''] = />([A-Za-z]{4,})[ .,<]/.exec(html.slice(html.indexOf('<main'))) ?? []
      const at = html.indexOf(`>${word}`, html.indexOf('<main'))
      const changed = `${html.slice(0, at + 1)}X${html.slice(at + 1)}`
      expect(proveReading(document, changed, name, new Log())).toBe(false)
    },
  )
})
