/** Our rules on Inline XBRL against the verdicts of the SEC's rule code, one changed thing at a time. */
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { codes, isCode } from '../../src/check/registry.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { packageOf } from '../../src/xbrl/package.ts'
import { buildWith, documentsOf } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { experiments, listed, type Sample, type Verdict } from './experiments.ts'

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

function sampleOne(): Sample {
  const { world } = buildWith(modern)
  const files = [...world.files].filter(([name]) => /out\/one\/tdwr.*\.(?:xsd|xml)$/.test(name))
  return {
    report: text(world.files.get('out/one/tdwr-20260302.htm')),
    files: Object.fromEntries(files.map(([name, bytes]) => [name.slice('out/one/'.length), text(bytes)])),
    header: { items: '5.03 7.01 8.01 9.01' },
  }
}

function sampleTwo(): Sample {
  const { proofs, tagging } = documentsOf('tests/filings/good', 'harborlight-2026-02-24')
  return {
    report: proofs[0]?.html ?? '',
    files: Object.fromEntries(tagging ? packageOf(tagging) : []),
    header: { items: '2.02 7.01 9.01' },
  }
}

const samples = { one: sampleOne(), two: sampleTwo() }

/** What only the mode `efm-strict` says. */
const strictly = new Set(['K062'])

function verdictOf({ report, files, header }: Sample): Verdict {
  const log = new Log()
  const { file = 'tdwr-20260302.htm', items = '', strict, ...facts } = header
  const fields = Object.entries(facts).map(([name, value]) => `<cor:${name}>${value}</cor:${name}>`)
  const itemList = items.split(' ').map((item) => `<cor:item>${item}</cor:item>`)
  const xml = `<cor:edgarSubmission>${fields.join('')}<cor:items>${itemList.join('')}</cor:items><cor:documents></cor:documents></cor:edgarSubmission>`
  const all = new Map<string, Uint8Array>()
  for (const [name, content] of Object.entries({ [file]: report, ...files, 'header.xml': xml }))
    all.set(name, new TextEncoder().encode(content))
  checkFinished(all, log)
  const grades = log.diagnostics.flatMap(({ code, message }) => {
    if (!isCode(code)) return []
    // Links to other files of the submission, names in capitals, and words are none of the plugin's affairs.
    if (code === 'K104' && !/\.(?:gif|jpg)/.test(message)) return []
    if (strictly.has(code)) return strict ? [/stands in no/.test(message) ? 'suspends' : 'warns'] : []
    return [codes[code].grade]
  })
  return grades.includes('suspends') ? 'ERROR' : grades.includes('warns') ? 'WARNING' : 'clean'
}

describe('the good samples', () => {
  it.each(['one', 'two'] as const)('%s is clean', (base) => expect(verdictOf(samples[base])).toBe('clean'))
})

describe('an experiment', () => {
  it.each(experiments.map((one) => [one.name, one] as const))('%s', (name, { base, change, verdict }) => {
    const ours = verdictOf(change(samples[base]))
    if (listed[name] === undefined) expect(ours).toBe(verdict)
    else expect(ours).not.toBe(verdict)
  })

  it('is one of 234', () => {
    expect(experiments).toHaveLength(234)
    expect(Object.keys(listed).every((name) => experiments.some((one) => one.name === name))).toBe(true)
  })
})
