/** Damaged and hostile sources end in a filing or in a clear error, in bounded time. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { wordCopies } from '../../src/commands/word-copies.ts'
import { FilingError } from '../../src/diagnostics/diagnostic.ts'
import { ImportError } from '../../src/importing/found.ts'
import { importFiling } from '../../src/importing/import.ts'
import { openSources } from '../../src/importing/open.ts'
import { WordError } from '../../src/importing/word/read.ts'
import { reviewOf } from '../../src/merging/reviewers.ts'
import { worldWith } from '../support/filing.ts'
import { random } from '../support/random.ts'
import { places } from '../support/reviewed.ts'

const report = (text: string) =>
  `<p>FORM 8-K</p><p>Date of Report: March 2, 2026</p><p>LARKSPUR INC.</p><p>(Exact name of registrant as specified in its charter)</p>${text}<p>SIGNATURE</p>`
const word = (body: string) =>
  zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`) })

function outcome(name: string, bytes: Uint8Array): string {
  try {
    const imported = importFiling(openSources([{ name, bytes }], 'accepted'))
    return `filing ${imported.slug}`
  } catch (error) {
    if (error instanceof FilingError) return error.diagnostics.map(({ message }) => message).join('\n')
    if (!(error instanceof ImportError)) throw error
    return error.message
  }
}

describe('hostile sources', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /no Form 8-K/],
    ['only a NUL', '\u0000', /no Form 8-K/],
    ['100,000 open elements', `<html>${'<div>'.repeat(100_000)}`, /nested more than/],
    ['100,000 open tables', `<html>${'<table><tr><td>'.repeat(100_000)}`, /nested more than/],
    [
      '100,000 cells in a row',
      report(`<table><tr>${'<td>1</td>'.repeat(100_000)}</tr></table>`),
      /more than 2000 cells/,
    ],
    [
      'a cell over a billion columns',
      report('<table><tr><td colspan="1000000000">x</td><td>1</td></tr></table>'),
      /filing/,
    ],
    ['2 MB of one word', report(`<p>${'a'.repeat(2_000_000)}</p>`), /filing/],
    ['100,000 attributes', report(`<p ${'a=b '.repeat(100_000)}>x</p>`), /filing/],
    ['style without end', report(`<p style="${'margin:('.repeat(100_000)}">x</p>`), /filing/],
    [
      'a submission without end',
      `<SEC-DOCUMENT>x\n${'<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n'.repeat(5000)}`,
      /no Form 8-K|no date/,
    ],
    [
      'uuencode of nonsense',
      `<SEC-DOCUMENT>x\n<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\nbegin 644 x\n${'~'.repeat(100_000)}\n`,
      /no Form 8-K/,
    ],
    ['Word with 100,000 open elements', word('<w:p><w:r>'.repeat(100_000)), /nested more than|no Form 8-K/],
    ['Word without text', word(''), /no Form 8-K/],
    ['a ZIP of something else', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), /no Form 8-K/],
  ])('%s', (_, source, message) => {
    const bytes = typeof source === 'string' ? strToU8(source) : source
    expect(outcome('source', bytes)).toMatch(message)
  })
})

const folder = '../shared/filings'
const count = Number(process.env['FILINGPRESS_IMPORTS'] ?? 60)

describe.skipIf(!existsSync(folder))('damaged filings (../shared/filings)', () => {
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /8k\S*\.(?:htm|txt)$|\.html$/i.test(name),
      )
    : []
  it(`${count} of them end well`, () => {
    const next = random(7)
    for (let run = 0; run < count; run++) {
      const name = files[Math.floor(next() * files.length)] ?? ''
      const bytes = new Uint8Array(readFileSync(join(folder, name)))
      const damages = 1 + Math.floor(next() * 30)
      for (let damage = 0; damage < damages; damage++) {
        const at = Math.floor(next() * bytes.length)
        const kind = next()
        if (kind < 0.5) bytes[at] = Math.floor(next() * 256)
        else if (kind < 0.8)
          bytes.copyWithin(at, Math.floor(next() * bytes.length), Math.floor(next() * bytes.length))
        else bytes.fill(0x3c, at, at + Math.floor(next() * 20))
      }
      expect(
        outcome(name, bytes.subarray(0, next() < 0.2 ? Math.floor(next() * bytes.length) : bytes.length)),
      ).not.toBe('')
    }
  })
})

/** Parts of a Word file spoiled and packed again, and the package itself spoiled. */
describe('damaged Word files', () => {
  const count = Number(process.env['FILINGPRESS_WORDS'] ?? 30)
  const world = worldWith({
    'ex99-1.md':
      '---\nheadline: News\n---\n\nA **bold** text.\n\n- One\n- Two\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n',
  })
  const files = [...wordCopies(world, places, 'one').values()]
  const tokens =
    '<w:p> </w:p> <w:tbl> <w:tr> <w:tc> </w:tc> <w:del w:author="x"> <w:ins> <w:vMerge/> <w:gridSpan w:val="99999999"/> <w:gridBefore w:val="9999999"/> <w:numId w:val="1"/> <w:ilvl w:val="-3"/> &amp; &#xFFFFFF; <w:fldChar w:fldCharType="begin"/> 0999999999'.split(
      /(?<=>|;|\d) /,
    )

  it(`${count} of them end well`, () => {
    const next = random(11)
    const at = (length: number) => Math.floor(next() * length)
    for (let run = 0; run < count; run++) {
      const file = files[at(files.length)] as Uint8Array
      let bytes: Uint8Array
      if (next() < 0.3) {
        bytes = file.slice(0, next() < 0.3 ? at(file.length) : file.length)
        for (let damage = at(20); damage >= 0; damage--) bytes[at(bytes.length)] = at(256)
      } else {
        const parts = unzipSync(file)
        const names = Object.keys(parts)
        const name = names[at(names.length)] as string
        let text = strFromU8(parts[name] as Uint8Array)
        for (let damage = at(12); damage >= 0; damage--) {
          const [from, to] = [at(text.length), at(text.length)]
          const kind = next()
          if (kind < 0.4) text = text.slice(0, from) + tokens[at(tokens.length)] + text.slice(from)
          else if (kind < 0.7) text = text.slice(0, from) + text.slice(from + at(60))
          else
            text =
              text.slice(0, from) +
              text.slice(Math.min(from, to), Math.min(from, to) + at(400)) +
              text.slice(from)
        }
        bytes = zipSync({ ...parts, [name]: strToU8(text) }, { level: 1 })
      }
      expect(outcome('x.docx', bytes)).not.toBe('')
      try {
        const { seenWith, comments } = reviewOf(bytes)
        expect(seenWith(() => true).length + comments.length).toBeGreaterThanOrEqual(0)
      } catch (error) {
        if (!(error instanceof FilingError || error instanceof WordError)) throw error
      }
    }
  })
})
