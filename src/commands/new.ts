/** `filingpress new`: a filing that builds at once, with what must be filled in standing out. */

import { toBytes } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import type { World } from '../platform/world.ts'
import { exhibitsFor, itemText, wantsRelease } from './new-texts.ts'

export interface NewFiling {
  readonly slug: string
  readonly registrant: string
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly items: readonly string[]
  readonly headline: string
}

/** Files of a new filing by name: what its items call for, in the form's order. */
export function scaffold({ registrant, date, items, headline }: NewFiling): ReadonlyMap<string, string> {
  const others = [...new Set(items)].filter((number) => number !== '9.01').sort(inFormOrder)
  const withRelease = wantsRelease(others)
  const exhibits = [
    ...exhibitsFor(others).map(([number, title]) => ({ number, title: title, file: true })),
    ...(withRelease
      ? [{ number: '99.1', title: `Press release of ${registrant.replaceAll(': ', ' ')}`, file: false }]
      : []),
  ]
  const texts = others.map((number) => `# Item ${number}\n\n${itemText(number, withRelease)}\n`)
  const index = exhibits.length > 0 ? '\n# Item 9.01\n' : ''
  return new Map([
    ['filing.yaml', facts(registrant, date, exhibits, others.includes('5.03'))],
    ['8-k.md', `${texts.join('\n')}${index}`],
    ...exhibits
      .filter(({ file }) => file)
      .map(
        ({ number, title }) =>
          [
            `ex${number.replace('.', '-')}.md`,
            `# ${title}\n\n[● Put the text here, or give file: in filing.yaml.]\n`,
          ] as const,
      ),
    ...(withRelease ? [['ex99-1.md', release(registrant, date, headline)] as const] : []),
  ])
}

const inFormOrder = (a: string, b: string): number => Number(a) - Number(b)
const quote = (text: string): string => JSON.stringify(text)

interface Listed {
  readonly number: string
  readonly title: string
}

function facts(registrant: string, date: string, exhibits: readonly Listed[], fiscalYear: boolean): string {
  const listed = exhibits.map(({ number, title }) => `  - { number: ${number}, title: ${quote(title)} }\n`)
  return `# yaml-language-server: $schema=../filing.schema.json
format: 1
form: 8-K
reportDate: ${date}

registrants:
  - name: ${quote(registrant)}
    jurisdiction: Delaware
    fileNumber: 001-00000
    ein: 00-0000000
    cik: 0000000000 # as EDGAR knows the company
    address:
      street: [1 Main Street]
      city: Wilmington
      state: DE
      zip: 19801
    phone: { area: 302, number: 555-0100 }
    emergingGrowthCompany: false
${fiscalYear ? '    fiscalYearEnd: 12-31\n' : ''}    securities:
      - { title: "Common Stock, $0.01 par value", symbol: XXXX, exchange: The Nasdaq Stock Market LLC }
    # The cover page is tagged: an address of the company's own names its schema.
    xbrl: { namespace: http://www.example.com }

${exhibits.length > 0 ? `exhibits:\n${listed.join('')}` : 'exhibits: []\n'}
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
  const files = [...scaffold(filing)].map(([name, text]) => [name, toBytes(text)] as const)
  return writeFiling(world, `${content}/${filing.slug}`, files, log)
}

/** Copies one of the example filings of this package. @param example a folder of `examples/` */
export function createFromExample(
  world: World,
  content: string,
  slug: string,
  example: string,
  log: Log,
): readonly string[] {
  const folder = world.readFolder(`${world.ownExamples}/${example}`)
  if (!folder) {
    log.add('W002', undefined, `this installation has no example "${example}"`, 'install filingpress again')
    return []
  }
  return writeFiling(world, `${content}/${slug}`, [...folder.files], log)
}

function writeFiling(
  world: World,
  folder: string,
  files: readonly (readonly [string, Uint8Array])[],
  log: Log,
): readonly string[] {
  if (world.exists(folder)) {
    log.add('U002', undefined, `${folder} already exists`, 'choose another name')
    return []
  }
  for (const [name, bytes] of files) world.writeFile(`${folder}/${name}`, bytes)
  return files.map(([name]) => `${folder}/${name}`)
}
