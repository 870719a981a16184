/** Exhibits that have no text of their own: elsewhere on EDGAR, and inside the tagged cover page. */
import { describe, expect, it } from 'vitest'
import { buildWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const listed = (entry: string) =>
  buildWith({
    ...modern,
    'filing.yaml': modern['filing.yaml'].replace(
      'title: Press release }\n',
      `title: Press release }\n${entry}`,
    ),
  })

describe('an exhibit', () => {
  it('that is data inside the cover page is listed without a link, and nothing is missing', () => {
    const title = 'Cover Page Interactive Data File (embedded within the Inline XBRL document)'
    const { ok, diagnostics, world } = listed(`  - { number: 104, title: '${title}' }\n`)
    expect([ok, diagnostics]).toEqual([true, []])
    const html = new TextDecoder().decode(world.files.get('out/one/tdwr-20260302.htm'))
    expect(html).toMatch(new RegExp(`104</td>[^<]*<td[^>]*>(?:<p[^>]*>)?${title.replace(/[()]/g, '\\$&')}`))
    expect(html).toContain('href="ex99-1.htm"')
  })

  it('of any other number needs its text, its file or its place', () => {
    const { diagnostics } = listed('  - { number: 10.1, title: Agreement }\n')
    // The draft comes out with a marked place; a final does not.
    expect(diagnostics.map(({ code }) => code)).toEqual(['X004', 'K083', 'G001', 'X005'])
  })
})
