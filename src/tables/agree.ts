/**
 * Figures of a statement that must agree with others of it: a balance sheet that balances, changes with what changed,
 * percentages with what they are of, per-share figures with net income and shares. All within the rounding of what is
 * printed.
 */
import type { Table } from '../document/document.ts'
import type { FootingDifference } from './foot.ts'
import { gridOf } from './grid.ts'
import { named, textOf, type Value, type ValueRow, valueRows, written } from './values.ts'

/** Differences of every kind in a table whose author asks for arithmetic, which a row marked `foot` does. */
export function agreeTable(
  table: Table,
): Readonly<Record<'balance' | 'ratio' | 'share', readonly FootingDifference[]>> {
  const rows = valueRows(table)
  return {
    balance: balances(rows),
    ratio: [...changes(table, rows), ...margins(rows)],
    share: perShare(rows),
  }
}

function balances(rows: readonly ValueRow[]): FootingDifference[] {
  const assets = rows.find(({ label }) => /^total assets$/i.test(label))
  const other = rows.find(({ label }) => /^total liabilities\b.*\b(?:equity|deficit|capital)/i.test(label))
  if (!assets || !other) return []
  return [...other.values].flatMap(([column, value]): FootingDifference[] => {
    const one = assets.values.get(column)
    if (!one || one.number === value.number) return []
    return [{ value, message: `"${other.label}" is ${value.shown}, and total assets are ${named(one)}` }]
  })
}

/** The most by which a quotient of printed figures may be off. */
const slackOf = (a: Value, b: Value, quotient: number): number => {
  const share = (value: Value) => (value.number === 0 ? 0 : value.unit / 2 / Math.abs(value.number))
  return Math.abs(quotient) * (share(a) + share(b)) * 1.01
}

/** Columns whose head says that they hold changes, between the two columns of figures before them. */
function changes(table: Table, rows: readonly ValueRow[]): FootingDifference[] {
  const { cells, columns } = gridOf(table.rows)
  const heads = Array.from({ length: columns }, (_, column) =>
    cells
      .filter(({ cell, column: at }) => cell.scope === 'column' && at <= column && column < at + cell.colspan)
      .map(({ cell }) => textOf(cell))
      .join(' '),
  )
  const isChange = (column: number) =>
    /\b(?:change|growth|increase|decrease|variance)\b|%\s*chg/i.test(heads[column] ?? '')
  const found: FootingDifference[] = []
  for (let column = 0; column < columns; column++) {
    if (!isChange(column)) continue
    const before: number[] = []
    for (let at = column - 1; at > 0 && before.length < 2; at--) if (!isChange(at)) before.unshift(at)
    const [now, then] = before
    if (now === undefined || then === undefined) continue
    for (const row of rows) found.push(...changeIn(row, column, now, then))
  }
  return found
}

function changeIn(
  { label, values }: ValueRow,
  column: number,
  now: number,
  then: number,
): FootingDifference[] {
  const [value, a, b] = [values.get(column), values.get(now), values.get(then)]
  // A change from or to nothing, or between a gain and a loss, is not told as a percentage.
  if (!value || !a || !b || value.unit === 0 || a.percent !== b.percent) return []
  const told = (wanted: number, slack: number): FootingDifference[] =>
    Math.abs(Math.abs(wanted) - Math.abs(value.number)) <= slack + value.unit / 2 + 1e-9
      ? []
      : [
          {
            value,
            message: `"${label}" changed by ${value.shown}, and ${named(a)} is ${written(wanted, value)} from ${named(b)}`,
          },
        ]
  if (!value.percent || a.percent) return told(a.number - b.number, (a.unit + b.unit) / 2)
  if (b.number === 0 || a.number < 0 !== b.number < 0) return []
  const quotient = a.number / b.number
  return told((quotient - 1) * 100, slackOf(a, b, quotient) * 100)
}

/** Rows such as "Gross margin percentage": what the row of that name is of sales. */
function margins(rows: readonly ValueRow[]): FootingDifference[] {
  const sales = rows.find(
    ({ label, values }) => values.size > 0 && /^(?:total )?(?:net )?(?:sales|revenues?)$/i.test(label),
  )
  if (!sales) return []
  return rows.flatMap((row) => {
    const name =
      /^(.+?),? (?:percentage|percent|%|as a (?:percentage|percent|%) of (?:net |total )*(?:sales|revenues?))$/i.exec(
        row.label,
      )?.[1]
    const whole = name && rows.find((one) => one.label.toLowerCase() === name.toLowerCase())
    if (!whole) return []
    return [...row.values].flatMap(([column, value]): FootingDifference[] => {
      const [a, b] = [whole.values.get(column), sales.values.get(column)]
      if (!a || !b || b.number === 0 || !value.percent) return []
      const quotient = a.number / b.number
      if (Math.abs(quotient * 100 - value.number) <= slackOf(a, b, quotient) * 100 + value.unit / 2 + 1e-9)
        return []
      return [
        {
          value,
          message: `"${row.label}" is ${value.shown}, and ${named(a)} is ${written(quotient * 100, value)} of ${named(b)}`,
        },
      ]
    })
  })
}

/** Thousands of thousands between the units of income and of shares: in millions, in thousands, or alike. */
const scales = [1, 1000, 0.001, 1_000_000, 0.000001]

function perShare(rows: readonly ValueRow[]): FootingDifference[] {
  let section = ''
  const full = rows.map((row) => {
    if (row.classes.includes('section')) section = row.label
    else if (row.classes.includes('total')) section = ''
    return { row, name: `${section} ${row.label}` }
  })
  const income = rows.find(
    ({ label, values }) => values.size > 0 && /^net (?:income|loss|earnings)(?: \(loss\))?$/i.test(label),
  )
  if (!income) return []
  const isShares = (name: string) => /weighted|shares used|shares outstanding/i.test(name)
  const kind = (name: string) => (/dilut/i.test(name) ? 'diluted' : /basic/i.test(name) ? 'basic' : '')
  return full.flatMap(({ row, name }) => {
    if (isShares(name) || !/per (?:common )?share/i.test(name) || kind(row.label) === '') return []
    const shares = full.find((one) => isShares(one.name) && kind(one.row.label) === kind(row.label))
    if (!shares) return []
    return [...row.values].flatMap(([column, value]): FootingDifference[] => {
      const [a, b] = [income.values.get(column), shares.row.values.get(column)]
      if (!a || !b || b.number === 0 || value.percent) return []
      const fits = scales.some((scale) => {
        const quotient = (a.number / b.number) * scale
        return Math.abs(quotient - value.number) <= slackOf(a, b, quotient) + value.unit / 2 + 1e-9
      })
      if (fits) return []
      const message = `"${name.trim()}" is ${value.shown}, and ${named(a)} over ${named(b)} shares is ${written(a.number / b.number, value)}`
      return [{ value, message }]
    })
  })
}
