/** Facts that stand in no words of the page: EDGAR takes these few in the hidden part (EFM 5.2.5.14). */
import type { Block } from '../document/document.ts'
import { wordsOfBlocks } from '../document/words.ts'
import type { Filing } from '../filing/filing.ts'
import { boxes } from '../filing/form-8-k.ts'
import type { Draft } from './readings.ts'

/** @param printed whether a fact is tagged on the page already */
export function hiddenFacts(filing: Filing, printed: (draft: Draft) => boolean): readonly Draft[] {
  const { facts, registrants, items, places } = filing
  const fact = (concept: string, path: string, value: string): Draft => ({
    concept,
    words: value,
    value,
    path,
    at: places(path),
  })
  const amended = facts.form.endsWith('/A')
  const note = facts.amendment?.note ?? textOf(filing.note ?? [])
  const all: Draft[] = [
    fact('AmendmentFlag', 'form', String(amended)),
    ...(amended && note !== '' ? [fact('AmendmentDescription', 'amendment.note', note)] : []),
    ...registrants.map(({ cik = '' }, index) =>
      fact('EntityCentralIndexKey', `registrants.${index}.cik`, cik.padStart(10, '0')),
    ),
    ...boxes.flatMap(({ key }) => {
      const box = (path: string, ticked: boolean | undefined): Draft =>
        fact(key.slice(0, 1).toUpperCase() + key.slice(1), path, String(ticked === true))
      const own = registrants.flatMap(({ boxes: given }, index) =>
        given ? [box(`registrants.${index}.boxes.${key}`, given[key])] : [],
      )
      return own.some(({ path }) => path.startsWith('registrants.0.'))
        ? own
        : [box(`boxes.${key}`, facts.boxes[key]), ...own]
    }),
    ...registrants.flatMap(({ securities = [] }, index) =>
      securities.flatMap(({ symbol }, at) =>
        symbol === undefined
          ? [fact('NoTradingSymbolFlag', `registrants.${index}.securities.${at}.symbol`, 'true')]
          : [],
      ),
    ),
  ]
  const end = registrants[0].fiscalYearEnd
  if (end !== undefined && items.some(({ number }) => number === '5.03'))
    all.push(fact('CurrentFiscalYearEndDate', 'registrants.0.fiscalYearEnd', `--${end}`))
  return all.filter((draft) => !printed(draft))
}

/** The words of a note, as one line. */
function textOf(blocks: readonly Block[]): string {
  return wordsOfBlocks(blocks)
    .map(({ text }) => text)
    .join(' ')
}
