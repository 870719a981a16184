/** The JSON of a redline is as its schema says, field by field, and nothing more. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import { diff, diffJson } from '../../src/commands/diff.ts'
import { redlineJson, redlineSchemaText } from '../../src/commands/redline-schema.ts'
import { real, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const places = { content: 'content', templates: undefined, out: 'out' }
const good = { ...places, content: 'tests/filings/good' }
const version = (files: Readonly<Record<string, string>>) =>
  composed({ world: worldWith({ ...modern, ...files }), places, slug: 'one', label: 'x' })

describe('the JSON of a redline', () => {
  const whole = (slug: string) => composed({ world: real, places: good, slug, label: slug })
  const items = modern['8-k.md']
  const release = modern['ex99-1.md']

  it.each([
    ['versions that are the same', version({}), version({})],
    ['words that changed', version({}), version({ '8-k.md': items.replace('happened', 'occurred') })],
    [
      'a text put in',
      version({}),
      version({ 'ex99-1.md': `${release}\nSales were $4.2 million, 3 % more.\n` }),
    ],
    [
      'two filings that have little in common',
      whole('harborlight-2026-02-24'),
      whole('firstlight-2018-03-05'),
    ],
    ['the same the other way', whole('firstlight-2018-03-05'), whole('harborlight-2026-02-24')],
  ])('is as its schema says for %s', (_, old, fresh) => {
    const json = JSON.parse(diffJson(diff(old, fresh)))
    const { issues } = v.safeParse(redlineJson, json)
    expect(
      issues?.map(({ message, path }) => `${v.getDotPath({ path } as never)}: ${message}`) ?? [],
    ).toEqual([])
  })

  it('has a schema that other programs can read, closed against what it does not name', () => {
    const schema = JSON.parse(redlineSchemaText())
    expect(schema).toMatchObject({
      title: 'filingpress redline',
      type: 'object',
      additionalProperties: false,
    })
    const change = schema.properties.documents.items.properties.changes.items
    expect(change.required).toEqual(
      expect.arrayContaining(['number', 'kind', 'figures', 'looks', 'causes', 'at']),
    )
    expect(change.properties.at.description).toContain('both versions')
  })
})
