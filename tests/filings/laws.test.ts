/** The laws that every whole filing must pass (docs/architecture.md, "Laws"). */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../src/commands/build.ts'
import { Log } from '../../src/diagnostics/log.ts'
import type { Block } from '../../src/document/document.ts'
import { difference } from '../../src/document/equal.ts'
import { words, wordsOfBlocks } from '../../src/document/words.ts'
import { type Dialect, project } from '../../src/html/dialect.ts'
import { readHtml } from '../../src/html/read.ts'
import { writeHtml } from '../../src/html/write.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { disk } from '../../src/platform/disk.ts'
import { documentsOf, fonts, usual, wholeFilings } from '../support/filing.ts'
import { pdfjsWords } from '../support/pdfjs.ts'
import { needs, run } from '../support/tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'filingpress-laws-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const textOf = (blocks: readonly Block[]) => wordsOfBlocks(blocks).map(({ text }) => text)

/** Without spaces, and with the typesetter's own line-end hyphens taken out, as an extractor leaves them. */
const letters = (text: string) => text.replace(/\u034f|\u00ad\s*/g, '').replace(/[\s\u00a0\u200b]+/gu, '')

const again = mkdtempSync(join(tmpdir(), 'filingpress-again-'))
/** Builds every filing twice in one process that stands elsewhere: the error output of it. */
function builtElsewhere(): string {
  const elsewhere = mkdtempSync(join(tmpdir(), 'filingpress-elsewhere-'))
  const script = join(elsewhere, 'again.mjs')
  const filings = wholeFilings.map(([content, slug]) => [resolve(content), slug])
  writeFileSync(
    script,
    `import { build } from ${JSON.stringify(resolve('dist/library.cjs'))}
     for (const run of ['a', 'b'])
       for (const [content, slug] of ${JSON.stringify(filings)})
         build({ content, filings: [slug], out: ${JSON.stringify(again)} + '/' + run, edgarPdf: true })`,
  )
  const env = { ...process.env, TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' }
  const done = spawnSync(process.execPath, [script], { cwd: elsewhere, env, encoding: 'utf8' })
  rmSync(elsewhere, { recursive: true })
  return done.stderr
}
let said: string | undefined
afterAll(() => rmSync(again, { recursive: true, force: true }))

describe.each(wholeFilings)('%s/%s', (content, slug) => {
  const { proofs } = documentsOf(content, slug)
  beforeAll(() => {
    const options = { ...usual, content, out: folder, edgarPdf: true }
    const [result] = build(disk(), [slug], fonts, options)
    expect(result?.ok).toBe(true)
  })
  const bytes = (name: string) => readFileSync(join(folder, slug, name))
  const pdfOf = (name: string) => name.replace(/\.htm$/, '.pdf')

  describe.each(proofs.map(({ document, htmlName }) => [document.fileName, document, htmlName] as const))(
    '%s',
    (name, document, htmlName) => {
      const wanted = words(document).map(({ text }) => text)
      const notes = document.sections.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'note'))
      const contents = document.sections.some(({ blocks }) =>
        blocks.some(({ classes }) => classes.includes('contents')),
      )
      const apart = {
        text: document.sections.flatMap(({ blocks }) => textOf(blocks.filter(({ type }) => type !== 'note'))),
        notes: textOf(notes),
      }

      it.each<Dialect>(['plain', 'inline', 'reading'])(
        'reads back from %s HTML as the projected document',
        (dialect) => {
          const log = new Log()
          const source = { path: name, text: writeHtml(document, dialect) }
          const read = readHtml(source, { form: document.form, fileName: name }, log)
          expect(log.diagnostics).toEqual([])
          expect(read && difference(read, project(document, dialect))).toBeUndefined()
        },
      )

      it('has its words in the finished HTML', () => {
        const source = { path: name, text: bytes(htmlName).toString('latin1') }
        const read = readHtml(source, { form: document.form, fileName: name }, new Log())
        expect(read && words(read).map(({ text }) => text)).toEqual(wanted)
      })

      it('has its words in the finished PDF, by our reader, also in the copy for EDGAR', () => {
        expect(readPdf(bytes(pdfOf(name))).words).toEqual(wanted)
        expect(readPdf(bytes(name.replace(/\.htm$/, '.edgar.pdf'))).words).toEqual(wanted)
      })

      it('has its words in the finished PDF, by pdf.js', async () => {
        expect(await pdfjsWords(bytes(pdfOf(name)), apart)).toEqual(apart)
      })

      const poppler = needs('pdfinfo')
      it.skipIf(poppler.skip)(`has its words in the finished PDF, by poppler${poppler.reason}`, () => {
        const { out } = run('pdfinfo', ['-struct-text', join(folder, slug, pdfOf(name))])
        const quoted = [...out.matchAll(/^\s+"(.*)"$/gm)].map((match) => match[1] ?? '')
        expect(letters(quoted.join(' '))).toBe(letters(wanted.join(' ')))
      })

      it.skipIf(poppler.skip)(`reads in order on the page, by pdftotext${poppler.reason}`, () => {
        const { out } = run('pdftotext', ['-raw', '-enc', 'UTF-8', join(folder, slug, pdfOf(name)), '-'])
        // Folios, and the numbers of pages in a table of contents.
        const furniture = contents ? /^\f?(?:Page \d+ of )?\d+$/gm : /^\f?Page \d+ of \d+$/gm
        // A note stands whole at the foot of its page, or behind its section.
        const taken = notes.reduce(
          (text, note) => {
            const own = letters(textOf([note]).join(' '))
            expect(text.split(own), own).toHaveLength(2)
            return text.replace(own, '')
          },
          letters(out.replace(furniture, '')),
        )
        expect(taken).toBe(letters(apart.text.join(' ')))
      })

      it.skipIf(poppler.skip)(
        `keeps every authored hyphen, by pdftotext as people use it${poppler.reason}`,
        () => {
          const { out } = run('pdftotext', ['-enc', 'UTF-8', join(folder, slug, pdfOf(name)), '-'])
          const text = out.replace(/\u034f\s*/g, '').replace(/\u00ad\s*/g, '')
          for (const word of wanted.filter((one) => /\w-\w/.test(one))) expect(text).toContain(word)
        },
      )

      const qpdf = needs('qpdf')
      it.skipIf(qpdf.skip)(`is a PDF without errors, by qpdf${qpdf.reason}`, () => {
        for (const file of [pdfOf(name), name.replace(/\.htm$/, '.edgar.pdf')]) {
          const { code, out } = run('qpdf', ['--check', join(folder, slug, file)])
          expect([code, out]).toEqual([
            0,
            expect.stringContaining('No syntax or stream encoding errors found'),
          ])
        }
      })

      it.skipIf(poppler.skip)(
        `is tagged, titled and has every font embedded as a subset${poppler.reason}`,
        () => {
          const { out } = run('pdfinfo', [join(folder, slug, pdfOf(name))])
          expect(out).toMatch(/^Tagged:\s+yes$/m)
          expect(out).toContain(document.title)
          const fonts = run('pdffonts', [join(folder, slug, pdfOf(name))])
            .out.trim()
            .split('\n')
            .slice(2)
          expect(fonts.length).toBeGreaterThan(0)
          for (const line of fonts) expect(line).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/)
        },
      )
    },
  )

  it('gives the same bytes from another directory, time zone and locale, and in one process twice', () => {
    said ??= builtElsewhere()
    expect(said).toBe('')
    for (const name of readdirSync(join(folder, slug)).sort()) {
      for (const run of ['a', 'b'])
        expect(readFileSync(join(again, run, slug, name)).equals(bytes(name)), `${run}/${name}`).toBe(true)
    }
  })
})
