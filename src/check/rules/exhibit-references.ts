/** Exhibits that an item's text speaks of must be attached, or listed as incorporated (17 CFR 232.102(d)). */
import { span } from '../../diagnostics/source.ts'
import { visitBlocks, visitInlines } from '../../document/walk.ts'
import type { Filing } from '../../filing/filing.ts'
import { family, type Say } from '../rule.ts'

const reference = /\bExhibits?\s+(\d{1,3}\.\d{1,3})\b/g

export const exhibitReferences = family(
  {
    X003: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 232.102(d)',
      means: 'an exhibit is referred to and not attached',
      hint: 'list it under exhibits in filing.yaml',
      in: '8-k.md',
      wrong: ' A copy is Exhibit 10.7.',
      right: '',
    },
  },
  { filing: checkExhibits },
)

function checkExhibits(filing: Filing, say: Say<'X003'>): void {
  const { listed } = filing
  for (const item of filing.items) {
    visitBlocks(item.blocks, (block) => {
      if (!('inlines' in block)) return
      visitInlines(block.inlines, (inline) => {
        if (inline.type !== 'text') return
        for (const match of inline.value.matchAll(reference)) {
          const number = match[1] ?? ''
          if (listed.includes(number)) continue
          const start = inline.origin.span.start + match.index + match[0].length - number.length
          const hint =
            listed.length > 0
              ? `list ${number} under exhibits, or refer to one of ${listed.join(', ')}`
              : `list ${number} under exhibits in filing.yaml`
          say(
            'X003',
            span(inline.origin.span.source, start, start + number.length),
            `exhibit ${number} is referred to but not listed in Item 9.01`,
            hint,
          )
        }
      })
    })
  }
}
