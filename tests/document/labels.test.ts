/** The room that a list leaves for its labels holds each of them, in the faces that filings are set in. */
import { expect, it } from 'vitest'
import { plainStyle } from '../../src/document/build.ts'
import { roomForLabels } from '../../src/document/labels.ts'
import { fonts } from '../support/filing.ts'

const styled = (left: number) => ({
  ...plainStyle,
  fontSize: 10.5,
  padding: { top: 0, right: 0, bottom: 0, left },
})

const romans = 'i ii iii iv v vi vii viii ix x xi xii xiii xviii xxviii'.split(' ')
const names = [
  ...romans,
  ...romans.map((name) => name.toUpperCase()),
  ...'abmwzABMW'.split(''),
  'aa',
  '1',
  '10',
  '100',
]
const labels = [
  ...names.flatMap((name) => [`(${name})`, `${name}.`, `${name})`]),
  '\u2022',
  '\u2013',
  '\u2610',
  '\u2612',
]

it.each(['Source Serif 4', 'Tinos'])('in %s', (family) => {
  const face = fonts.face(family, false, false)
  for (const label of labels) {
    const width = (face?.shape(label).width ?? 0) * 10.5
    const room = roomForLabels([label], styled(18))
    expect(width, label).toBeGreaterThan(0)
    expect(room - width, label).toBeGreaterThan(1.5)
    // Room is given where it is needed, and not much more than that.
    if (room > 18) expect(room - width, label).toBeLessThan(16)
  }
})

it('is that of the list where every label fits', () => {
  expect(roomForLabels(['1.', '9.', '10.'], styled(22))).toBe(22)
  expect(roomForLabels(['(i)', '(ii)', '(iii)'], styled(22))).toBe(22)
  expect(roomForLabels(['98)', '99)', '100)'], styled(22))).toBeGreaterThan(22)
  expect(roomForLabels([''], styled(0))).toBe(0)
})
