/** A paragraph that retells the release without naming it: a figure that differs is told, where the others agree. */
import { expect, it } from 'vitest'
import { buildWith } from '../support/filing.ts'

const release = `---
headline: News
---

BOSTON — Of 64 patients, 17 (26.6%) had a complete response, and the median duration of response was 14.3 months.
`
const items = (duration: string) =>
  `# Item 8.01\n\nOn {{date report.date}}, {{registrant.name}} issued the release in Exhibit 99.1.\n\nOf 64 patients, 17 (26.6%) had a complete response. The median duration of response was ${duration} months.\n\n# Item 9.01\n`
const told = (duration: string) =>
  buildWith({ 'ex99-1.md': release, '8-k.md': items(duration) })
    .diagnostics.filter(({ code }) => /^Q00/.test(code))
    .map(({ code, message }) => `${code} ${message}`)

it('a figure that differs in a paragraph whose other figures agree is a warning', () => {
  expect(told('14.3')).toEqual([])
  expect(told('14.8')).toEqual(['Q001 "14.8 months" does not stand in the release'])
})
