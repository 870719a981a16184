/** What a release says of its figures, in words, against its own tables. */
import { matches } from '../../matches.ts'
import type { Reading } from '../passages.ts'
import { type FigureRow, labelOfRow, rowsOf } from '../rows.ts'
import { family, type Say } from '../rule.ts'
import { numberValue } from '../spelled-numbers.ts'
import type { Submission } from '../subjects.ts'

export const statements = family(
  {
    Q004: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, Item 2.02',
      means: 'a text gives a figure that is not in the row of that label in the release’s tables',
      hint: 'correct the text or the table; waive it when the text means another figure',
      in: 'ex99-1.md',
      wrong:
        'Net sales were $13.4 million.\n\n| (in thousands) | 2026 | 2025 |\n|---|---|---|\n| Net sales | 12,400 | 11,000 |\n| Cost of sales | 6,000 | 5,000 |\n\n{.financial widths="50% 25% 25%"}',
      right: '',
    },
  },
  { submission: check },
)

const label =
  '(?:(?:total )?(?:net )?revenues?|net sales|(?:net )?(?:income|loss|earnings)(?: attributable to [a-z ]+)?|operating income|income from operations|gross profit|gross margin|operating expenses|total assets|total deposits|(?:cash|cash and cash equivalents)|backlog)'
const figure = '\\$\\s?([\\d,]+(?:\\.\\d+)?)\\s*(million|billion|thousand)?'
/** Only a bare label speaks of the whole; "Data Center revenue" is a part. */
const stated = new RegExp(
  `(?:^|[.;]\\s+|\\b(?:quarter|year|reported|record|recorded|posted|consolidated|total|generated|announced|with|had|and|our|the)\\s+)(${label})\\s+(?:for (?:the|its) [a-z ]{3,40}(?:\\d{4})?\\s+)?(?:was|were|of|totaled|reached|came to|(?:increased|decreased|grew|rose|declined|fell|dropped)(?: (?:by )?([\\d.]+)(?:%| percent))?,? to)\\s+(?:a record |approximately |about )?${figure}`,
  'gi',
)
const perShare =
  /\$\s?(\d+\.\d{2})\s+per\s+(?:diluted|fully diluted)\s+(?:common\s+)?share\b|\bdiluted\s+(?:earnings|net income|income|EPS)[a-z ()]{0,30}(?:was|were|of)\s+\$\s?(\d+\.\d{2})/gi

function check({ report, exhibits }: Submission, say: Say<'Q004'>): void {
  const releases = exhibits.filter(
    ({ fixed, form }) => !fixed && (form.startsWith('EX-99') || form === 'EX-'),
  )
  const rows = releases.flatMap(rowsOf)
  if (rows.length < 2) return
  const byLabel = new Map<string, FigureRow[]>()
  for (const row of rows) byLabel.set(row.label, [...(byLabel.get(row.label) ?? []), row])
  for (const reading of report ? [report, ...releases] : releases) {
    checkFigures(reading, byLabel, say)
    checkPerShare(reading, rows, say)
  }
}

function checkFigures(
  { passages }: Reading,
  byLabel: ReadonlyMap<string, readonly FigureRow[]>,
  say: Say<'Q004'>,
): void {
  // Where one statement of a label is the whole, the others under that label are of its parts.
  const whole = new Set<string>()
  const untrue: { readonly name: string; readonly tell: () => void }[] = []
  for (const passage of passages) {
    if (
      passage.kind === 'cell' ||
      /non-gaap|adjusted|excluding|guidance|expect|outlook|forecast/i.test(passage.text)
    )
      continue
    for (const match of matches(stated, passage.text)) {
      const [said, name = '', growth, digits = '', scale] = match
      // A range is an outlook, wherever it stands.
      if (/^\s*(?:to|and|[-–])\s*\$/.test(passage.text.slice(match.index + said.length))) continue
      const rows = rowsFor(name, byLabel)
      const values = rows.flatMap(({ figures, unit }) =>
        figures.filter(({ percent }) => !percent).map(({ value }) => Math.abs(value) * unit),
      )
      // One column may be of a year, the other of a quarter: a row with one figure says too little.
      if (values.length < 2) continue
      const wanted = numberValue(digits, scale)
      const at = match.index + said.length
      const start = passage.text.lastIndexOf('$', at)
      if (!values.some((value) => rounds(value, wanted, digits, scale)))
        untrue.push({
          name: labelOfRow(name),
          tell: () =>
            say('Q004', passage.place(start, at), unlike(said.slice(said.lastIndexOf('$')), name, rows)),
        })
      else if (growth !== undefined && !grows(rows, wanted, digits, scale, Number(growth)))
        say(
          'Q004',
          passage.place(match.index, at),
          `"${growth}%" is not the change of "${name}" in the tables`,
        )
      else whole.add(labelOfRow(name))
    }
  }
  for (const { name, tell } of untrue) if (!whole.has(name)) tell()
}

function rowsFor(name: string, byLabel: ReadonlyMap<string, readonly FigureRow[]>): readonly FigureRow[] {
  const own = labelOfRow(name)
  const also =
    own === 'revenue'
      ? ['net revenue']
      : own === 'earnings'
        ? ['net income']
        : own === 'net earnings'
          ? ['net income']
          : []
  return [own, ...also].flatMap((one) => byLabel.get(one) ?? [])
}

/** Whether a value is what is written once it is rounded as the text rounds. */
function rounds(value: number, wanted: number, digits: string, scale: string | undefined): boolean {
  const decimals = digits.split('.')[1]?.length ?? 0
  const step = numberValue('1', scale) / 10 ** decimals
  return Math.abs(value - wanted) <= step * 0.51
}

function grows(
  rows: readonly FigureRow[],
  wanted: number,
  digits: string,
  scale: string | undefined,
  growth: number,
): boolean {
  return rows.some(({ figures, unit }) => {
    const values = figures.filter(({ percent }) => !percent).map(({ value }) => Math.abs(value) * unit)
    const now = values.filter((value) => rounds(value, wanted, digits, scale))
    return now.some((value) =>
      values.some(
        (before) => before !== value && Math.abs(Math.abs(value / before - 1) * 100 - growth) <= 0.6,
      ),
    )
  })
}

const unlike = (shown: string, name: string, rows: readonly FigureRow[]): string => {
  const cells = rows.flatMap(({ figures }) => figures.slice(0, 2).map(({ passage }) => passage.text))
  return `"${shown}" is not a figure of "${name}" in the tables, which have ${cells.slice(0, 4).join(', ')}`
}

function checkPerShare({ passages }: Reading, rows: readonly FigureRow[], say: Say<'Q004'>): void {
  const diluted = rows.filter(({ label }) => /dilut/.test(label)).flatMap(({ figures }) => figures)
  const values = new Set(diluted.map(({ value }) => Math.abs(value)).filter((value) => value < 1000))
  if (values.size < 2) return
  for (const passage of passages) {
    if (
      passage.kind === 'cell' ||
      /non-gaap|adjusted|excluding|guidance|expect|outlook|pro forma/i.test(passage.text)
    )
      continue
    for (const match of matches(perShare, passage.text)) {
      const written = match[1] ?? match[2] ?? ''
      if (values.has(Number(written))) continue
      const start = match.index + match[0].indexOf(written)
      say(
        'Q004',
        passage.place(start, start + written.length),
        `"$${written}" per diluted share is in no table of the release, which have ${[...values].slice(0, 4).join(', ')}`,
      )
    }
  }
}
