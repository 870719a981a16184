/** Every table of the shared filings is laid out with nothing cut, nothing over the edge, and whole where it fits a page. */
import { describe, expect, it } from 'vitest'
import { readOwnTheme } from '../../src/commands/read.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { letter, paragraph, section, text } from '../../src/document/build.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { words } from '../../src/document/words.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { baseStyle, styled } from '../../src/style/compute.ts'
import { settingReport } from '../../src/typeset/report.ts'
import { typeset } from '../../src/typeset/typeset.ts'
import { fonts, real } from '../support/filing.ts'
import { sharedTables } from '../support/shared-tables.ts'
import { hasShared } from '../support/tools.ts'

const { sheet } = readOwnTheme(real, { content: 'content', templates: undefined, out: '' }, 'x', new Log())
const documentOf = (blocks: readonly Block[]): Document => ({
  form: 'EX-99.1',
  title: 't',
  language: 'en',
  fileName: 'x.htm',
  pagePlan: { ...sheet.page },
  base: baseStyle(sheet),
  sections: styled([section('release', blocks)], sheet),
})
const nowhere = { kind: 'authored' as const, span: { source: { path: 'x', text: '' }, start: 0, end: 0 } }
const filler = paragraph([
  text('These lines fill the page down to where the table begins. '.repeat(45), nowhere),
])

describe.skipIf(!hasShared)(
  `tables of the shared filings${hasShared ? '' : ' (skipped: no ../shared)'}`,
  () => {
    const tables = sharedTables()

    it('are many', () => {
      expect(letter.width).toBe(612)
      expect(tables.length).toBeGreaterThan(60)
      // Those of filings in plain text among them.
      expect(tables.filter(({ name }) => name.includes('.txt ')).length).toBeGreaterThan(10)
    })

    it('are laid out with no line over the edge and no word lost, and whole where they fit a page', () => {
      const wrong: string[] = []
      for (const { name, table } of tables) {
        const log = new Log()
        const alone = documentOf([table])
        const pages = typeset(alone, fonts, log)
        const { overfull } = settingReport(pages, alone.pagePlan.margin.right)
        for (const { text: line } of overfull) wrong.push(`${name}: over the edge: ${line}`)
        for (const { code, message } of log.diagnostics)
          if (code !== 'F023') wrong.push(`${name}: ${code} ${message}`)
        const pdf = paint(pages, { title: 't', language: 'en', tool: 'x', date: '2010-05-03', links: true })
        const wanted = words(alone).map(({ text: word }) => word)
        if (readPdf(pdf).words.join(' ') !== wanted.join(' ')) wrong.push(`${name}: words are lost`)
        if (pages.pages.length > 1) continue
        const behind = typeset(documentOf([filler, table]), fonts, new Log())
        if (behind.splits.length > 0) wrong.push(`${name}: is parted, and fits a page`)
      }
      expect(wrong).toEqual([])
    }, 120_000)
  },
)
