/** The label of an item stands before its first words in Word, whatever holds them. */
import { describe, expect, it } from 'vitest'
import { group, heading, list, listItem, paragraph } from '../../src/document/build.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { readWord } from '../../src/importing/word/read.ts'
import { unitsOfFound } from '../../src/merging/found.ts'
import { redline } from '../../src/redline/redline.ts'
import { docxBytes } from '../../src/word/package.ts'
import { unitsOf } from '../../src/word/units.ts'
import { docxParts } from '../../src/word/write.ts'
import { documentOf, say } from '../support/revisions.ts'

const para = (text: string) => paragraph([say(text)])
const item = (...blocks: Block[]) =>
  documentOf([list(true, [listItem('(c)', blocks), listItem('(d)', [para('The end.')])])])
const texts = (document: Document, tracked: 'accepted' | 'rejected' = 'accepted') =>
  unitsOfFound(readWord(docxBytes(docxParts(document)), tracked).blocks).map((unit) =>
    unit.type === 'text' ? unit.text : '',
  )

describe.each([
  ['a paragraph', [para('One.'), para('Two.')]],
  ['a heading', [heading(2, [say('One.')]), para('Two.')]],
  ['a group', [group([para('One.')]), para('Two.')]],
  ['a paragraph before a group', [para('One.'), group([para('Two.')])]],
] as const)('of an item that begins with %s', (_name, blocks) => {
  it('is there once', () => {
    const document = item(...blocks)
    expect(texts(document)).toEqual(['(c) One.', 'Two.', '(d) The end.'])
    expect(unitsOf(document, 'text').map((unit) => unit.type === 'text' && unit.text)).toEqual(
      texts(document),
    )
  })

  it('is there in both versions of a redline', () => {
    const { document } = redline(item(...blocks), item(...blocks, para('Three.')), { authored: true })
    expect(texts(document, 'rejected')).toEqual(['(c) One.', 'Two.', '(d) The end.'])
    expect(texts(document, 'accepted')).toEqual(['(c) One.', 'Two.', 'Three.', '(d) The end.'])
  })
})
