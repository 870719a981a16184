/**
 * The seed's release against a revision with edits of every kind, by hand: what a partner at a law firm would read. The
 * golden text was reviewed; `vitest -u` updates it.
 */
import { describe, expect, it } from 'vitest'
import { inWords } from '../../src/cli/redline-words.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff, diffJson } from '../../src/commands/diff.ts'
import { redlineFiles } from '../../src/commands/redlines.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { plain } from '../../src/diagnostics/report.ts'
import { memory } from '../../src/platform/memory.ts'
import { fonts, real } from '../support/filing.ts'

const folder = 'content/immunogen-2007-06-04'
const files = real.readFolder(folder)?.files ?? new Map<string, Uint8Array>()
const textOf = (name: string) => new TextDecoder().decode(files.get(name))

/** Hand edits: each must find its place. */
function revised(text: string): string {
  let now = text
  const edit = (from: string, to: string) => {
    if (!now.includes(from)) throw new Error(`the seed has no ${from}`)
    now = now.replace(from, () => to)
  }
  edit('is 3.6 mg/kg.', 'is 3.8 mg/kg.')
  edit('Among the 30 patients', 'Among the 31 patients')
  edit('21,260 new cases', '21,500 new cases')
  edit('(median of 7.5)', '(median of 7.0)')
  edit('- No cardiac toxicity was observed.\n', '')
  edit('## Clinical Findings Reported', '## Clinical Findings Presented')
  edit('Marked tumor shrinkage was seen with', 'Pronounced tumor reduction was observed with')
  edit('exclusive rights', 'non-exclusive rights')
  edit('"linkers."', '“linkers.”')
  edit('encouraging clinical findings', '**encouraging** clinical findings')
  edit('Most of the patients enrolled', '\n\nMost of the patients enrolled')
  edit('target.\n\nImmunoGen uses', 'target. ImmunoGen uses')
  const blocks = now.split('\n\n')
  const at = (start: string) => blocks.findIndex((one) => one.startsWith(start))
  const [moved = ''] = blocks.splice(at('This press release includes'), 1)
  blocks.splice(at('## About ImmunoGen'), 0, moved)
  const section = blocks.splice(at('## About Trastuzumab-DM1'), 2)
  blocks.splice(at('## About HuC242-DM4'), 0, ...section)
  return blocks.join('\n\n')
}

function versions() {
  const world = (release: string) =>
    memory(
      Object.fromEntries(
        [...files].map(([name, bytes]) => [`${folder}/${name}`, name === 'ex99-1.md' ? release : bytes]),
      ),
      real,
    )
  const places = { content: 'content', templates: undefined, out: 'out' }
  const text = textOf('ex99-1.md')
  return [text, revised(text)].map((release, index) =>
    composed({
      world: world(release),
      places,
      slug: 'immunogen-2007-06-04',
      label: index === 0 ? 'as filed' : 'revised',
    }),
  ) as [ReturnType<typeof composed>, ReturnType<typeof composed>]
}

describe('the seed against its revision', () => {
  const [old, fresh] = versions()
  const diffed = diff(old, fresh)

  it('marks few tokens, finds both moves, the split and the join', () => {
    const release = diffed.documents.find(({ name }) => name === 'ex99-1.htm')
    expect(release?.redline.marked).toBeLessThanOrEqual(60)
    const kinds = release?.redline.changes.map(({ kind }) => kind) ?? []
    expect(
      new Set(release?.redline.changes.map(({ move }) => move).filter((move) => move !== null)).size,
    ).toBe(2)
    expect(kinds.filter((kind) => kind === 'split')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'joined')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'restyled')).toHaveLength(1)
  })

  it('reads as the golden text does', async () => {
    await expect(inWords(diffed, plain)).toMatchFileSnapshot('golden/seed.txt')
  })

  it('comes out as HTML and PDF whose words are proved, the same bytes each time', () => {
    const [first, second] = [
      redlineFiles(diffed, fonts, new Log()).files,
      redlineFiles(diff(...versions()), fonts, new Log()).files,
    ]
    expect([...first.keys()]).toEqual(['redline-ex99-1.htm', 'redline-ex99-1.pdf'])
    expect(second).toEqual(first)
    expect(diffJson(diff(...versions()))).toBe(diffJson(diffed))
  })
})
