/** Names of outputs are told apart without regard to case, by EDGAR and by many disks. */
import { expect, it } from 'vitest'
import { buildWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const page = '<html><head></head><body><p>Exhibit 10.1</p><p>Terms.</p></body></html>'
const withExhibits = (...names: readonly string[]) =>
  buildWith({
    ...modern,
    ...Object.fromEntries(names.map((name) => [name, page])),
    'filing.yaml': modern['filing.yaml'].replace(
      'exhibits:\n',
      `exhibits:\n${names.map((name, index) => `  - { number: 10.${index + 1}, title: Lease, file: ${name} }\n`).join('')}`,
    ),
  }).diagnostics.map(({ code }) => code)

it('one that another output has is refused', () => {
  expect(withExhibits('ex99-1.htm')).toContain('Y012')
})

it('one in capitals never comes so far that only its case would tell it apart', () => {
  expect(withExhibits('ex10-1.htm', 'EX10-1.htm')).toContain('Y011')
})

it('two that differ are taken', () => {
  expect(withExhibits('ex10-1.htm', 'ex10-2.htm').filter((code) => /^Y/.test(code))).toEqual([])
})
