/**
 * `review.md`: what reviewers say of a filing, and what of their changes could not be taken, in a file that a person can
 * read and write. Each entry is open or settled; a final build is refused while one is open.
 */
import { sha256 } from '../bytes.ts'

export interface ReviewEntry {
  readonly author: string
  /** As Word writes it, or empty. */
  readonly date: string
  readonly open: boolean
  /** Name of the document, as `ex99-1.htm`. */
  readonly document: string
  /** The words that it is on; empty where it is on the whole paragraph. */
  readonly quote: string
  /** The paragraph that it is about; empty where that is not known. */
  readonly about: string
  readonly text: string
  /** What others said to it, in order. */
  readonly replies: readonly ReviewReply[]
}

export interface ReviewReply {
  readonly author: string
  /** As Word writes it, or empty. */
  readonly date: string
  readonly text: string
}

export const reviewName = 'review.md'

const intro = `# Review

What reviewers say of this filing. A build tells what is open, and a final build is refused while anything is: write
"settled" for "open" when it is dealt with.
`

export function reviewText(entries: readonly ReviewEntry[]): string {
  const written = entries.map(({ author, date, open, document, quote, about, text, replies }, index) => {
    const on = quote === '' || quote === about ? '' : `, on "${oneLine(quote).replaceAll('"', "''")}"`
    const when = date === '' ? '' : `, ${date}`
    return [
      `## ${index + 1}. ${oneLine(author).replaceAll(',', ' ') || 'somebody'}${when}: ${open ? 'open' : 'settled'}`,
      '',
      `In ${document}${on}:`,
      '',
      ...(about === '' ? [] : [`> ${oneLine(about)}`, '']),
      ...guarded(text),
      '',
      ...replies.flatMap((reply) => [...replyLines(reply), '']),
    ].join('\n')
  })
  return `${intro}\n${written.join('\n')}`
}

/** Lines that would begin another entry, a place or a reply, kept from it. */
const guarded = (text: string) =>
  text.split('\n').map((line) => (/^(?:##? |>|In .*:$|\*\*)/.test(line) ? `\\${line}` : line))

/** `**Max Power, 2026-02-11T10:00:00Z:** Yes.` */
function replyLines({ author, date, text }: ReviewReply): string[] {
  const [first = '', ...rest] = guarded(text)
  return [`**${nameOf(author)}${date === '' ? '' : `, ${date}`}:** ${first}`, ...rest]
}

const nameOf = (author: string) => oneLine(author).replace(/[,:*]/g, ' ') || 'somebody'

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** An entry at its place in the file, UTF-16: its head from `at` to `end`, its body up to `until`. */
export interface PlacedEntry extends ReviewEntry {
  readonly at: number
  readonly end: number
  readonly until: number
}

/** The entries of a review in order. What stands before the first is the author's own. */
export function readReview(text: string): PlacedEntry[] {
  const heads = [
    ...text.matchAll(/^## (?:\d+\. )?([^,\n]*?)(?:, ([^:\n]*(?::[^:\n]*)*))?: (open|settled)[ \t]*$/gm),
  ]
  return heads.map((head, index) => {
    const end = head.index + head[0].length
    const until = heads[index + 1]?.index ?? text.length
    const body = text.slice(end, until)
    const place = /^In (\S+?)(?:, on "([^"\n]*)")?:[ \t]*$/m.exec(body)
    const behind = place ? body.slice(place.index + place[0].length) : body
    const quoted = /^\s*((?:>[^\n]*(?:\n|$))+)/.exec(behind)
    const about = (quoted?.[1] ?? '')
      .replace(/^>[ \t]?/gm, '')
      .replace(/\s+/g, ' ')
      .trim()
    const said = quoted ? behind.slice(quoted[0].length) : behind
    return {
      author: head[1] ?? '',
      date: head[2] ?? '',
      open: head[3] === 'open',
      document: place?.[1] ?? '',
      quote: (place?.[2] ?? '').replaceAll("''", '"'),
      about,
      ...threadIn(said),
      at: head.index,
      end,
      until,
    }
  })
}

/** What was said first, and the replies to it. */
function threadIn(said: string): Pick<ReviewEntry, 'text' | 'replies'> {
  const heads = [...said.matchAll(/^\*\*([^*\n,:]+)(?:, ([^*\n]+))?:\*\*[ \t]*/gm)]
  const replies = heads.map((head, index) => ({
    author: head[1] ?? '',
    date: head[2] ?? '',
    text: unguarded(said.slice(head.index + head[0].length, heads[index + 1]?.index)),
  }))
  return { text: unguarded(said.slice(0, heads[0]?.index)), replies }
}

const unguarded = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^\\(?=##? |>|In |\*\*)/, ''))
    .join('\n')
    .trim()

const keyOf = ({ author, date, document, text }: ReviewEntry): string =>
  [oneLine(author).replaceAll(',', ' '), date, document, oneLine(text)].join('\0')

const replyKey = ({ author, date, text }: ReviewReply) => [nameOf(author), date, oneLine(text)].join('\0')

/** Programs that know no threads give a reply back as a comment by itself: LibreOffice does. */
const isReplyTo = ({ document, replies }: ReviewEntry, entry: ReviewEntry): boolean =>
  document === entry.document && replies.some((reply) => replyKey(reply) === replyKey(entry))

/**
 * A review with new entries behind those that it has. What is there stays as it is, settled or not; a comment that comes
 * again is not written again, but what was settled in Word is settled, and new replies stand under it. An open comment
 * with a new reply is open again.
 *
 * @returns undefined where nothing changes
 */
export function withEntries(text: string | undefined, entries: readonly ReviewEntry[]): string | undefined {
  const known = text === undefined ? [] : readReview(text)
  const fresh = entries.filter((entry, index) => {
    const key = keyOf(entry)
    return (
      !known.some((one) => keyOf(one) === key || isReplyTo(one, entry)) &&
      entries.findIndex((one) => keyOf(one) === key) === index
    )
  })
  let whole = text ?? ''
  for (const one of known.toReversed()) {
    const again = entries.find((entry) => keyOf(entry) === keyOf(one))
    if (again) whole = joined(whole, one, again)
  }
  if (fresh.length === 0) return whole === (text ?? '') ? undefined : whole
  const written = reviewText(fresh).slice(intro.length + 1)
  const numbered = written.replace(
    /^## (\d+)\./gm,
    (_, number: string) => `## ${known.length + Number(number)}.`,
  )
  return text === undefined ? `${intro}\n${numbered}` : `${whole.trimEnd()}\n\n${numbered}`
}

/**
 * A review with one entry settled, or open again.
 *
 * @param index counts from 0
 * @returns undefined where there is no such entry, or it is another by now
 */
export function withState(
  text: string,
  index: number,
  { author, said, open }: { readonly author: string; readonly said: string; readonly open: boolean },
): string | undefined {
  const entry = readReview(text)[index]
  if (!entry || entry.author !== author || entry.text !== said) return undefined
  const head = text.slice(entry.at, entry.end).replace(/(?:open|settled)[ \t]*$/, open ? 'open' : 'settled')
  return `${text.slice(0, entry.at)}${head}${text.slice(entry.end)}`
}

/** A note, which no page shows, that the changes of a file were taken as far as they could be; by its bytes and whose were taken. */
export const takenNote = (bytes: Uint8Array, accept: unknown): string =>
  `<!-- taken: ${sha256(sha256(bytes) + JSON.stringify(accept)).slice(0, 16)} -->`

/** A review with a note before its first entry. */
export function withNote(text: string | undefined, note: string): string {
  const whole = text ?? intro
  const at = readReview(whole)[0]?.at ?? whole.length
  return `${whole.slice(0, at).trimEnd()}\n\n${note}\n\n${whole.slice(at)}`
}

/** A review in which an entry has what the same comment says that came again. */
function joined(whole: string, known: PlacedEntry, again: ReviewEntry): string {
  const said = new Set(known.replies.map(replyKey))
  const replies = again.replies.filter((reply) => !said.has(replyKey(reply)))
  const state = !again.open ? 'settled' : replies.length > 0 ? 'open' : undefined
  const head = whole.slice(0, known.end)
  const body = whole.slice(known.end, known.until)
  const longer = `${body.trimEnd()}\n\n${replies.map((reply) => replyLines(reply).join('\n')).join('\n\n')}\n\n`
  return (
    (state === undefined ? head : head.replace(/(?:open|settled)[ \t]*$/, state)) +
    (replies.length === 0 ? body : longer) +
    whole.slice(known.until)
  )
}
