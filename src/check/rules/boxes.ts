/** The four boxes against the form types a report is also filed as (Form 8-K, General Instruction A.2). */
import { type BoxKey, boxes } from '../../filing/form-8-k.ts'
import { family } from '../rule.ts'

/** Form types that each box stands for (General Instruction A.2). */
const alsoFiled: Readonly<Record<BoxKey, readonly string[]>> = {
  writtenCommunications: ['425'],
  solicitingMaterial: ['DEFA14A', 'DFAN14A'],
  preCommencementTenderOffer: ['SC TO-C', 'SC14D9C'],
  preCommencementIssuerTenderOffer: ['SC TO-C', 'SC TO-I'],
}

export const alsoFiledAs = family(
  {
    K069: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, General Instruction A.2',
      means: 'a checked box and the form types it is also filed as do not agree',
      hint: 'a checked box needs alsoFiledAs: [425], [DEFA14A], [SC TO-C] or [SC TO-I]',
      in: 'filing.yaml',
      wrong: 'boxes: { writtenCommunications: true }',
      right: 'boxes: {}',
    },
  },
  {
    filing({ facts, registrants, places }, say) {
      const own = registrants.findIndex((one) => one.boxes !== undefined)
      const ticked = (key: BoxKey): string | undefined => {
        if (own < 0) return facts.boxes[key] === true ? `boxes.${key}` : undefined
        const at = registrants.findIndex((one) => (one.boxes ?? facts.boxes)[key] === true)
        return at < 0 ? undefined : `${registrants[at]?.boxes ? `registrants.${at}.` : ''}boxes.${key}`
      }
      for (const { key, rule } of boxes) {
        const types = alsoFiled[key]
        const named = (facts.alsoFiledAs ?? []).some((type) => types.includes(type))
        const path = ticked(key)
        if (path !== undefined && !named)
          say(
            'K069',
            places(path),
            `the box for ${rule} is checked and alsoFiledAs has none of ${types.join(', ')}`,
          )
      }
      for (const type of facts.alsoFiledAs ?? []) {
        if (!boxes.some(({ key }) => ticked(key) !== undefined && alsoFiled[key].includes(type)))
          say(
            'K069',
            places('alsoFiledAs'),
            `the report is also filed as ${type} and no box is checked for it`,
          )
      }
    },
  },
)
