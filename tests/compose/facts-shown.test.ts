/** A fact that may be given is printed: none is taken and left out. */
import { expect, it } from 'vitest'
import { readContent, readOwnTheme } from '../../src/commands/read.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { build } from '../../src/pipeline.ts'
import { fonts, worldWith } from '../support/filing.ts'

const filing = `format: 1
form: 8-K/A
reportDate: 2026-11-18
amendment: { number: 7, note: AmendmentNote }
registrants:
  - name: RegistrantName
    jurisdiction: Delaware
    fileNumber: 001-12345
    ein: 12-3456789
    address: { street: [StreetA, StreetB], city: CityA, state: DE, zip: 19801, country: CountryA }
    phone: { area: 302, number: 555-0100 }
    formerName: FormerName
    formerAddress: { street: [StreetC, StreetD], city: CityB, state: ME, zip: 04101, country: CountryB }
    emergingGrowthCompany: true
    transitionPeriodDeclined: true
    securities: [{ title: ClassA, symbol: SYMA, exchange: The Nasdaq Stock Market LLC }]
exhibits:
  - { number: 99.1, title: TitleOfExhibit, furnished: true }
signature:
  date: 2026-11-19
  signatories: [{ name: SignatoryName, title: SignatoryTitle, signed: SignedSo }]
`
const release = `---
letterhead:
  name: LetterName
  address: { street: [StreetE, StreetF], city: CityC, state: NH, zip: 03031, country: CountryC }
  phone: { area: 211, number: 222-3333 }
  fax: { area: 244, number: 555-6666 }
timing: TimingText
headline: HeadlineText
subheads: [SubheadA, SubheadB]
contactsHeading: ContactsHeading
contacts:
  - { for: ForA, name: NameA, role: RoleA, firm: FirmA, phone: { area: 277, number: 888-9999 }, email: a@one.com }
  - { for: ForB, name: NameB, role: RoleB, firm: FirmB, phone: { area: 221, number: 343-5656 }, email: b@two.com, inline: true }
place: PlaceText
date: 2026-11-18
---

{{release.place}}, {{date release.date "MMMM d, yyyy"}} — Text.
`

it('prints every fact of a filing and its release', () => {
  const log = new Log()
  const world = worldWith({ 'filing.yaml': filing, 'ex99-1.md': release })
  const places = { content: 'content', templates: undefined, out: 'out' }
  const content = readContent(world, places, 'one', log)
  if (!content) throw new Error('no content')
  const { proofs } = build({ content, theme: readOwnTheme(world, places, 'one', log), fonts }, log)
  const printed = proofs.flatMap(({ document }) => words(document).map(({ text }) => text)).join(' ')
  const given = [
    ...`${filing}${release}`.matchAll(
      /\b(?:[A-Z][a-z]+){1,3}[A-F]\b|\b[A-Z][a-z]+(?:Name|Text|Note|Heading|Title|Exhibit|So)\b/g,
    ),
    ...`${filing}${release}`.matchAll(
      /\d{3}-\d{4,}|\d\d-\d{7}|\b\d{5}\b|\w@\w+\.com|\bSYMA\b|\b(?:ME|NH)\b/g,
    ),
  ].map(([value]) => value)
  expect(given.length).toBeGreaterThan(45)
  expect(given.filter((value) => !printed.includes(value))).toEqual([])
})
