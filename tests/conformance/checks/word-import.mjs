// Word files made by others, brought in: our own copies as LibreOffice saves them, and drafts by pandoc. The words are
// those of the document they were made of.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, Missing, root, run, work } from '../kit.mjs'

const cli = join(root, 'dist/cli.cjs')
const project = join(work, 'word-import')
mkdirSync(join(project, 'content'), { recursive: true })
const fp = (...args) => run(process.execPath, [cli, ...args], { cwd: project })
const filings = readdirSync(join(root, 'examples')).slice(0, full ? 99 : 2)

/** Copies of the documents of a filing in Word. */
function copies(slug) {
  cpSync(join(root, 'examples', slug), join(project, 'content', slug), { recursive: true })
  const folder = join(project, `sent-${slug}`)
  const built = fp('build', slug, '--docx', folder)
  expect(built.code < 2, built.err)
  return readdirSync(folder).map((name) => join(folder, name))
}

const imported = (name, files) => {
  const done = fp('import', ...files, '--name', name, '--json')
  expect(done.code < 2, `${name}: ${done.err}`)
  const report = JSON.parse(done.out)
  expect(report.mistakes.length === 0, `${name}: ${report.mistakes.join('; ')}`)
  const lost = report.differences.filter(({ kind }) => kind === 'only in the source')
  expect(lost.length === 0, `${name}: ${JSON.stringify(lost.slice(0, 3))}`)
  const odd = report.tables.filter(({ exact }) => !exact)
  expect(odd.length === 0, `${name}: ${odd.length} tables differ`)
  return report
}

await check('Word files that LibreOffice saved, imported', () => {
  if (spawnSync('soffice', ['--version']).status !== 0) throw new Missing('soffice is not installed')
  let words = 0
  for (const slug of filings) {
    const files = copies(slug)
    const saved = join(project, `saved-${slug}`)
    const done = run(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=file://${join(project, 'office')}`,
        '--convert-to',
        'docx:MS Word 2007 XML',
        '--outdir',
        saved,
        ...files,
      ],
      { timeout: 240_000 },
    )
    expect(done.code === 0, done.err)
    const ours = imported(`${slug}-ours`, files)
    const theirs = imported(
      `${slug}-theirs`,
      readdirSync(saved).map((name) => join(saved, name)),
    )
    expect(
      ours.words.source === theirs.words.source,
      `${slug}: ${ours.words.source} words went out and ${theirs.words.source} came back`,
    )
    words += theirs.words.source
    for (const name of ['8-k.md', ...ours.exhibits.map(({ number }) => `ex${number.replace('.', '-')}.md`)]) {
      const [a, b] = ['ours', 'theirs'].map((side) => {
        try {
          return readFileSync(join(project, 'content', `${slug}-${side}`, name), 'utf8')
        } catch {
          return ''
        }
      })
      expect(a === b, `${slug}/${name} is another text once LibreOffice saved it`)
    }
  }
  return `${filings.length} filings, ${words} words`
})

await check('a draft that pandoc wrote, imported', () => {
  if (spawnSync('pandoc', ['--version']).status !== 0) throw new Missing('pandoc is not installed')
  const draft = `# FORM 8-K

Date of Report (Date of earliest event reported): March 2, 2026

**Larkspur Controls, Inc.**

(Exact name of registrant as specified in its charter)

# Item 8.01 Other Events

On March 2, 2026, the Company said *three* things:

1. the first;
2. the second, with a note;[^1]
3. the third.

| Measure | 2026 | 2025 |
|---------|-----:|-----:|
| Revenue | 12.5 | 11.6 |
| Costs   |  9.0 |  8.8 |

[^1]: It is a note.

# SIGNATURES

Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report to be signed.
`
  const [text, file] = [join(project, 'draft.md'), join(project, 'draft.docx')]
  writeFileSync(text, draft)
  expect(run('pandoc', [text, '-o', file]).code === 0, 'pandoc failed')
  const done = fp('import', file, '--name', 'draft', '--json')
  expect(done.code < 2, done.err)
  const items = readFileSync(join(project, 'content/draft/8-k.md'), 'utf8')
  for (const words of [
    '*three* things',
    'the second, with a note',
    '| Revenue | 12.5 | 11.6 |',
    'It is a note.',
  ])
    expect(items.includes(words), `"${words}" is not in\n${items}`)
  return `${JSON.parse(done.out).words.found} words`
})
