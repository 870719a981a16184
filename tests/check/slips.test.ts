/** Slips of every kind, put into filings: they are found at their place. More filings and counts in the full conformance run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { writeHtml } from '../../src/html/write.ts'
import { documentsOf } from '../support/filing.ts'
import { type Files, isReport, type Kind, kinds, slipped } from '../support/slips.ts'

const corpus = process.env['FILINGPRESS_CORPUS']
const rounds = Number(process.env['FILINGPRESS_SLIPS'] ?? 1)

/** Our good filings as finished files, and those of a corpus that no rule was tuned on. */
function filings(): readonly Files[] {
  const own = ['harborlight-2026-02-24', 'firstlight-2018-03-05'].map(
    (slug) =>
      new Map(
        documentsOf('tests/filings/good', slug).proofs.map(({ document }) => [
          document.fileName,
          writeHtml(document, 'plain'),
        ]),
      ),
  )
  const folders =
    corpus && existsSync(`${corpus}/slips.txt`)
      ? readFileSync(`${corpus}/slips.txt`, 'utf8').trim().split('\n')
      : []
  const others = folders.map(
    (folder) =>
      new Map(
        readdirSync(`${corpus}/${folder}`)
          .filter((name) => /\.(?:htm|txt)$/.test(name))
          .map((name) => [name, readFileSync(`${corpus}/${folder}/${name}`, 'utf8')] as const),
      ),
  )
  return others.length > 0 ? others : own
}

function told(files: Files) {
  const log = new Log()
  checkFinished(new Map([...files].map(([name, text]) => [name, new TextEncoder().encode(text)])), log)
  return log.diagnostics
}

/** What the markup of a slip breaks besides is no answer to it. */
const besides = new Set(['K010', 'K013', 'K014', 'K023', 'K024'])
const near = 350

function isFound(kind: Kind, files: Files, before: ReadonlySet<string>, seed: number): boolean | undefined {
  const slip = slipped(kind, files, seed)
  if (!slip) return undefined
  return told(slip.files).some(
    ({ code, message, span, also = [] }) =>
      !before.has(code + message) &&
      (kind.codes.includes(code) ||
        (!besides.has(code) &&
          (span ? [span, ...also] : []).some(
            ({ source, start }) => source.path === slip.file && Math.abs(start - slip.at) <= near,
          ))),
  )
}

it(`${kinds.length} kinds of slips are found`, () => {
  expect(kinds.length).toBeGreaterThanOrEqual(60)
  const subjects = filings().filter((files) => [...files.values()].some(isReport))
  const before = subjects.map((files) => new Set(told(files).map(({ code, message }) => code + message)))
  let [all, found] = [0, 0]
  const weak: string[] = []
  for (const kind of kinds) {
    let [own, good] = [0, 0]
    for (let seed = 1; own < rounds && seed <= Math.max(4, subjects.length * 2); seed++) {
      const at = (seed * 7) % subjects.length
      const answer = isFound(kind, subjects[at] ?? new Map(), before[at] ?? new Set(), seed)
      if (answer === undefined) continue
      own++
      if (answer) good++
    }
    all += own
    found += good
    if (corpus !== undefined) process.stdout.write(`RECALL ${kind.name} ${good}/${own}\n`)
    if (rounds >= 5 && own > 0 && good / own < 0.6) weak.push(`${kind.name} ${good}/${own}`)
  }
  expect(weak).toEqual([])
  expect(found / all, `${found} of ${all}`).toBeGreaterThanOrEqual(0.85)
}, 600_000)
