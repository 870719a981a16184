/** Names of people and companies are spelt in one way in all documents of a filing. */
import type { Span } from '../../diagnostics/source.ts'
import { matches } from '../../matches.ts'
import { capital, small } from '../letters.ts'
import { family } from '../rule.ts'
import { writtenIn } from '../texts.ts'

export const people = family(
  {
    A008: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'a name differs by one letter from the same name elsewhere',
      hint: 'use the right spelling throughout',
      in: 'ex99-1.md',
      wrong: 'Martha Johnson leads it, and Martha Johnson spoke. Martha Jonson was glad.',
      right: '',
    },
  },
  {
    submission(submission, say) {
      const names = new Map<string, Span[]>()
      for (const { passage } of writtenIn(submission)) {
        if (passage.text === passage.text.toUpperCase()) continue
        for (const match of matches(twoWords, passage.text)) {
          const name = match[0].replace(/[’']s?(?= |$)/g, '')
          const places = names.get(name) ?? []
          places.push(passage.place(match.index, match.index + match[0].length))
          names.set(name, places)
        }
      }
      // Names that share one word are compared; all others are other names.
      const byWord = new Map<string, string[]>()
      for (const name of names.keys()) {
        const [first = '', last = ''] = name.split(' ')
        for (const key of [`${first} `, ` ${last}`]) byWord.set(key, [...(byWord.get(key) ?? []), name])
      }
      for (const group of byWord.values()) {
        if (group.length > 40) continue
        for (const rare of group) {
          const usual = group.find(
            (other) => count(other) > count(rare) && count(rare) <= 2 && oneLetter(rare, other),
          )
          if (usual !== undefined)
            say('A008', names.get(rare) ?? [], `"${rare}" is elsewhere "${usual}" (${count(usual)} times)`)
        }
      }

      function count(name: string): number {
        return names.get(name)?.length ?? 0
      }
    },
  },
)

const word = `[${capital}][${small}]{2,}(?:[-’'][${capital}]?[${small}]+)?`
/** Overlapping: "John Paul Smith" is "John Paul" and "Paul Smith". */
const twoWords = new RegExp(`(?<![\\w.-])${word} (?:[${capital}]\\. )?${word}(?!\\w)`, 'g')

/** One letter more, less, other, or two that changed places, in a word of five letters or more; plurals are no slip. */
function oneLetter(a: string, b: string): boolean {
  const [x, y] = a.length <= b.length ? [a, b] : [b, a]
  if (y.length - x.length > 1) return false
  const plural = y === `${x}s` || y.replace(/s(?= )/, '') === x
  if (plural || y.replace(/[’']s$/, '') === x) return false
  let at = 0
  while (at < x.length && x[at] === y[at]) at++
  const wordAround = `${y.slice(0, at).split(' ').at(-1)}${y.slice(at).split(' ')[0]}`
  if (wordAround.length < 5) return false
  if (x.length < y.length) return x.slice(at) === y.slice(at + 1)
  if (x.slice(at + 1) === y.slice(at + 1)) return !/\d/.test(`${x[at]}${y[at]}`)
  return x[at] === y[at + 1] && x[at + 1] === y[at] && x.slice(at + 2) === y.slice(at + 2)
}
