/** Three versions as a person names them: the page, the redlines of both sides, the JSON, the words in a terminal. */
import { describe, expect, it } from 'vitest'
import { toBytes, toText } from '../../src/bytes.ts'
import { threeWords } from '../../src/cli/three-versions.ts'
import { composed } from '../../src/commands/composed.ts'
import { foreignVersion } from '../../src/commands/foreign.ts'
import { threeFiles, threeWordFiles } from '../../src/commands/three-pages.ts'
import { isSameInThree, threeJson, threeVersions } from '../../src/commands/three-versions.ts'
import { finished, type Version } from '../../src/commands/versions.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { plain } from '../../src/diagnostics/report.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { fonts, items, release, worldWith } from '../support/filing.ts'

const places = { content: 'content', templates: undefined, out: 'out' }
const body = `${release}\nRevenue was $12.4 million. The plant is in Lyon.\n\nA call will be held on Thursday.\n`
const version = (label: string, edit: (text: string) => string = (text) => text): Version =>
  composed({ world: worldWith({ 'ex99-1.md': edit(body), '8-k.md': items }), places, slug: 'one', label })
const base = version('as sent')
const ours = version('the firm', (text) => text.replace('$12.4', '$12.5').replace('Lyon', 'Metz'))
const theirs = version('the bank', (text) =>
  text.replace('$12.4', '$12.6').replace('Lyon', 'Metz').replace('Thursday', 'Friday'),
)

describe('diff BASE OURS THEIRS', () => {
  const compared = threeVersions(base, ours, theirs)

  it('says in a terminal who changed what', () => {
    expect(threeWords(compared, {}, plain).split('\n')).toEqual([
      'base:   as sent',
      'ours:   the firm',
      'theirs: the bank',
      '',
      '8-k.htm: no changes',
      '',
      'ex99-1.htm: 1 CONFLICT, 1 by theirs alone, 1 by both alike',
      'Release 99.1',
      '    1  CONFLICT',
      '         ours:   …Revenue was [-$12.4 million-]{+$12.5 million+}. The plant is in Metz.',
      '         theirs: …Revenue was [-$12.4 million-]{+$12.6 million+}. The plant is in Metz.',
      '    2  both:   …. The plant is in [-Lyon-]{+Metz+}.',
      '    3  theirs: …A call will be held on [-Thursday-]{+Friday+}.',
    ])
    expect(threeWords(compared, { names: true }, plain)).toBe(
      'ex99-1.htm: 1 CONFLICT, 1 by theirs alone, 1 by both alike',
    )
    expect(isSameInThree(compared)).toBe(false)
    expect(isSameInThree(threeVersions(base, base, base))).toBe(true)
  })

  it('gives JSON with the passage in all three', () => {
    const { documents } = JSON.parse(threeJson(compared)) as {
      documents: { name: string; counts: object; changes: { who: string; passage: object }[] }[]
    }
    expect(documents[1]?.counts).toEqual({ ours: 0, theirs: 1, both: 1, conflict: 1 })
    expect(documents[1]?.changes[0]).toMatchObject({
      who: 'conflict',
      passage: { base: '$12.4 million', ours: '$12.5 million', theirs: '$12.6 million' },
    })
  })

  it('writes a page in HTML and PDF, and the redlines of either side', () => {
    const log = new Log()
    const files = threeFiles(compared, fonts, log)
    expect(log.diagnostics).toEqual([])
    expect([...files.keys()]).toEqual([
      'three-versions.htm',
      'three-versions.pdf',
      'three-versions.json',
      'ours/redline-ex99-1.htm',
      'ours/redline-ex99-1.pdf',
      'theirs/redline-ex99-1.htm',
      'theirs/redline-ex99-1.pdf',
    ])
    expect([...threeWordFiles(compared).keys()]).toEqual([
      'ours/redline-ex99-1.docx',
      'theirs/redline-ex99-1.docx',
    ])
    const words = readPdf(files.get('three-versions.pdf') ?? new Uint8Array()).words
    for (const word of ['CONFLICT', '$12.4', '$12.5', '$12.6', 'Friday', 'alike']) {
      expect(words, word).toContain(word)
      expect(toText(files.get('three-versions.htm')), word).toContain(word)
    }
  })

  it('sees all three alike where one is finished, or is anybody’s', () => {
    const built = (one: Version) =>
      finished(new Map([...one.html].map(([name, html]) => [name, toBytes(html)])), one.label, (name) => name)
    const anybodys = foreignVersion(
      [{ name: 'ex99-1.htm', bytes: toBytes(theirs.html.get('ex99-1.htm') ?? '') }],
      'theirs',
    )
    for (const three of [
      threeVersions(base, built(ours), theirs),
      threeVersions(built(base), ours, theirs),
      threeVersions(base, ours, anybodys),
    ])
      expect(
        three.documents
          .find(({ name }) => name === 'ex99-1.htm')
          ?.joints.map(({ who, passage }) => [who, passage?.base]),
      ).toEqual([
        ['conflict', '$12.4 million'],
        ['both', 'Lyon'],
        ['theirs', 'Thursday'],
      ])
  })

  it('tells who put in a document, took one out, or changed a file of bytes', () => {
    const without = {
      ...theirs,
      documents: theirs.documents.slice(0, 1),
      attached: new Map([['logo.gif', 'b']]),
    }
    const pictured = { ...base, attached: new Map([['logo.gif', 'a']]) }
    const { documents, attached } = threeVersions(pictured, { ...pictured, attached: new Map() }, without)
    expect(documents.map(({ name, counts }) => [name, counts.theirs > 0, counts.ours])).toEqual([
      ['8-k.htm', false, 0],
      ['ex99-1.htm', true, 0],
    ])
    expect(attached).toEqual([{ name: 'logo.gif', who: 'conflict', base: 'a', ours: null, theirs: 'b' }])
  })
})
