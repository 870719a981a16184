/** Small marks that say the state of a filing, its due date, the grade of a finding: in words, with colour beside. */
import type { FilingRow, Severity } from '../protocol.ts'

const names: Readonly<Record<FilingRow['state'], string>> = {
  unseen: 'Looking…',
  error: 'Errors',
  findings: 'Findings',
  draft: 'Draft',
  approved: 'Approved',
  final: 'Final',
}

export function StateChip({ row: { state, errors, open, archived } }: { row: FilingRow }) {
  const count = state === 'error' ? errors : state === 'findings' ? open : 0
  return (
    <>
      <span class={`chip state-${state}`}>
        {count > 0
          ? `${count} ${state === 'error' ? 'error' : 'finding'}${count === 1 ? '' : 's'}`
          : names[state]}
      </span>
      {archived !== undefined && <span class="chip archived">Archived {archived}</span>}
    </>
  )
}

export function DueChip({ row: { due, daysLeft, state } }: { row: FilingRow }) {
  if (due === undefined || daysLeft === undefined) return null
  const done = state === 'final'
  const tone = done ? 'later' : daysLeft < 0 ? 'past' : daysLeft <= 1 ? 'soon' : 'later'
  return (
    <span class={`chip due-${tone}`} title={`Due ${due}, 5:30 p.m. Eastern`}>
      {dueWords(due, daysLeft, done)}
    </span>
  )
}

export function dueWords(due: string, daysLeft: number, done = false): string {
  if (done || daysLeft < -30) return `Due ${due}`
  if (daysLeft < 0) return daysLeft === -1 ? 'Due yesterday' : `${-daysLeft} days overdue`
  if (daysLeft === 0) return 'Due today'
  return daysLeft === 1 ? 'Due tomorrow' : `${daysLeft} days left`
}

const grades: Readonly<Record<Severity, string>> = {
  error: 'Error',
  finding: 'Finding',
  warning: 'Warning',
  note: 'Note',
}

export const GradeChip = ({ severity, waived }: { severity: Severity; waived: boolean }) => (
  <span class={`chip grade-${waived ? 'waived' : severity}`}>{waived ? 'Waived' : grades[severity]}</span>
)
