/** Names and codes are spelt in one way in all documents of a filing. */
import { matches } from '../../matches.ts'
import { capital, letter, small } from '../letters.ts'
import type { Passage, Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const spellings = family(
  {
    G007: {
      severity: 'warning',
      grade: 'convention',
      source: 'style',
      means: 'a name or term is spelt in two ways',
      hint: 'keep to one',
      in: 'ex99-1.md',
      wrong: 'TideGauge sells. Tidegauge is liked. TideGauge is old.',
      right: '',
    },
  },
  {
    submission: ({ report, exhibits }, say) => checkSpellings(report ? [report, ...exhibits] : exhibits, say),
  },
)

const spelt = new RegExp(
  `(?<![@\\w./-])[${letter}][${letter}\\d]*(?:-[${letter}\\d]+)*(?![@\\w])(?!\\.\\w)`,
  'g',
)
const joinedName = new RegExp(`-[${capital}][${small}]`, 'g')
const marked = new RegExp(`[${capital}]|\\d`)

interface Spelling {
  readonly passage: Passage
  readonly at: number
  readonly length: number
  count: number
}

/** Names with a capital or figure inside are spelt in one way; a capital at a sentence's head is no difference. */
function checkSpellings(readings: readonly Reading[], say: Say<'G007'>): void {
  const known = new Map<string, Map<string, Spelling>>()
  for (const { passages } of readings) {
    for (const passage of passages) {
      if (!passage.authored) continue
      for (const { 0: word, index: at } of matches(spelt, passage.text)) {
        if (word.length < 5) continue
        const lower = word.toLowerCase()
        const key = lower.includes('-') ? lower.replaceAll('-', '') : lower
        const form = (lower[0] ?? '') + word.slice(1)
        let forms = known.get(key)
        if (!forms) {
          forms = new Map()
          known.set(key, forms)
        }
        const before = forms.get(form)
        if (before) before.count++
        else if (word !== word.toUpperCase()) forms.set(form, { passage, at, length: word.length, count: 1 })
      }
    }
  }
  for (const forms of known.values()) {
    if (forms.size < 2) continue
    const list = [...forms].sort(([, a], [, b]) => b.count - a.count)
    const [usual, rare] = [list[0], list[1]]
    // Ordinary words may or may not be joined by a hyphen; names with a capital or a figure inside may not vary.
    if (!usual || !rare || !list.some(([form]) => marked.test(form.slice(1).replace(joinedName, ''))))
      continue
    const { passage, at, length } = rare[1]
    say('G007', passage.place(at, at + length), `"${rare[0]}" is elsewhere "${usual[0]}"`)
  }
}
