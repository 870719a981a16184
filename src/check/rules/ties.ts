/** What an item says of the release stands in the release (General Instruction B.3). */
import { family } from '../rule.ts'

export const ties = family(
  {
    Q001: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, General Instruction B.3',
      means: 'a figure, date or name that an item takes from the release is not in the release',
      hint: 'correct the one that is wrong; waive it when it comes from elsewhere',
      in: '8-k.md',
      wrong: 'Revenue was $12.5 million.',
      right: 'Revenue was $12.4 million.',
    },
    Q002: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, General Instruction B.3',
      means: 'one figure is given two meanings',
      hint: 'the words around it differ: check which is meant',
      in: '8-k.md',
      wrong: 'Revenue was $12.4 billion.',
      right: 'Revenue was $12.4 million.',
    },
    Q003: {
      severity: 'note',
      grade: 'convention',
      source: 'Form 8-K, General Instruction B.3',
      means: 'a figure of an item that mentions the release elsewhere could not be matched',
      hint: 'check whether it comes from the release; tie it by hand under "ties" when it comes from elsewhere',
      in: '8-k.md',
      wrong: 'Nothing else happened. See Exhibit 99.1.\n\nIt paid $7.1 million for a plant.',
      right: 'Nothing else happened.',
    },
  },
  {
    submission({ ties: { untied } }, say) {
      for (const { claim, at, other, bond } of untied) {
        if (bond === 'sent' && !other) continue
        if (bond === 'loose' && !other) say('Q003', at, `"${claim.text}" is not in the release`)
        else if (other) say('Q002', at, `"${claim.text}" stands in the release as "${other.text}"`)
        else say('Q001', at, `"${claim.text}" does not stand in the release`)
      }
    },
  },
)
