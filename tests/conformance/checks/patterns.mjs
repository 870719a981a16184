// No pattern of the sources is slow on a text made for it, unless what it reads is short: then it is listed with why.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, here } from '../kit.mjs'
import { attacksOn, patternsOfSources, takesLonger } from '../patterns.mjs'

const length = 8000
/** What grows with the length takes one; what grows with its square a hundred. */
const most = 20
/** Patterns that grow faster than the text, each with why no long text reaches it: { pattern, reason }. */
const bounded = JSON.parse(readFileSync(join(here, 'bounded-patterns.json'), 'utf8'))

await check('patterns given texts made to be slow', () => {
  const patterns = patternsOfSources()
  const known = new Map(bounded.map((one) => [one.pattern, one.reason]))
  const slow = []
  let tried = 0
  for (const pattern of patterns) {
    const name = `/${pattern.source}/${pattern.flags}`
    for (const { text, shown } of attacksOn(pattern, length)) {
      tried++
      if (!takesLonger(pattern, text, most) || !takesLonger(pattern, text, most)) continue
      if (!known.has(name)) slow.push(`${pattern.places.join(', ')}: ${name}\n    ${shown}`)
      break
    }
  }
  const names = new Set(patterns.map(({ source, flags }) => `/${source}/${flags}`))
  const gone = [...known.keys()].filter((one) => !names.has(one))
  expect(gone.length === 0, `listed as bounded and no longer there:\n${gone.join('\n')}`)
  expect(slow.length === 0, `${slow.length} patterns are slow:\n${slow.join('\n')}`)
  return `${patterns.length} patterns, ${tried} texts of ${length} letters, ${known.size} listed because their texts are short`
})
