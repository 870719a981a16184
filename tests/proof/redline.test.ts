/** The proof of a finished redline finds a mark that is not drawn, and what does not prove comes out and says so. */
import { describe, expect, it } from 'vitest'
import { toText } from '../../src/bytes.ts'
import { codeFor } from '../../src/cli/say.ts'
import { objectOf, readVersion } from '../../src/commands/archive/objects.ts'
import { certificateFiles } from '../../src/commands/certificate.ts'
import { composed } from '../../src/commands/composed.ts'
import { type Diff, diff, diffJson } from '../../src/commands/diff.ts'
import { redlineFiles } from '../../src/commands/redlines.ts'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { paragraph } from '../../src/document/build.ts'
import { writeHtml } from '../../src/html/write.ts'
import { drawnIn } from '../../src/pdf/drawn.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { faultOfHtml, faultOfPdf } from '../../src/proof/redline.ts'
import { redline } from '../../src/redline/redline.ts'
import { typeset } from '../../src/typeset/typeset.ts'
import { keep, keepOf, scene } from '../support/archive.ts'
import { fonts, release, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { documentOf, say } from '../support/revisions.ts'

const places = { content: 'content', templates: undefined, out: 'out' }

function compared(before: string, after: string): Diff {
  const [old, fresh] = [before, after].map((markdown) =>
    composed({ world: worldWith({ 'ex99-1.md': markdown }), places, slug: 'one', label: 'one' }),
  ) as [ReturnType<typeof composed>, ReturnType<typeof composed>]
  return diff(old, fresh)
}

const table = (figure: string) =>
  `${release}\n| Segment | Q4 |\n|---|---|\n| Data services | ${figure} |\n| Other | 1.25 |\n\n{align="left decimal"}\n`

describe('the proof of finished redlines', () => {
  const { document } = redline(
    documentOf([paragraph([say('It was 51.8 in all.')])]),
    documentOf([paragraph([say('It was 52.5 in all.')])]),
    { authored: true },
  )
  const painted = (one: typeof document) =>
    paint(typeset(one, fonts, new Log()), {
      title: 'x',
      language: 'en-US',
      tool: 'filingpress',
      date: '2026-01-02',
      links: true,
    })

  it('holds of what the writers make', () => {
    expect(faultOfHtml(document, writeHtml(document, 'reading'))).toBeUndefined()
    expect(faultOfPdf(document, painted(document), fonts.opened())).toBeUndefined()
  })

  it.each([
    ['a deletion that is not struck', '<del>', '<i>'],
    ['an insertion shown as a move', '<ins>', '<ins class="moved">'],
    ['a letter that is lost', '52.5', '52.'],
  ])('finds %s in the HTML', (_, from, to) => {
    const html = writeHtml(document, 'reading')
      .replace(from, to)
      .replace('</del>', to === '<i>' ? '</i>' : '</del>')
    expect(faultOfHtml(document, html)).toMatch(/^the HTML of the redline (?:marks|has)/)
  })

  it('finds in the PDF text that is drawn in another mark, or in none', () => {
    const plain = { ...document, sections: document.sections }
    const unmarked = redline(
      documentOf([paragraph([say('It was 51.852.5 in all.')])]),
      documentOf([paragraph([say('It was 51.852.5 in all.')])]),
      { authored: true },
    ).document
    expect(faultOfPdf(plain, painted(unmarked), fonts.opened())).toBe(
      'the PDF of the redline marks "51.8" as plain where it should be deleted',
    )
  })

  it('draws a replaced figure of a column lined up on its points red and struck, and the new one blue and underlined', () => {
    const { files, faults } = redlineFiles(compared(table('51.8'), table('52.5')), fonts, new Log())
    expect(faults.size).toBe(0)
    const { runs } = drawnIn(files.get('redline-ex99-1.pdf') ?? new Uint8Array())
    const of = (text: string) => runs.filter((run) => run.text === text && run.color !== '#000000')
    expect(of('51.8').at(-1)).toEqual({ text: '51.8', color: '#b00020', struck: true, underlines: 0 })
    expect(of('52.5').at(-1)).toEqual({ text: '52.5', color: '#0a3fa8', struck: false, underlines: 2 })
  })
})

describe('an archive', () => {
  it.each([
    ['one more footnote', 'Revenue grew.[^1]\n\n[^1]: First note.\n'],
    ['a list in place of a paragraph', '- one;\n- two.\n'],
    ['a list in a list', '- one;\n  - two.\n'],
  ])('takes a corrected version with %s, and nothing is found', async (_, text) => {
    const { archive } = await scene()
    await keep(archive)
    const changed = `${modern['ex99-1.md']}\n${text}`
    const { version, diagnostics } = await keep(archive, { 'ex99-1.md': changed })
    expect({ version, diagnostics }).toEqual({ version: 'v2', diagnostics: [] })
  })

  it('keeps a version whose redline cannot be proved, with that finding, and ends with 1', async () => {
    const changed = worldWith({ ...modern, 'ex99-1.md': `${modern['ex99-1.md']}\nRevenue grew.\n` })
    /** Keeps two versions; the faces are told as often as asked for, the last time of them none. */
    const twice = async (last: number) => {
      const { archive } = await scene()
      await keep(archive)
      let asked = 0
      const opened = () => (++asked === last ? [] : fonts.opened())
      const added = await keepOf(changed, archive, undefined, false, { ...fonts, opened })
      return { added, asked, archive }
    }
    const { asked } = await twice(Number.POSITIVE_INFINITY)
    const { added, archive } = await twice(asked)
    expect(added.version).toBe('v2')
    expect(added.diagnostics.map(({ code }) => code)).toEqual(['P006'])
    expect(codeFor(added.diagnostics, false)).toBe(1)
    const stored = await objectOf(archive, 'one')
    const kept = await readVersion(archive, stored, 'v2')
    expect(toText(kept.get('redline/redline-ex99-1.htm') ?? new Uint8Array())).toContain('NOT PROVED: ')
  })
})

describe('a redline that does not prove', () => {
  const whole = compared(release, release.replace('good', 'better'))
  const broken: Diff = {
    ...whole,
    documents: whole.documents.map((one) =>
      one.name === 'ex99-1.htm' ? { ...one, redline: { ...one.redline, fault: 'a word is lost' } } : one,
    ),
  }

  it('comes out, says so on its first page and in its JSON, and is a finding', () => {
    const log = new Log()
    const { files, faults } = redlineFiles(broken, fonts, log)
    expect([...faults]).toEqual([['ex99-1.htm', 'a word is lost']])
    expect(log.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['P006', 'finding']])
    const html = toText(files.get('redline-ex99-1.htm') ?? new Uint8Array())
    expect(html).toContain('NOT PROVED: a word is lost.')
    expect(html).not.toContain('were proved')
    expect(readPdf(files.get('redline-ex99-1.pdf') ?? new Uint8Array()).words.join(' ')).toContain(
      'NOT PROVED: a word is lost.',
    )
    expect(diffJson(broken, faults)).toContain('"not": "a word is lost"')
  })

  it('has no certificate', () => {
    try {
      certificateFiles(broken, fonts)
    } catch (error) {
      expect(error instanceof FilingError && error.diagnostics.map(({ code }) => code)).toEqual(['P007'])
      return
    }
    throw new Error('a certificate was made')
  })
})
