/** Sentences: that they end, that their marks are not doubled, that a term they rely on is there. */
import { matches } from '../../matches.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'
import { authoredIn } from '../texts.ts'

export const sentenceEnds = family(
  {
    G017: {
      severity: 'note',
      grade: 'convention',
      source: 'style',
      means: 'a paragraph does not end with a period',
      hint: 'check whether words were lost at its end',
      in: 'ex99-1.md',
      wrong: 'The company will tell more of its plans when the board has met again in spring',
      right: '',
    },
    G018: {
      severity: 'warning',
      grade: 'convention',
      source: 'style',
      means: 'marks of punctuation are doubled or misplaced',
      hint: 'delete one, or the space before it',
      in: '8-k.md',
      wrong: ' It was so,, they said.',
      right: '',
    },
    G019: {
      severity: 'note',
      grade: 'convention',
      source: 'style',
      means: 'a defined term is used and defined nowhere in the filing',
      hint: 'define it where it is first used, or use its full name',
      in: '8-k.md',
      wrong: ' The Purchase Agreement is with a supplier.',
      right: '',
    },
  },
  {
    reading(reading, say) {
      const passages = authoredIn(reading)
      passages.forEach((passage, index) => {
        checkEnd(passage, passages[index + 1], say)
        checkMarks(passage, say)
      })
    },
    submission: checkTerms,
  },
)

/** Shorter ones are headings, captions and lines of an address. */
const shortest = 70

function checkEnd(passage: Passage, next: Passage | undefined, say: Say<'G017'>): void {
  const { text, kind, part } = passage
  if (kind !== 'text' || (part !== 'item' && part !== 'release') || text.length < shortest) return
  // A mark of a note may follow the full stop.
  if (
    // Of the last letter alone: `$` would be looked for from every letter on.
    !/[a-z0-9%)]/.test(text.at(-1) ?? '') ||
    /[.!?:;”"]\s?(?:\(\w\)|\*|\d|\[\d\])+$/.test(text) ||
    /_|\.{4}|-{4}|={4}|\s{3}/.test(text)
  )
    return
  // A paragraph that goes on after a page end, a list of links, an entry of a list, a caption in capitals.
  if (next && /^[a-z(]/.test(next.text)) return
  if (/https?:|www\.|@|^exhibit|^item\b|^\d|^[•·●–—-]|^note:|^\(|;\s*(?:and|or)$/i.test(text)) return
  const words = text.split(' ')
  const capitals = words.filter((word) => /^[A-Z0-9“"($&—–-]/.test(word)).length
  if (
    capitals > words.length * 0.5 ||
    !/\b(?:is|are|was|were|has|have|had|will|may|shall|would|could|can|does|did|said|be)\b/.test(text)
  )
    return
  const last = text.lastIndexOf(' ') + 1
  say('G017', passage.place(last, text.length), `the paragraph ends with "${text.slice(last)}"`)
}

const doubledMarks =
  /(?<=[a-z])(?:,,|;;|::|,\.|;\.|,;)(?=\s|$)|(?<=[a-z]{3} ?)\s[,;](?=\s[a-z])|(?<=[a-z]{4})\.\.(?=\s+[A-Z]|$)/g
/** Abbreviations that a comma or second point may follow. */
const short = /(?:\b(?:Inc|Corp|Co|Ltd|Jr|Sr|etc|al|No|Ph\.D|M\.D|L\.P|N\.A|U\.S|a\.m|p\.m)|\b[A-Za-z])$/

function checkMarks(passage: Passage, say: Say<'G018'>): void {
  if (!/[,;:.\s][,;:.]/.test(passage.text)) return
  for (const match of matches(doubledMarks, passage.text)) {
    // Cells of figures have marks that stand apart; one between words is a slip there too.
    if (passage.kind === 'cell' && !betweenWords(passage.text, match.index, match[0].length)) continue
    if (short.test(passage.text.slice(0, match.index))) continue
    const at = passage.place(match.index, match.index + match[0].length)
    say('G018', at, `"${passage.text.slice(Math.max(0, match.index - 12), match.index + match[0].length)}"`)
  }
}

const betweenWords = (text: string, at: number, length: number): boolean =>
  /\p{L}{3}$/u.test(text.slice(0, at)) && /^\s\p{L}{2}/u.test(text.slice(at + length))

const used =
  /\b[Tt]he ((?:[A-Z][a-z]+ ){0,2}(?:Agreement|Credit Facility|Offering|Merger|Notes|Indenture|Transaction|Lease|Plan|Amendment|Warrants))\b(?!,? (?:and|of|to|Act|No\.|dated|effective)\b| by and|,? by and|\s[A-Z])/g

/** A term with a capital that nothing introduces. */
function checkTerms({ report, exhibits, formKnown }: Submission, say: Say<'G019'>): void {
  if (!report || !formKnown) return
  const texts = [report, ...exhibits].flatMap(({ passages }) => passages.map(({ text }) => text)).join('\n')
  const seen = new Set<string>()
  for (const passage of report.passages) {
    if (passage.part !== 'item' || passage.item === '9.01' || !passage.authored) continue
    for (const match of matches(used, passage.text)) {
      const term = match[1] ?? ''
      if (seen.has(term)) continue
      seen.add(term)
      const defined = new RegExp(`[“"][^”"]{0,60}\\b${term.replace(/s$/, '')}s?[,.]?[”"]`, 'i').test(texts)
      // The full name of a thing, given somewhere, introduces it too.
      const named = new RegExp(
        `\\b(?:a|an|its|that certain|(?!The|This|That|Such)[A-Z][a-z]+)\\s+${term}\\b`,
      ).test(texts)
      if (!defined && !named)
        say(
          'G019',
          passage.place(match.index, match.index + match[0].length),
          `"${term}" is used and not defined`,
        )
    }
  }
}
