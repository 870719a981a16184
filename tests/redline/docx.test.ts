/** Word documents: their revisions accepted give the words of the new version, rejected those of the old. */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { wordFiles } from '../../src/commands/redlines.ts'
import { words } from '../../src/document/words.ts'
import { redline } from '../../src/redline/redline.ts'
import { accept, reject } from '../../src/redline/settle.ts'
import { docxParts } from '../../src/word/write.ts'
import { random } from '../support/random.ts'
import { documentOf, edited, makeVersion, prose, vocabulary } from '../support/revisions.ts'

const decode = (xml: string) =>
  xml
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')

/** Letters that Word shows once every revision is accepted, or rejected. */
function letters(xml: string, hidden: 'ins|moveTo' | 'del|moveFrom'): string {
  const body = xml
    .replace(/<w:rPr>.*?<\/w:rPr>/g, '')
    .replace(new RegExp(`<w:(${hidden}) [^>]*[^/]>.*?</w:\\1>`, 'g'), '')
  return [...body.matchAll(/<w:(?:t|delText)(?: [^>]*)?>(.*?)<\/w:(?:t|delText)>/gs)]
    .map(([, text]) => decode(text ?? ''))
    .join('')
    .replace(/\s+/g, '')
}

const lettersOf = (document: Parameters<typeof words>[0]) =>
  words(document)
    .map(({ text }) => text)
    .join('')

describe('tracked changes', () => {
  it('give both versions of 200 generated pairs', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed)
      const word = vocabulary(next)
      const passage = () => prose(word, 10 + Math.floor(next() * 30))
      const old = makeVersion(next, passage, 3 + Math.floor(next() * 10))
      const { document } = redline(
        documentOf(old),
        documentOf(edited(next, old, passage, 1 + Math.floor(next() * 6))),
        { authored: true },
      )
      const xml = String(docxParts(document).get('word/document.xml'))
      expect(letters(xml, 'del|moveFrom'), `seed ${seed}`).toBe(lettersOf(accept(document)))
      expect(letters(xml, 'ins|moveTo'), `seed ${seed}`).toBe(lettersOf(reject(document)))
    }
  })

  it('come as a package that opens, the same bytes in another time zone', () => {
    const made = redline(documentOf([]), documentOf(makeVersion(random(1), () => 'One two three.', 4)), {
      authored: true,
    })
    const side = {
      label: '',
      digest: '',
      documents: [],
      authored: true,
      html: new Map(),
      pdf: new Map(),
      attached: new Map(),
    }
    const diffed = {
      old: side,
      new: side,
      documents: [
        {
          name: 'x.htm',
          state: 'changed' as const,
          same: { bytes: false, words: false, structure: false, pdf: null },
          redline: made,
        },
      ],
      attached: [],
      facts: [],
    }
    const named = strFromU8(
      unzipSync(wordFiles(diffed, { by: 'Jane <Roe>' }).get('redline-x.docx') ?? new Uint8Array())[
        'word/document.xml'
      ] ?? new Uint8Array(),
    )
    expect(new Set(named.match(/w:author="[^"]*"/g))).toEqual(new Set(['w:author="Jane &lt;Roe&gt;"']))
    const zone = process.env['TZ']
    const first = wordFiles(diffed).get('redline-x.docx') ?? new Uint8Array()
    process.env['TZ'] = 'Pacific/Chatham'
    const second = wordFiles(diffed).get('redline-x.docx')
    process.env['TZ'] = zone
    expect(second).toEqual(first)
    expect(Object.keys(unzipSync(first)).slice(0, 3)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'word/document.xml',
    ])
  })
})
