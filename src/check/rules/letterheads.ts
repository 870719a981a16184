/** Address and telephone number of a letterhead against the cover page. */
import type { Filing } from '../../filing/filing.ts'
import { bare } from '../bare.ts'
import { family, type Say } from '../rule.ts'

export const letterheads = family(
  {
    A002: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'an address or phone number is given in two forms',
      hint: 'write the registrant’s facts once and show them',
      in: 'ex99-1.md',
      wrong: 'letterhead: { address: { street: [1 Main Street], city: Boston, state: MA, zip: 02110 } }',
      right: 'letterhead: { address: { street: [1 Main Street], city: Boston, state: MA, zip: 02139 } }',
    },
  },
  { filing: checkLetterheads },
)

function checkLetterheads({ registrants, exhibits }: Filing, say: Say<'A002'>): void {
  const [first] = registrants
  for (const { facts, content } of exhibits) {
    const letterhead = content.kind === 'authored' ? content.release.letterhead : undefined
    if (!letterhead || content.kind !== 'authored') continue
    const { address, phone } = letterhead
    for (const key of ['city', 'state', 'zip'] as const) {
      if (address && address[key] !== first.address[key])
        say(
          'A002',
          content.places(`letterhead.address.${key}`),
          `the letterhead of Exhibit ${facts.number} has "${address[key] ?? ''}", the cover page "${first.address[key] ?? ''}"`,
        )
    }
    if (address && bare(address.street.join('')) !== bare(first.address.street.join('')))
      say(
        'A002',
        content.places('letterhead.address.street'),
        `the letterhead of Exhibit ${facts.number} has "${address.street.join(', ')}", the cover page "${first.address.street.join(', ')}"`,
      )
    if (phone && (phone.area !== first.phone.area || phone.number !== first.phone.number))
      say(
        'A002',
        content.places('letterhead.phone'),
        `the letterhead of Exhibit ${facts.number} has another telephone number than the cover page`,
      )
  }
}
