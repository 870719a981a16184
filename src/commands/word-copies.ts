/** `build --docx`: a clean copy of each document as a Word file, with open comments, that `merge` takes back. */
import { toText } from '../bytes.ts'
import type { Document } from '../document/document.ts'
import { pairUnits, wordsOf } from '../merging/pair.ts'
import { type ReviewEntry, readReview, reviewName } from '../merging/review.ts'
import { changesOf, tokensOf } from '../merging/three-way.ts'
import type { World } from '../platform/world.ts'
import type { WordComment } from '../word/comments.ts'
import { docxBytes } from '../word/package.ts'
import { sentXml } from '../word/sent.ts'
import { type OwnUnit, type Unit, unitsOf } from '../word/units.ts'
import { docxParts } from '../word/write.ts'
import { composed } from './composed.ts'
import type { Places } from './places.ts'

/** Word files by name, the same bytes each time. @throws FilingError when the filing cannot be composed */
export function wordCopies(world: World, places: Places, slug: string): Map<string, Uint8Array> {
  const { documents } = composed({ world, places, slug, label: slug })
  const bytes = world.readFile(`${places.content}/${slug}/${reviewName}`)
  const entries = bytes ? readReview(toText(bytes)).filter(({ open }) => open) : []
  return new Map(
    documents.map((document) => [
      document.fileName.replace(/\.htm$/, '.docx'),
      copyOf(
        document,
        slug,
        entries.filter((entry) => entry.document === document.fileName),
      ),
    ]),
  )
}

function copyOf(document: Document, filing: string, entries: readonly ReviewEntry[]): Uint8Array {
  const units = unitsOf(document)
  const sent = sentXml({ filing, document: document.fileName, labels: 'automatic', units })
  const comments = entries.map(({ author, date, text, about, quote, replies }): WordComment => {
    const place = placeOf(about, units)
    return { author, date, text, replies, about: place, quote: wordsNow(quote, about, place) }
  })
  return docxBytes(docxParts(document, { bookmarks: true, comments, sent }))
}

/** The paragraph that a comment is about as it reads now: the same, the one most like it, else the first. */
function placeOf(about: string, units: readonly OwnUnit[]): string {
  const leaves = units.flatMap((unit) =>
    unit.type === 'text' ? unit.leaves : unit.rows.flatMap((row) => row.flatMap((cell) => cell.leaves)),
  )
  const texts = leaves.map(({ rich: { text, looks } }) => asText(text, looks))
  const [at] = pairUnits([asText(about, '0'.repeat(about.length))], texts)
  return wordsOf(texts[at ?? texts.findIndex((unit) => wordsOf(unit) !== '')] ?? asText('', ''))
}

/** The words that a comment is on as they read now: from the first to the last of them that stayed; empty where none did. */
function wordsNow(quote: string, about: string, now: string): string {
  if (quote === '' || now.includes(quote)) return quote
  const start = about.indexOf(quote)
  if (start < 0) return ''
  const plain = (text: string) => tokensOf({ text, looks: '0'.repeat(text.length) })
  const own = plain(about)
  const stayed = [...changesOf(own, plain(now)).stayed].flatMap(([index, token]) => {
    const at = own[index]?.start ?? 0
    return at >= start && at < start + quote.length && token.text.trim() !== '' ? [token] : []
  })
  const [first, last] = [stayed[0], stayed.at(-1)]
  return first && last ? now.slice(first.start, last.start + last.text.length) : ''
}

const asText = (text: string, looks: string): Unit => ({
  type: 'text',
  role: 'paragraph',
  level: 0,
  label: '',
  text,
  looks,
})
