/** The tick-and-tie sheet of a filing as files: `NAME-ties.htm`, `.pdf` and `.json`. */
import { jsonBytes, toBytes } from '../bytes.ts'
import type { Edge, Statement } from '../check/tie-out.ts'
import { where } from '../diagnostics/log.ts'
import type { FontBook } from '../fonts/book.ts'
import { writeHtml } from '../html/write.ts'
import { painted } from '../reports/painted.ts'
import { summary, tieSheet } from '../reports/tie-sheet.ts'
import { tool } from '../tool.ts'

/** @param date of the PDF, so that the same sheet has the same bytes */
export function tieSheetFiles(
  name: string,
  edges: readonly Edge[],
  fonts: FontBook,
  date: string,
): Map<string, Uint8Array> {
  const page = tieSheet(name, edges, tool)
  return new Map([
    [`${name}-ties.htm`, toBytes(writeHtml(page, 'reading'))],
    [`${name}-ties.pdf`, painted(page, fonts, date)],
    [
      `${name}-ties.json`,
      jsonBytes({ format: 1, tool, summary: summary(edges), figures: edges.map(edgeForPrograms) }),
    ],
  ])
}

export function edgeForPrograms({ statement, outcome, support, note }: Edge): Record<string, unknown> {
  return {
    ...forPrograms(statement),
    outcome,
    ...(support && { support: forPrograms(support) }),
    ...(note !== undefined && { note }),
  }
}

const forPrograms = ({ text, kind, at, where: stands }: Statement) => ({
  text,
  kind,
  at: where(at),
  where: stands,
})
