/** Documents that mix every kind of block, painted and read back; the conformance run gives 200 of them to veraPDF. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { heading, note, noteRef, paragraph, rule } from '../../src/document/build.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { shownByTree } from '../../src/proof/drawn.ts'
import { redline } from '../../src/redline/redline.ts'
import { typeset } from '../../src/typeset/typeset.ts'
import { fonts } from '../support/filing.ts'
import { random } from '../support/random.ts'
import { paragraphs } from '../support/releases.ts'
import { authored, documentOf, edited, makeVersion, prose, say, vocabulary } from '../support/revisions.ts'

const count = Number(process.env['FILINGPRESS_GENERATED'] ?? 12)
const folder = process.env['FILINGPRESS_PDFS']
const real = paragraphs()

describe('generated documents', () => {
  it(`of every kind of block, every other one a redline, say in the PDF what the tree says (${count})`, () => {
    for (let seed = 1; seed <= count; seed++) {
      const next = random(seed)
      const word = vocabulary(next)
      const passage = () => (next() < 0.7 ? (real[Math.floor(next() * real.length)] ?? '') : prose(word, 20))
      const blocks = [
        heading(1, [say('A document')]),
        ...makeVersion(next, passage, 12 + Math.floor(next() * 30)),
        rule(),
        paragraph([
          say('A text with a note'),
          noteRef('n', '(1)', authored('(1)')),
          say(' and a '),
          { type: 'link', href: 'https://www.sec.gov/', inlines: [say('link')] },
        ]),
        note('n', '(1)', [paragraph([say(passage())])]),
      ]
      const plain = documentOf(blocks)
      const document =
        seed % 2 === 0
          ? redline(plain, documentOf(edited(next, blocks, passage, 6)), { authored: true }).document
          : plain
      const log = new Log()
      const pdf = paint(typeset(document, fonts, log), {
        title: `Generated ${seed}`,
        language: 'en-US',
        tool: 'filingpress',
        date: '2026-01-02',
        links: true,
      })
      expect(log.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      const letters = (list: readonly string[]) => list.join('')
      expect(letters(readPdf(pdf).words), `seed ${seed}`).toBe(
        letters(shownByTree(document).map((one) => one.letters)),
      )
      if (folder !== undefined) writeFileSync(join(folder, `generated-${seed}.pdf`), pdf)
    }
  })
})
