import { describe, expect, it } from 'vitest'
import { claimsIn } from '../../src/check/claims.ts'
import type { Passage } from '../../src/check/passages.ts'

const found = (text: string) =>
  claimsIn({ text, part: 'item', kind: 'paragraph' } as unknown as Passage).map(({ key, start, end }) => [
    key,
    text.slice(start, end),
  ])

describe('claims', () => {
  it.each([
    ['Patients received huN901-DM1.', 'code:hun901dm1', 'huN901-DM1'],
    ['We met Señora Ñandú, 61, there.', 'age:61', '61'],
    ['ON JUNE 4, 2007 IT BEGAN', 'date:june 4 2007', 'JUNE 4, 2007'],
    ['PHASE II trials', 'phase:phase2', 'PHASE II'],
    ['It paid US$1.2 Million for it.', 'money:$1200000', 'US$1.2 Million'],
    ['İzmir: 4 MG/KG', 'measure:4mg/kg', '4 MG/KG'],
    ['Twenty-Five PATIENTS and α-emitters', 'count:25', 'Twenty-Five'],
  ])('of "%s" are found in whatever case they are written, at their place', (text, key, words) => {
    expect(found(text)).toContainEqual([key, words])
  })

  it('are taken once: a date holds no count, a rule no figure', () => {
    expect(found('On June 4, 2007 (see Rule 425 and Item 8.01)')).toEqual([
      ['date:june 4 2007', 'June 4, 2007'],
    ])
  })
})
