/** `filingpress schema`: the JSON Schema of filing.yaml, so that editors complete and check while one types. */

import { toJsonSchema } from '@valibot/to-json-schema'
import { jsonText } from '../bytes.ts'
import { filing } from '../filing/schema.ts'

/** The schema as text, always the same for one version of the tool. */
export function schemaText(): string {
  const schema = toJsonSchema(filing, { typeMode: 'input', errorMode: 'ignore' })
  return jsonText({ title: 'filingpress filing.yaml', ...(relaxed(schema) as object) })
}

/**
 * An editor's YAML reads 02139 as a number and true as a truth value before the schema sees them; the tool
 * takes every scalar as written. So where text is wanted, any scalar may stand.
 */
function relaxed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(relaxed)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).map(([key, value]) => [key, relaxed(value)] as const)
  const record: Record<string, unknown> = Object.fromEntries(entries)
  if (record['type'] === 'string') record['type'] = ['string', 'number', 'boolean']
  if (record['const'] === '1') {
    delete record['const']
    delete record['type']
    record['enum'] = [1, '1']
  }
  if (Array.isArray(record['enum']) && record['enum'].includes('true'))
    record['enum'] = [true, false, 'yes', 'no']
  return record
}
