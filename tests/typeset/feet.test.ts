/** Notes at the foot of the page that refers to them. */
import { describe, expect, it } from 'vitest'
import { words } from '../../src/document/words.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { withFeet } from '../../src/typeset/feet.ts'
import type { NoteItem } from '../../src/typeset/page.ts'
import {
  type GlyphRun,
  isOfNote,
  type Mark,
  type Page,
  type Strip,
  type Tag,
  textOf as textOfRun,
} from '../../src/typeset/page.ts'
import { releaseOf } from '../support/filing.ts'
import { random } from '../support/random.ts'

function set(markdown: string) {
  const { document, pages } = releaseOf(`---\nheadline: News\n---\n\n${markdown}\n`)
  const pdf = paint(pages, { title: 't', language: 'en', tool: 'x', date: '2010-05-03', links: true })
  expect(readPdf(pdf).words).toEqual(words(document).map(({ text }) => text))
  return { document, pages: pages.pages }
}

type LineMark = Extract<Mark, { kind: 'line' }>
const lines = ({ marks }: Page): LineMark[] =>
  marks.flatMap((mark) => (mark.kind === 'line' && !mark.artifact ? [mark] : []))
const textOf = (marks: readonly LineMark[]) => marks.flatMap(({ line }) => line.runs.map(textOfRun)).join('')
const ofNotes = (page: Page) => lines(page).filter(({ line }) => isOfNote(line.runs[0]?.tag))
const ofText = (page: Page) => lines(page).filter(({ line }) => !isOfNote(line.runs[0]?.tag))

/** Paragraphs of chance, many of them with notes, some of which are referred to twice. */
function noted(next: () => number, count: number): string {
  const sentence = () => 'The company said so, and more. '.repeat(1 + Math.floor(next() * 6))
  const paragraphs = Array.from({ length: count }, (_, index) => {
    const mark = next() < 0.6 ? `[^n${index}]` : ''
    return `${sentence()}P${index}.${mark} ${sentence()}${mark !== '' && next() < 0.2 ? mark : ''}`
  })
  const notes = paragraphs.flatMap((text, index) =>
    text.includes(`[^n${index}]`) ? [`[^n${index}]: N${index}. ${sentence()}`] : [],
  )
  return [...paragraphs, ...notes].join('\n\n')
}

describe('notes', () => {
  it('stand below the text of the page that first refers to them, and nowhere else', () => {
    const next = random(7)
    for (let round = 0; round < 10; round++) {
      const { document, pages } = set(noted(next, 60))
      const bottom = document.pagePlan.height - document.pagePlan.margin.bottom
      const seen = new Set<string>()
      for (const page of pages) {
        const [text, notes] = [ofText(page), ofNotes(page)]
        const wanted = text.flatMap(({ line }) =>
          line.runs.flatMap(({ tag }) => /^#note-(.*)$/.exec(tag.href ?? '')?.[1] ?? []),
        )
        const fresh = [...new Set(wanted)].filter((id) => !seen.has(id))
        for (const id of fresh) seen.add(id)
        expect([...textOf(notes).matchAll(/N(\d+)\./g)].map(([, id]) => `n${id}`)).toEqual(fresh)
        if (notes.length === 0) continue
        const lowest = Math.max(...text.map(({ baseline, line }) => baseline + line.descent))
        const highest = Math.min(...notes.map(({ baseline, line }) => baseline - line.ascent))
        expect(highest).toBeGreaterThan(lowest + 5)
        const rules = page.marks.filter(({ kind }) => kind === 'rule')
        expect(rules).toHaveLength(1)
        const last = notes.at(-1) as LineMark
        expect(last.baseline + last.line.descent).toBeLessThanOrEqual(bottom + 0.01)
        expect(last.baseline + last.line.descent).toBeGreaterThan(bottom - 10)
      }
      expect(seen.size).toBeGreaterThan(20)
    }
  })

  it('of a table stand at the foot of the page that has the row', () => {
    const table = '| A | B |\n| --- | --- |\n| one[^1] | two |\n'
    const { pages } = set(`${'Text and more.\n\n'.repeat(60)}${table}\n[^1]: Of the table.`)
    const at = pages.findIndex((page) => textOf(ofText(page)).includes('one(1)'))
    expect(pages.map((page) => textOf(ofNotes(page)).includes('Of the table.'))).toEqual(
      pages.map((_, index) => index === at),
    )
  })

  it('of a table that letters or signs mark stand right below it', () => {
    const table = '| A | B |\n| --- | --- |\n| one[^a] | two[^*] |\n'
    const { pages } = set(`${table}\nText behind.[^1]\n\n[^a]: By letter.\n[^*]: By sign.\n[^1]: By number.`)
    const [page] = pages as [Page]
    const notes = textOf(ofNotes(page))
    for (const one of ['(a)By letter.', '*By sign.', '(1)By number.'])
      expect(notes.replaceAll(' ', '')).toContain(one.replaceAll(' ', ''))
    const baselines = (marks: readonly Mark[]) =>
      marks.map((mark) => (mark.kind === 'line' ? mark.baseline : 0))
    const behind = Math.max(...baselines(ofText(page) as readonly Mark[]))
    const below = baselines(ofNotes(page) as readonly Mark[]).filter((one) => one < behind)
    expect(below.length).toBeGreaterThanOrEqual(2)
  })

  it('may be written in a list', () => {
    const { document } = set('- item[^1]\n\n  [^1]: In the list.\n')
    expect(
      words(document)
        .map(({ text }) => text)
        .join(' '),
    ).toContain('(1) In the list.')
  })

  it('that leave a page too little room follow their text', () => {
    const { pages } = set(
      `A text.[^1] Another.[^2]\n\n[^1]: ${'The note goes on and on. '.repeat(400)}\n[^2]: Short.`,
    )
    expect(pages.length).toBeGreaterThan(1)
    expect(textOf(ofNotes(pages[0] as Page))).toContain('The note goes on')
    const [first] = ofNotes(pages[0] as Page)
    const last = ofText(pages[0] as Page).at(-1)
    expect((first?.baseline ?? 0) - (last?.baseline ?? 0)).toBeLessThan(40)
  })

  it('that stand twice with one id, as a moved note does in a redline, are both kept', () => {
    const tag: Tag = { role: 'Link', parent: undefined, kids: [], inline: true, href: '#note-1' }
    const run = { tag, texts: ['(1)'] } as unknown as GlyphRun
    const strip = (marks: Mark[]): Strip => ({ kind: 'strip', height: 10, marks, decorations: [], lines: 1 })
    const mark = { kind: 'line', line: { runs: [run] } } as unknown as Mark
    const note = (): NoteItem => ({ kind: 'note', stays: false, id: '1', items: [strip([])] })
    const [first] = withFeet([strip([mark]), note(), note()], 100)
    expect(first?.kind === 'strip' && first.feet?.length).toBe(2)
  })

  it('written below a table stay with its last row, wherever the page ends', () => {
    for (let before = 10; before < 50; before++) {
      const rows = Array.from({ length: 12 }, (_, index) => `| Row ${index}. | ${index} |`).join('\n')
      const table = `| A | B |\n| --- | --- |\n${rows}\n\n{.financial}\n\nIncludes other income. {.table-note}`
      const text = (count: number) => 'Text and more.\n\n'.repeat(count)
      const { pages } = set(`${text(before)}${table}\n\n${text(60)}`)
      const holding = (text: string) => pages.findIndex((page) => textOf(lines(page)).includes(text))
      expect(holding('Includes other income.'), `${before} lines before`).toBe(holding('Row 11.'))
    }
  })
})
