/**
 * YAML -> plain data with the place of every fact. Only maps, lists and scalars as written: no aliases,
 * tags or merge keys, because a filing must say what it says where one reads it.
 */
import { isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml'
import { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, span } from '../diagnostics/source.ts'
import type { FactPlaces } from '../filing/filing.ts'

export interface FactFile {
  readonly data: unknown
  readonly places: FactPlaces
  readonly source: Source
}

/** Deeper than any facts of ours; the parser itself would run out of stack far beyond. */
const deepest = 32

/** Letters of one fact; the longest in real filings, a sentence of a signature, has some 400. */
const longestFact = 5_000

const perilous = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * @param offset where the YAML starts in its source, for front matter
 * @returns undefined when it cannot be read; the reasons are in the log
 */
export function readYaml(source: Source, log: Log, from = 0, to = source.text.length): FactFile | undefined {
  const text = source.text.slice(from, to)
  const at = (start: number, end: number): Span => span(source, from + start, from + end)
  const deep = tooDeep(text)
  if (deep !== undefined) {
    log.add('Y001', at(deep, deep + 1), 'facts are nested too deeply', 'filings need four levels at most')
    return undefined
  }
  const tab = /^ *\t/m.exec(text)
  if (tab) {
    const start = tab.index + tab[0].length - 1
    log.add(
      'Y001',
      at(start, start + 1),
      'a line is indented with a tab',
      'indent with spaces; YAML takes no tabs',
    )
    return undefined
  }
  const document = parsed(text)
  if (!document) {
    log.add('Y001', at(0, 0), 'facts are nested too deeply', 'filings need four levels at most')
    return undefined
  }
  for (const error of [...document.errors, ...document.warnings].slice(0, mostErrors)) {
    const [start, end] = error.pos
    if (error.code === 'TAG_RESOLVE_FAILED') {
      log.add('Y003', at(start, end), 'tags (!…) have no meaning here', 'write the plain value')
    } else {
      // The parser speaks of nested mappings where a text holds a colon.
      const colon = /mapping/i.test(error.message) || error.code === 'BLOCK_AS_IMPLICIT_KEY'
      log.add(
        'Y001',
        at(start, Math.max(end, start + 1)),
        error.message,
        colon ? 'a text with a colon in it stands in quotes: headline: "Results: a record year"' : undefined,
      )
    }
  }
  if (document.errors.length > 0) return undefined
  const spans = new Map<string, Span>()
  const before = log.diagnostics.length
  const budget = new Budget('yaml', at(0, 0), log)
  const data = convert(document.contents as Node | null, '', { spans, at, log, budget })
  return log.diagnostics.length > before ? undefined : { data, places: nearest(spans, at(0, 0)), source }
}

/** What follows so many errors of syntax follows from them. */
const mostErrors = 100

/** @returns undefined where the parser runs out of stack: on one line, a key can be the value of a key without end */
function parsed(text: string) {
  try {
    return parseDocument(text, {
      schema: 'failsafe',
      // Keys are compared with one another here, in linear time.
      uniqueKeys: false,
      merge: false,
      prettyErrors: false,
    })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

interface Reading {
  readonly spans: Map<string, Span>
  readonly at: (start: number, end: number) => Span
  readonly log: Log
  readonly budget: Budget
}

function convert(node: Node | null, path: string, reading: Reading): unknown {
  if (node === null) return {}
  reading.budget.step()
  const [start, end] = node.range ?? [0, 0]
  if (!reading.spans.has(path)) reading.spans.set(path, reading.at(start, end))
  if (isScalar(node)) {
    cutShort(node, end, reading)
    if (end - start > longestFact)
      reading.log.add('M011', reading.at(start, start), `this fact has more than ${longestFact} letters`)
    const value = typeof node.value === 'string' ? node.value : String(node.value)
    if (node.type === 'PLAIN' && /^(?:~|null)$/i.test(value))
      reading.log.add(
        'Y014',
        reading.at(start, end),
        `${value} stands where text is expected`,
        'write the text, or leave the fact out; the word itself is written "null"',
      )
    return value
  }
  if (isSeq(node)) {
    return node.items.map((item, index) => convert(item as Node, join(path, String(index)), reading))
  }
  if (!isMap(node)) {
    reading.log.add('Y003', reading.at(start, end), 'aliases (*name) are not followed', 'write the value out')
    return undefined
  }
  const data: Record<string, unknown> = {}
  for (const pair of node.items) {
    const key = pair.key as Node
    const [keyStart, keyEnd] = key.range ?? [start, start]
    const name = isScalar(key) ? String(key.value) : ''
    if (name === '<<' || !isScalar(key)) {
      reading.log.add('Y003', reading.at(keyStart, keyEnd), 'merge keys and compound keys are not followed')
    } else if (Object.hasOwn(data, name)) {
      reading.log.add(
        'Y002',
        reading.at(keyStart, keyEnd),
        `"${name}" appears twice in one block`,
        'keep one of them',
      )
    } else if (perilous.has(name)) {
      reading.log.add('Y004', reading.at(keyStart, keyEnd), `"${name}" is not a fact`)
    } else {
      const inner = join(path, name)
      reading.spans.set(`${inner}#key`, reading.at(keyStart, keyEnd))
      const value = pair.value as Node | null
      data[name] = value === null ? '' : convert(value, inner, reading)
    }
  }
  return data
}

/** `title: Press release #2`: to YAML a comment, to its author a number. Who means a comment puts a space behind the sign. */
function cutShort({ comment, type }: Scalar, end: number, { at, log }: Reading): void {
  if (type !== 'PLAIN' || !comment || /^[\s#]/.test(comment)) return
  const first = comment.split('\n', 1)[0] ?? ''
  const { source, start: behind } = at(end, end)
  const start = source.text.indexOf('#', behind)
  log.add(
    'Y013',
    span(source, start, start + 1 + first.length),
    `"#${first}" would not be read: to YAML it is a comment`,
    'put the whole text in quotes; a comment has a space behind the #',
  )
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** The place of a path, or of the nearest parent that was written. */
function nearest(spans: ReadonlyMap<string, Span>, fallback: Span): FactPlaces {
  return (path) => {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const found = spans.get(at)
      if (found) return found
      if (at.lastIndexOf('.') < 0) break
    }
    return fallback
  }
}

/** Offset at which brackets, or dashes on one line, nest deeper than any facts do. */
function tooDeep(text: string): number | undefined {
  const dashes = new RegExp(`(?:[-?:][ \\t]+){${deepest}}`).exec(text)
  if (dashes) return dashes.index
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1)
    if (depth > deepest) return at
  }
  const indents = /\n( {200,})\S/.exec(text)
  return indents ? indents.index + 1 : undefined
}
