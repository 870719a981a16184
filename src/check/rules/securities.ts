/** The table of securities: each class with its own symbol and its exchange (17 CFR 249.308, cover page). */
import { family } from '../rule.ts'

export const securities = family(
  {
    K112: {
      severity: 'finding',
      grade: 'form',
      source: 'Release 33-10618',
      means: 'two classes of securities share a symbol, or one has none',
      hint: 'give each class its own symbol; a class without one is not traded under this table',
      in: 'filing.yaml',
      wrong:
        '{ title: Common Stock, symbol: TDWR, exchange: The Nasdaq Stock Market LLC }\n      - { title: Warrants, symbol: TDWR, exchange: The Nasdaq Stock Market LLC }',
      right: '{ title: Common Stock, symbol: TDWR, exchange: The Nasdaq Stock Market LLC }',
    },
  },
  {
    filing({ registrants, places }, say) {
      registrants.forEach(({ securities = [] }, index) => {
        const seen = new Map<string, string>()
        securities.forEach(({ title, symbol }, at) => {
          const place = places(`registrants.${index}.securities.${at}`)
          if (symbol === undefined || symbol.trim() === '') {
            // Notes and preferred stock may be listed without a symbol.
            if (/common|ordinary|share/i.test(title)) say('K112', place, `"${title}" has no trading symbol`)
            return
          }
          const other = seen.get(symbol)
          if (other !== undefined) say('K112', place, `"${title}" and "${other}" share the symbol ${symbol}`)
          seen.set(symbol, title)
        })
      })
    },
  },
)
