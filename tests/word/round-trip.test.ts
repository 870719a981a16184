/** A clean copy in Word: read again it is the document it was written of, paragraph by paragraph. */
import { describe, expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import { readWord } from '../../src/importing/word/read.ts'
import { unitsOfFound } from '../../src/merging/found.ts'
import { docxBytes } from '../../src/word/package.ts'
import { type Unit, unitsOf } from '../../src/word/units.ts'
import { docxParts } from '../../src/word/write.ts'
import { real, wholeFilings } from '../support/filing.ts'

const plain = (unit: Unit) =>
  unit.type === 'table'
    ? unit.rows.map((row) =>
        row.map(({ text, looks, column, colspan }) => ({ text, looks, column, colspan })),
      )
    : {
        role: unit.role === 'note' ? 'paragraph' : unit.role,
        label: unit.label,
        text: unit.text,
        looks: unit.looks,
        id: unit.id,
      }

describe('a Word file of a document', () => {
  it.each(wholeFilings)('read again is the same: %s/%s', (content, slug) => {
    const { documents } = composed({
      world: real,
      places: { content, templates: undefined, out: 'out' },
      slug,
      label: slug,
    })
    expect(documents.length).toBeGreaterThan(0)
    for (const document of documents) {
      const { blocks } = readWord(docxBytes(docxParts(document, { bookmarks: true })))
      expect(unitsOfFound(blocks).map(plain), document.fileName).toEqual(unitsOf(document).map(plain))
    }
  })
})
