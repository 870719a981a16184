import { describe, expect, it } from 'vitest'
import { matches } from '../src/matches.ts'

describe('matches', () => {
  const pattern = /(\d+)(?:\s(mg))?/g

  it.each(['', 'none', '1', 'at 4 mg and 6 mg, then 10', '4 mg'])('of "%s" are those of matchAll', (text) => {
    const expected = [...text.matchAll(pattern)]
    expect(matches(pattern, text).map((match) => [match.index, ...match])).toEqual(
      expected.map((match) => [match.index, ...match]),
    )
  })

  it('begin at the beginning, wherever the pattern was left', () => {
    pattern.lastIndex = 3
    expect(matches(pattern, '1 and 2')).toHaveLength(2)
    expect(pattern.lastIndex).toBe(0)
  })
})
