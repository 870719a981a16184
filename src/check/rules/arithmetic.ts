/** Statements whose author asks for arithmetic: sums, balance, percentages, per-share figures. */
import type { Table } from '../../document/document.ts'
import { visitBlocks } from '../../document/walk.ts'
import { agreeTable } from '../../tables/agree.ts'
import { type FootingDifference, footTable } from '../../tables/foot.ts'
import { family } from '../rule.ts'

const table = (rows: string): string => `\n\n| | 2026 | 2025 |\n| --- | ---: | ---: |\n${rows}\n`

export const arithmetic = family(
  {
    Q011: {
      severity: 'finding',
      grade: 'convention',
      source: '17 CFR 240.12b-20',
      means: 'a total is not the sum of its rows',
      hint: 'correct the figure; a row that is subtracted is marked {.less}',
      in: 'ex99-1.md',
      wrong: table('| Products | 3 | 2 |\n| Services | 2 | 2 |\n| Total {.total foot} | 6 | 4 |'),
      right: '',
    },
    Q012: {
      severity: 'finding',
      grade: 'convention',
      source: '17 CFR 210.5-02',
      means: 'a balance sheet does not balance',
      hint: 'total assets are total liabilities and equity',
      in: 'ex99-1.md',
      wrong: table(
        '| Cash | 3 | 2 |\n| Total assets {.total foot} | 3 | 2 |\n| Debt | 1 | 1 |\n| Equity | 3 | 1 |\n| Total liabilities and equity {.total foot} | 4 | 2 |',
      ),
      right: '',
    },
    Q013: {
      severity: 'finding',
      grade: 'convention',
      source: '17 CFR 240.12b-20',
      means: 'a change or percentage does not agree with its figures',
      hint: 'compute it again from the figures as they are printed',
      in: 'ex99-1.md',
      wrong:
        '\n\n| | 2026 | 2025 | Change |\n| --- | ---: | ---: | ---: |\n| Products | 300 | 200 | 40% |\n| Services | 50 | 50 | — |\n| Total {.total foot} | 350 | 250 | 40% |\n',
      right: '',
    },
    Q014: {
      severity: 'finding',
      grade: 'convention',
      source: 'ASC 260-10-45',
      means: 'a per-share figure is not income divided by shares',
      hint: 'compute it again from net income and the shares as they are printed',
      in: 'ex99-1.md',
      wrong: table(
        '| Sales | 300 | 200 |\n| Costs {.less} | 100 | 50 |\n| Net income {.total foot} | 200 | 150 |\n| Earnings per share, diluted | $2.20 | $1.50 |\n| Weighted average shares, diluted | 100 | 100 |',
      ),
      right: '',
    },
  },
  {
    document({ sections }, say) {
      const tell = (code: 'Q011' | 'Q012' | 'Q013' | 'Q014', found: readonly FootingDifference[]) => {
        for (const { value, message } of found) say(code, value.at, message)
      }
      for (const { blocks } of sections)
        visitBlocks(blocks, (block) => {
          if (block.type !== 'table' || !asked(block)) return
          tell('Q011', footTable(block))
          const { balance, ratio, share } = agreeTable(block)
          tell('Q012', balance)
          tell('Q013', ratio)
          tell('Q014', share)
        })
    },
  },
)

const asked = ({ purpose, rows }: Table): boolean =>
  purpose === 'data' && rows.some(({ classes }) => classes.includes('foot'))
