/** Changes that came back in Word files: into Markdown, facts and tables; by person; told where they cannot be taken. */
import { describe, expect, it } from 'vitest'
import { toText } from '../../src/bytes.ts'
import { build } from '../../src/commands/build.ts'
import { type Accept, readMerge, writeMerge } from '../../src/commands/merge.ts'
import { mergeFolder } from '../../src/commands/merge-folder.ts'
import { fonts, usual, worldWith } from '../support/filing.ts'
import { newParagraph, places, replaced, reworded, sentFile, withPart } from '../support/reviewed.ts'

const release = `---
headline: Acme Reports Results
---

Revenue was **$12.5 million**, up 8%,
from $11.6 million. It was R&amp;D that {{registrant.name}} paid for\\*.

- The first point.
- The second point.

| | 2026 | 2025 |
| --- | ---: | ---: |
| Revenue | 12.5 | 11.6 |
| Costs | 9.0 | |

{.financial align="left decimal decimal"}

A last paragraph.
`
const files = { 'ex99-1.md': release }
const merged = (change: (file: Uint8Array) => Uint8Array, accept: Accept = 'all', name = 'ex99-1.docx') => {
  const world = worldWith(files)
  const made = readMerge(world, places, 'one', { name, bytes: change(sentFile(world, name)) }, accept)
  return { ...made, text: made.files.get('ex99-1.md'), world }
}

describe('a Word file that came back', () => {
  it('changes nothing where nobody changed it', () => {
    const { reviewers, taken, files: changed } = merged((file) => file)
    expect([reviewers, taken, changed.size]).toEqual([[], [], 0])
  })

  it.each([
    ['words over a line end', ', from', ', against', 'up 8%,\nagainst $11.6 million'],
    ['a figure in bold', '$12.5', '$12.7', 'Revenue was **$12.7 million**, up 8%'],
    [
      'words behind a reference',
      'paid',
      'fully paid',
      'It was R&amp;D that {{registrant.name}} fully paid for\\*.',
    ],
    [
      'signs that Markdown would read',
      'last',
      'last *and* [^final]',
      'A last \\*and\\* [\\^final] paragraph.',
    ],
    ['a cell', '9.0', '9.1', '| Costs | 9.1 | |'],
    ['an item', 'second point', 'other point', '- The other point.'],
    ['the headline, which is a fact', 'Acme Reports', 'Acme Announces', 'headline: Acme Announces Results'],
  ])('gives %s, tracked or not', (_, from, to, expected) => {
    const tracked = merged((file) => reworded(file, from, to, 'Jane Roe'))
    expect(tracked.left).toEqual([])
    expect(tracked.text).toContain(expected)
    expect(tracked.taken.map(({ by }) => by)).toEqual([['Jane Roe']])
    const silent = merged((file) => reworded(file, from, to))
    expect(silent.text).toBe(tracked.text)
    expect(silent.taken.map(({ by }) => by)).toEqual([['somebody (untracked)']])
  })

  it('keeps all else of the source to the letter', () => {
    expect(merged((file) => reworded(file, 'A last', 'The last', 'Jane Roe')).text).toBe(
      release.replace('A last', 'The last'),
    )
  })

  it('takes the changes of those who are named, and of nobody else', () => {
    const both = (file: Uint8Array) =>
      reworded(reworded(file, 'first point', 'main point', 'Jane Roe'), 'A last', 'The last', 'Max Power')
    const { reviewers, text } = merged(both, ['Max Power'])
    expect(reviewers.map(({ name, changes }) => [name, changes.length])).toEqual([
      ['Jane Roe', 1],
      ['Max Power', 1],
    ])
    expect(text).toBe(release.replace('A last', 'The last'))
  })

  it('puts paragraphs and items in, takes them out, and makes headings of them', () => {
    const after = (words: string, fresh: string) => (file: Uint8Array) =>
      replaced(file, words, (paragraph) => paragraph + fresh)
    const put = merged(after('A last', newParagraph('And one more.', 'Jane Roe')))
    expect(put.text).toBe(`${release.trimEnd()}\n\nAnd one more.\n`)
    const item = merged((file) =>
      replaced(file, 'second point', (paragraph) => {
        const numbers = /<w:numPr>.*<\/w:numPr>/.exec(paragraph)?.[0] ?? ''
        return paragraph + newParagraph('The third point.', 'Jane Roe', numbers)
      }),
    )
    expect(item.text).toContain('- The second point.\n- The third point.\n\n|')
    const gone = merged((file) => replaced(file, 'A last', () => ''))
    expect(gone.text).toBe(release.replace('\nA last paragraph.\n', ''))
    const headed = merged((file) =>
      replaced(file, 'A last', (paragraph) =>
        paragraph.replace('<w:pPr>', '<w:pPr><w:pStyle w:val="Heading2"/>'),
      ),
    )
    expect(headed.text).toContain('## A last paragraph.')
  })

  it('gives bold and italics their marks', () => {
    const bold = merged((file) =>
      replaced(file, 'A last', (paragraph) =>
        paragraph.replace(
          /<w:r>(?:<w:rPr>((?:(?!<\/w:rPr>).)*)<\/w:rPr>)?<w:t[^>]*>A last paragraph\.<\/w:t><\/w:r>/,
          (_, looks = '') =>
            `<w:r><w:rPr>${looks}</w:rPr><w:t xml:space="preserve">A </w:t></w:r><w:r><w:rPr><w:b/><w:i/>${looks}</w:rPr><w:t xml:space="preserve">last</w:t></w:r><w:r><w:rPr>${looks}</w:rPr><w:t xml:space="preserve"> paragraph.</w:t></w:r>`,
        ),
      ),
    )
    expect(bold.text).toContain('A ***last*** paragraph.')
  })

  it('puts rows into a table, takes them out, and fills a cell that was empty', () => {
    const row = (file: Uint8Array, change: (row: string) => string) =>
      withPart(file, 'word/document.xml', (xml) => {
        const at = xml.indexOf('Costs')
        const start = xml.lastIndexOf('<w:tr>', at)
        const end = xml.indexOf('</w:tr>', at) + 7
        return xml.slice(0, start) + change(xml.slice(start, end)) + xml.slice(end)
      })
    expect(merged((file) => row(file, () => '')).text).toBe(release.replace('| Costs | 9.0 | |\n', ''))
    const fresh = merged((file) =>
      row(file, (own) => own + own.replace('Costs', 'Profit').replace('9.0', '3.5')),
    )
    expect(fresh.text).toContain('| Costs | 9.0 | |\n| Profit | 3.5 |  |\n')
    const filled = merged((file) =>
      row(file, (own) =>
        own.replace(
          /<w:p><w:pPr>(?:(?!<w:p>).)*<\/w:p><\/w:tc><\/w:tr>$|<w:p\/><\/w:tc><\/w:tr>$/,
          '<w:p><w:r><w:t>8.8</w:t></w:r></w:p></w:tc></w:tr>',
        ),
      ),
    )
    expect(filled.left).toEqual([])
    expect(filled.text).toContain('| Costs | 9.0 | 8.8 |')
  })

  it('tells a change of the form and of an expression, and never types over them', () => {
    const form = merged(
      (file) => reworded(file, 'CURRENT REPORT', 'RECENT REPORT', 'Jane Roe'),
      'all',
      '8-k.docx',
    )
    expect([form.taken, form.left.map(({ why }) => why)]).toEqual([[], ['wording of the form']])
    expect([...form.files.keys()]).toEqual(['review.md'])
    const shown = merged((file) => reworded(file, 'Tidewater', 'the Company', 'Jane Roe'))
    expect(shown.text).toBeUndefined()
    expect(shown.left.map(({ why }) => why)).toEqual(['an expression of your text shows these words'])
  })

  it('changes a fact that the form shows everywhere, and says so', () => {
    const { taken, files: changed } = merged(
      (file) => reworded(file, '1-510', '1-511', 'Jane Roe'),
      'all',
      '8-k.docx',
    )
    expect(taken.map(({ facts }) => facts)).toEqual([['registrants.0.fileNumber']])
    expect(changed.get('filing.yaml')).toContain('fileNumber: 1-511')
  })

  it('holds both against what was sent: what moved on since stays, what both changed is a conflict', () => {
    const sent = sentFile(worldWith(files))
    const now = worldWith({ 'ex99-1.md': release.replace('A last', 'A final').replace('up 8%', 'up 8.1%') })
    const theirs = reworded(reworded(sent, 'first point', 'main point', 'J'), 'A last', 'The very last', 'J')
    const { conflicts, files: changed } = readMerge(
      now,
      places,
      'one',
      { name: 'x.docx', bytes: theirs },
      'all',
    )
    expect(conflicts.map(({ sent: was, theirs: their, ours }) => [was, their, ours])).toEqual([
      ['A last paragraph.', 'The very last paragraph.', 'A final paragraph.'],
    ])
    const text = changed.get('ex99-1.md') ?? ''
    expect(text).toContain('The main point.')
    expect(text).toContain('up 8.1%')
    expect(text).toContain('A final paragraph.')
    expect(changed.get('review.md')).toContain('Theirs: The very last paragraph.')
  })

  it('does nothing the second time, and keeps the content before', () => {
    const world = worldWith(files)
    const bytes = replaced(
      reworded(sentFile(world), 'A last', 'The last', 'Jane Roe'),
      'second point',
      (paragraph) => paragraph + newParagraph('New words.', 'Jane Roe'),
    )
    const first = readMerge(world, places, 'one', { name: 'x.docx', bytes }, 'all')
    const copy = writeMerge(world, places, first)
    expect(toText(world.readFile(`${copy}/ex99-1.md`) ?? new Uint8Array())).toBe(release)
    expect(toText(world.readFile('content/one/ex99-1.md') ?? new Uint8Array())).toContain('The last')
    expect(world.folders('content')).not.toContain(copy.split('/')[1])
    const again = readMerge(world, places, 'one', { name: 'x.docx', bytes }, 'all')
    expect([again.taken, again.left, again.conflicts, again.files.size]).toEqual([[], [], [], 0])
  })

  it.each([
    ['lost', 'customXml/item1.xml'],
    ['damaged', 'customXml/item1.xml'],
  ])('is held against its rejected changes where what was sent is %s', (how, part) => {
    const { against, text } = merged((file) =>
      withPart(reworded(file, 'A last', 'The last', 'Jane Roe'), part, () =>
        how === 'lost' ? '<x/>' : '<sent xmlns="urn:filingpress:sent:1">{"filing":</sent>',
      ),
    )
    expect(against).toBe('its rejected changes')
    expect(text).toContain('The last paragraph.')
  })

  it('refuses what is no Word file', () => {
    const world = worldWith(files)
    const read = () =>
      readMerge(world, places, 'one', { name: 'x.docx', bytes: new Uint8Array([80, 75, 3, 4]) }, 'all')
    expect(read).toThrow()
  })
})

it('knows a split paragraph again, though its longer half is most like what was sent', () => {
  const split = (file: Uint8Array) =>
    replaced(
      file,
      'A last',
      (paragraph) =>
        `${paragraph.replace('A last paragraph.', 'A')}<w:p><w:r><w:t>last paragraph.</w:t></w:r></w:p>`,
    )
  const world = worldWith(files)
  const bytes = split(sentFile(world))
  const first = readMerge(world, places, 'one', { name: 'x.docx', bytes }, 'all')
  expect(first.files.get('ex99-1.md')).toBe(release.replace('A last paragraph.', 'A\n\nlast paragraph.'))
  writeMerge(world, places, first)
  const {
    taken,
    conflicts,
    files: changed,
  } = readMerge(world, places, 'one', { name: 'x.docx', bytes }, 'all')
  expect([taken, conflicts, changed.size]).toEqual([[], [], 0])
})

describe('what the filing words itself', () => {
  const sentence = 'Pursuant to the requirements of the Act, the registrant signs this &amp; that.\n'
  const world = (own: boolean) =>
    worldWith(own ? { ...files, 'content/one/partials/signature-sentence.hbs': sentence } : files)

  it('is changed in a template of its own, with letters that HTML would read escaped', () => {
    const own = world(true)
    const bytes = reworded(
      sentFile(own, '8-k.docx'),
      'signs this',
      'signed &lt;this&gt; {{here}}',
      'Jane Roe',
    )
    const { left, files: changed } = readMerge(own, places, 'one', { name: '8-k.docx', bytes }, 'all')
    expect(left).toEqual([])
    expect([...changed]).toEqual([
      [
        'partials/signature-sentence.hbs',
        sentence.replace('signs this', 'signed &lt;this&gt; &#123;&#123;here}}'),
      ],
    ])
  })

  it('is told where the form words it', () => {
    const own = world(false)
    const bytes = reworded(sentFile(own, '8-k.docx'), 'has duly caused', 'has caused', 'Jane Roe')
    const { taken, left } = readMerge(own, places, 'one', { name: '8-k.docx', bytes }, 'all')
    expect([taken, left.map(({ why }) => why)]).toEqual([[], ['wording of the form']])
    writeMerge(own, places, readMerge(own, places, 'one', { name: '8-k.docx', bytes }, 'all'))
    const second = (accept: Accept) => readMerge(own, places, 'one', { name: '8-k.docx', bytes }, accept)
    expect([second('all').again, second('all').left, second('all').files.size]).toEqual([true, [], 0])
    expect(second(['Jane Roe']).again).toBeUndefined()
  })

  it('takes a new table', () => {
    const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
    const row = (...texts: string[]) => `<w:tr>${texts.map(cell).join('')}</w:tr>`
    const { left, text } = merged((file) =>
      replaced(
        file,
        'A last',
        (paragraph) => `<w:tbl>${row('Measure', 'Goal')}${row('Sales *', '14 | 15')}</w:tbl>${paragraph}`,
      ),
    )
    expect(left).toEqual([])
    expect(text).toContain(
      '| Measure | Goal |\n| --- | --- |\n| Sales \\* | 14 \\| 15 |\n\n{.grid}\n\nA last paragraph.',
    )
  })
})

describe('comments', () => {
  const comments = `<w:comments xmlns:w="x"><w:comment w:id="3" w:author="Jane Roe" w:date="2026-03-01T10:00:00Z"><w:p><w:r><w:t>Is this GAAP?</w:t></w:r></w:p></w:comment></w:comments>`
  const commented = (file: Uint8Array) =>
    withPart(
      replaced(file, 'A last', (paragraph) =>
        paragraph
          .replace('<w:r>', '<w:commentRangeStart w:id="3"/><w:r>')
          .replace('</w:p>', '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r></w:p>'),
      ),
      'word/comments.xml',
      () => comments,
    )

  it('become review.md, are told by a build, refused by the lock, and go out again', () => {
    const world = worldWith(files)
    const first = readMerge(
      world,
      places,
      'one',
      { name: 'x.docx', bytes: commented(sentFile(world)) },
      'none',
    )
    expect([...first.files.keys()]).toEqual(['review.md'])
    writeMerge(world, places, first)
    const codes = (final: boolean) =>
      build(world, ['one'], fonts, { ...usual, final })[0]?.diagnostics.map(({ code, message }) => [
        code,
        message,
      ])
    const said = 'Jane Roe: Is this GAAP?'
    expect(codes(false)).toContainEqual(['I005', said])
    expect(codes(true)).toContainEqual(['L003', said])
    const out = readMerge(world, places, 'one', { name: 'x.docx', bytes: sentFile(world) }, 'all')
    expect(out.comments).toMatchObject([
      { author: 'Jane Roe', text: 'Is this GAAP?', about: 'A last paragraph.', open: true },
    ])
    expect(out.files.size).toBe(0)
    const settled = (first.files.get('review.md') ?? '').replace(': open', ': settled')
    world.writeFile('content/one/review.md', new TextEncoder().encode(settled))
    expect(codes(false)).not.toContainEqual(['I005', said])
  })
})

describe('threads of comments', () => {
  const comment = (id: number, author: string, text: string) =>
    `<w:comment w:id="${id}" w:author="${author}" w:date="2026-03-0${id}T10:00:00Z"><w:p w14:paraId="0000000${id}"><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`
  const thread =
    (replies: number, done = false) =>
    (file: Uint8Array) => {
      const all = [
        comment(1, 'Jane Roe', 'Is this last?'),
        comment(2, 'Max Power', 'It is.'),
        comment(3, 'Jane Roe', 'Good.'),
      ]
      const range = replaced(file, 'A last', (paragraph) =>
        paragraph.replace(
          /<w:t([^>]*)>A last paragraph\.<\/w:t><\/w:r>/,
          '<w:t$1>A </w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>last</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:r><w:t xml:space="preserve"> paragraph.</w:t></w:r>',
        ),
      )
      const written = withPart(
        range,
        'word/comments.xml',
        () => `<w:comments xmlns:w="x" xmlns:w14="y">${all.slice(0, 1 + replies).join('')}</w:comments>`,
      )
      return withPart(
        written,
        'word/commentsExtended.xml',
        () =>
          `<w15:commentsEx xmlns:w15="z"><w15:commentEx w15:paraId="00000001" w15:done="${done ? 1 : 0}"/><w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/><w15:commentEx w15:paraId="00000003" w15:paraIdParent="00000002" w15:done="0"/></w15:commentsEx>`,
      )
    }
  const merged = (world: ReturnType<typeof worldWith>, bytes: Uint8Array) =>
    readMerge(world, places, 'one', { name: 'x.docx', bytes }, 'all')

  it('stand under the words that they are on, go out with them, and gain replies', () => {
    const world = worldWith(files)
    const sent = sentFile(world)
    const first = merged(world, thread(1)(sent))
    expect(first.comments).toMatchObject([
      {
        author: 'Jane Roe',
        quote: 'last',
        about: 'A last paragraph.',
        replies: [{ author: 'Max Power', text: 'It is.' }],
      },
    ])
    writeMerge(world, places, first)
    const written = () => new TextDecoder().decode(world.readFile('content/one/review.md'))
    expect(written()).toContain('**Max Power, 2026-03-02T10:00:00Z:** It is.')
    // The paragraph changes meanwhile; the comment goes out on the same words.
    world.writeFile(
      'content/one/ex99-1.md',
      new TextEncoder().encode(release.replace('A last paragraph', 'Here is the very last paragraph')),
    )
    const out = merged(world, sentFile(world))
    expect(out.files.size).toBe(0)
    expect(out.comments).toMatchObject([
      {
        quote: 'last',
        about: 'Here is the very last paragraph.',
        replies: [{ author: 'Max Power', date: '2026-03-02T10:00:00Z', text: 'It is.' }],
      },
    ])
    // The first copy comes back once more, with another reply, and once more settled.
    const second = merged(world, thread(2)(sent))
    writeMerge(world, places, second)
    expect(written().match(/^\*\*/gm)).toHaveLength(2)
    expect(written()).toContain('**Jane Roe, 2026-03-03T10:00:00Z:** Good.')
    expect(merged(world, thread(2)(sent)).files.has('review.md')).toBe(false)
    writeMerge(world, places, merged(world, thread(2, true)(sent)))
    expect(written()).toContain('2026-03-01T10:00:00Z: settled')
    // A reply to what was settled opens it again.
    const lines = written().split('\n')
    world.writeFile(
      'content/one/review.md',
      new TextEncoder().encode(lines.filter((line) => !line.includes('Good.')).join('\n')),
    )
    writeMerge(world, places, merged(world, thread(2)(sent)))
    expect(written()).toContain('2026-03-01T10:00:00Z: open')
  })
})

describe('another folder', () => {
  it('is taken in line by line against what both began with', () => {
    const world = worldWith({ 'ex99-1.md': release.replace('A last', 'A final') })
    for (const [name, text] of [
      ['before', release],
      ['theirs', release.replace('first point', 'main point')],
    ] as const)
      world.writeFile(`${name}/ex99-1.md`, new TextEncoder().encode(text))
    const { files: changed, conflicts } = mergeFolder(world, places, 'one', 'theirs', 'before', 'all')
    expect(conflicts).toEqual([])
    expect(changed.get('ex99-1.md')).toBe(
      release.replace('A last', 'A final').replace('first point', 'main point'),
    )
  })

  it('tells words that both changed, and keeps ours', () => {
    const world = worldWith({ 'ex99-1.md': release.replace('A last', 'A final') })
    world.writeFile('before/ex99-1.md', new TextEncoder().encode(release))
    world.writeFile('theirs/ex99-1.md', new TextEncoder().encode(release.replace('A last', 'The last')))
    const { files: changed, conflicts } = mergeFolder(world, places, 'one', 'theirs', 'before', 'all')
    expect(conflicts.map(({ theirs }) => theirs)).toEqual(['The last paragraph.'])
    expect([...changed.keys()]).toEqual(['review.md'])
  })
})
