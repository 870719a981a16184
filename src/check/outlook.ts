/** A release that looks ahead carries the cautionary words that the safe harbour asks for. */
import type { Log } from '../diagnostics/log.ts'
import type { Reading } from './passages.ts'

const ahead =
  /\b(?:expects?|anticipates?|forecasts?|projects|estimates that|guidance|outlook|intends?|plans to)\b/i
const cautious = /forward[- ]looking|safe harbou?r|actual results (?:may|could|might) differ/i

export function checkOutlook(exhibits: readonly Reading[], log: Log): void {
  for (const { passages, form } of exhibits) {
    if (!form.startsWith('EX-99')) continue
    const first = passages.find(({ text, kind }) => kind !== 'heading' && ahead.test(text))
    const start = first?.text.search(ahead) ?? 0
    if (first && !passages.some(({ text }) => cautious.test(text)))
      log.add(
        'K090',
        first.place(start, start + 1),
        'the release looks ahead and has no words of caution about it',
      )
  }
}
