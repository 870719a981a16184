import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readContent, readOwnTheme } from '../../src/commands/read.ts'
import { remember } from '../../src/compose/facts.ts'
import { Templates } from '../../src/compose/templates.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { placeOf, type Source, whole } from '../../src/diagnostics/source.ts'
import { inlinesOf } from '../../src/document/walk.ts'
import { words } from '../../src/document/words.ts'
import { build as runPipeline } from '../../src/pipeline.ts'
import { buildWith, documentsOf, fonts, wholeFilings, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const yaml: Source = { path: 'facts.yaml', text: 'name: A & B' }
const data = remember(
  {
    name: 'A & B',
    list: ['x', 'y'],
    none: null,
    deep: { flag: false, date: '2007-06-04' },
    phone: { area: '617', number: '995-2500' },
  },
  '',
  () => whole(yaml),
)

function run(page: string, partials: Readonly<Record<string, string>> = {}) {
  const log = new Log()
  const sources = Object.entries(partials).map(
    ([name, text]) => [name, { path: `${name}.hbs`, text }] as const,
  )
  const set = { pages: new Map([['page', { path: 'page.hbs', text: page }]]), partials: new Map(sources) }
  const { html } = new Templates(set).expand('page', data, log)
  return {
    html,
    found: log.diagnostics.map(({ code, span }) => `${code} ${span?.source.path}:${span?.start}`),
  }
}

describe('templates', () => {
  it.each([
    ['{{name}}', 'A &amp; B'],
    ['{{upper name}}', 'A &amp; B'],
    ['{{#each list}}{{@index}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}', '0x, 1y'],
    ['{{#if deep.flag}}yes{{else}}no{{/if}}', 'no'],
    ['{{#if none}}yes{{else}}no{{/if}}', 'no'],
    ['{{none}}', ''],
    ['{{#with deep}}{{date date "dddd, d MMM yyyy"}} {{../name}}{{/with}}', 'Monday, 4 Jun 2007 A &amp; B'],
    ['{{phone phone}} {{phone phone style="dashes"}}', '(617) 995-2500 617-995-2500'],
    ['{{list list}} {{list list word="or"}} {{join list "/"}}', 'x and y x or y x/y'],
    ['{{#if (and name (not deep.flag))}}both{{/if}}', 'both'],
    ['{{box deep.flag}}{{box name}}', '☐☒'],
    ['{{ordinal "43"}} {{ordinal "11"}} {{ordinal "2"}}', '43rd 11th 2nd'],
    ['{{ordinal "111"}} {{ordinal "112"}} {{ordinal "113"}} {{ordinal "121"}}', '111th 112th 113th 121st'],
    ['{{ordinal "10"}} {{ordinal "13"}} {{ordinal "14"}} {{ordinal "1"}}', '10th 13th 14th 1st'],
  ])('%s gives %s', (page, html) => expect(run(page)).toEqual({ html, found: [] }))

  it.each([
    ['<p>{{nmae}}</p>', ['T002 page.hbs:5']],
    ['{{#if deep.nothing}}{{/if}}', ['T002 page.hbs:6']],
    ['{{#each nothing}}{{/each}}', ['T002 page.hbs:8']],
    ['{{date nothing "d"}}', ['T002 page.hbs:7']],
    ['{{list list word=nothing}}', ['T002 page.hbs:17']],
    ['{{a.b.c}}', ['T002 page.hbs:2']],
    ['{{constructor}}{{list.length}}', ['T002 page.hbs:2']],
    ['{{shout name}}', ['T003 page.hbs:2']],
    ['{{#loop list}}{{/loop}}', ['T003 page.hbs:3']],
    ['{{> missing}}', ['T004 page.hbs:0']],
    ['{{{name}}}', ['T008 page.hbs:0']],
    ['{{#*inline "x"}}{{/inline}}', ['T008 page.hbs:0']],
    ['{{list}}', ['T006 page.hbs:0']],
    ['{{deep.flag}}', ['T006 page.hbs:0']],
    ['{{#if name}}open', ['T001 page.hbs:0']],
    ['one {{two', ['T001 page.hbs:0']],
  ])('%s is refused: %j', (page, found) => expect(run(page).found).toEqual(found))

  it('names the partial and the place within it', () => {
    expect(run('{{> a}}', { a: 'x {{#if missing}}{{/if}}' }).found).toEqual(['T002 a.hbs:8'])
  })

  it('tells several errors at once', () => {
    expect(run('{{one}}{{two}}').found).toEqual(['T002 page.hbs:2', 'T002 page.hbs:9'])
  })

  it('refuses partials that never end', () => {
    expect(run('{{> a}}', { a: '{{> b}}', b: '{{> a}}' }).found).toEqual(['T007 b.hbs:0'])
  })

  it('refuses markup that is not closed, with its place in the template', () => {
    const result = buildWith({
      'partials/letterhead.hbs': '',
      'content/one/partials/cover-page.hbs': '<p>one <b>two</p>',
    })
    expect(result.diagnostics.map(({ code, span }) => `${code} ${span?.source.path}:${span?.start}`)).toEqual(
      ['H003 content/one/partials/cover-page.hbs:7'],
    )
  })

  it('sets the exhibit index as a list for a theme that prefers it', () => {
    const { world, diagnostics } = buildWith({
      ...modern,
      'content/one/partials/exhibit-index.hbs': '{{> exhibit-list}}',
    })
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([])
    const html = new TextDecoder().decode(world.files.get('out/one/tdwr-20260302.htm'))
    expect(html).toMatch(/<p class="exhibit-entry"[^>]*>99\.1 <a href="ex99-1\.htm">Press release<\/a><\/p>/)
  })

  it('lets a filing override one partial', () => {
    const { world, diagnostics } = buildWith({
      'content/one/partials/check-boxes.hbs': '<p>No boxes here.</p>',
    })
    // The form's own boxes are missed, by name, and nothing else is.
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(['K066', 'K068'])
    const html = new TextDecoder().decode(world.files.get('out/one/8-k.htm'))
    expect(html).toContain('No boxes here.')
    expect(html).not.toContain('Rule 425')
  })

  it('never lets a fact become markup', () => {
    const result = buildWith({
      'ex99-1.md': '---\nheadline: "<b>*bold*</b> {{x}}"\n---\n\nText {{release.headline}} end.\n',
    })
    expect([...new Set(result.diagnostics.map(({ code }) => code))]).toEqual(['G001'])
    const html = new TextDecoder().decode(result.world.files.get('out/one/ex99-1.htm'))
    expect(html.match(/&lt;b&gt;\*bold\*&lt;\/b&gt; \{\{x\}\}/g)?.length).toBe(3)
  })

  it('refuses a slot that would lose text', () => {
    const { diagnostics } = buildWith(
      { 'house/8-k.hbs': '<section class="item"><p>x</p></section>' },
      { templates: 'house' },
    )
    expect(diagnostics.map(({ code }) => code)).toEqual(['T005', 'T005'])
  })
})

describe.each(wholeFilings)('origins in %s/%s', (content, slug) => {
  const { proofs } = documentsOf(content, slug)

  it('every text and fact comes from a place that holds it', () => {
    for (const { document } of proofs) {
      for (const inline of inlinesOf(document)) {
        if (inline.type !== 'text' && inline.type !== 'fact') continue
        const { kind, span } = inline.origin
        const there = span.source.text.slice(span.start, span.end)
        expect(
          span.end,
          `${document.fileName}: "${inline.type === 'text' ? inline.value : inline.shown}"`,
        ).toBeGreaterThan(span.start)
        if (inline.type === 'text' && kind === 'authored' && !there.includes('&') && !there.startsWith('\\'))
          expect(there.replace(/\s+/g, ' ')).toContain(inline.value.trim())
        if (inline.type === 'text' && kind === 'template' && !there.startsWith('{{') && !there.includes('&'))
          expect(there.replace(/\s+/g, ' ')).toContain(inline.value.trim())
        if (inline.type === 'fact') expect(kind).toBe('fact')
      }
    }
  })
})

describe('the 8-K', () => {
  const htmlOf = async (change: (facts: string) => string) => {
    const { facts } = await import('../support/filing.ts')
    const { world, diagnostics } = buildWith({ 'filing.yaml': change(facts) })
    // A report of today must be tagged, which this one says nothing for.
    expect(diagnostics.filter(({ code }) => code !== 'K064')).toEqual([])
    return new TextDecoder().decode(world.files.get('out/one/8-k.htm')).replace(/<[^>]*>/g, '')
  }

  it('of an amendment says so, and why', async () => {
    const amend = 'form: 8-K/A\namendment: { number: 2, note: This corrects a date. }'
    const html = await htmlOf((facts) => facts.replace('form: 8-K', amend))
    expect(html).toContain('FORM 8-K/A')
    expect(html).toContain('(Amendment No. 2)')
    expect(html).toMatch(/EXPLANATORY NOTE\s+This corrects a date\./)
  })

  it.each([
    ['', 'Not applicable'],
    ['    formerName: Ebb Co.\n', 'Ebb Co.'],
    [
      '    formerAddress: { street: [9 Old Road], city: Salem, state: MA, zip: 01970 }\n',
      '9 Old Road, Salem, MA 01970',
    ],
  ])('names what changed since the last report: %j', async (line, shown) => {
    const html = await htmlOf((facts) => facts.replace('    phone:', `${line}    phone:`))
    expect(html).toMatch(new RegExp(`${shown}\\s+\\(Former name or former address`))
  })

  it('has the blocks of its edition and no others', async () => {
    const dated = (date: string) => htmlOf((facts) => facts.replaceAll('2010-05-03', date))
    const [of2010, of2018, of2026] = [
      await dated('2010-05-03'),
      await dated('2018-03-05'),
      await dated('2026-03-02'),
    ]
    const has = (html: string) => [
      html.includes('Emerging growth company'),
      html.includes('Section 12(b) of the Act'),
    ]
    expect([has(of2010), has(of2018), has(of2026)]).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ])
  })
})

describe('what changes where', () => {
  const textOf = (files: Parameters<typeof buildWith>[0]) => {
    const { world, diagnostics } = buildWith(files)
    expect(diagnostics).toEqual([])
    return new TextDecoder().decode(world.files.get('out/one/8-k.htm'))
  }

  it('a fact changes everywhere it is shown, and names its YAML line there', async () => {
    const { facts } = await import('../support/filing.ts')
    const html = textOf({ 'filing.yaml': facts.replace('Tidewater & Co.', 'Ebb & Flow, Ltd.') })
    expect(html).not.toContain('Tidewater')
    expect(html.match(/Ebb &amp; Flow, Ltd\./g)?.length).toBe(4)
    const { proofs } = documentsOf('content', 'immunogen-2007-06-04')
    const names = proofs
      .flatMap(({ document }) => inlinesOf(document))
      .filter((one) => one.type === 'fact' && one.path === 'registrants.0.name')
    expect(names.length).toBeGreaterThanOrEqual(3)
    for (const { origin } of names as { origin: { span: { source: Source; start: number } } }[]) {
      expect(origin.span.source.path).toBe('content/immunogen-2007-06-04/filing.yaml')
      expect(origin.span.source.text.slice(0, origin.span.start).split('\n').length).toBe(8)
    }
  })

  it('a template word changes where the template says it, and names that template line', () => {
    const own = readFileSync('templates/partials/check-boxes.hbs', 'utf8')
    const changed = own.replace('Soliciting material', 'Canvassing material')
    const line = changed.slice(0, changed.indexOf('Canvassing')).split('\n').length
    const wordsWith = (partial: string) => documentsFrom({ 'partials/check-boxes.hbs': partial })
    const before = wordsWith(own)
    const after = wordsWith(changed)
    const different = after.filter((word, index) => word.text !== before[index]?.text)
    expect(different.map(({ text }) => text)).toEqual(['Canvassing'])
    const at = different[0]?.origin?.span
    expect([different[0]?.origin?.kind, at?.source.path]).toEqual([
      'template',
      'content/one/partials/check-boxes.hbs',
    ])
    expect(at && placeOf(at.source, at.start).line).toBe(line)
  })
})

/** The words of the small filing, with some of its files replaced. */
function documentsFrom(files: Parameters<typeof buildWith>[0]) {
  const log = new Log()
  const world = worldWith({
    'content/one/partials/check-boxes.hbs': files?.['partials/check-boxes.hbs'] ?? '',
  })
  const places = { content: 'content', templates: undefined, out: 'out' }
  const content = readContent(world, places, 'one', log)
  if (!content) throw new Error('no content')
  const theme = readOwnTheme(world, places, 'one', log)
  return runPipeline({ content, theme, fonts }, log).proofs.flatMap(({ document }) => words(document))
}
