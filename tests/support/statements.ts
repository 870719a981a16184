/** Statements that nobody drew up: heads of one or two levels, sections, sums, figures of every kind, few rows or many. */
import type { Tag } from '../../src/typeset/page.ts'

const labels = [
  'Net sales',
  'Cost of sales',
  'Gross margin',
  'Research and development',
  'Other income (expense), net',
  'Selling, general and administrative',
  'Provision for income taxes',
  'Cash, cash equivalents and restricted cash',
  'Accounts receivable, less allowances of $99 and $98, respectively',
  'Accumulated other comprehensive loss',
  'Proceeds from issuance of common stock under employee plans, net of taxes paid for net share settlement',
  'Changes in operating assets and liabilities, net of acquisitions and of the effect of exchange rates',
  'Goodwill',
]
const spans = ['Three months ended June 30,', 'Six months ended June 30,', 'Adjustments', 'As reported']

/** One statement with its heading, units and notes, in Markdown. */
export function makeStatement(next: () => number): string {
  const int = (count: number) => Math.floor(next() * count)
  const pick = <T>(list: readonly T[]): T => list[int(list.length)] as T
  const groups = 1 + int(3)
  const years = 1 + int(2) + (groups === 1 ? 1 : 0)
  const columns = groups * years
  const kind = pick(['money', 'money', 'percent', 'share'])
  const scale = 10 ** (2 + int(6))
  const figure = (signed: boolean): string => {
    if (next() < 0.06) return '\u2014'
    const value = next() * scale
    if (kind === 'percent') return `${(value % 100).toFixed(1)}%`
    const shown =
      kind === 'share'
        ? (value % 20).toFixed(2)
        : Math.round(value)
            .toString()
            .replace(/\B(?=(\d{3})+$)/g, ',')
    const sign = signed ? '$' : ''
    return next() < 0.2 ? `${sign}(${shown})` : `${sign}${shown}`
  }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rows = Array.from({ length: 4 + int(next() < 0.1 ? 80 : 28) }, (_, index) => {
    const chance = next()
    const note = index === 2 ? '[^a]' : ''
    if (chance < 0.12)
      return line([`${pick(labels)}: {.section}`, ...Array.from({ length: columns }, () => '')])
    const mark =
      chance < 0.2 ? ' {.subtotal}' : chance < 0.28 ? ' {.total}' : chance < 0.7 ? ' {.indent}' : ''
    const signed = index === 0 || mark === ' {.total}'
    return line([`${pick(labels)}${note}${mark}`, ...Array.from({ length: columns }, () => figure(signed))])
  })
  const heads = [
    ...(years > 1
      ? [
          line([
            '',
            ...Array.from({ length: groups }, () => [
              pick(spans),
              ...Array.from({ length: years - 1 }, () => '<'),
            ]).flat(),
          ]),
        ]
      : []),
    line([
      '(in thousands)',
      ...Array.from({ length: columns }, (_, index) => String(2026 - (index % years))),
    ]),
  ]
  const [first = '', ...rest] = [...heads, ...rows]
  const rule = line(Array.from({ length: columns + 1 }, () => '---'))
  const align = ['left', ...Array.from({ length: columns }, () => 'decimal')].join(' ')
  return [
    '## Condensed Consolidated Statements',
    '(Unaudited; in thousands, except per-share amounts) {.table-units}',
    [first, rule, ...rest].join('\n'),
    `{.financial headers="${heads.length}" align="${align}"}`,
    'Figures may not add up because of rounding. {.table-note}',
  ].join('\n\n')
}

/**
 * Cells of figures, and those of them that do not name the heads over and beside them, by the structure of the PDF. A
 * row without a label has the heads over it alone.
 */
export function headsNamed(tree: Tag): { readonly cells: number; readonly bare: number } {
  let [cells, bare] = [0, 0]
  const walk = (tag: Tag, table: Tag | undefined) => {
    const own = tag.role === 'Table' ? tag : table
    if (tag.role === 'TD' && own && headed(own) && hasText(tag)) {
      cells++
      const labelled = tag.parent?.kids[0]?.role === 'TH'
      if ((tag.heads?.length ?? 0) < (labelled ? 2 : 1)) bare++
    }
    for (const kid of tag.kids) walk(kid, own)
  }
  walk(tree, undefined)
  return { cells, bare }
}

const headed = (table: Tag): boolean => table.kids.some(({ role }) => role === 'THead')
const hasText = ({ kids }: Tag): boolean => kids.some((kid) => kid.role === 'P')
