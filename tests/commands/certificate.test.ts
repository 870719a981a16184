import { describe, expect, it } from 'vitest'
import { certificateFiles } from '../../src/commands/certificate.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { built } from '../../src/commands/versions.ts'
import { buildWith, fonts } from '../support/filing.ts'

const places = { content: 'content', templates: undefined, out: 'out' }

/** The certificate of the last build against the filing as it stands. */
function certified(options: Parameters<typeof buildWith>[1]) {
  const { world, documents } = buildWith({}, options)
  const side = composed({ world, places, slug: 'one', label: 'now' })
  const files = certificateFiles(diff(built(world, places, 'one'), side), fonts)
  const json = JSON.parse(new TextDecoder().decode(files.get('certificate.json')))
  return {
    documents,
    found: json.documents as { statement: string; files: { side: string; name: string; sha256: string }[] }[],
  }
}

describe('the certificate of a filing that did not change', () => {
  it('gives the digests of the files that were built, HTML and PDF', () => {
    const { documents, found } = certified({})
    expect(found.map(({ statement }) => statement)).toEqual([
      'Nothing differs in 8-k.htm: the same bytes, the same words, the same structure (HTML and PDF).',
      'Nothing differs in ex99-1.htm: the same bytes, the same words, the same structure (HTML and PDF).',
    ])
    const now = found.flatMap(({ files }) => files.filter(({ side }) => side === 'new'))
    expect(now.map(({ name, sha256 }) => [name, sha256])).toEqual(
      documents.map(({ name, sha256 }) => [name, sha256]),
    )
  })

  it('does not say that bytes are the same where they are not', () => {
    const [report] = certified({ date: '2001-02-03' }).found
    expect(report?.statement).toBe(
      'Nothing differs in 8-k.htm: the same bytes in HTML, not in PDF, the same words, the same structure (HTML and PDF).',
    )
  })
})
