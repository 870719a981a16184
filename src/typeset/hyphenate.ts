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

/** Patterns by their letters, as they are written; and the length of the longest that begins with two letters. */
interface Table {
  readonly patterns: ReadonlyMap<string, string>
  readonly longest: ReadonlyMap<string, number>
}

let table: Table | undefined

function load(): Table {
  const found = new Map<string, string>()
  const longest = new Map<string, number>()
  for (const pattern of patterns.replaceAll('\n', ' ').split(' ')) {
    const letters = pattern.replace(/\d/g, '')
    found.set(letters, pattern)
    const head = letters.slice(0, 2)
    if (letters.length > (longest.get(head) ?? 0)) longest.set(head, letters.length)
  }
  return { patterns: found, longest }
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
  // No pattern has a single letter.
  for (let start = 0; start < edged.length - 1; start++) {
    const most = table.longest.get(edged.slice(start, start + 2)) ?? 0
    for (let length = 2; length <= most; length++) {
      const pattern = table.patterns.get(edged.slice(start, start + length))
      if (pattern !== undefined) raise(worth, start, pattern)
    }
  }
  const breaks: number[] = []
  for (let at = leftMin; at <= word.length - rightMin; at++)
    if ((worth[at + 1] ?? 0) % 2 === 1) breaks.push(at)
  return breaks
}

/** Each figure of a pattern is the worth of a break before the letter behind it; the highest wins. */
function raise(worth: number[], start: number, pattern: string): void {
  let at = start
  for (let index = 0; index < pattern.length; index++) {
    const value = pattern.charCodeAt(index) - 48
    if (value < 0 || value > 9) at++
    else if (value > (worth[at] ?? 0)) worth[at] = value
  }
}
