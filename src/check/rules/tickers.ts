/** Tickers and exchanges in texts against those of the cover page. */
import { suffix } from '../company-names.ts'
import type { Passage } from '../passages.ts'
import type { Filer } from '../registrants.ts'
import { family, type Say } from '../rule.ts'

export const tickers = family(
  {
    A004: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'a ticker or exchange differs from the cover page',
      hint: 'correct it here or in securities',
      in: 'ex99-1.md',
      wrong: '(NYSE: TDWR)',
      right: '(Nasdaq: TDWR)',
    },
  },
  {
    submission({ filers, report, exhibits }, say) {
      const authored = (report ? [report, ...exhibits] : exhibits)
        .filter(({ fixed }) => !fixed)
        .flatMap(({ passages }) => passages.filter((one) => one.authored && one.part !== 'cover-page'))
      for (const filer of filers) checkTickers(filer, authored, say)
    },
  },
)

const exchanges: readonly (readonly [name: RegExp, said: RegExp])[] = [
  [/nasdaq/i, /nasdaq/i],
  [/new york stock exchange|nyse(?! american)/i, /nyse|new york stock/i],
  [/nyse american/i, /nyse american|amex/i],
]

function checkTickers({ name, securities }: Filer, passages: readonly Passage[], say: Say<'A004'>): void {
  const core = name.replace(suffix, '').toLowerCase()
  let before: string | undefined
  for (const passage of passages) {
    for (const match of passage.text.matchAll(
      /\(((?:NYSE|NASDAQ|OTC|AMEX|TSX|LSE)[^:()]{0,30}):\s*([A-Z][A-Z.-]{0,5})\b[^)]*\)/gi,
    )) {
      const lead = passage.text.slice(Math.max(0, match.index - core.length - 24), match.index).toLowerCase()
      if (!lead.includes(core)) continue
      const [, said = '', symbol = ''] = match
      const at = passage.place(match.index, match.index + match[0].length)
      const known = securities.find((one) => one.symbol === symbol)
      if (securities.length > 0 && !known) say('A004', at, `the ticker ${symbol} is not on the cover page`)
      else if (known && exchanges.some(([full, short]) => full.test(known.exchange) !== short.test(said)))
        say('A004', at, `${symbol} is listed on ${known.exchange} on the cover page`)
      if (securities.length === 0 && before !== undefined && before !== symbol)
        say('A004', at, `the ticker is ${symbol} here and ${before} elsewhere`)
      before ??= symbol
    }
  }
}
