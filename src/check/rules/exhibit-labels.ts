/** An exhibit begins with its label, so that a reader knows which of them lies before him (Item 601). */
import { labelOf } from '../labels.ts'
import { family } from '../rule.ts'

export const exhibitLabels = family(
  {
    K088: {
      severity: 'warning',
      grade: 'convention',
      source: 'Item 601',
      means: 'an exhibit does not begin with its label',
      hint: 'print "Exhibit 99.1" at its head',
      in: 'ex99-1.htm',
      wrong: '',
      right: 'Exhibit 99.1',
    },
  },
  {
    submission({ exhibits, filing }, say) {
      for (const exhibit of exhibits) {
        if (labelOf(exhibit) !== undefined || exhibit.passages.length === 0) continue
        const own = filing?.exhibits.find(
          ({ content }) => 'fileName' in content && content.fileName === exhibit.fileName,
        )
        say(
          'K088',
          own?.at ?? exhibit.passages[0]?.place(0, 1),
          `${exhibit.fileName} does not begin with "Exhibit" and its number`,
        )
      }
    },
  },
)
