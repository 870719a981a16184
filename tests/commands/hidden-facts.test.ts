/** A fact of the tags that no page shows is no word: a comparison tells it all the same. */
import { describe, expect, it } from 'vitest'
import { inWords } from '../../src/cli/redline-words.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff, isSame } from '../../src/commands/diff.ts'
import { usual, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const version = (change: (yaml: string) => string) =>
  composed({
    world: worldWith({ ...modern, 'filing.yaml': change(modern['filing.yaml']) }),
    places: usual,
    slug: 'one',
    label: 'one',
  })
const same = version((yaml) => yaml)

describe('hidden facts', () => {
  it('that changed are told, in words and for programs', () => {
    const found = diff(
      same,
      version((yaml) => yaml.replace('cik: 1234567', 'cik: 7654321')),
    )
    expect(found.facts).toEqual([
      { concept: 'dei:EntityCentralIndexKey', about: '', old: '0001234567', new: '0007654321' },
    ])
    expect(inWords(found)).toContain('dei:EntityCentralIndexKey: [-0001234567-]{+0007654321+}')
    expect(isSame(found)).toBe(false)
  })

  it('that came are told', () => {
    const found = diff(
      same,
      version((yaml) => yaml.replace(', symbol: TDWR', '')),
    )
    expect(found.facts).toMatchObject([{ concept: 'dei:NoTradingSymbolFlag', old: null, new: 'true' }])
  })

  it('that are the same are not, nor all of them where one version has no tags', () => {
    expect(
      diff(
        same,
        version((yaml) => yaml),
      ).facts,
    ).toEqual([])
    const untagged = version((yaml) =>
      yaml.replace('http://www.tidewater.example', 'http://www.tidewater.example, due: false'),
    )
    expect(diff(same, untagged).facts).toEqual([])
  })
})
