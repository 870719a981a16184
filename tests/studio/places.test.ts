/** From a page to its source: every word of whole filings, by its letters and by its place on the page. */
import { afterAll, describe, expect, it } from 'vitest'
import { fontBook } from '../../src/fonts/book.ts'
import { disk } from '../../src/platform/disk.ts'
import { locateFurniture } from '../../src/studio/worker/furniture.ts'
import { letterAt, lettersOf, wordAt } from '../../src/studio/worker/letters.ts'
import { previewOf } from '../../src/studio/worker/preview.ts'
import { locate, reveal } from '../../src/studio/worker/sources.ts'
import { textOf } from '../../src/typeset/page.ts'

const world = disk()
const fonts = fontBook((file) => world.fontFile(file))
const filings = [
  ['content', 'immunogen-2007-06-04'],
  ...world.folders('examples').map((name) => ['examples', name]),
]

const bare = (text: string) => text.replace(/\u034f|[\u00ad\u200b\u2060\ufeff]|\s/g, '')

let furniture = 0
afterAll(() => expect(furniture).toBeGreaterThan(10))

describe.each(filings)('%s/%s', (content = '', slug = '') => {
  const places = { content, templates: undefined, out: 'out' }
  const { kept, preview } = previewOf(world, fonts, { places, slug }, () => {})
  const proofs = kept?.built.proofs ?? []

  it('draws the letters of its words in their order', () => {
    expect(preview.documents.length).toBeGreaterThan(0)
    for (const { document, pages } of proofs) {
      const { words, runs } = lettersOf(document, pages)
      expect(runs.map(({ run }) => bare(textOf(run))).join('')).toBe(words.map(({ text }) => text).join(''))
    }
  })

  it('leads from all that stands on pages beside the text to a rule, or to the words that it tells again', () => {
    const nowhere: string[] = []
    for (const { document, pages } of proofs) {
      const letters = lettersOf(document, pages)
      for (const { number, marks } of pages.pages)
        for (const mark of marks) {
          if (mark.kind !== 'line' || !mark.artifact) continue
          const [run] = mark.line.runs
          if (!run || textOf(run).trim() === '') continue
          const found = locateFurniture(
            { document, pages, letters },
            number,
            mark.x + run.x + 1,
            mark.baseline - 1,
          )
          furniture++
          if (!found?.at) nowhere.push(`${document.fileName} page ${number}: ${textOf(run)}`)
        }
    }
    expect(nowhere).toEqual([])
  })

  it('leads from the middle of each word to its source, which has that word', () => {
    const wrong: string[] = []
    let authored = 0
    for (const { document, pages } of proofs) {
      const letters = lettersOf(document, pages)
      for (const [at, { page, x, baseline, run, letter, letters: count }] of letters.runs.entries()) {
        if (count === 0 || at % 5 !== 0) continue
        const hit = letterAt(letters, page, x + 0.5, baseline - run.rise - 1)
        if (hit === undefined || wordAt(letters, hit) !== wordAt(letters, letter))
          wrong.push(`hit ${textOf(run)}`)
      }
      letters.words.forEach(({ text, origin }, index) => {
        const found = locate(letters, letters.starts[index] ?? 0)
        if (origin?.kind !== 'authored' || index % 5 !== 0) return
        authored++
        const said = origin.span.source.text.slice(found?.at?.start, found?.at?.end)
        if (said.replace(/[*_\\]/g, '') !== text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')) {
          const tail = text.startsWith(said) || said.startsWith(text) || said.includes(text)
          if (!tail) wrong.push(`${text} -> ${said}`)
        }
        const back = reveal(letters, document.fileName, origin.span.source.path, found?.at?.start ?? 0)
        if (back?.boxes.length === 0) wrong.push(`nowhere ${text}`)
      })
    }
    expect(wrong.slice(0, 30)).toEqual([])
    expect(authored).toBeGreaterThan(5)
  })
})
