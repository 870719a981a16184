/** The texts of a submission that somebody is still writing, passage by passage. */
import type { Passage, Reading } from './passages.ts'
import type { Submission } from './subjects.ts'

export interface Written {
  readonly reading: Reading
  readonly passage: Passage
}

/** Report and exhibits in order, without what is settled and what the form or a fact prints. */
export function writtenIn({ report, exhibits }: Submission): readonly Written[] {
  return (report ? [report, ...exhibits] : exhibits)
    .filter(({ fixed }) => !fixed)
    .flatMap((reading) =>
      reading.passages
        .filter(({ authored, part }) => authored && part !== 'cover-page' && part !== 'signature-block')
        .map((passage) => ({ reading, passage })),
    )
}

/** Passages of a document's own running text. */
export const authoredIn = ({ passages, fixed }: Reading): readonly Passage[] =>
  fixed ? [] : passages.filter(({ authored, part }) => authored && part !== 'cover-page')
