/** Counts in words against the rows and lists that follow; votes that add up. */
import { matches } from '../../matches.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import { numberValue, spelledIn } from '../spelled-numbers.ts'
import type { Submission } from '../subjects.ts'

export const counts = family(
  {
    G021: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'a count of directors or proposals does not match the rows below it',
      hint: 'correct the count or the rows',
      in: '8-k.md',
      wrong:
        '\n\nThe stockholders elected the following three directors:\n\n| Nominee | For | Withheld |\n|---|---|---|\n| Ann Poe | 100,000 | 2,000 |\n| Ben Roe | 101,000 | 1,000 |\n\n{.financial widths="40% 30% 30%"}',
      right: '',
    },
    Q006: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, Item 5.07(b)',
      means: 'counts of votes do not agree',
      hint: 'broker non-votes are equal for all nominees of one election; a percentage must match its count',
      in: 'folder',
      wrong: 'two nominees of one election with unequal broker non-votes',
      right: 'the same number for both',
    },
  },
  { submission: check },
)

const people = /\b(?:directors?|nominees?)\b/i
const announces = /\b(?:following|below|elected|named below|listed below)\b/i
const votes = /^\d{1,3}(?:,\d{3})+$|^\d{1,6}$/

function check({ report, formKnown }: Submission, say: Say<'G021' | 'Q006'>): void {
  if (!report || !formKnown) return
  const { passages } = report
  passages.forEach((passage, index) => {
    if (passage.part !== 'item' || passage.kind === 'cell' || passage.kind === 'heading') return
    const rows = rowsBelow(passages, index)
    if (rows.length < 2) return
    checkCount(passage, rows, say)
  })
  const all = passages.filter(({ part, item }) => part === 'item' && item === '5.07')
  checkNonVotes(all, say)
  checkShares(all, say)
}

interface Row {
  readonly head: Passage
  readonly figures: readonly Passage[]
}

/** Rows of a table that begins right below a passage: a name, and figures behind it. */
function rowsBelow(passages: readonly Passage[], index: number): readonly Row[] {
  const rows: Row[] = []
  for (let at = index + 1; at < passages.length; at++) {
    const cell = passages[at]
    if (cell?.kind !== 'cell') break
    if (votes.test(cell.text)) {
      const last = rows.at(-1)
      if (last) rows[rows.length - 1] = { head: last.head, figures: [...last.figures, cell] }
    } else rows.push({ head: cell, figures: [] })
  }
  return rows.filter(({ figures }) => figures.length >= 2)
}

function checkCount(passage: Passage, rows: readonly Row[], say: Say<'G021'>): void {
  const { text } = passage
  if (!people.test(text) || !announces.test(text)) return
  if (!rows.every(({ head }) => /^\p{Lu}[\p{L}.’'-]+(?: [\p{L}.,’'-]+){1,5}$/u.test(head.text))) return
  const written = [
    ...spelledIn(text).map(({ start, end }) => ({ start, end, value: numberValue(text.slice(start, end)) })),
    ...matches(/(?<![\d,.$])\d{1,2}(?![\d,.%])/g, text).map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      value: Number(match[0]),
    })),
  ]
  for (const { start, end, value } of written) {
    const behind = text.slice(end, end + 48)
    if (!/^\s+(?:\w+\s+){0,3}(?:directors?|nominees?)\b/i.test(behind) || value === rows.length) continue
    say(
      'G021',
      passage.place(start, end),
      `"${text.slice(start, end)}" ${rows.length === 1 ? 'stands' : 'stand'} over ${rows.length} rows`,
    )
  }
}

const share = /^(\d{1,3}(?:\.\d+)?)\s?%$/

/** Shares of one vote: where one is that of its count, those that are not are told. */
function checkShares(passages: readonly Passage[], say: Say<'Q006'>): void {
  for (const cells of tablesIn(passages)) {
    // For, against, abstaining: a count, and its share behind it.
    const rows = cells.flatMap((cell, index) => {
      const [percent, count] = [share.exec(cell.text)?.[1], cells[index - 1]]
      if (percent === undefined || !count || !votes.test(count.text)) return []
      return [
        {
          cell,
          percent,
          count: Number(count.text.replaceAll(',', '')),
          total: /^total/i.test(cells[index - 2]?.text ?? ''),
        },
      ]
    })
    const own = rows.filter(({ total }) => !total)
    const all = own.reduce((sum, { count }) => sum + count, 0)
    if (own.length < 2 || all === 0) continue
    const off = own.filter(({ percent, count }) => {
      const step = 10 ** -(percent.split('.')[1]?.length ?? 0)
      return Math.abs((count / all) * 100 - Number(percent)) > step * 0.51
    })
    if (off.length === own.length) continue
    for (const { cell, count, percent } of off)
      say(
        'Q006',
        cell.place(0, cell.text.length),
        `${percent}% is not the share of ${count} in the ${all} votes of its table`,
      )
  }
}

/** Cells of each table. */
function tablesIn(passages: readonly Passage[]): readonly (readonly Passage[])[] {
  const tables: Passage[][] = [[]]
  for (const passage of passages)
    if (passage.kind === 'cell') tables.at(-1)?.push(passage)
    else if ((tables.at(-1)?.length ?? 0) > 0) tables.push([])
  return tables
}

/** In one election every nominee has the same broker non-votes: the last figure of each row. */
function checkNonVotes(passages: readonly Passage[], say: Say<'Q006'>): void {
  const head = passages.findIndex(({ text, kind }) => kind === 'cell' && /broker non-?votes?/i.test(text))
  if (head < 0) return
  const rows = rowsBelow(passages, head).filter(({ figures }) => figures.length >= 3)
  const last = rows.map(({ figures }) => figures.at(-1)?.text ?? '')
  const usual = last.find((one) => last.filter((other) => other === one).length > last.length / 2)
  rows.forEach(({ figures, head: name }, index) => {
    const cell = figures.at(-1)
    if (usual !== undefined && cell && last[index] !== usual)
      say(
        'Q006',
        cell.place(0, cell.text.length),
        `${name.text} has ${cell.text} broker non-votes, the others ${usual}`,
      )
  })
}
