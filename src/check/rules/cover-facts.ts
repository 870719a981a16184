/** Every fact that the cover page shows must be on it: a firm's own template could lose one. */
import type { IsoDate } from '../../filing/dates.ts'
import { editionOn } from '../../filing/form-8-k.ts'
import { family } from '../rule.ts'

export const coverFacts = family(
  {
    K073: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, cover page',
      means: 'the cover page does not show a fact of filing.yaml',
      hint: 'the template does not print it: add it there',
      in: 'folder',
      wrong: 'a cover-registrant.hbs without {{registrant.ein}}',
      right: 'the built-in cover-registrant.hbs',
    },
  },
  {
    submission({ filing, report }, say) {
      if (!filing || !report) return
      const text = report.passages
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
          ['phone.number', one.phone.written ?? one.phone.number],
          ...(edition?.securities
            ? (one.securities ?? []).map(({ title }, at): [string, string] => [
                `securities.${at}.title`,
                title,
              ])
            : []),
        ]
        for (const [path, value] of shown) {
          if (value !== undefined && !text.includes(value.replace(/\s+/g, ' ')))
            say(
              'K073',
              filing.places(`registrants.${index}.${path}`),
              `the cover page does not show ${path} "${value}"`,
            )
        }
      })
    },
  },
)
