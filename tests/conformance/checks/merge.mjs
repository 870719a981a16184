// Word files that went out, edited in LibreOffice with tracked changes by two people, and taken back: every change is in
// the rebuilt documents, as LibreOffice itself shows them, or told; and each is said to be of who made it.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, expect, full, here, Missing, root, run, work } from '../kit.mjs'

const cli = join(root, 'dist/cli.cjs')
const project = join(work, 'merge')
const python = ['/usr/bin/python3', 'python3'].find(
  (name) => spawnSync(name, ['-c', 'import uno']).status === 0,
)
const filings = [...readdirSync(join(root, 'examples')), 'immunogen-2007-06-04']
/** Rounds of 10 edits of every document of one filing. */
const rounds = full ? 110 : 3

const fresh = (slug) => {
  rmSync(join(project, 'content', slug), { recursive: true, force: true })
  const from = slug.startsWith('immunogen') ? join(root, 'content', slug) : join(root, 'examples', slug)
  cpSync(from, join(project, 'content', slug), { recursive: true })
}
const fp = (...args) => run(process.execPath, [cli, ...args], { cwd: project })
/** Documents that one office opens before it is started anew: it does not live for ever. */
const patience = 6
const edited = (jobs) => {
  const found = []
  for (let at = 0; at < jobs.length; at += patience) {
    const list = join(project, 'jobs.json')
    writeFileSync(list, JSON.stringify(jobs.slice(at, at + patience)))
    const once = () => run(python, [join(here, 'edit.py'), list], { timeout: 240_000 })
    let done = once()
    if (done.code !== 0) done = once()
    expect(done.code === 0, done.err)
    found.push(
      ...done.out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    )
  }
  return found
}
const plain = (text) => text.replace(/\s+/g, '')

/** What one list of paragraphs has more than another, each as often as it does. */
function beyond(a, b) {
  const left = new Map()
  for (const one of b) left.set(plain(one), (left.get(plain(one)) ?? 0) + 1)
  return a.filter((one) => {
    const count = left.get(plain(one)) ?? 0
    left.set(plain(one), count - 1)
    return plain(one) !== '' && count <= 0
  })
}

/** The documents of some rounds: sent, edited, and merged. */
function trials() {
  const jobs = []
  for (let round = 0; round < rounds; round++) {
    const slug = filings[round % filings.length]
    const folder = join(project, `sent-${slug}`)
    if (!existsSync(folder)) {
      fresh(slug)
      const built = fp('build', slug, '--docx', folder)
      expect(built.code < 2, built.err)
    }
    for (const name of readdirSync(folder).filter((one) => /^[^.].*\.docx$/.test(one)))
      jobs.push({
        slug,
        file: join(folder, name),
        out: join(project, `${round}-${name}`),
        seed: round * 7 + name.length,
        edits: 10,
        name,
      })
  }
  return jobs
}

await check('changes tracked in LibreOffice are taken back or told, by who made them', () => {
  if (!python) throw new Missing('there is no LibreOffice with UNO for Python (python3-uno)')
  mkdirSync(join(project, 'content'), { recursive: true })
  const jobs = trials()
  const made = edited(jobs)
  const counts = { edits: 0, taken: 0, told: 0, attributed: 0, unsaid: [], wrong: [] }
  const rebuilt = []
  for (const [index, job] of jobs.entries()) {
    fresh(job.slug)
    const merged = fp('merge', job.slug, job.out, '--accept', 'all', '--json')
    expect(merged.code < 2, `${job.out}: ${merged.err}`)
    const [merge] = JSON.parse(merged.out).merges
    const again = fp('merge', job.slug, job.out, '--accept', 'all', '--json')
    const twice = JSON.parse(again.out).merges[0]
    expect(
      twice.taken.length === 0 && twice.conflicts.length === 0,
      `${job.out}: a second merge changes something`,
    )
    const folder = join(project, `after-${index}`)
    // LibreOffice without a screen does not open a file with comments.
    rmSync(join(project, 'content', job.slug, 'review.md'), { force: true })
    const built = fp('build', job.slug, '--docx', folder)
    expect(built.code < 2 && built.err.includes('error') === false, `${job.out}: ${built.err}`)
    rebuilt.push({
      file: join(folder, job.name),
      out: join(project, `read-${index}.docx`),
      seed: 1,
      edits: 0,
      merge,
    })
  }
  const read = edited(rebuilt)
  for (const [index, { after, made: edits }] of made.entries()) {
    const { merge } = rebuilt[index]
    const told = [
      ...merge.left,
      ...merge.conflicts.map(({ sent, theirs }) => ({ before: sent, after: theirs, by: [] })),
    ]
    counts.edits += edits.length
    counts.taken += merge.taken.length
    counts.told += told.length
    const facts = merge.taken.filter((one) => one.facts.length > 0)
    const words = (key) => plain(told.map((one) => one[key]).join('\n'))
    const [lost, kept] = [beyond(after, read[index].after), beyond(read[index].after, after)]
    // What a fact changed elsewhere is said by the merge; the reviewer changed it in one place only.
    const follows = (text) =>
      facts.some(({ before, after: now }) => sharing(text, now) || sharing(text, before))
    for (const text of lost)
      if (
        !words('after').includes(plain(text)) &&
        !follows(text) &&
        !told.some(({ before }) => plain(before).includes(plain(text)))
      )
        counts.unsaid.push(`${jobs[index].out}: "${text}" is not in the content and not told`)
    for (const text of kept)
      if (!words('before').includes(plain(text)) && !follows(text))
        counts.unsaid.push(`${jobs[index].out}: "${text}" is in the content and not in Word`)
    for (const { kind, before, by } of edits) {
      const entries = [...merge.taken, ...merge.left].filter(
        (one) =>
          plain(one.before) !== '' &&
          (plain(one.before).includes(plain(before)) || plain(before).includes(plain(one.before))),
      )
      const named =
        kind === 'new paragraph'
          ? [...merge.taken, ...merge.left].filter(({ by: who }) => who.includes(by))
          : entries
      if (named.some(({ by: who }) => who.includes(by)) || entries.length === 0) counts.attributed++
      else
        counts.wrong.push(
          `${jobs[index].out}: ${kind} of "${before.slice(0, 40)}" is not said to be of ${by}`,
        )
    }
  }
  expect(counts.unsaid.length === 0, counts.unsaid.slice(0, 12).join('\n'))
  expect(counts.wrong.length === 0, counts.wrong.slice(0, 12).join('\n'))
  return `${counts.edits} edits in ${jobs.length} documents: ${counts.taken} changes taken, ${counts.told} told, each by who made it`
})

/** Whether two texts have most of their words together. */
function sharing(a, b) {
  const words = new Set(a.split(/\s+/))
  const list = b.split(/\s+/)
  return list.filter((word) => words.has(word)).length >= Math.min(list.length, words.size) / 2
}

await check('what LibreOffice saves again is the document that was sent', () => {
  if (!python) throw new Missing('there is no LibreOffice with UNO for Python (python3-uno)')
  const jobs = filings.flatMap((slug) => {
    fresh(slug)
    const folder = join(project, `plain-${slug}`)
    fp('build', slug, '--docx', folder)
    return readdirSync(folder)
      .filter((one) => /^[^.].*\.docx$/.test(one))
      .map((name) => ({
        slug,
        file: join(folder, name),
        out: join(project, `plain-${slug}-${name}`),
        seed: 1,
        edits: 0,
      }))
  })
  edited(jobs)
  for (const { slug, out } of jobs) {
    const done = fp('merge', slug, out, '--json')
    const [merge] = JSON.parse(done.out).merges
    expect(
      merge.reviewers.length === 0 && merge.taken.length === 0,
      `${out}: ${JSON.stringify(merge.taken).slice(0, 400)}`,
    )
  }
  return `${jobs.length} documents`
})
