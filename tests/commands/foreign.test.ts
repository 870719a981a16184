/** Anybody's files against each other and against ours: by words and tables, whatever wrote them. */
import { describe, expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { foreignVersion } from '../../src/commands/foreign.ts'
import { worldWith } from '../support/filing.ts'

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
  it.each([
    ['a.pdf', '%PDF-1.4', 'cannot be compared'],
    ['a.docx', 'PK\u0003\u0004', 'cannot be compared'],
  ])('tell that %s cannot be read', (name, text, message) => expect(() => file(name, text)).toThrow(message))
})
