/** Last quarter's filing as the beginning of this one: stale parts are placeholders, the rest stays. */
import { describe, expect, it } from 'vitest'
import { toText } from '../../src/bytes.ts'
import { rollForward } from '../../src/commands/roll-forward.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { facts, worldWith } from '../support/filing.ts'

const release = `---
headline: Tidewater Reports First Quarter Results
date: 2010-05-03
---

BOSTON — {{registrant.name}} had revenue of $12.5 million, up 8%, in the first quarter of 2010 (Exhibit 99.1).

| | 2010 |
| --- | --- |
| Revenue | 12,500 |

{.financial align="left decimal"}
`

function rolled(files: Readonly<Record<string, string>> = {}, items?: readonly string[]) {
  const world = worldWith({ 'ex99-1.md': release, ...files })
  const result = rollForward(
    world,
    'content',
    { slug: 'two', from: 'one', date: '2010-08-02', items },
    new Log(),
  )
  const file = (name: string) => toText(world.files.get(`content/two/${name}`) ?? new Uint8Array())
  return { ...result, file }
}

describe('a filing rolled forward', () => {
  it('has the new date and no date of signature', () => {
    const text = rolled().file('filing.yaml')
    expect(text).toContain('reportDate: 2010-08-02')
    expect(text).not.toContain('2010-05-03')
    expect(text).toContain('Tidewater & Co.')
  })
  it('marks dates, figures and periods, and leaves numbers of exhibits, expressions and attributes', () => {
    const { file, stale } = rolled()
    expect(file('ex99-1.md')).toBe(`---
headline: "[● headline]"
date: 2010-08-02
---

BOSTON — {{registrant.name}} had revenue of [● $12.5 million], up [● 8%], in the [● first quarter of 2010] (Exhibit 99.1).

| | [● 2010] |
| --- | --- |
| Revenue | [● 12,500] |

{.financial align="left decimal"}
`)
    expect(stale.filter(({ file }) => file === 'ex99-1.md').map(({ line, was }) => `${line} ${was}`)).toEqual(
      ['6 $12.5 million', '6 8%', '6 first quarter of 2010', '8 2010', '10 12,500'],
    )
  })
  it('keeps the items that are asked for', () => {
    const text = '# Item 2.02\n\nResults.\n\n# Item 8.01\n\nOther.\n\n# Item 9.01\n'
    expect(rolled({ '8-k.md': text }, ['8.01']).file('8-k.md')).toBe('# Item 8.01\n\nOther.\n\n# Item 9.01\n')
  })
  it('leaves waivers and boxes behind, and marks the titles of exhibits', () => {
    const text = `${facts.replace('title: Press release', 'title: "Press release dated May 3, 2010"')}boxes:\n  solicitingMaterial: true\nwaivers:\n  - code: K067\n    reason: x\n    by: y\n    passage: 0000000000000000\n`
    const made = rolled({ 'filing.yaml': text }).file('filing.yaml')
    expect(made).not.toMatch(/waivers|boxes|solicitingMaterial/)
    expect(made).toContain('title: "Press release dated [● May 3, 2010]"')
  })
  it('refuses a filing that is not there, and one that would be replaced', () => {
    const world = worldWith()
    const roll = (from: string, slug: string) => () =>
      rollForward(world, 'content', { slug, from, date: '2010-08-02', items: undefined }, new Log())
    expect(roll('none', 'two')).toThrow('there is no filing content/none')
    expect(roll('one', 'one')).toThrow('exists already')
  })
})
