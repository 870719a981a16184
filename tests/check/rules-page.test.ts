import { expect, it } from 'vitest'
import { rulesPage } from '../support/rules-page.ts'

it('docs/rules.md is what the rules say', () =>
  expect(rulesPage()).toMatchFileSnapshot('../../docs/rules.md'))
