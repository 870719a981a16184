/** The record: every word of the seed stands in what is built, in order, save the scars of its conversion. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { words, wordsOfText } from '../../src/document/words.ts'
import { documentsOf } from '../support/filing.ts'
import { hasShared, shared } from '../support/tools.ts'

/**
 * The seed without its scars: stray page numbers, second bullet marks, `o` for a box, `mg/m^2`, and bullets
 * as hyphens. Nothing else is touched.
 */
function withoutScars(seed: string): string {
  return seed
    .replace(/\n\n[234]\n\n/g, '\n\n')
    .replace(/^- (?:· |\$\\cdot\\,\$ )?(?:o )?/gm, '')
    .replace('mg/m^2 .', 'mg/m\u00b2.')
}

/** What stands in the outputs and not in the record: boxes, bullets, the exhibit's label, blanks to sign. */
const added = new Set(['\u2610', '\u2022'])
const extra = ['Date:', 'By:', 'Exhibit', '99.1']

describe.skipIf(!hasShared)(`the seed${hasShared ? '' : ' (skipped: no ../shared)'}`, () => {
  it('stands word for word in the documents, and nothing is added but what is listed', () => {
    const seed = wordsOfText(withoutScars(readFileSync(`${shared}/seed/001_d93f1477fcb6d0dc.txt`, 'utf8')))
    const { proofs } = documentsOf('content', 'immunogen-2007-06-04')
    const ours = proofs
      .flatMap(({ document }) => words(document).map(({ text }) => text))
      .filter((word) => !added.has(word))
    const left: string[] = []
    let at = 0
    for (const word of ours) {
      if (word === seed[at]) at++
      else left.push(word)
    }
    expect(seed.slice(at, at + 8)).toEqual([])
    expect(left).toEqual(extra)
  })
})
