/** Redlines in Word, as they come back: with all changes accepted the new version, with all rejected the old one. */
import { describe, expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { readMerge } from '../../src/commands/merge.ts'
import { wordFiles } from '../../src/commands/redlines.ts'
import { readWord, type Tracked } from '../../src/importing/word/read.ts'
import { unitsOfFound } from '../../src/merging/found.ts'
import { type Unit, unitsOf } from '../../src/word/units.ts'
import { docxParts } from '../../src/word/write.ts'
import { facts, worldWith } from '../support/filing.ts'

const places = { content: 'content', templates: undefined, out: 'out' }

function made(old: string, fresh: string, by?: string) {
  const world = (body: string) =>
    worldWith({ 'ex99-1.md': `---\nheadline: News\n---\n\n${body}\n`, 'filing.yaml': facts })
  const side = (body: string) => composed({ world: world(body), places, slug: 'one', label: 'x' })
  const [before, after] = [side(old), side(fresh)]
  const diffed = diff(before, after)
  const [release] = diffed.documents.filter(({ name }) => name === 'ex99-1.htm')
  const bytes = wordFiles(diffed, { filing: 'one', by }).get('redline-ex99-1.docx')
  if (!release || !bytes) throw new Error('there is no redline')
  const xml = String(docxParts(release.redline.document).get('word/document.xml'))
  const own = (all: typeof after.documents) => all.filter(({ fileName }) => fileName === 'ex99-1.htm')
  const documents = { accepted: own(after.documents), rejected: own(before.documents) }
  const units = (tracked: Tracked) => {
    return [
      unitsOfFound(readWord(bytes, tracked).blocks),
      documents[tracked].flatMap((one) => unitsOf(one, 'text')),
    ].map((all) => all.map(plain))
  }
  return { xml, bytes, world: world(fresh), units, documents }
}

const plain = (unit: Unit) =>
  unit.type === 'table'
    ? unit.rows.map((row) => row.map(({ text, looks }) => [text, looks]))
    : [unit.role === 'heading' ? unit.level : 0, unit.text, unit.looks]

const swapped = 'The dividend is payable in March to all holders of record.'
const kept = 'A call is held today at nine in the morning, New York time.'
const costs = ([head = [], ...rows]: readonly (readonly string[])[]) =>
  [
    ['Item', ...head],
    ['---', ...head.map(() => '---')],
    ...rows.map((row, at) => [at ? 'Costs' : 'Sales', ...row]),
  ]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
const pairs: readonly (readonly [name: string, old: string, fresh: string])[] = [
  [
    'paragraphs that changed places',
    `${swapped}\n\n${kept}\n\nThe end.`,
    `${kept}\n\n${swapped}\n\nThe end.`,
  ],
  [
    'a paragraph that moved and was edited',
    `${swapped}\n\n${kept}\n\nThe end of it.`,
    `${kept}\n\nThe end of it.\n\n${swapped.replace('March', 'April')}`,
  ],
  [
    'bullets that changed places',
    '- first of the points;\n- second of these lines;\n- third of them all.',
    '- second of these lines;\n- first of the points;\n- third of them all.',
  ],
  [
    'a sentence that moved to another paragraph',
    `${swapped} ${kept}\n\nOther words stand here.`,
    `${swapped}\n\nOther words stand here. ${kept}`,
  ],
  [
    'a row that moved',
    '| Item | 2010 |\n| --- | --- |\n| Sales | 14 |\n| Costs | 9 |\n| Tax | 2 |\n| Profit | 3 |',
    '| Item | 2010 |\n| --- | --- |\n| Costs | 9 |\n| Tax | 2 |\n| Profit | 3 |\n| Sales | 14 |',
  ],
  ['words made bold', `${swapped}\n\n${kept}`, `${swapped.replace('in March', '**in March**')}\n\n${kept}`],
  [
    'italics that reach further, among words that changed',
    `Sales *rose* in March\\\nand in April.\n\n${kept}`,
    `Sales *rose in May*\\\nand in April.\n\n${kept}`,
  ],
  ['a heading one level deeper', `## Outlook\n\n${swapped}`, `### Outlook\n\n${swapped}`],
  ['a paragraph made a heading', `Outlook\n\n${swapped}`, `## Outlook\n\n${swapped}`],
  [
    'a column put in',
    costs([['2010'], ['14'], ['9']]),
    costs([
      ['2010', '2009'],
      ['14', '13'],
      ['9', '8'],
    ]),
  ],
  [
    'a column taken out',
    costs([
      ['2010', '2009'],
      ['14', '13'],
      ['9', '8'],
    ]),
    costs([['2009'], ['13'], ['8']]),
  ],
  [
    'columns that changed places',
    costs([
      ['2010', '2009', 'Growth'],
      ['14', '13', 'up by one'],
      ['9', '8', 'up too'],
    ]),
    costs([
      ['Growth', '2010', '2009'],
      ['up by one', '14', '13'],
      ['up too', '9', '8'],
    ]),
  ],
  [
    'a column put in beside a row taken out',
    costs([['2010'], ['14'], ['9']]),
    '| Item | 2010 | 2009 |\n| --- | --- | --- |\n| Sales | 14 | 13 |\n| Rents | 5 | 4 |',
  ],
]

describe.each(pairs)('a redline in Word of %s', (_, old, fresh) => {
  it('read back is both versions', () => {
    const { units } = made(old, fresh)
    for (const tracked of ['accepted', 'rejected'] as const) {
      const [found, own] = units(tracked)
      expect(found, tracked).toEqual(own)
    }
  })

  it.each([undefined, 'Jane Roe'])('that came back untouched changes nothing: by %s', (by) => {
    const { bytes, world } = made(old, fresh, by)
    const { taken, left, conflicts, files } = readMerge(
      world,
      places,
      'one',
      { name: 'redline-ex99-1.docx', bytes },
      'all',
    )
    expect([taken, left, conflicts, [...files.keys()]]).toEqual([[], [], [], []])
  })
})

/** Names of the ranges of moves, and what is moved in each, in order. */
function rangesIn(xml: string) {
  return [
    ...xml.matchAll(
      /<w:(moveFrom|moveTo)RangeStart w:id="(\d+)" w:name="(\w+)"[^>]*\/>(.*?)<w:\1RangeEnd w:id="\2"\/>/gs,
    ),
  ].map(([, kind, , name, inner = '']) => [
    kind,
    name,
    [...inner.matchAll(/<w:t [^>]*>([^<]*)</g)].map(([, text]) => text).join(''),
  ])
}

describe('a move', () => {
  it.each(pairs.slice(0, 4))('is one in Word: %s', (_, old, fresh) => {
    expect(rangesIn(made(old, fresh).xml).map(([kind]) => kind)).toEqual(
      expect.arrayContaining(['moveFrom', 'moveTo']),
    )
  })

  it('has a range at both ends, tied by its name, the end of its paragraph in it', () => {
    const { xml } = made(...([pairs[0]?.[1] ?? '', pairs[0]?.[2] ?? ''] as const))
    const ranges = rangesIn(xml)
    expect(ranges.map(([kind, name]) => [kind, name])).toEqual([
      ['moveFrom', 'move1'],
      ['moveTo', 'move1'],
    ])
    expect(ranges[0]?.[2]).toBe(ranges[1]?.[2])
    expect(xml).toMatch(/<w:rPr><w:moveFrom [^>]*\/><\/w:rPr>/)
    expect(xml).not.toContain('<w:delText')
  })

  it('of a row is a row taken out and one put in: Word knows no other', () => {
    const { xml } = made(pairs[4]?.[1] ?? '', pairs[4]?.[2] ?? '')
    expect(xml).not.toMatch(/<w:move/)
    expect(xml).toMatch(/<w:trPr><w:cantSplit\/><w:del /)
  })
})

describe('a change of look', () => {
  it('keeps the look before beside the new: of a run, of a paragraph', () => {
    const bold = made(pairs[5]?.[1] ?? '', pairs[5]?.[2] ?? '').xml
    expect(bold.match(/<w:rPrChange /g)).toHaveLength(1)
    expect(bold).toMatch(
      /<w:rPr><w:b\/>(<w:sz [^>]*>)<w:rPrChange [^>]*><w:rPr>\1<\/w:rPr><\/w:rPrChange><\/w:rPr>/,
    )
    expect(bold).not.toContain('<w:pPrChange')
    const heading = made(pairs[7]?.[1] ?? '', pairs[7]?.[2] ?? '').xml
    expect(heading).toMatch(
      /<w:pStyle w:val="Heading3"\/>.*<w:pPrChange [^>]*><w:pPr><w:pStyle w:val="Heading2"\/>/,
    )
  })
})

describe('a column that came or went', () => {
  it.each(pairs.slice(-4))('has its cells tracked, so that none stays empty: %s', (_, old, fresh) => {
    const { xml, documents } = made(old, fresh)
    expect(xml).toMatch(/<w:cell(?:Ins|Del) /)
    for (const side of ['accepted', 'rejected'] as const)
      expect(cellsIn(xml, side), side).toEqual(
        documents[side].flatMap(({ sections }) =>
          sections.flatMap(({ blocks }) =>
            blocks.flatMap((block) =>
              block.type === 'table' ? block.rows.map(({ cells }) => cells.length) : [],
            ),
          ),
        ),
      )
  })
})

/** How many cells each row has, by the marks of rows and cells. */
function cellsIn(xml: string, side: Tracked): number[] {
  const gone = side === 'accepted' ? /<w:(?:del|cellDel) / : /<w:(?:ins|cellIns) /
  return [...xml.matchAll(/<w:tr>(?:<w:trPr>(.*?)<\/w:trPr>)?(.*?)<\/w:tr>/gs)].flatMap(
    ([, row = '', cells = '']) =>
      gone.test(row)
        ? []
        : [[...cells.matchAll(/<w:tcPr>(.*?)<\/w:tcPr>/gs)].filter(([, own = '']) => !gone.test(own)).length],
  )
}
