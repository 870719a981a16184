/** Edits facts in their YAML: one value changes, comments and the order of everything else stay. */
import { type Document, isMap, isPair, isScalar, isSeq, parseDocument, type Scalar, visit } from 'yaml'

export type PathStep = string | number

/** Every scalar as the text that was written: 02139 is no number. */
const options = { schema: 'failsafe' } as const

export interface Facts {
  readonly document: Document
  /** Whether it can be read: with an error the form stands back. */
  readonly ok: boolean
}

export function readFacts(text: string): Facts {
  const document = parseDocument(text, options)
  return { document, ok: document.errors.length === 0 && isMap(document.contents) }
}

/** The text of a value; undefined where there is none. */
export function textAt({ document }: Facts, path: readonly PathStep[]): string | undefined {
  const value: unknown = document.getIn(path)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

/** The value that stands at an offset of the text, as its path; undefined where none does. */
export function pathAt({ document }: Facts, offset: number): PathStep[] | undefined {
  let found: PathStep[] | undefined
  visit(document, {
    Scalar(key, node, ancestors) {
      const [from = 0, to = 0] = node.range ?? []
      if (key === 'key' || offset < from || offset > to) return undefined
      found = ancestors.flatMap((one, index): PathStep[] => {
        const inner = ancestors[index + 1] ?? node
        if (isPair(one)) return [String((one.key as Scalar).value)]
        return isSeq(one) ? [one.items.indexOf(inner)] : []
      })
      return visit.BREAK
    },
  })
  return found
}

/** How many entries a list has. */
export function countAt({ document }: Facts, path: readonly PathStep[]): number {
  const node = document.getIn(path, true)
  return isSeq(node) ? node.items.length : 0
}

export const hasAt = ({ document }: Facts, path: readonly PathStep[]): boolean => document.hasIn(path)

const printed = (document: Document): string =>
  document.toString({ lineWidth: 0, flowCollectionPadding: true })

/**
 * The text with one value set; an empty one is taken away, with what is left empty around it.
 *
 * Where the old value is one plain line its letters are replaced and nothing else of the text is touched.
 */
export function withValue(text: string, path: readonly PathStep[], value: string): string {
  const { document } = readFacts(text)
  const node = document.getIn(path, true)
  if (value !== '' && isScalar(node) && node.range && typeof node.value === 'string' && !isBlock(node)) {
    const [from, to] = node.range
    return text.slice(0, from) + spelled(value, inFlow(document, path)) + text.slice(to)
  }
  if (value === '') {
    document.deleteIn(path)
    prune(document, path.slice(0, -1))
  } else document.setIn(path, document.createNode(value))
  return printed(document)
}

const isBlock = ({ type }: Scalar): boolean => type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL'

function inFlow(document: Document, path: readonly PathStep[]): boolean {
  for (let length = 0; length < path.length; length++) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if ((isMap(node) || isSeq(node)) && node.flow) return true
  }
  return false
}

/** Plain where that reads back as it is, quoted elsewhere. */
function spelled(value: string, flow: boolean): string {
  const safe = flow ? /^[\w$(/][^:#,[\]{}\n]*$/ : /^[\w$(/](?:[^:#\n]|:(?=\S)|(?<=\S)#)*$/
  return safe.test(value) && value.trim() === value ? value : JSON.stringify(value)
}

function prune(document: Document, path: readonly PathStep[]): void {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (!isMap(node) || node.items.length > 0) return
    document.deleteIn(path.slice(0, length))
  }
}

/** A new entry at the end of a list. */
export function withEntry(text: string, path: readonly PathStep[], entry: unknown): string {
  const { document } = readFacts(text)
  const node = document.getIn(path, true)
  if (isSeq(node)) {
    if (node.items.length === 0) node.flow = false
    node.add(document.createNode(entry, { flow: node.flow ?? false }))
  } else document.setIn(path, document.createNode([entry]))
  return printed(document)
}

export function withoutEntry(text: string, path: readonly PathStep[]): string {
  const { document } = readFacts(text)
  document.deleteIn(path)
  return printed(document)
}
