/** One figure is not millions here and billions there. */
import { claimsIn } from '../claims.ts'
import type { Reading } from '../passages.ts'
import { family } from '../rule.ts'
import { writtenIn } from '../texts.ts'

export const scales = family(
  {
    A011: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'the same digits are given in millions and in billions, or in two currencies',
      hint: 'correct the word or the sign that is wrong',
      in: 'ex99-1.md',
      wrong: 'It has spent $7.35 million. It has spent $7.35 billion in all.',
      right: '',
    },
  },
  {
    submission(submission, say) {
      // Within a document; a report and its release are held to one another by their ties.
      const all = new Map<Reading, Map<string, { times: string; text: string }>>()
      for (const { passage, reading } of writtenIn(submission)) {
        const known = all.get(reading) ?? new Map<string, { times: string; text: string }>()
        all.set(reading, known)
        // Reading claims is dear, and few texts have a scale.
        if (!scaled.test(passage.text)) continue
        for (const claim of claimsIn(passage)) {
          if (claim.kind !== 'money') continue
          const digits = /\d[\d,]*(?:\.\d+)?/.exec(claim.text)?.[0] ?? ''
          const times = `${/^[A-Z]*[$€£¥]/.exec(claim.text)?.[0] ?? '$'} ${scaled.exec(claim.text)?.[0].toLowerCase() ?? ''}`
          // Round figures meet by chance; a figure of three places and more does not.
          if (digits.replace(/\D/g, '').replace(/(?<!0)0+$/, '').length < 3 || times.endsWith(' ')) continue
          const before = known.get(digits)
          if (before && before.times !== times)
            say(
              'A011',
              passage.place(claim.start, claim.end),
              `"${claim.text}" is elsewhere "${before.text}"`,
            )
          else known.set(digits, { times, text: claim.text })
        }
      }
    },
  },
)

const scaled = /thousand|million|billion|trillion/i
