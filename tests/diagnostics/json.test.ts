/** JSON of others is read within a budget: deep or long, it is no JSON of ours. */
import { expect, it } from 'vitest'
import { parseJson } from '../../src/diagnostics/json.ts'

it.each(['null', '[1,[2,{"a":"]}\\"]"}]]', '"\\\\"', `${'['.repeat(64)}${']'.repeat(64)}`])(
  'reads %s',
  (text) => expect(parseJson(text)).toEqual(JSON.parse(text)),
)

it.each(['', '{', '[1,]', '"', '"\\', 'x'])('takes %s for none', (text) =>
  expect(() => parseJson(text)).toThrow(SyntaxError),
)

it('says of what is nested deeper how deep it may be', () => {
  const deep = `${'{"a":['.repeat(50_000)}${']}'.repeat(50_000)}`
  expect(() => parseJson(deep, 'a.json')).toThrow(
    new SyntaxError('a.json is nested more than 64 levels deep'),
  )
})
