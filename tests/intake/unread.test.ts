import { describe, expect, it } from 'vitest'
import { buildWith, items } from '../support/filing.ts'

const found = (files: Parameters<typeof buildWith>[0]) =>
  buildWith(files)
    .diagnostics.filter(({ code }) => code === 'W010')
    .map(({ span, message, hint }) => `${span?.source.path}: ${message}; ${hint}`)
    .sort()

describe('a file of a filing that goes into no document', () => {
  it('is told: an exhibit that is not listed, a text of another name, a table that no text takes in', () => {
    expect(found({ 'ex99-2.md': 'More.', '8k.md': items, 'q4.csv': 'a,b\n1,2\n' })).toEqual([
      'content/one/8k.md: 8k.md goes into no document; items stand in 8-k.md, the text of Exhibit 99.2 in ex99-2.md',
      'content/one/ex99-2.md: ex99-2.md goes into no document; list the exhibit in filing.yaml, or take the text out of the folder',
      'content/one/q4.csv: q4.csv goes into no document; name it in filing.yaml or in a text, or take it out of the folder',
    ])
  })

  it('is told: a template with a slip in its name', () => {
    expect(found({ 'content/one/partials/leterhead.hbs': '<p>x</p>' })).toEqual([
      'content/one/partials/leterhead.hbs: no page uses partials/leterhead.hbs; did you mean letterhead.hbs?',
    ])
  })

  it('is no other: notes, a table that is taken in, a template of the right name', () => {
    const release = '---\nheadline: News\n---\n\nBOSTON — The news is good.\n\n{csv="q4.csv"}\n'
    expect(
      found({
        'ex99-1.md': release,
        'q4.csv': 'a,b\n1,2\n',
        'README.md': 'How we do it',
        'notes.txt': 'x',
        'content/one/partials/letterhead.hbs': '<p>x</p>',
      }),
    ).toEqual([])
  })
})
