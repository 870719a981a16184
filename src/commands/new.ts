/** `filingpress new`: a filing that builds at once, with what must be filled in standing out. */

import { toBytes } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import type { World } from '../platform/world.ts'

export interface NewFiling {
  readonly slug: string
  readonly registrant: string
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly items: readonly string[]
  readonly headline: string
}

/** Files of a new filing by name. */
export function scaffold({ registrant, date, items, headline }: NewFiling): ReadonlyMap<string, string> {
  const others = items.filter((number) => number !== '9.01')
  const texts = others.map((number) => `# Item ${number}\n\n${paragraphFor(number)}\n`)
  return new Map([
    ['filing.yaml', facts(registrant, date)],
    ['8-k.md', `${texts.join('\n')}\n# Item 9.01\n`],
    ['ex99-1.md', release(registrant, date, headline)],
  ])
}

function paragraphFor(number: string): string {
  const furnished = number === '2.02' || number === '7.01'
  const status = furnished
    ? `\n\nThe information in this Item ${number}, and in Exhibit 99.1, is furnished and shall not be deemed filed for purposes of Section 18 of the Securities Exchange Act of 1934.`
    : ''
  return `On {{date report.date "MMMM d, yyyy"}}, {{registrant.name}} issued a press release, a copy of which is attached as Exhibit 99.1.${status}`
}

const quote = (text: string): string => JSON.stringify(text)

function facts(registrant: string, date: string): string {
  return `# yaml-language-server: $schema=../filing.schema.json
format: 1
form: 8-K
reportDate: ${date}

registrants:
  - name: ${quote(registrant)}
    jurisdiction: Delaware
    fileNumber: 001-00000
    ein: 00-0000000
    address:
      street: [1 Main Street]
      city: Wilmington
      state: DE
      zip: 19801
    phone: { area: 302, number: 555-0100 }
    emergingGrowthCompany: false
    securities:
      - { title: "Common Stock, $0.01 par value", symbol: XXXX, exchange: The Nasdaq Stock Market LLC }

exhibits:
  - number: 99.1
    title: Press release of ${registrant.replaceAll(': ', ' ')}

signature:
  # date: ${date}
  signatories: []
  #  - { name: Jane Doe, title: Chief Financial Officer }
`
}

function release(registrant: string, date: string, headline: string): string {
  return `---
timing: For Immediate Release
headline: ${quote(headline)}
place: WILMINGTON, Del.
date: ${date}
contacts:
  - for: Investors
    name: Jane Doe
    phone: { area: 302, number: 555-0100 }
---

{{release.place}}, {{date release.date "MMMM d, yyyy"}} — {{registrant.name}} today announced …

## About ${registrant.replaceAll(/[*_#[\]`]/g, '')}

…

###
`
}

/** Writes a new filing; says so in the log when there is one of that name. */
export function createFiling(world: World, content: string, filing: NewFiling, log: Log): readonly string[] {
  const folder = `${content}/${filing.slug}`
  if (world.exists(folder)) {
    log.add('U002', undefined, `${folder} exists already`, 'choose another name')
    return []
  }
  const files = scaffold(filing)
  for (const [name, text] of files) world.writeFile(`${folder}/${name}`, toBytes(text))
  return [...files.keys()].map((name) => `${folder}/${name}`)
}
