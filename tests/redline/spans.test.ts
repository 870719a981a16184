/** Tables whose cells span, against each other: both versions come back, whatever columns, rows and spans came and went. */
import { describe, expect, it } from 'vitest'
import { cell, nowhere, paragraph, row, table, text } from '../../src/document/build.ts'
import type { Cell, Document, Row, Table } from '../../src/document/document.ts'
import { writeHtml } from '../../src/html/write.ts'
import { shownByTree, shownInHtml } from '../../src/proof/drawn.ts'
import { planOf, type Spread } from '../../src/redline/align/spans.ts'
import { redline } from '../../src/redline/redline.ts'
import { random } from '../support/random.ts'
import { documentOf } from '../support/revisions.ts'

const cellOf = (words: string, spans: { colspan?: number; rowspan?: number } = {}): Cell =>
  cell(words === '' ? [] : [paragraph([text(words, nowhere)])], spans)

/** Neighbours that say the same are one cell that spans, in heads down and across, in rows across. */
function spanned(lines: readonly (readonly string[])[], heads: number): Table {
  const taken = new Set<string>()
  const rows = lines.map((words, at): Row => {
    const cells: Cell[] = []
    for (let column = 0; column < words.length; column++) {
      if (taken.has(`${at} ${column}`)) continue
      const own = words[column] ?? ''
      let [across, down] = [1, 1]
      while (own !== '' && words[column + across] === own && !taken.has(`${at} ${column + across}`)) across++
      const below = (by: number) =>
        Array.from({ length: across }, (_, next) => lines[at + by]?.[column + next]).every(
          (one) => one === own,
        )
      while (at < heads && own !== '' && at + down < heads && below(down)) down++
      for (let by = 0; by < down; by++)
        for (let next = 0; next < across; next++) taken.add(`${at + by} ${column + next}`)
      cells.push(cellOf(own, { colspan: across, rowspan: down }))
    }
    return row(cells, at < heads)
  })
  return table(rows)
}

/** A table by a seed: two head rows of groups and years, and rows of figures, some of which span. */
function lines(draw: () => number): string[][] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T
  const columns = 1 + Math.floor(draw() * 5)
  const groups = Array.from({ length: columns }, () => pick(['Quarter', 'Year', 'Change', '']))
  const years = groups.map((one) => (one === 'Change' ? 'Change' : pick(['2026', '2025', '2024'])))
  const body = Array.from({ length: 1 + Math.floor(draw() * 4) }, (_, at) => {
    const label = pick(['Sales', 'Costs', 'Profit', 'Tax', 'Assets'])
    if (draw() < 0.15) return Array.from({ length: columns + 1 }, () => `${label} in all`)
    return [
      label,
      ...groups.map((_, next) => (draw() < 0.2 ? '-' : `${at + 1}${next}.${Math.floor(draw() * 3)}`)),
    ]
  })
  return [['', ...groups], [pick(['', 'In millions']), ...years], ...body]
}

function edited(before: readonly (readonly string[])[], draw: () => number): string[][] {
  const out = before.map((one) => [...one])
  const width = out[0]?.length ?? 1
  const at = 1 + Math.floor(draw() * Math.max(1, width - 1))
  const kind = Math.floor(draw() * 5)
  if (kind === 0)
    for (const [line, one] of out.entries()) one.splice(at, 0, line < 2 ? 'Forecast' : `9${line}`)
  if (kind === 1 && width > 2) for (const one of out) one.splice(at, 1)
  if (kind === 2) for (const one of out) one.push(...one.splice(at, 1))
  if (kind === 3)
    out.splice(2 + Math.floor(draw() * (out.length - 1)), 0, [
      'New',
      ...Array.from({ length: width - 1 }, () => '7.7'),
    ])
  if (kind === 4)
    out[out.length - 1] = (out.at(-1) ?? []).map((one, column) => (column === at ? '88.8' : one))
  return out
}

describe('tables whose cells span', () => {
  it('give both versions back, and are drawn as they are marked, on 400 generated pairs', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const draw = random(seed)
      const old = lines(draw)
      let fresh = seed % 4 === 0 ? lines(draw) : edited(old, draw)
      if (seed % 3 === 0) fresh = edited(fresh, draw)
      const [before, after] = [spanned(old, 2), spanned(fresh, 2)].map((one) => documentOf([one])) as [
        Document,
        Document,
      ]
      const { document, fault } = redline(before, after, { authored: true })
      expect(fault, `seed ${seed}`).toBeUndefined()
      expect(shownInHtml(writeHtml(document, 'reading')), `seed ${seed}`).toEqual(shownByTree(document))
    }
  })

  it('have no plan where no order of cells serves both versions', () => {
    const spread = (start: number, end: number): Spread => ({
      cell: cellOf('x', { colspan: end - start }),
      start,
      end,
    })
    // The old cell spans a column that moved away and one that stayed; the new ones stand the other way round.
    const columns = [
      { kind: 'moved-from', old: 0, new: 1, move: 1 },
      { kind: 'both', old: 1, new: 0 },
      { kind: 'moved-to', old: 0, new: 1, move: 1 },
    ] as const
    expect(planOf(columns, [spread(0, 2)], [spread(0, 1), spread(1, 2)])).toBeUndefined()
    expect(
      planOf(columns, [spread(0, 1), spread(1, 2)], [spread(0, 1), spread(1, 2)])?.map(({ kind }) => kind),
    ).toEqual(['moved-from', 'both', 'moved-to'])
  })
})
