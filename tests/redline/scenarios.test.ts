/** Ordinary edits with the marks that a careful lawyer draws by hand, in all five forms: terminal, JSON, HTML, PDF, Word. */
import { describe, expect, it } from 'vitest'
import { toText } from '../../src/bytes.ts'
import { inWords } from '../../src/cli/redline-words.ts'
import { composed } from '../../src/commands/composed.ts'
import { type Diff, diff, diffJson } from '../../src/commands/diff.ts'
import { redlineFiles, wordFiles } from '../../src/commands/redlines.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { plain } from '../../src/diagnostics/report.ts'
import type { Document } from '../../src/document/document.ts'
import { drawnIn } from '../../src/pdf/drawn.ts'
import { type DrawnMark, type Shown, shownByTree, shownInHtml, shownInPdf } from '../../src/proof/drawn.ts'
import { countsOf } from '../../src/redline/counts.ts'
import { withMoveLinks } from '../../src/redline/moves.ts'
import { accept, reject } from '../../src/redline/settle.ts'
import { docxParts } from '../../src/word/write.ts'
import { facts, fonts, worldWith } from '../support/filing.ts'
import { filingScenarios } from '../support/filing-scenarios.ts'
import { writeJudged } from '../support/judged.ts'
import { type Scenario, scenarios } from '../support/scenarios.ts'
import { looksIn } from '../support/word-looks.ts'

const places = { content: 'content', templates: undefined, out: 'out' }
const release = 'ex99-1.htm'
/** Where the conformance run wants them written, to have them judged by a browser and by word processors. */
const folder = process.env['FILINGPRESS_JUDGED']

function compared({ old, new: fresh, reportDate, document = release, files = {} }: Scenario): Diff {
  const side = (body: string, own: Readonly<Record<string, string>> = {}, day = '2010-05-03') => {
    const all = {
      'ex99-1.md': `---\nheadline: News\n---\n\n${body}\n`,
      'filing.yaml': facts.replace('reportDate: 2010-05-03', `reportDate: ${day}`),
      ...own,
    }
    const templates = Object.keys(own).some((name) => name.startsWith('house/')) ? 'house' : undefined
    return composed({ world: worldWith(all), places: { ...places, templates }, slug: 'one', label: 'x' })
  }
  const whole = diff(side(old, files.old), side(fresh, files.new, reportDate))
  return { ...whole, documents: whole.documents.filter((one) => one.name === document) }
}

const signs: Readonly<Record<DrawnMark, string>> = {
  plain: '',
  inserted: '+',
  deleted: '-',
  dropped: '-',
  'moved-to': '>',
  'moved-from': '<',
  restyled: '~',
  unclear: '?',
}

/** Marks as a reader sees them: neighbours of one look are one. */
function marksOf(shown: readonly Shown[]): string[] {
  const out: { look: DrawnMark; letters: string }[] = []
  for (const { look, letters } of shown) {
    const last = out.at(-1)
    if (last?.look === look) last.letters += letters
    else out.push({ look, letters })
  }
  return out.filter(({ look }) => look !== 'plain').map(({ look, letters }) => signs[look] + letters)
}

/** The finished redline without its first page, whose legend has marks of its own. */
const behindLegend = (marks: readonly string[], tree: readonly string[]): string[] =>
  marks.slice(marks.length - tree.length)

/** Letters that Word shows as put in, and as taken out. */
function inWord(xml: string): { readonly put: string; readonly taken: string } {
  const text = (marks: string) =>
    [...xml.matchAll(new RegExp(`<w:(${marks}) [^>]*[^/]>(.*?)</w:\\1>`, 'gs'))]
      .flatMap(([, , run = '']) => [...run.matchAll(/<w:(?:t|delText)[^>]*>([^<]*)</g)].map(([, own]) => own))
      .join('')
      .replace(/\s/g, '')
      .replaceAll('&quot;', '"')
  return { put: text('ins|moveTo'), taken: text('del|moveFrom') }
}

const lettersOf = (shown: readonly Shown[], looks: readonly DrawnMark[]): string =>
  shown
    .filter(({ look, own }) => !own && looks.includes(look))
    .map(({ letters }) => letters)
    .join('')

describe('a careful lawyer', () => {
  it.each([...scenarios, ...filingScenarios])('draws $name so', (scenario) => {
    const diffed = compared(scenario)
    const stem = (scenario.document ?? release).replace('.htm', '')
    const wanted = scenario.marks.map((mark) => mark.replace(/\s/g, ''))
    const redlined = diffed.documents[0]?.redline
    if (!redlined) throw new Error('there is no release')
    const { changes, document, fault } = redlined
    expect(fault).toBeUndefined()
    const tree = marksOf(shownByTree(document))
    expect(tree).toEqual(wanted)
    // JSON: so many changes, both ends of a move being one.
    const json = JSON.parse(diffJson(diffed)) as { documents: { counts: Record<string, number> }[] }
    const counted = Object.values(json.documents[0]?.counts ?? {}).reduce((sum, count) => sum + count, 0)
    expect(counted).toBe(scenario.changes)
    expect(Object.values(countsOf(changes)).reduce((sum, count) => sum + count, 0)).toBe(scenario.changes)
    // Terminal: each change has its number there.
    const lines = inWords(diffed, plain, { expand: true }).match(/^ +\d+ {2}/gm) ?? []
    expect(lines).toHaveLength(changes.length)
    if (scenario.changes === 0) return
    // HTML and PDF, read back.
    const { files, faults } = redlineFiles(diffed, fonts, new Log())
    expect([...faults]).toEqual([])
    const html = toText(files.get(`redline-${stem}.htm`) ?? new Uint8Array())
    expect(behindLegend(marksOf(shownInHtml(html)), tree)).toEqual(wanted)
    const { runs } = drawnIn(files.get(`redline-${stem}.pdf`) ?? new Uint8Array())
    expect(behindLegend(marksOf(shownInPdf(runs)), tree)).toEqual(wanted)
    if (folder !== undefined) {
      const word = wordFiles(diffed)
      const name = scenario.name.replaceAll(' ', '-')
      writeJudged(folder, { name, redlined: withMoveLinks(document), files: new Map([...files, ...word]) })
    }
    // Word: the sign of a paragraph's end is the paragraph's own mark, and what
    // was taken out of what moved is shown where that came from.
    const shown = shownByTree(document)
    const word = inWord(String(docxParts(document).get('word/document.xml')))
    expect(word.put).toBe(lettersOf(shown, ['inserted', 'moved-to']))
    expect(word.taken).toBe(lettersOf(shown, ['deleted', 'moved-from']))
    const looks = (own: Document, side: 'accepted' | 'rejected') =>
      looksIn(String(docxParts(own).get('word/document.xml')), side)
    expect(looks(document, 'accepted')).toEqual(looks(accept(document), 'accepted'))
    expect(looks(document, 'rejected')).toEqual(looks(reject(document), 'accepted'))
  })
})
