/** Settings of a house: what they do to findings, whom they concern, and that they belong to the lock. */
import { describe, expect, it } from 'vitest'
import { approve } from '../../src/commands/approve.ts'
import { build } from '../../src/commands/build.ts'
import { open } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { readSettings, settingsFor } from '../../src/lock/settings.ts'
import { fonts, usual, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const bad = { ...modern, 'ex99-1.md': modern['ex99-1.md'].replace('has news.', 'has news news.') }
const rule = { code: 'G002', reason: 'house style', by: 'Jane Roe' }

function checked(rules: readonly object[], files = bad) {
  const world = worldWith(files)
  world.files.set('content/.filingpress.json', new TextEncoder().encode(JSON.stringify({ format: 1, rules })))
  const [result] = build(world, ['one'], fonts, { ...usual, dryRun: true })
  if (!result) throw new Error('no result')
  return {
    world,
    result,
    found: result.diagnostics.map(
      ({ code, severity, waived }) => `${code} ${severity}${waived ? ' settled' : ''}`,
    ),
  }
}

describe('a setting', () => {
  it.each([
    ['puts a rule off', { ...rule, as: 'off' }, 'G002 warning settled'],
    ['makes it a note', { ...rule, as: 'note' }, 'G002 note'],
    ['makes it a finding', { ...rule, as: 'finding' }, 'G002 finding'],
    ['accepts words', { ...rule, accept: ['news news'] }, 'G002 warning settled'],
    ['accepts any of its words', { ...rule, accept: ['very very', 'news news'] }, 'G002 warning settled'],
    [
      'of a registrant by name holds',
      { ...rule, as: 'off', registrant: 'Tidewater & Co.' },
      'G002 warning settled',
    ],
    ['accepts only those words', { ...rule, accept: ['very very'] }, 'G002 warning'],
    ['of this registrant holds', { ...rule, as: 'off', registrant: '04-1234567' }, 'G002 warning settled'],
    ['of another registrant does not', { ...rule, as: 'off', registrant: '04-7654321' }, 'G002 warning'],
    ['of this filing holds', { ...rule, as: 'off', filing: 'one' }, 'G002 warning settled'],
    ['of another filing does not', { ...rule, as: 'off', filing: 'two' }, 'G002 warning'],
  ])('%s', (_what, setting, wanted) => expect(checked([setting]).found).toEqual([wanted]))

  it('is shown as a setting and never as a waiver', () => {
    const { result } = checked([{ ...rule, as: 'off' }])
    expect(result.diagnostics[0]?.waived).toEqual({ reason: 'house style', by: 'Jane Roe', setting: true })
    expect(result.settings).toEqual([{ ...rule, as: 'off' }])
  })

  it.each([
    ['what EDGAR refuses', { ...rule, code: 'K005', as: 'off' }],
    ['an error', { ...rule, code: 'M001', as: 'off' }],
    ['a table that fits no page', { ...rule, code: 'F022', as: 'note' }],
    ['no rule', { ...rule, code: 'Z999', as: 'off' }],
    ['nothing', rule],
    ['a rule without a reason', { code: 'G002', as: 'off', by: 'Jane Roe' }],
  ])('cannot set aside %s', (_what, setting) => {
    expect(checked([setting]).found.filter((one) => one.endsWith('error'))).toEqual(['L007 error'])
  })

  it('belongs to the lock: a rule put off after approval refuses the final, one of another filing does not', () => {
    const world = worldWith(modern)
    approve(world, 'one', 'Jane Roe', fonts, usual)
    const finals = (rules: readonly object[]) => {
      world.files.set(
        'content/.filingpress.json',
        new TextEncoder().encode(JSON.stringify({ format: 1, rules })),
      )
      const [result] = build(world, ['one'], fonts, { ...usual, final: true })
      return result?.diagnostics
        .filter(open)
        .map(({ code, message }) => `${code} ${message.split(' was')[0]}`)
    }
    expect(finals([{ ...rule, as: 'off', filing: 'two' }])).toEqual([])
    expect(finals([{ ...rule, as: 'off' }])).toEqual(['L004 settings/filingpress.json'])
  })
})

describe('settings that cannot be read', () => {
  const known = () =>
    ({ severity: 'warning', grade: 'custom' }) as unknown as ReturnType<Parameters<typeof readSettings>[2]>
  const told = (text: string): string[] => {
    const log = new Log()
    expect(readSettings('s.json', new TextEncoder().encode(text), known, log)).toEqual([])
    return log.diagnostics.map(({ code, message, span }) => `${code} ${span?.source.path} ${message}`)
  }
  it('are told with what is wrong, and where', () => {
    expect(told('{')[0]).toMatch(/^L007 s\.json s\.json is not JSON: /)
    expect(told('7')[0]).toMatch(/^L007 s\.json the file: /)
    expect(told('{"format":2,"rules":[]}')).toEqual(['L007 s.json format: must be 1'])
    expect(told('{"format":1,"rules":[{"code":"G001","reason":"r","by":"b"}]}')).toEqual([
      'L007 s.json rules.0: needs "as" or "accept"',
    ])
  })
  it('concern one of several registrants', () => {
    const filing = {
      registrants: [
        { name: 'A', ein: '1' },
        { name: 'B', ein: '2' },
      ],
    }
    const setting = { code: 'G001', as: 'off', reason: 'r', by: 'b' } as const
    const those = ['A', '2', 'C'].map((registrant) => ({ ...setting, registrant }))
    const chosen = settingsFor(those, 'one', filing as unknown as Parameters<typeof settingsFor>[2])
    expect(chosen.map(({ registrant }) => registrant)).toEqual(['A', '2'])
  })
})
