/** The laws of a redline, on generated pairs: accepted it is the new version, rejected the old one; marks stay few. */
import { describe, expect, it } from 'vitest'
import { difference } from '../../src/document/equal.ts'
import { canonical } from '../../src/redline/canonical.ts'
import { redline } from '../../src/redline/redline.ts'
import { accept, reject } from '../../src/redline/settle.ts'
import { paragraphs } from '../support/releases.ts'
import { generatedPair } from '../support/revisions.ts'

const real = paragraphs()

/** More in the conformance run. */
const pairs = Number(process.env['FILINGPRESS_PAIRS'] ?? 500)

describe('a redline', () => {
  it(`gives back both versions of ${pairs} generated pairs`, () => {
    for (let seed = 1; seed <= pairs; seed++) {
      const [before, after] = generatedPair(seed, real)
      const { document } = redline(before, after, { authored: true })
      expect(difference(canonical(accept(document)), canonical(after)), `seed ${seed}`).toBeUndefined()
      expect(difference(canonical(reject(document)), canonical(before)), `seed ${seed}`).toBeUndefined()
    }
  })
})
