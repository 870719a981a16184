/** A release that looks ahead carries the cautionary words that the safe harbour asks for. */
import { family } from '../rule.ts'

const ahead =
  /\b(?:expects?|anticipates?|forecasts?|projects|estimates that|guidance|outlook|intends?|plans to)\b/i
const cautious = /forward[- ]looking|safe harbou?r|actual results (?:may|could|might) differ/i

export const forwardLooking = family(
  {
    K090: {
      severity: 'warning',
      grade: 'convention',
      source: 'Securities Act Section 27A; Exchange Act Section 21E',
      means: 'a release has forward-looking statements and no safe-harbor legend',
      hint: 'add a paragraph that begins "This release contains forward-looking statements"',
      in: 'ex99-1.md',
      wrong: 'Tidewater expects revenue of $12 million in 2027. We know no more.',
      right:
        'Tidewater expects revenue of $12 million in 2027. This release contains forward-looking statements; actual results may differ materially.',
    },
  },
  {
    submission({ exhibits }, say) {
      for (const { passages, form } of exhibits) {
        if (!form.startsWith('EX-99')) continue
        const first = passages.find(({ text, kind }) => kind !== 'heading' && ahead.test(text))
        const start = first?.text.search(ahead) ?? 0
        if (first && !passages.some(({ text }) => cautious.test(text)))
          say(
            'K090',
            first.place(start, start + 1),
            'the release has forward-looking statements and no cautionary words about them',
          )
      }
    },
  },
)
