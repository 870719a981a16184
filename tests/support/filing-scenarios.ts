/** Ordinary edits of more than the text of a release: items, exhibits, templates, the theme. Marks as in scenarios.ts. */
import { readFileSync } from 'node:fs'
import { facts, items } from './filing.ts'
import type { Scenario } from './scenarios.ts'

const theme = readFileSync('templates/house.css', 'utf8')
const first = 'Revenue grew because more customers renewed their annual subscriptions.'
const second = 'Operating expenses fell after the closing of two older plants.'
/** A release that is the same in both versions. */
const sameRelease = { old: second, new: second }

const outlook = `## Outlook\n\n${first}`

export const filingScenarios: readonly Scenario[] = [
  {
    name: 'an item put in',
    ...sameRelease,
    document: '8-k.htm',
    files: { new: { '8-k.md': items.replace('# Item 9.01', `# Item 7.01\n\n${first}\n\n# Item 9.01`) } },
    changes: 1,
    marks: [`+Item 7.01Regulation FD Disclosure${first}`],
  },
  {
    name: 'an item taken out',
    ...sameRelease,
    document: '8-k.htm',
    files: { old: { '8-k.md': items.replace('# Item 9.01', `# Item 7.01\n\n${first}\n\n# Item 9.01`) } },
    changes: 1,
    marks: [`-Item 7.01Regulation FD Disclosure${first}`],
  },
  {
    name: 'an exhibit put in',
    ...sameRelease,
    document: '8-k.htm',
    files: {
      new: {
        'filing.yaml': facts.replace('exhibits:', 'exhibits:\n  - { number: 10.1, title: Loan agreement }'),
        'ex10-1.md': `---\nheadline: Loan\n---\n\n${second}\n`,
      },
    },
    changes: 1,
    marks: ['+10.1Loan agreement'],
  },
  {
    name: 'another wording of a template',
    ...sameRelease,
    document: '8-k.htm',
    files: {
      new: {
        'content/one/partials/signature-sentence.hbs':
          'Pursuant to the requirements of the Securities Exchange Act of 1934, as amended, the registrant has duly caused this report to be signed on its behalf by the undersigned hereunto duly authorized.',
      },
    },
    changes: 1,
    marks: ['+as amended,'],
  },
  {
    name: 'another look of a theme',
    old: outlook,
    new: outlook,
    files: {
      old: { 'house/house.css': theme },
      new: { 'house/house.css': `${theme}\nh2 { color: #003366; }\n` },
    },
    changes: 1,
    marks: [],
  },
]
