/** Anybody's files against each other and against ours: by words and tables, whatever wrote them. */
import { describe, expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { foreignVersion } from '../../src/commands/foreign.ts'
import { readOther } from '../../src/pdf/others.ts'
import { worldWith } from '../support/filing.ts'
import { otherPdf } from '../support/other-pdf.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (name: string, text: string) => foreignVersion([{ name, bytes: bytes(text) }], name)
const changes = (old: string, fresh: string, names: readonly [string, string] = ['old.htm', 'new.htm']) =>
  diff(file(names[0], old), file(names[1], fresh)).documents.flatMap(({ redline }) =>
    redline.changes.map(({ kind, old, new: fresh }) => [kind, old, fresh]),
  )

describe('files of others', () => {
  it('have no differences where only the markup differs', () => {
    const workiva = '<div><span style="font-weight:700">Revenue</span><span> was $5 million.</span></div>'
    const donnelley = '<P ALIGN="justify"><B>Revenue</B> was&nbsp;$5 million.</P>'
    expect(changes(workiva, donnelley)).toEqual([])
  })
  it('show a figure that changed, in text and in tables of many physical columns', () => {
    const table = (figure: string, spacer: string) =>
      `<p>Revenue was $5 million.</p><table><tr><td>Net sales</td>${spacer}<td>$</td><td>${figure}</td></tr><tr><td>Costs</td>${spacer}<td></td><td>200</td></tr></table>`
    const found = changes(table('1,000', ''), table('1,100', '<td>&nbsp;</td>'))
    expect(found).toHaveLength(1)
    expect(JSON.stringify(found)).toMatch(/1,000.*1,100/)
  })
  it('compare text with HTML', () =>
    expect(
      changes(
        'The Company issued a press release today, as it has done before.\n',
        '<p>The Company issued a press release today, as it has done before.</p>',
        ['old.txt', 'new.htm'],
      ),
    ).toEqual([]))
  it('compare with a filing of ours', () => {
    const ours = composed({
      world: worldWith(),
      places: { content: 'content', out: 'out', templates: undefined },
      slug: 'one',
      label: 'one',
    })
    const theirs = foreignVersion(
      [
        {
          name: 'ex99-1.htm',
          bytes: bytes('<p>Exhibit 99.1</p><p><b>News</b></p><p>BOSTON &#151; The news is bad.</p>'),
        },
      ],
      'theirs',
    )
    const release = diff(theirs, ours).documents.find(({ name }) => name === 'ex99-1.htm')
    expect(release?.redline.changes.map(({ kind }) => kind)).toEqual(['replaced'])
  })
  it('compare a PDF of another program, its tables by line, its page numbers set aside', async () => {
    const long =
      'Larkspur Instruments today announced its results for the quarter, which ended in December, and said that demand for its instruments had been higher than it had expected in the autumn.'
    const pdf = await otherPdf((kit) => {
      kit.font('Times-Roman').fontSize(11)
      kit.text(long).moveDown()
      kit.text('Revenue was $51.8 million. Costs were lower.').moveDown()
      kit.text('Data services 51.8 48.1')
      kit.text('Licences 22.4 20.9')
      kit.text('1', 300, 700)
      kit.addPage()
      kit.text('The board will meet in March.', 72, 72)
    })
    const read = await readOther(pdf)
    const old = foreignVersion([{ name: 'old.pdf', bytes: pdf }], 'old.pdf', () => read)
    const fresh = `<p>${long}</p><p>Revenue was $52.5 million. Costs were lower.</p><table><tr><td>Data services</td><td>51.8</td><td>48.1</td></tr><tr><td>Licences</td><td>22.4</td><td>20.9</td></tr></table><p>The board will meet in March.</p>`
    const compared = diff(old, file('new.htm', fresh))
    expect(old.label).toBe('old.pdf, by its words, 1 page numbers and running heads set aside')
    const found = compared.documents.flatMap(({ redline }) => redline.changes)
    expect(found.map(({ kind, old: was, new: is }) => [kind, was, is])).toEqual([
      ['replaced', '$51.8 million', '$52.5 million'],
    ])
  })
  it('tell that a PDF of pictures has nothing to compare', () => {
    const empty = { pages: [{ lines: [], hidden: [] }], damage: [] }
    expect(() => foreignVersion([{ name: 'a.pdf', bytes: bytes('%PDF-1.4') }], 'a.pdf', () => empty)).toThrow(
      'no text layer',
    )
  })
  it.each([
    ['a.pdf', '%PDF-1.4', 'cannot be compared'],
    ['a.docx', 'PK\u0003\u0004', 'cannot be compared'],
  ])('tell that %s cannot be read', (name, text, message) => expect(() => file(name, text)).toThrow(message))
})
