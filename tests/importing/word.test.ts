/** Word documents: numbers, tables, notes, symbols, tracked changes, and files that are none. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { textOfBlocks } from '../../src/importing/found.ts'
import { readWord } from '../../src/importing/word/read.ts'

const ns =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const word = (body: string, parts: Readonly<Record<string, string>> = {}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': '<Types/>',
        'word/document.xml': `<?xml version="1.0"?><w:document ${ns}><w:body>${body}</w:body></w:document>`,
        ...parts,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  )
const p = (text: string, properties = '') =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const numbering = {
  'word/numbering.xml': `<w:numbering ${ns}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
}
const item = (level: number, text: string) =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="7"/></w:numPr>`)

/** A package whose list says that its part unpacks to 500 MB. */
function bomb(): Uint8Array {
  const bytes = word('')
  const view = new DataView(bytes.buffer)
  const signature = 0x02014b50
  for (let at = 0; at < bytes.length - 28; at++)
    if (view.getUint32(at, true) === signature) view.setUint32(at + 24, 500_000_000, true)
  return bytes
}

describe('a Word document', () => {
  it('gives its numbers as Word shows them', () => {
    const { blocks } = readWord(
      word(item(0, 'One') + item(1, 'a') + item(1, 'b') + item(0, 'Two') + item(1, 'c'), numbering),
    )
    expect(
      blocks.map((block) => (block.type === 'text' && block.role?.kind === 'item' ? block.role.label : '')),
    ).toEqual(['1.', '(i)', '(ii)', '2.', '(i)'])
  })

  it('gives tracked changes as accepted or as rejected', () => {
    const body = `<w:p><w:r><w:t xml:space="preserve">The fee is </w:t></w:r><w:del w:author="A"><w:r><w:delText>$5</w:delText></w:r></w:del><w:ins w:author="A"><w:r><w:t>$6</w:t></w:r></w:ins><w:r><w:t> million.</w:t></w:r></w:p>`
    const [accepted, rejected] = [readWord(word(body)), readWord(word(body), 'rejected')]
    expect([textOfBlocks(accepted.blocks), textOfBlocks(rejected.blocks)]).toEqual([
      'The fee is $6 million.',
      'The fee is $5 million.',
    ])
    expect([accepted.tracked, rejected.tracked]).toEqual([2, 2])
  })

  it('gives cells that span, and fields as what they show', () => {
    const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
    const field =
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Item 8.01</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    const { blocks } = readWord(
      word(
        `<w:tbl><w:tr>${cell('Head', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('a')}${cell('b')}</w:tr></w:tbl>${field}`,
      ),
    )
    expect(textOfBlocks(blocks)).toBe('Head\na\tb\nItem 8.01')
    const [table] = blocks
    expect(table?.type === 'table' && table.rows[0]?.[0]?.colspan).toBe(2)
  })

  it('tells the words of text boxes, and keeps symbols and bold of styles', () => {
    const styles = {
      'word/styles.xml': `<w:styles ${ns}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`,
    }
    const body = `${p('Title', '<w:pStyle w:val="H1"/>')}<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p><w:p><w:r><w:txbxContent>${p('Boxed')}</w:txbxContent></w:r></w:p>`
    const { blocks, losses } = readWord(word(body, styles))
    expect(textOfBlocks(blocks)).toBe('Title\n☒')
    expect(blocks[0]).toMatchObject({ role: { kind: 'heading', level: 1 }, runs: [{ bold: true }] })
    expect(losses.map(({ words, reason }) => [words, reason])).toEqual([['Boxed', 'text box']])
  })

  it.each([
    ['no ZIP', strToU8('PK\u0003\u0004 nothing'), 'cannot be unpacked'],
    ['another ZIP', zipSync({ 'a.txt': strToU8('a') }), 'has no word/document.xml'],
    ['a ZIP bomb', bomb(), 'unpacks to more than'],
  ])('refuses %s', (_, bytes, message) => expect(() => readWord(bytes)).toThrow(message))

  it('never reads an outside entity', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    const bytes = zipSync({
      'word/document.xml': strToU8(
        `<?xml version="1.0"?>${bomb}<w:document ${ns}><w:body>${p('a &e; b')}</w:body></w:document>`,
      ),
    })
    expect(textOfBlocks(readWord(bytes).blocks)).toBe('a &e; b')
  })
})

it('counts notes as they are met, and puts them at the end of their item', () => {
  const note = (id: string, text: string) => `<w:footnote w:id="${id}">${p(text)}</w:footnote>`
  const refer = (id: string) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`
  const body = `<w:p><w:r><w:t>Item 8.01 Other Events</w:t></w:r></w:p><w:p><w:r><w:t>Said.</w:t></w:r>${refer('21')}</w:p><w:p><w:r><w:t>SIGNATURES</w:t></w:r></w:p>`
  const { blocks } = readWord(
    word(body, {
      'word/footnotes.xml': `<w:footnotes ${ns}><w:footnote w:type="separator" w:id="0">${p('x')}</w:footnote>${note('21', 'A note.')}</w:footnotes>`,
    }),
  )
  expect(textOfBlocks(blocks).split('\n')).toEqual([
    'Item 8.01 Other Events',
    'Said.1',
    'A note.',
    'SIGNATURES',
  ])
})

it('gives cells that go on below as one, and rows that somebody tracked', () => {
  const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
  const rows = `<w:tr>${cell('Both', '<w:vMerge w:val="restart"/>')}${cell('a')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('b')}</w:tr><w:tr><w:trPr><w:del w:author="J"/></w:trPr>${cell('gone')}${cell('c')}</w:tr>`
  const of = (how: 'accepted' | 'rejected') => {
    const [table] = readWord(word(`<w:tbl>${rows}</w:tbl>`), how).blocks
    return table?.type === 'table'
      ? table.rows.map((row) => row.map(({ column, rowspan }) => [column, rowspan]))
      : []
  }
  expect(of('accepted')).toEqual([
    [
      [0, 2],
      [1, 1],
    ],
    [[1, 1]],
  ])
  expect(of('rejected')).toHaveLength(3)
})
