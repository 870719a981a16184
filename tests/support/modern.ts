/** A small filing of 2026 in which nothing is to be settled: the good twin of every bad sample about content. */
export const modern = {
  'filing.yaml': `format: 1
form: 8-K
reportDate: 2026-03-02
registrants:
  - name: Tidewater & Co.
    jurisdiction: Delaware
    fileNumber: 1-51000
    ein: 04-1234567
    cik: 1234567
    address: { street: [1 Main Street], city: Boston, state: MA, zip: 02139 }
    phone: { area: 617, number: 555-0100 }
    securities:
      - { title: Common Stock, symbol: TDWR, exchange: The Nasdaq Stock Market LLC }
    emergingGrowthCompany: false
    fiscalYearEnd: 12-31
xbrl: { namespace: http://www.tidewater.example }
boxes: {}
exhibits:
  - { number: 99.1, title: Press release }
signature:
  date: 2026-03-02
  signatories: [{ name: Jane Roe, title: Secretary }]
`,
  '8-k.md': `# Item 5.03

On {{date report.date}}, the board changed the bylaws.

# Item 7.01

On {{date report.date}}, {{registrant.name}} issued a press release, which is Exhibit 99.1. Revenue was $12.4 million. The information in this Item 7.01, including Exhibit 99.1, is furnished and shall not be deemed “filed” for purposes of Section 18 of the Securities Exchange Act of 1934.

# Item 8.01

Nothing else happened.

# Item 9.01
`,
  'ex99-1.md': `---
headline: Tidewater reports a good year
letterhead: { address: { street: [1 Main Street], city: Boston, state: MA, zip: 02139 } }
place: BOSTON
date: 2026-03-02
---

{{release.place}}, {{date release.date}} — Tidewater & Co. (Nasdaq: TDWR) today said that revenue was $12.4 million.

Tidewater & Co. has news. A call will be held on Thursday, March 5, 2026. Tidewater expects revenue of $12 million in 2027. This release contains forward-looking statements; actual results may differ materially.
`,
}
