/** Plain facts as YAML: strings are quoted where YAML would read them otherwise, and nowhere else. */

export type Plain = string | readonly Plain[] | { readonly [key: string]: Plain | undefined }

export function yamlOf(value: { readonly [key: string]: Plain | undefined }): string {
  return entriesOf(value, '')
}

function entriesOf(value: { readonly [key: string]: Plain | undefined }, indent: string): string {
  return Object.entries(value)
    .map(([key, one]) => (one === undefined || isEmpty(one) ? '' : entryOf(`${indent}${key}:`, one, indent)))
    .join('')
}

const isEmpty = (value: Plain) =>
  typeof value === 'object' && (Array.isArray(value) ? value.length : Object.keys(value).length) === 0

function entryOf(head: string, value: Plain, indent: string): string {
  if (typeof value === 'string') return `${head} ${scalar(value)}\n`
  if (Array.isArray(value)) {
    const items = value as readonly Plain[]
    if (items.every((one) => typeof one === 'string'))
      return `${head} [${items.map((one) => scalar(one as string, true)).join(', ')}]\n`
    return `${head}\n${items.map((one) => itemOf(one, `${indent}  `)).join('')}`
  }
  return `${head}\n${entriesOf(value as { readonly [key: string]: Plain }, `${indent}  `)}`
}

function itemOf(value: Plain, indent: string): string {
  if (typeof value === 'string') return `${indent}- ${scalar(value)}\n`
  const inner = entriesOf(value as { readonly [key: string]: Plain }, `${indent}  `)
  return `${indent}- ${inner.slice(indent.length + 2)}`
}

/** @param inList inside `[…]`, where a comma ends a text */
function scalar(text: string, inList = false): string {
  const plain =
    text !== '' &&
    !/^[\s\-?:,[\]{}#&*!|>'"%@`]|[\s]$|: |:$| #|[\n\t\\]/.test(text) &&
    !(inList && /[,[\]{}]/.test(text)) &&
    !/^(?:null|~|true|false|yes|no)$/i.test(text)
  return plain ? text : `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`
}
