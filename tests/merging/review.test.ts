/** What comes back twice stands once in `review.md`. */
import { expect, it } from 'vitest'
import { type ReviewEntry, readReview, reviewText, withEntries } from '../../src/merging/review.ts'

const entry = (author: string, text: string, more: Partial<ReviewEntry> = {}): ReviewEntry => ({
  author,
  date: '2026-03-01T10:00:00Z',
  open: true,
  document: 'ex99-1.htm',
  quote: '',
  about: 'A last paragraph.',
  text,
  replies: [],
  ...more,
})
const reply = { author: 'Max Power', date: '2026-03-02T10:00:00Z', text: 'It is.' }
const review = reviewText([entry('Jane Roe', 'Is this last?', { replies: [reply] })])
const alone = entry(reply.author, reply.text, { date: reply.date })

it('takes a reply that comes back as a comment by itself for the reply that it is', () => {
  expect(withEntries(review, [entry('Jane Roe', 'Is this last?'), alone])).toBeUndefined()
})

it('takes the same words of another person, day or document for a comment', () => {
  const others = [
    { ...alone, author: 'Jane Roe' },
    { ...alone, date: '2026-03-03T10:00:00Z' },
    { ...alone, document: '8-k.htm' },
  ]
  const written = withEntries(review, others) ?? ''
  expect(readReview(written)).toHaveLength(4)
})
