import { expect, it } from 'vitest'
import { placeOf } from '../../src/diagnostics/source.ts'
import { buildWith } from '../support/filing.ts'

it('a finding about an item stands at its heading, though a template prints it', () => {
  const items = '# Item 7.01\n\nThe release is in Exhibit 99.1.\n\n# Item 9.01\n'
  const found = buildWith({ '8-k.md': items }).diagnostics.find(({ code }) => code === 'K080')
  expect(found?.span?.source.path).toBe('content/one/8-k.md')
  expect(found?.span && placeOf(found.span.source, found.span.start)).toMatchObject({ line: 1, column: 1 })
})
