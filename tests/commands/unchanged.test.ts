/** A build that is left out would have made what lies there: every kind of input changed, outputs touched, notes damaged. */
import { expect, it } from 'vitest'
import { toBytes, toText } from '../../src/bytes.ts'
import { build } from '../../src/commands/build.ts'
import type { BuildOptions, FilingResult } from '../../src/commands/built.ts'
import { compact } from '../../src/diagnostics/diagnostic.ts'
import { type MemoryWorld, memory } from '../../src/platform/memory.ts'
import { fonts, real, usual } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'

const theme = toText(real.readFolder(real.ownTemplates)?.files.get('house.css'))

/** Everything that a build can read, in a world whose program is a file of it. */
const everything = {
  ...Object.fromEntries(Object.entries(modern).map(([name, text]) => [`content/one/${name}`, text])),
  'content/one/partials/note.hbs': '<p>{{title}}</p>',
  'content/registrants/other.yaml': '- from: 2020-01-01\n  name: Other Corp.\n',
  'content/.filingpress.json': '{"format":1,"rules":[]}',
  'theme/house.css': theme,
  'tool.cjs': 'the program',
}
const options: BuildOptions = { ...usual, templates: 'theme', remember: true }

const world = (files: Readonly<Record<string, string | Uint8Array>>): MemoryWorld => ({
  ...memory(files, real),
  program: 'tool.cjs',
})

const run = (on: MemoryWorld, more: Partial<BuildOptions> = {}): FilingResult => {
  const [result] = build(on, ['one'], fonts, { ...options, ...more })
  if (!result) throw new Error('no result')
  return result
}

/** What a person is told and what lies in `out`, time aside. */
const told = ({ diagnostics, documents, ties, settings, stripped, ok }: FilingResult, on: MemoryWorld) => ({
  ok,
  documents,
  settings,
  stripped,
  ties: ties.length,
  diagnostics: diagnostics.map(compact),
  out: [...on.files]
    .filter(([name]) => name.startsWith('out/one/'))
    .map(([name, bytes]) => [name, toText(bytes)]),
})

const built = world(everything)
const first = run(built)
/** A world in which the filing was just built. */
const after = (): MemoryWorld => world(Object.fromEntries(built.files))

it('is built once, and then tells the same without being built', () => {
  expect(first.ok).toBe(true)
  expect(first.unchanged).toBeUndefined()
  const on = after()
  const again = run(on)
  expect(again.unchanged).toBe(true)
  expect(told(again, on)).toEqual(told(first, built))
  expect(run(on, { dryRun: true })).toMatchObject({ unchanged: true, ok: true })
})

const edits: readonly (readonly [what: string, change: (on: MemoryWorld) => void])[] = [
  ...Object.keys(modern).map(
    (name) => [`${name}`, (on: MemoryWorld) => append(on, `content/one/${name}`)] as const,
  ),
  ['a partial of the filing', (on) => append(on, 'content/one/partials/note.hbs')],
  ['a file that nothing reads', (on) => on.files.set('content/one/notes.txt', toBytes('x'))],
  ['a file that is gone', (on) => on.files.delete('content/one/partials/note.hbs')],
  ['an approval', (on) => on.files.set('content/one/approval/approval.json', toBytes('{}'))],
  ['which archived filing it is', (on) => on.files.set('content/one/identity.json', toBytes('{}'))],
  ['a shared registrant', (on) => append(on, 'content/registrants/other.yaml')],
  ['a new shared registrant', (on) => on.files.set('content/registrants/new.yaml', toBytes('format: 1\n'))],
  ['settings of the house', (on) => append(on, 'content/.filingpress.json')],
  ['the style of the theme', (on) => append(on, 'theme/house.css')],
  ['a template of the theme', (on) => on.files.set('theme/partials/extra.hbs', toBytes('<p>x</p>'))],
  ['a font of the theme', (on) => on.files.set('theme/fonts/acme.ttf', toBytes('x'))],
  ['an output that was changed', (on) => append(on, 'out/one/8-k.pdf')],
  ['an output that is gone', (on) => on.files.delete('out/one/ex99-1.pdf')],
  ['the record that is gone', (on) => on.files.delete('out/one/build.json')],
  ['a file beside the outputs', (on) => on.files.set('out/one/mine.txt', toBytes('x'))],
  ['what an interrupted build left', (on) => on.files.set('out/.one.new/8-k.htm', toBytes('x'))],
  ['the note that is gone', (on) => on.files.delete('out/.built/one.json')],
  ['a note that was cut', (on) => change(on, 'out/.built/one.json', (text) => text.slice(0, -40))],
  [
    'a note in which a finding was edited',
    (on) => change(on, 'out/.built/one.json', (text) => `${text.slice(0, -3)}  }`),
  ],
  ['an empty note', (on) => change(on, 'out/.built/one.json', () => '')],
]

function change(on: MemoryWorld, path: string, how: (text: string) => string): void {
  on.files.set(path, toBytes(how(toText(on.files.get(path)))))
}
const append = (on: MemoryWorld, path: string): void => change(on, path, (text) => `${text}\n`)

it.each(edits)('is built again after a change of %s', (_, edit) => {
  const on = after()
  expect(run(on).unchanged).toBe(true)
  edit(on)
  expect(run(on).unchanged).toBeUndefined()
})

it.each([
  ['--edgar-pdf', { edgarPdf: true }],
  ['--embed-source', { embedSource: true }],
  ['--report', { report: true }],
  ['--force', { force: true }],
  ['--final', { final: true }],
  ['the date of PDFs', { date: '2026-03-03' }],
  ['the day of filing', { day: '2026-03-03' }],
  ['a stamp', { draft: { stamp: 'Draft 3' } }],
  ['line numbers', { draft: { lineNumbers: true } }],
  ['other templates', { templates: undefined }],
  ['another folder of outputs', { out: 'elsewhere' }],
  ['results with bytes', { keepBytes: true }],
  ['the graph of figures', { figures: true }],
  ['a caller that does not ask for it', { remember: false }],
] as const)('is built again with %s', (_, more) => {
  expect(run(after(), more).unchanged).toBeUndefined()
})

it('is built again by another program', () => {
  const other = world({ ...Object.fromEntries(built.files), 'tool.cjs': 'the next program' })
  expect(run(other).unchanged).toBeUndefined()
  expect(run(other).unchanged).toBe(true)
})

it('is built again by another version of Node', () => {
  const on = after()
  const { version } = process
  try {
    Object.defineProperty(process, 'version', { value: 'v99.0.0', configurable: true })
    expect(run(on).unchanged).toBeUndefined()
  } finally {
    Object.defineProperty(process, 'version', { value: version, configurable: true })
  }
})

it('is built again where a font of a package is not the one it was made with', () => {
  const on: MemoryWorld = {
    ...after(),
    digestOf: (path) => (path.endsWith('.ttf') ? '0'.repeat(64) : after().digestOf(path)),
  }
  expect(run(on).unchanged).toBeUndefined()
})

it('is built again where templates of the package changed', () => {
  const on = after()
  const changed: MemoryWorld = {
    ...on,
    readFolder(path) {
      const found = on.readFolder(path)
      return found && path === on.ownTemplates
        ? { ...found, files: new Map([...found.files, ['partials/new.hbs', toBytes('<p>x</p>')]]) }
        : found
    },
  }
  expect(run(changed).unchanged).toBeUndefined()
})

it('notes nothing of a program that runs from its sources, of a build that failed, or of a check', () => {
  const sources: MemoryWorld = { ...after(), program: undefined }
  expect(run(sources).unchanged).toBeUndefined()
  const broken = after()
  change(broken, 'content/one/filing.yaml', () => 'format: [')
  expect(run(broken).ok).toBe(false)
  expect(run(broken)).toMatchObject({ ok: false })
  const checked = world(everything)
  expect(run(checked, { dryRun: true }).ok).toBe(true)
  expect([...checked.files.keys()].filter((name) => name.startsWith('out/'))).toEqual([])
})

it('is the last good one again when a mistake is taken back', () => {
  const on = after()
  const good = toText(on.files.get('content/one/filing.yaml'))
  change(on, 'content/one/filing.yaml', () => 'format: [')
  expect(run(on).ok).toBe(false)
  change(on, 'content/one/filing.yaml', () => good)
  expect(run(on).unchanged).toBe(true)
})

it('notes nothing of a build that read a PDF of another program, which has only so much time', () => {
  const asked: MemoryWorld = {
    ...after(),
    readOtherPdf: () => JSON.stringify({ failed: 'it is slow' }),
  }
  asked.files.set(
    'content/one/filing.yaml',
    toBytes(
      `${modern['filing.yaml'].replace('Press release }', 'Press release }\n  - { number: 99.2, title: Slides, file: ex99-2.pdf }')}`,
    ),
  )
  asked.files.set('content/one/ex99-2.pdf', toBytes('%PDF-1.4\n%%EOF\n'))
  run(asked)
  expect(run(asked).unchanged).toBeUndefined()
})

it('tells after any edits what a build from nothing tells', () => {
  const next = random(20260302)
  const on = after()
  const texts = Object.keys(modern).map((name) => `content/one/${name}`)
  let left = 0
  for (let round = 0; round < 40; round++) {
    const path = texts[Math.floor(next() * texts.length)] ?? ''
    const kind = next()
    if (kind < 0.4)
      change(on, path, (text) => text.replace(/news|nothing|good|made/i, (word) => `${word}`.toUpperCase()))
    else if (kind < 0.6)
      on.files.set(path, toBytes(modern[path.slice('content/one/'.length) as keyof typeof modern]))
    else if (kind < 0.7) append(on, 'out/one/8-k.htm')
    const made = run(on, { remember: true })
    const fresh = world(Object.fromEntries([...on.files].filter(([name]) => !name.startsWith('out/'))))
    if (!made.ok) {
      // Outputs that were changed by hand are not written over, built or left out.
      expect(made.diagnostics.map(({ code }) => code)).toContain('W006')
      run(on, { force: true })
      continue
    }
    expect(told(made, on)).toEqual(told(run(fresh), fresh))
    if (made.unchanged) left++
  }
  expect(left).toBeGreaterThan(5)
}, 120_000)
