/** Tickers and exchanges in texts against those of the cover page. */
import type { Filing } from '../../filing/filing.ts'
import { suffix } from '../company-names.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const tickers = family(
  {
    A004: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'a ticker or exchange is not that of the cover page',
      hint: 'correct it here or in securities',
      in: 'ex99-1.md',
      wrong: '(NYSE: TDWR)',
      right: '(Nasdaq: TDWR)',
    },
  },
  {
    submission({ filing, report, exhibits }, say) {
      if (!filing || !report) return
      const authored = [report, ...exhibits].flatMap(({ passages }) => passages.filter((one) => one.authored))
      checkTickers(filing, authored, say)
    },
  },
)

const exchanges: readonly (readonly [name: RegExp, said: RegExp])[] = [
  [/nasdaq/i, /nasdaq/i],
  [/new york stock exchange|nyse(?! american)/i, /nyse|new york stock/i],
  [/nyse american/i, /nyse american|amex/i],
]

function checkTickers({ registrants, places }: Filing, passages: readonly Passage[], say: Say<'A004'>): void {
  registrants.forEach(({ name, securities = [] }, index) => {
    const core = name.replace(suffix, '')
    const symbols = securities.flatMap(({ symbol, exchange }) =>
      symbol === undefined ? [] : [{ symbol, exchange }],
    )
    const seen = new Map<string, string>()
    for (const passage of passages) {
      for (const match of passage.text.matchAll(
        /\(((?:NYSE|NASDAQ|OTC|AMEX|TSX|LSE)[^:()]{0,30}):\s*([A-Z][A-Z.-]{0,5})\b[^)]*\)/gi,
      )) {
        if (!passage.text.slice(Math.max(0, match.index - 60), match.index).includes(core)) continue
        const [, said = '', symbol = ''] = match
        const at = passage.place(match.index, match.index + match[0].length)
        const known = symbols.find((one) => one.symbol === symbol)
        if (symbols.length > 0 && !known) say('A004', at, `the ticker ${symbol} is not on the cover page`)
        else if (known && exchanges.some(([full, short]) => full.test(known.exchange) !== short.test(said)))
          say('A004', at, `${symbol} is listed on ${known.exchange} on the cover page`)
        for (const [other] of seen) {
          if (symbols.length === 0 && other !== symbol)
            say(
              'A004',
              at,
              `the ticker is ${symbol} here and ${other} elsewhere`,
              `see ${places(`registrants.${index}.name`).source.path}`,
            )
        }
        seen.set(symbol, said)
      }
    }
  })
}
