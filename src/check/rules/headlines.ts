/** A headline quoted in the exhibit index, or in an item, is the one that the release has. */
import { matches } from '../../matches.ts'
import { bare } from '../bare.ts'
import { labelOf } from '../labels.ts'
import { family } from '../rule.ts'

export const headlines = family(
  {
    A006: {
      severity: 'finding',
      grade: 'convention',
      source: 'Form 8-K, Item 9.01',
      means: 'the title of a release is quoted differently from the release itself',
      hint: 'quote the headline as it stands at the head of the release',
      in: 'filing.yaml',
      wrong: '{ number: 99.1, title: "Press release entitled “Tidewater reports a bad year”" }',
      right: '{ number: 99.1, title: Press release }',
    },
  },
  {
    submission({ report, exhibits }, say) {
      if (!report) return
      const releases = exhibits.filter(({ fixed, passages }) => !fixed && passages.length > 1)
      if (releases.length === 0) return
      const texts = releases.map(({ passages }) => bare(passages.map(({ text }) => text).join(' ')))
      for (const passage of report.passages) {
        if (passage.part === 'cover-page' || passage.part === 'signature-block') continue
        for (const match of matches(entitled, passage.text)) {
          const [whole, quoted = ''] = match
          // An index of several exhibits may quote one that is not here.
          const number = /\b99\.\d+/.exec(passage.text)?.[0]
          if (number !== undefined && !releases.some((one) => [number, undefined].includes(labelOf(one))))
            continue
          const wanted = bare(quoted.replace(/[.,]$/, ''))
          if (wanted.length < 12 || texts.some((text) => text.includes(wanted))) continue
          const start = match.index + whole.length - quoted.length - 1
          const nearest = headOf(releases[0]?.passages.map(({ text }) => text) ?? [])
          say(
            'A006',
            passage.place(start, start + quoted.length),
            `no attached release has the headline "${quoted}"${nearest === undefined ? '' : `; one begins "${nearest}"`}`,
          )
        }
      }
    },
  },
)

const entitled = /\b(?:entitled|titled|headlined),?\s*[“"]([^”"]{8,300})[”"]/gi

/** The first line that reads as a headline. */
const headOf = (texts: readonly string[]): string | undefined =>
  texts
    .slice(0, 12)
    .find(
      (text) =>
        text.length > 20 && text.length < 200 && !/^exhibit|^for immediate|@|\d{3}[-.]\d{4}/i.test(text),
    )
