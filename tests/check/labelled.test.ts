/**
 * Every finding on real filings of both eras was judged by reading: true, false, or true and a matter of style
 * (labelled/labels.json: place and digest, not the text). Half of the filings were set aside before anything was tuned
 * on them and judged at the end.
 *
 * Filings lie in ../shared, or in the folder that FILINGPRESS_CORPUS names (one folder a submission, as their sources say).
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { placeOf } from '../../src/diagnostics/source.ts'
import { shared } from '../support/tools.ts'

interface Finding {
  readonly code: string
  readonly severity: string
  readonly file: string
  readonly at: string
  readonly digest: string
  readonly verdict: 'true' | 'false' | 'style'
}
interface Labelled {
  readonly half: 'tuned' | 'held out'
  readonly submission: string
  readonly source: string
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
  readonly findings: readonly Finding[]
}

const labelled = JSON.parse(readFileSync('tests/check/labelled/labels.json', 'utf8')) as readonly Labelled[]
const corpus = process.env['FILINGPRESS_CORPUS']
const sha = (value: string | Uint8Array) => createHash('sha256').update(value).digest('hex')

/** A submission's files where they are there, and are those that were judged. */
function filesOf({ submission, files }: Labelled): Map<string, Uint8Array> | undefined {
  const folder = [`${shared}/filings/${submission}`, ...(corpus ? [`${corpus}/${submission}`] : [])].find(
    existsSync,
  )
  if (folder === undefined) return undefined
  const found = files.map(({ name, sha256 }) => {
    const path = [name, name.replace(/htm$/, 'html')].map((one) => `${folder}/${one}`).find(existsSync)
    const bytes = path === undefined ? undefined : new Uint8Array(readFileSync(path))
    return bytes && sha(bytes) === sha256 ? ([name, bytes] as const) : undefined
  })
  return found.every((one) => one !== undefined) ? new Map(found) : undefined
}

/** What is told today of files that were judged, with its verdict. */
function judged(one: Labelled, files: Map<string, Uint8Array>) {
  const log = new Log()
  checkFinished(files, log)
  const verdicts = new Map(one.findings.map((each) => [`${each.code} ${each.digest}`, each.verdict]))
  return log.diagnostics.map(({ code, severity, message, span }) => ({
    code,
    severity,
    at: span ? `${span.source.path}:${placeOf(span.source, span.start).line}` : '',
    verdict: verdicts.get(`${code} ${sha(message).slice(0, 12)}`),
  }))
}

const there = labelled.flatMap((one) => {
  const files = filesOf(one)
  return files ? [{ one, files }] : []
})

/** Files that a copy lacks, and what a web front end put into it, say nothing about the filing. */
const ofTheCopy = new Set(['K104', 'K023', 'K024', 'K014', 'K022', 'K025', 'K033'])

it('covers at least forty documents, half of them held out', () => {
  const documents = (half: Labelled['half']) =>
    labelled.filter((one) => one.half === half).reduce((sum, { files }) => sum + files.length, 0)
  expect(documents('tuned') + documents('held out')).toBeGreaterThanOrEqual(40)
  expect(documents('held out')).toBeGreaterThanOrEqual(20)
})

describe.skipIf(there.length === 0)(
  `labelled filings${there.length === 0 ? ' (skipped: no ../shared, no FILINGPRESS_CORPUS)' : `, ${there.length} of ${labelled.length}`}`,
  () => {
    const all = there.flatMap(({ one, files }) =>
      judged(one, files).map((found) => ({ half: one.half, ...found })),
    )

    it('have no finding that nobody judged', () => {
      const unjudged = all.filter(
        ({ verdict, code, severity }) => !verdict && !ofTheCopy.has(code) && severity !== 'note',
      )
      expect(unjudged.map(({ code, at }) => `${code} ${at}`)).toEqual([])
    })

    it.each([
      ['findings and errors', (severity: string) => severity === 'finding' || severity === 'error', 0.9],
      ['warnings', (severity: string) => severity === 'warning', 0.75],
      ['notes', (severity: string) => severity === 'note', 0.6],
    ] as const)('%s are believed', (name, is, least) => {
      const own = all.filter(({ severity, verdict }) => is(severity) && verdict)
      const right = own.filter(
        ({ verdict }) => verdict === 'true' || (name === 'notes' && verdict === 'style'),
      )
      const rules = new Map<string, [number, number]>()
      for (const { code, verdict } of own) {
        const [good, count] = rules.get(code) ?? [0, 0]
        rules.set(code, [good + (verdict === 'false' ? 0 : 1), count + 1])
      }
      const table = [...rules].sort().map(([code, [good, count]]) => `${code} ${good}/${count}`)
      if (corpus !== undefined)
        process.stdout.write(`PRECISION ${name} ${right.length}/${own.length}: ${table.join(', ')}\n`)
      expect(right.length / own.length, table.join(', ')).toBeGreaterThanOrEqual(least)
    })
  },
)
