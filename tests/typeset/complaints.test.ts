/** What cannot be set is told at the words that cannot, once, however often they are shown. */
import { expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { span } from '../../src/diagnostics/source.ts'
import { complaintsOf } from '../../src/typeset/complaints.ts'

const source = { path: 'ex99-1.md', text: 'Revenue was up.\nA word far too long for its column.\n' }
const whole = { kind: 'authored', span: span(source, 0, source.text.length) } as const

it('a line too wide is told once, at its words', () => {
  const log = new Log()
  const complaints = complaintsOf({ fileName: 'ex99-1.htm' }, log)
  complaints.overfull(3.25, 'far too long', whole)
  complaints.overfull(3.25, 'far too long', whole)
  expect(log.diagnostics).toHaveLength(1)
  expect(log.diagnostics[0]).toMatchObject({
    code: 'F003',
    message: 'ex99-1.htm: a line is 3.3 pt too wide: "far too long"',
    span: { start: 23, end: 35 },
  })
})

it('words that are not written there are told at the text that holds them', () => {
  const log = new Log()
  complaintsOf({ fileName: 'ex99-1.htm' }, log).overfull(1, 'nowhere', whole)
  expect(log.diagnostics[0]?.span).toMatchObject({ start: 0, end: source.text.length })
})
