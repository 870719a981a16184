/**
 * Where an English word may be broken with a hyphen.
 *
 * Patterns first, then a list of words they get wrong. Only plain lower-case words are broken: names, codes
 * with digits or hyphens, tickers, addresses and words of capitals never are, because a reader must find
 * them whole.
 */
import { patterns } from './hyphenation-patterns.ts'

/** Letters that must stay on each line. */
const leftMin = 2
const rightMin = 3

/** Words that the patterns break badly, with their breaks; those without a hyphen are never broken. */
const exceptions = new Map(
  (
    'meta-static metas-ta-sis ther-a-peu-tic ther-a-peu-tics bio-phar-ma-ceu-ti-cal tol-er-abil-ity ' +
    'prod-uct prod-ucts reg-is-trant man-age-ment quar-ter quar-ters quar-ter-ly op-er-at-ing fi-nan-cial ' +
    'state-ments data table present project record present-ly pro-ject pre-clin-i-cal ' +
    'maytansinoid cisplatin keratitis effusion dyspnea'
  )
    .split(' ')
    .map((word) => [word.replaceAll('-', ''), word] as const),
)

let table: Map<string, readonly number[]> | undefined
let longest = 0

/** Letters of each pattern -> the worth of a break before each of them and behind the last. */
function load(): Map<string, readonly number[]> {
  const found = new Map<string, readonly number[]>()
  for (const pattern of patterns.split(/\s+/)) {
    const worth: number[] = [0]
    let letters = ''
    for (const char of pattern) {
      if (char >= '0' && char <= '9') worth[letters.length] = Number(char)
      else {
        letters += char
        worth[letters.length] = 0
      }
    }
    found.set(letters, worth)
    longest = Math.max(longest, letters.length)
  }
  return found
}

const known = new Map<string, readonly number[]>()

/** Offsets into the word before which a hyphen may stand; none for what must not be broken. */
export function hyphenate(word: string): readonly number[] {
  if (word.length < leftMin + rightMin || !/^[a-z]+$/.test(word)) return []
  let breaks = known.get(word)
  if (breaks) return breaks
  const exception = exceptions.get(word)
  breaks = exception === undefined ? byPatterns(word) : byHand(exception)
  if (known.size > 20000) known.clear()
  known.set(word, breaks)
  return breaks
}

function byHand(exception: string): number[] {
  const breaks: number[] = []
  let offset = 0
  for (const part of exception.split('-').slice(0, -1)) {
    offset += part.length
    breaks.push(offset)
  }
  return breaks
}

function byPatterns(word: string): number[] {
  table ??= load()
  const edged = `.${word}.`
  const worth = new Array<number>(edged.length + 1).fill(0)
  for (let start = 0; start < edged.length; start++) {
    for (let end = start + 1; end <= Math.min(edged.length, start + longest); end++) {
      table.get(edged.slice(start, end))?.forEach((value, index) => {
        if (value > (worth[start + index] ?? 0)) worth[start + index] = value
      })
    }
  }
  const breaks: number[] = []
  for (let at = leftMin; at <= word.length - rightMin; at++)
    if ((worth[at + 1] ?? 0) % 2 === 1) breaks.push(at)
  return breaks
}
