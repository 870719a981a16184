/** What the editor knows of a filing's texts: completion of facts, helpers, items, exhibits, attributes, fields. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { markdown } from '@codemirror/lang-markdown'
import { yaml, yamlFrontmatter } from '@codemirror/lang-yaml'
import type { Extension } from '@codemirror/state'
import { buffers } from './buffers.ts'
import { helpOf } from './fields.ts'
import { knowledge, type Schema } from './state.ts'

export function languageOf(path: string): Extension {
  if (/\.ya?ml$/.test(path)) return yaml()
  if (path.endsWith('.md')) return yamlFrontmatter({ content: markdown() })
  return []
}

/** Attributes of blocks that authors write, as docs/authoring.md has them. */
const attributes = ['.center', '.right', '.indent', '.keep', '.page', '.small', 'title="', 'width=']

export function complete(context: CompletionContext, path: string): CompletionResult | null {
  if (/\.ya?ml$/.test(path)) return completeFields(context)
  const expression = context.matchBefore(/\{\{[^}]*$/)
  if (expression) {
    const word = context.matchBefore(/[\w.]*$/)
    return {
      from: word?.from ?? context.pos,
      options: [...factOptions(), ...helperOptions()],
      validFor: /^[\w.]*$/,
    }
  }
  const item = context.matchBefore(/^# Item [\d.]*$/)
  if (item) return { from: item.from + 7, options: itemOptions(), validFor: /^[\d.]*$/ }
  const exhibit = context.matchBefore(/Exhibits? [\d.]*$/)
  if (exhibit) {
    const number = context.matchBefore(/[\d.]*$/)
    return { from: number?.from ?? context.pos, options: exhibitOptions(), validFor: /^[\d.]*$/ }
  }
  const attribute = context.matchBefore(/(?<!\{)\{[.\w="-]*$/)
  if (attribute && context.explicit)
    return { from: attribute.from + 1, options: attributes.map((label) => ({ label, type: 'property' })) }
  return null
}

const helperOptions = (): Completion[] =>
  (knowledge.value?.helpers ?? []).map((label) => ({ label, type: 'function', detail: 'helper' }))

const itemOptions = (): Completion[] =>
  (knowledge.value?.items ?? []).map(({ number, caption }) => ({
    label: number,
    detail: caption,
    type: 'enum',
  }))

/** The exhibits that the facts list, as they stand now. */
function exhibitOptions(): Completion[] {
  const facts = [...buffers.value.values()].find(({ path }) => path.endsWith('/filing.yaml'))?.text ?? ''
  return [...facts.matchAll(/number:\s*(\d[\d.]*)[,\s]+title:\s*"?([^\n"}]*)/g)].map(
    ([, label = '', detail = '']) => ({
      label,
      detail,
      type: 'constant',
    }),
  )
}

function factOptions(): Completion[] {
  const options: Completion[] = []
  const visit = (schema: Schema | undefined, path: string): void => {
    for (const [name, inner] of Object.entries(schema?.properties ?? {})) {
      const at = path === '' ? name : `${path}.${name}`
      if (inner.properties) visit(inner, at)
      else options.push({ label: at, type: 'variable', detail: helpOf(at).label })
    }
  }
  const schema = knowledge.value?.schema
  visit(schema?.properties?.['registrants']?.items, 'registrant')
  visit({ properties: { reportDate: {}, form: {}, dateOfReport: {} } }, '')
  return options
}

/** Keys of the facts where the cursor stands, by the indentation above it. */
function completeFields(context: CompletionContext): CompletionResult | null {
  const key = context.matchBefore(/^[ \t-]*[\w]*$/)
  if (!key) return null
  const word = context.matchBefore(/\w*$/)
  if (!context.explicit && (!word || word.from === word.to)) return null
  const schema = schemaAt(context.state.doc.sliceString(0, context.pos))
  const options = Object.keys(schema?.properties ?? {}).map((label) => ({
    label,
    apply: `${label}: `,
    type: 'property',
    detail: helpOf(label).label,
  }))
  return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ }
}

function schemaAt(text: string): Schema | undefined {
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  let indent = /^[ -]*/.exec(last)?.[0].length ?? 0
  const path: string[] = []
  for (const line of lines.reverse()) {
    const match = /^([ -]*)(\w+):/.exec(line)
    if (!match || (match[1] ?? '').length >= indent) continue
    indent = (match[1] ?? '').length
    path.unshift(match[2] ?? '')
  }
  let schema = knowledge.value?.schema
  for (const name of path) {
    const inner: Schema | undefined = schema?.properties?.[name]
    schema = inner?.items ?? inner
  }
  return schema
}
