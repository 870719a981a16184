/** What the facts of a filing must say among themselves: boxes, dates, deadlines, exhibits, amendment. */
import type { Log } from '../diagnostics/log.ts'
import { businessDaysAfter } from '../filing/calendar.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Filing } from '../filing/filing.ts'
import { type BoxKey, boxes, editionOn } from '../filing/form-8-k.ts'
import { longDate } from './dates-in-text.ts'
import type { Reading } from './passages.ts'

/** Form types that each box stands for (General Instruction A.2). */
const alsoFiled: Readonly<Record<BoxKey, readonly string[]>> = {
  writtenCommunications: ['425'],
  solicitingMaterial: ['DEFA14A', 'DFAN14A'],
  preCommencementTenderOffer: ['SC TO-C', 'SC14D9C'],
  preCommencementIssuerTenderOffer: ['SC TO-C', 'SC TO-I'],
}

export function checkFacts(filing: Filing, log: Log): void {
  const { facts, places } = filing
  for (const { key, rule } of boxes) {
    const types = alsoFiled[key]
    const named = (facts.alsoFiledAs ?? []).some((type) => types.includes(type))
    if (facts.boxes[key] === true && !named)
      log.add(
        'K069',
        places(`boxes.${key}`),
        `the box for ${rule} is checked and alsoFiledAs has none of ${types.join(', ')}`,
      )
  }
  for (const type of facts.alsoFiledAs ?? []) {
    if (!boxes.some(({ key }) => facts.boxes[key] === true && alsoFiled[key].includes(type)))
      log.add(
        'K069',
        places('alsoFiledAs'),
        `the report is also filed as ${type} and no box is checked for it`,
      )
  }
  filing.registrants.forEach((one, index) => {
    if (one.transitionPeriodDeclined === true && one.emergingGrowthCompany !== true)
      log.add(
        'K072',
        places(`registrants.${index}.transitionPeriodDeclined`),
        'the transition period is declined by no emerging growth company',
      )
  })
  checkDates(filing, log)
  if (
    facts.form === '8-K/A' &&
    facts.amendment?.note === undefined &&
    !/explanatory note/i.test(
      JSON.stringify(
        filing.items.map(({ blocks }) => blocks.slice(0, 2)),
        (key, value: unknown) => (key === 'origin' || key === 'style' ? undefined : value),
      ),
    )
  )
    log.add('K092', places('form'), 'the amendment does not say why it is made')
}

function checkDates({ facts, items, places }: Filing, log: Log): void {
  const signed = facts.signature.date as IsoDate | undefined
  const event = facts.reportDate as IsoDate
  if (signed === undefined) return
  if (signed < event)
    log.add(
      'K074',
      places('signature.date'),
      `signed on ${longDate(signed)}, before the event of ${longDate(event)}`,
    )
  const due = businessDaysAfter(event, 4)
  const counted = items.filter(({ number }) => !['7.01', '8.01', '9.01'].includes(number))
  const first = counted[0]
  // An amendment has its own day; what it amends was due then.
  if (first && facts.form === '8-K' && signed > due)
    log.add(
      'K081',
      places('signature.date'),
      `Item ${first.number} was due on ${longDate(due)}; the report is signed on ${longDate(signed)}`,
    )
}

/** Every fact that the cover page shows must be on it: a firm's own template could lose one. */
export function checkCoverFacts(filing: Filing, cover: Reading, log: Log): void {
  const text = cover.passages
    .filter(({ part }) => part === 'cover-page')
    .map((passage) => passage.text)
    .join(' ')
  const edition = editionOn(filing.facts.reportDate as IsoDate)
  filing.registrants.forEach((one, index) => {
    const shown: [string, string | undefined][] = [
      ['name', one.name],
      ['jurisdiction', one.jurisdiction],
      ['fileNumber', one.fileNumber],
      ['ein', one.ein],
      ['address.city', one.address.city],
      ['address.zip', one.address.zip],
      ['phone.number', one.phone.number],
      ...(edition?.securities
        ? (one.securities ?? []).map(({ title }, at): [string, string] => [`securities.${at}.title`, title])
        : []),
    ]
    for (const [path, value] of shown) {
      if (value !== undefined && !text.includes(value.replace(/\s+/g, ' ')))
        log.add(
          'K073',
          filing.places(`registrants.${index}.${path}`),
          `the cover page does not show ${path} "${value}"`,
        )
    }
  })
}
