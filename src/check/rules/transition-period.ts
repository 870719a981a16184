/** Only an emerging growth company can decline the extended transition period. */
import { family } from '../rule.ts'

export const transitionPeriod = family(
  {
    K072: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, cover page',
      means: 'the transition period is declined by a registrant that is not an emerging growth company',
      hint: 'check the first box too, or neither',
      in: 'filing.yaml',
      wrong: 'emergingGrowthCompany: false\n    transitionPeriodDeclined: true',
      right: 'emergingGrowthCompany: false',
    },
  },
  {
    filing({ registrants, places }, say) {
      registrants.forEach((one, index) => {
        if (one.transitionPeriodDeclined === true && one.emergingGrowthCompany !== true)
          say(
            'K072',
            places(`registrants.${index}.transitionPeriodDeclined`),
            'the transition period is declined by a registrant that is not an emerging growth company',
          )
      })
    },
  },
)
