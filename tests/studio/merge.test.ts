/** Three-way merge: nothing of either change is lost, and what meets is told. */
import { expect, it } from 'vitest'
import { merge } from '../../src/studio/server/merge.ts'
import { random } from '../support/random.ts'

const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('')

it('brings two changes at different lines together', () => {
  const base = lines('a', 'b', 'c', 'd', 'e')
  const { text, conflicts } = merge(base, lines('A', 'b', 'c', 'd', 'e'), lines('a', 'b', 'c', 'd', 'E', 'f'))
  expect([text, conflicts]).toEqual([lines('A', 'b', 'c', 'd', 'E', 'f'), []])
})

it('takes a change that both made once', () => {
  const { text, conflicts } = merge(lines('a', 'b'), lines('a', 'x'), lines('a', 'x'))
  expect([text, conflicts]).toEqual([lines('a', 'x'), []])
})

it('tells lines that both changed, with all three texts, and leaves theirs', () => {
  const { text, conflicts } = merge(
    lines('a', 'b', 'c'),
    lines('a', 'mine', 'c', 'd'),
    lines('a', 'theirs', 'c'),
  )
  expect(text).toBe(lines('a', 'theirs', 'c', 'd'))
  expect(conflicts).toEqual([{ line: 2, base: 'b\n', mine: 'mine\n', theirs: 'theirs\n' }])
})

it('tells two insertions at one place, and a line that one changed and the other took away', () => {
  expect(merge(lines('a', 'b'), lines('a', 'x', 'b'), lines('a', 'y', 'b')).conflicts).toHaveLength(1)
  expect(merge(lines('a', 'b', 'c'), lines('a', 'c'), lines('a', 'B', 'c')).conflicts).toEqual([
    { line: 2, base: 'b\n', mine: '', theirs: 'B\n' },
  ])
})

it('loses no line of either side, whatever both do', () => {
  const chance = random(7)
  const pick = (most: number) => Math.floor(chance() * most)
  for (let round = 0; round < 300; round++) {
    const base = Array.from({ length: pick(8) }, (_, at) => `base ${at}`)
    const changed = (name: string) => {
      const out = [...base]
      for (let edits = pick(4); edits > 0; edits--)
        out.splice(pick(out.length + 1), pick(2), `${name} ${pick(99)}`)
      return out
    }
    const [mine, theirs] = [changed('mine'), changed('theirs')]
    const { text, conflicts } = merge(lines(...base), lines(...mine), lines(...theirs))
    const seen = text + conflicts.map((one) => one.mine).join('')
    for (const line of [...mine, ...theirs]) if (!line.startsWith('base')) expect(seen).toContain(`${line}\n`)
    for (const { line, theirs: other } of conflicts)
      expect(
        text
          .split(/(?<=\n)/)
          .slice(line - 1)
          .join('')
          .startsWith(other),
      ).toBe(true)
  }
})
