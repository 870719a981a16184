import { describe, expect, it } from 'vitest'
import { claimsIn } from '../../src/check/claims.ts'
import type { Passage } from '../../src/check/passages.ts'
import { numberValue, spelledIn } from '../../src/check/spelled-numbers.ts'

const keys = (text: string): string[] =>
  claimsIn({ text, part: 'item', kind: 'paragraph' } as unknown as Passage).map(({ key }) => key)

describe('numbers in words', () => {
  it.each([
    ['four', '4'],
    ['twenty-five', '25'],
    ['ninety nine', '99'],
    ['one hundred', '100'],
    ['three hundred and sixty-five', '365'],
    ['two thousand seven', '2007'],
    ['one hundred twelve thousand, three hundred forty', '112,340'],
  ])('%s is %s', (words, digits) => {
    expect(numberValue(words)).toBe(numberValue(digits))
    expect(spelledIn(`in ${words} ways`)).toEqual([{ start: 3, end: 3 + words.length }])
  })

  it('ends before a scale that no number follows, and knows no word by its beginning', () => {
    const found = (text: string) => spelledIn(text).map(({ start, end }) => text.slice(start, end))
    expect(found('two million shares')).toEqual(['two'])
    expect(found('two million, three hundred and six, four and six')).toEqual([
      'two million, three hundred and six',
      'four',
      'six',
    ])
    expect(found('onetwo sixth twenty-fifth hundredth constructor')).toEqual(['twenty'])
    expect(found('a Hundred and Sixty Five')).toEqual(['Hundred and Sixty Five'])
  })

  it.each([
    ['One Hundred Million Dollars', '$100,000,000'],
    ['one billion six hundred million dollars', 'US$1.6 billion'],
    ['ten million euros', '€10 million'],
    ['one billion six hundred and fifty-two million U.S. dollars', '$1,652 million'],
    ['twenty-five patients', '25 patients'],
    ['two hundred and ten mg', '210 mg'],
    ['one million two hundred thousand shares', '1.2 million shares'],
    ['thirty-three percent', '33%'],
    ['two or three million shares', '2 or 3 million shares'],
    ['four of the twenty-two patients', '4 of 22 patients'],
  ])('"%s" states what "%s" does', (words, digits) => {
    expect(keys(words)).toHaveLength(1)
    expect(keys(words)).toEqual(keys(digits))
  })

  it('keeps apart numbers that only stand beside each other, and currencies', () => {
    expect(keys('at doses of four and six mg/kg')).toEqual(keys('at doses of 4 and 6 mg/kg'))
    expect(keys('four and six mg/kg')).not.toEqual(keys('ten mg/kg'))
    expect(keys('€5 million')).not.toEqual(keys('$5 million'))
    expect(keys('C$5 million')).not.toEqual(keys('$5 million'))
    expect(keys('twenty-five patients')).not.toEqual(keys('five patients'))
  })
})
