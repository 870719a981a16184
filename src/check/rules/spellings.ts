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
      means: 'a name or term is spelled in two ways',
      hint: 'use one throughout',
      in: 'ex99-1.md',
      wrong: 'TideGauge sells. Tidegauge is liked. TideGauge is old.',
      right: '',
    },
  },
  {
    submission: ({ report, exhibits }, say) => checkSpellings(report ? [report, ...exhibits] : exhibits, say),
  },
)

// Shorter words than of five letters are passed over.
const spelt = new RegExp(
  `(?<![@\\w./-])(?=[${letter}\\d-]{5})[${letter}][${letter}\\d]*(?:-[${letter}\\d]+)*(?![@\\w])(?!\\.\\w)`,
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

/** A name with a capital inside, as iPhone and TideGauge; a code with figures keeps its small letter at any head. */
const inner = new RegExp(`^[${letter}]*[${small}][${capital}][${letter}]*$`)

/** A name as it begins with a capital, and as it begins with a small letter; of each one place, and how often. */
interface Initials {
  large?: Spelling
  little?: Spelling
  /** The capital stands within a sentence, or the small letter at its head: the head of a sentence explains neither. */
  unexplained: boolean
}

function noteInitial(all: Map<string, Initials>, form: string, word: string, spelling: Spelling): void {
  const one = all.get(form) ?? { unexplained: false }
  all.set(form, one)
  const atHead = /(?:^|[.!?:]["”’)]?\s)$/.test(
    spelling.passage.text.slice(Math.max(0, spelling.at - 4), spelling.at),
  )
  const kind = word[0] === word[0]?.toUpperCase() ? 'large' : 'little'
  // A list, a heading or a cell may begin with a small letter and no sentence does.
  if (kind === 'large' ? !atHead : atHead && spelling.at > 0) one.unexplained = true
  const before = one[kind]
  if (before) before.count++
  else one[kind] = spelling
}

function tellInitials({ large, little, unexplained }: Initials, say: Say<'G007'>): void {
  if (!large || !little || !unexplained) return
  const [rare, usual] = large.count < little.count ? [large, little] : [little, large]
  const wordOf = ({ passage, at, length }: Spelling) => passage.text.slice(at, at + length)
  say(
    'G007',
    rare.passage.place(rare.at, rare.at + rare.length),
    `"${wordOf(rare)}" is elsewhere "${wordOf(usual)}"`,
  )
}

/** Names with a capital or figure inside are spelt in one way; a capital at a sentence's head is no difference. */
function checkSpellings(readings: readonly Reading[], say: Say<'G007'>): void {
  const known = new Map<string, Map<string, Spelling>>()
  const initials = new Map<string, Initials>()
  for (const { passages } of readings) {
    for (const passage of passages) {
      if (!passage.authored) continue
      for (const { 0: word, index: at } of matches(spelt, passage.text)) {
        if (word.length < 5) continue
        const lower = word.toLowerCase()
        const key = lower.includes('-') ? lower.replaceAll('-', '') : lower
        const form = (lower[0] ?? '') + word.slice(1)
        if (inner.test(word))
          noteInitial(initials, form, word, { passage, at, length: word.length, count: 1 })
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
  for (const wrong of initials.values()) tellInitials(wrong, say)
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
