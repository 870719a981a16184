/** Sentences that moved, put back where they stood. */
import { expect, it } from 'vitest'
import { piecesOf } from '../../../src/redline/mark/pieces.ts'
import { tokensOf } from '../../../src/redline/tokens.ts'
import { say } from '../../support/revisions.ts'

const tokens = (words: string) => tokensOf([say(words)])
const said = (pieces: ReturnType<typeof piecesOf>) =>
  pieces.map((run) =>
    run.map((piece) =>
      piece.kind === 'text'
        ? [piece.olds, piece.news].map((side) => side.map(({ key }) => key).join(''))
        : [piece.kind, piece.sentence.key],
    ),
  )

it('stands each sentence between the tokens where it stood, the old before the new, and the last behind all', () => {
  const same = tokens('a b c')
  const taken = (at: number, key: string) => ({ at, tokens: tokens(key), key })
  const runs = [
    { olds: same, news: same },
    { olds: tokens('x'), news: [] },
    { olds: [], news: tokens('y z') },
  ]
  expect(
    said(piecesOf(runs, [taken(2, 'Gone'), taken(5, 'Away')], [taken(2, 'Come'), taken(8, 'Last')])),
  ).toEqual([
    [
      ['a ', 'a '],
      ['moved-from', 'Gone'],
      ['moved-to', 'Come'],
      ['b c', 'b c'],
    ],
    [
      ['moved-from', 'Away'],
      ['x', ''],
    ],
    [['', 'y z']],
    [['moved-to', 'Last']],
  ])
})

it('passes a text on whole where nothing moved', () => {
  const one = { olds: tokens('a'), news: tokens('b') }
  expect(said(piecesOf([one, { olds: [], news: [] }], [], []))).toEqual([[['a', 'b']], [], []])
})
