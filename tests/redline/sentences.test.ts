/** Sentences put in or taken out are shown whole, where the shortest edit leaves a choice. */
import { describe, expect, it } from 'vitest'
import { paragraph } from '../../src/document/build.ts'
import { redline } from '../../src/redline/redline.ts'
import { startsSentence } from '../../src/redline/sentences.ts'
import { tokensOf } from '../../src/redline/tokens.ts'
import { documentOf, say } from '../support/revisions.ts'

/** Texts cut where our splitter lets a sentence begin. */
function sentences(text: string): string[] {
  const tokens = tokensOf([say(text)])
  const found: string[] = []
  tokens.forEach(({ key }, at) => {
    if (startsSentence(tokens, at)) found.push(key)
    else found[found.length - 1] += key
  })
  return found.map((one) => one.trim())
}

const edits = (before: string, after: string) => {
  const of = (text: string) => documentOf([paragraph([say(text)])])
  return redline(of(before), of(after), { authored: false }).changes.map(({ kind, old, new: fresh }) => [
    kind,
    old,
    fresh,
  ])
}

describe('a sentence', () => {
  it('ends at its mark and what closes behind it, and not at the point of an abbreviation', () => {
    expect(
      sentences(
        'Acme Inc. and Mr. J. Smith met in the U.S. on Oct. 5. No. 7 was shut (see No. 8). “Why?” he asked. Sales rose 5%. “We grew.” It was $4.2 million! Is 3.5 enough? Yes',
      ),
    ).toEqual([
      'Acme Inc. and Mr. J. Smith met in the U.S. on Oct. 5.',
      'No. 7 was shut (see No. 8).',
      '“Why?” he asked.',
      'Sales rose 5%.',
      '“We grew.”',
      'It was $4.2 million!',
      'Is 3.5 enough?',
      'Yes',
    ])
  })

  const [one, two, three] = [
    'The Company expects growth.',
    'The Company sees margins rise.',
    'The Company plans to hire.',
  ]
  it('that begins like the next is put in and taken out whole', () => {
    expect(edits(`${one} ${three}`, `${one} ${two} ${three}`)).toEqual([['inserted', '', `${two} `]])
    expect(edits(`${one} ${two} ${three}`, `${one} ${three}`)).toEqual([['deleted', `${two} `, '']])
    expect(edits(`${two} ${three}`, `${one} ${two} ${three}`)).toEqual([['inserted', '', `${one} `]])
  })

  it('is left as it is where the words put in are none', () => {
    expect(edits('The Company plans to hire.', 'The Company no longer plans to hire.')).toEqual([
      ['inserted', '', 'no longer '],
    ])
  })
})
