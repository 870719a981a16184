/**
 * Tables that nobody marked, footed as far as they show how: where the same rows add up in one column and not in
 * another, the other is told. A table that adds up nowhere may be read otherwise, and nothing is said of it.
 */
import { grouped } from '../../digits.ts'
import type { Passage, Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'

const table = (rows: string): string =>
  `\n\n| (in millions) | 2026 | 2025 |\n| --- | ---: | ---: |\n${rows}\n`

export const footing = family(
  {
    Q015: {
      severity: 'warning',
      grade: 'convention',
      source: '17 CFR 240.12b-20',
      means: 'a total is the sum of its rows in one column but not in another',
      hint: 'correct the figure; mark the total {.total foot} to have it checked against its rows',
      in: 'ex99-1.md',
      wrong: table('| Valves | 310 | 290 |\n| Gauges | 150 | 140 |\n| Total orders | 470 | 430 |'),
      right: '',
    },
    Q016: {
      severity: 'warning',
      grade: 'convention',
      source: '17 CFR 210.5-02',
      means: 'total assets do not equal total liabilities and equity',
      hint: 'correct the figure that is wrong',
      in: 'ex99-1.md',
      wrong: table(
        '| Total assets | 400 | 390 |\n| Debt | 100 | 90 |\n| Total liabilities and equity | 410 | 390 |',
      ),
      right: '',
    },
  },
  {
    reading(reading, say) {
      // An agreement is as it was signed, and a table that is footed on request is told of there.
      if (reading.fixed || /\{[^{}\n]*\bfoot\b/.test(sourceOf(reading))) return
      for (const rows of tablesOf(reading)) {
        checkTotals(rows, say)
        checkBalance(rows, say)
      }
    },
  },
)

const sourceOf = ({ passages }: Reading): string => {
  const text = passages[0]?.place(0, 0).source
  return text?.path.endsWith('.md') ? text.text : ''
}

interface Value {
  readonly value: number
  /** Figures behind the point. */
  readonly decimals: number
  readonly passage: Passage
}

interface Row {
  readonly label: string
  readonly values: readonly Value[]
}

const figure = /^\$?\s{0,3}(\()?\s{0,3}\$?\s{0,3}(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?\s{0,3}\)?$/
const nothing = /^\$?\s*[-–—]+$/
const year = /^(?:19|20)\d\d$/

/** Rows of each table: what has letters begins one, figures follow, a dash is nought; percentages are left out. */
export function tablesOf({ passages }: Reading): readonly (readonly Row[])[] {
  const tables: Row[][] = []
  let rows: { label: string; values: Value[] }[] = []
  const end = (): void => {
    const whole = rows.filter(
      ({ values }) => !values.every(({ passage }) => year.test(passage.text)) || values.length === 0,
    )
    if (whole.some(({ values }) => values.length > 0)) tables.push(whole)
    rows = []
  }
  for (const passage of passages) {
    const { kind, text } = passage
    if (kind !== 'cell') {
      end()
      continue
    }
    const match = figure.exec(text)
    if (/[a-z]/i.test(text)) rows.push({ label: text.replace(/\s+/g, ' ').trim(), values: [] })
    else if (nothing.test(text)) rows.at(-1)?.values.push({ value: 0, decimals: 0, passage })
    else if (match && (match[2] ?? match[3]) !== undefined)
      rows.at(-1)?.values.push({
        value:
          Number(`${(match[2] ?? '').replaceAll(',', '')}${match[3] ?? ''}`) *
          (match[1] || text.startsWith('-') ? -1 : 1),
        decimals: (match[3]?.length ?? 1) - 1,
        passage,
      })
  }
  end()
  return tables
}

/** Rows that one total may have. */
const mostRows = 40
/** Smaller totals are met by chance. */
const leastTotal = 50

function checkTotals(rows: readonly Row[], say: Say<'Q015'>): void {
  rows.forEach(({ label, values }, at) => {
    if (!/^total\b|\btotal$/i.test(label) || values.length < 2) return
    const wrong = wrongColumn(rows, at)
    if (!wrong) return
    const { value, sum, count } = wrong
    say(
      'Q015',
      value.passage.place(0, value.passage.text.length),
      `"${label}" is ${value.passage.text}, and the ${count} rows above it come to ${shown(sum, value)}; its other figures are the sums of theirs`,
    )
  })
}

interface Wrong {
  readonly value: Value
  readonly sum: number
  readonly count: number
}

/** The one column in which the rows above do not come to the total, where in all the others they do. */
function wrongColumn(rows: readonly Row[], at: number): Wrong | undefined {
  const total = rows[at]?.values ?? []
  const sums = total.map(() => 0)
  let count = 0
  let found: Wrong | undefined
  for (let above = at - 1; above >= 0 && count < mostRows; above--) {
    const { values = [], label = '' } = rows[above] ?? {}
    // A line without figures heads a part; what is beyond it may still be counted.
    if (values.length === 0) continue
    if (values.length !== total.length || /^(?:net )?(?:income|loss)|per share|shares/i.test(label)) break
    values.forEach(({ value }, column) => {
      sums[column] = (sums[column] ?? 0) + value
    })
    count++
    if (count < 2) continue
    const off = total.flatMap((value, column) =>
      meets(sums[column] ?? 0, value, count) ? [] : [{ value, sum: sums[column] ?? 0, count }],
    )
    if (off.length === 0) return undefined
    const large = total.every(({ value }) => Math.abs(value) >= leastTotal)
    const [only] = off
    // Off by half and more is another sum and not a slip.
    if (
      off.length === 1 &&
      only &&
      large &&
      Math.abs(only.sum - only.value.value) < Math.abs(only.value.value) / 2
    )
      found ??= only
  }
  return found
}

/** Each row may be rounded by half of its last figure. */
const meets = (sum: number, { value, decimals }: Value, rows: number): boolean =>
  Math.abs(sum - value) <= Math.max(1, rows / 2) * 10 ** -decimals + 1e-9

const shown = (sum: number, { decimals }: Value): string => {
  const [whole = '', part] = Math.abs(sum).toFixed(decimals).split('.')
  const text = part === undefined ? grouped(whole) : `${grouped(whole)}.${part}`
  return sum < 0 ? `(${text})` : text
}

const assets = /^total assets$/i
const other =
  /^total liabilities,?(?: [a-z’' -]+,)*(?: and| &) (?:[a-z’']+ )*(?:equity|deficit|capital|net assets)(?: \([a-z’' ]+\))?$/i

/** One column that does not balance, where the others do; a sheet that balances nowhere is read wrongly. */
function checkBalance(rows: readonly Row[], say: Say<'Q016'>): void {
  rows.forEach(({ label, values }, at) => {
    if (!other.test(label.replace(/[’']/g, '’'))) return
    const own = rows.slice(0, at).findLast((row) => assets.test(row.label))
    if (!own || own.values.length !== values.length) return
    const off = values.filter((value, column) => !meets(own.values[column]?.value ?? 0, value, 1))
    const [only] = off
    if (off.length !== 1 || !only || values.length < 2) return
    const wanted = own.values[values.indexOf(only)]
    say(
      'Q016',
      [only, ...(wanted ? [wanted] : [])].map(({ passage }) => passage.place(0, passage.text.length)),
      `total assets are ${wanted?.passage.text}, and "${label}" ${only.passage.text}`,
    )
  })
}
