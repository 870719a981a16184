/** An amendment says why it is made (17 CFR 240.12b-15). */
import { family } from '../rule.ts'

export const amendments = family(
  {
    K092: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 240.12b-15',
      means: 'an amendment does not say why it is made',
      hint: 'give amendment.note, or begin with an explanatory note',
      in: 'filing.yaml',
      wrong: 'form: 8-K/A\namendment: { number: 1 }',
      right: 'form: 8-K',
    },
  },
  {
    filing({ facts, items, note, places }, say) {
      const told =
        note !== undefined ||
        facts.amendment?.note !== undefined ||
        /explanatory note/i.test(
          JSON.stringify(
            items.map(({ blocks }) => blocks.slice(0, 2)),
            (key, value: unknown) => (key === 'origin' || key === 'style' ? undefined : value),
          ),
        )
      if (facts.form.endsWith('/A') && !told)
        say('K092', places('form'), 'the amendment does not say why it is made')
    },
  },
)
