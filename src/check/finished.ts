/**
 * A finished HTML file of anybody's as passages: blocks become passages, and the parts of a report are told by
 * their words, because other makers mark them by nothing else.
 */

import { type Source, span } from '../diagnostics/source.ts'
import type { Node } from '../html/parse.ts'
import { baseName } from '../paths.ts'
import { isFixed, type Part, type Passage, passageOf, type Reading, type Strand } from './passages.ts'

const blockNames = new Set(
  'html body p div h1 h2 h3 h4 h5 h6 table tr td th thead tbody tfoot caption ul ol li dl dt dd center blockquote pre hr address br page'.split(
    ' ',
  ),
)
const unseen = new Set(['head', 'script', 'style', 'title', 'ix:header'])
/** A heading: a number and its caption, not a sentence that begins with an item. */
const itemHead = /^[Ii](?:tem|TEM)\s+(\d{1,2}\.\d{2})\b(?!\s+\p{Ll})(?!,)/u

interface Raw {
  readonly strands: readonly Strand[]
  readonly cell: boolean
  readonly heading: boolean
  readonly links: Passage['links']
}

export function readFinished(source: Source, nodes: readonly Node[]): Reading {
  const raws = (source.path.endsWith('.txt') ? ofText(source) : rawPassages(source, nodes)).flatMap(inPieces)
  const name = baseName(source.path)
  const all = raws
    .map((raw) =>
      passageOf(raw.strands, {
        part: 'release',
        kind: raw.heading ? 'heading' : raw.cell ? 'cell' : 'text',
        links: raw.links,
      }),
    )
    .filter(({ text }) => text !== '')
  const form = formOf(all)
  return {
    fileName: name,
    form,
    fixed: isFixed(form, name, all),
    passages: form.startsWith('8-K') ? inParts(all) : all,
  }
}

/**
 * Letters of a passage that rules search at once; the longest paragraph of twelve real filings has 3,248. The time of a
 * search can grow with the square of the length, so what is longer is searched in pieces.
 */
const longest = 10_000

function inPieces(raw: Raw): readonly Raw[] {
  const length = raw.strands.reduce((sum, { text }) => sum + text.length, 0)
  if (length <= longest) return [raw]
  const pieces: Strand[][] = [[]]
  let room = longest
  for (const strand of raw.strands)
    for (let from = 0; from < strand.text.length; from += longest) {
      const text = strand.text.slice(from, from + longest)
      if (text.length > room) {
        pieces.push([])
        room = longest
      }
      room -= text.length
      pieces.at(-1)?.push({ text, origin: from === 0 ? strand.origin : further(strand.origin, from) })
    }
  return pieces.map((strands) => ({ ...raw, strands }))
}

/** The place of what stands so many letters behind; character references before it make it earlier by their length. */
function further(origin: Strand['origin'], by: number): Strand['origin'] {
  if (origin.kind !== 'authored') return origin
  const { source, start, end } = origin.span
  return { ...origin, span: span(source, Math.min(start + by, end), end) }
}

/** What the first lines say a document is. */
function formOf(passages: readonly Passage[]): string {
  const head = passages.slice(0, 40)
  for (const { text } of head) {
    const form = /^form\s+(8-k(?:12b|12g3|15d5)?(?:\/a)?)(?![\w/])/i.exec(text)
    if (form) return (form[1] ?? '8-K').toUpperCase()
  }
  const exhibit = head.map(({ text }) => /^exhibit\s+(\d{1,3}(?:\.\d{1,3})?)/i.exec(text)).find(Boolean)
  return exhibit ? `EX-${exhibit[1]}` : 'EX-'
}

function inParts(passages: readonly Passage[]): Passage[] {
  let part: Part = 'cover-page'
  let item: string | undefined
  const last = new Map(passages.map(({ text }, index) => [itemHead.exec(text)?.[1], index]))
  return passages.map((passage, index) => {
    const match = itemHead.exec(passage.text)
    // A table of contents names an item before the item itself does.
    const head = match && last.get(match[1]) === index ? match : null
    if (head) [part, item] = ['item', head[1]]
    else if (
      /^signatures?$/i.test(passage.text) ||
      /^pursuant to the requirements of the securities exchange act/i.test(passage.text)
    )
      [part, item] = ['signature-block', undefined]
    else if (/^(?:exhibit index|index to exhibits)/i.test(passage.text))
      [part, item] = ['exhibit-index', undefined]
    return { ...passage, part, item, kind: head ? 'heading' : passage.kind }
  })
}

function rawPassages(source: Source, nodes: readonly Node[]): Raw[] {
  const out: Raw[] = []
  let strands: Strand[] = []
  let links: { href: string; text: string }[] = []
  let cell = 0
  let heading = 0
  const end = (): void => {
    if (strands.length > 0) out.push({ strands, cell: cell > 0, heading: heading > 0, links })
    strands = []
    links = []
  }
  const walk = (list: readonly Node[]): void => {
    for (const node of list) {
      if (node.kind === 'text') {
        strands.push({
          text: node.value,
          origin: { kind: 'authored', span: span(source, node.start, node.end) },
        })
        continue
      }
      if (unseen.has(node.name)) continue
      const block = blockNames.has(node.name)
      if (block) end()
      const [isCell, isHead] = [node.name === 'td' || node.name === 'th', /^h\d$/.test(node.name)]
      if (isCell) cell++
      if (isHead) heading++
      const before = strands.length
      walk(node.children)
      const { href } = node.attributes
      if (node.name === 'a' && href !== undefined)
        links.push({
          href,
          text: strands
            .slice(before)
            .map(({ text }) => text)
            .join(''),
        })
      if (block) end()
      if (isCell) cell--
      if (isHead) heading--
    }
  }
  walk(nodes)
  end()
  return out
}

/** Paragraphs of a text file: what blank lines part. */
function ofText(source: Source): Raw[] {
  return [...source.text.matchAll(/(?<![^\n])[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*/g)].map((match) => ({
    strands: [
      {
        text: match[0],
        origin: { kind: 'authored' as const, span: span(source, match.index, match.index + match[0].length) },
      },
    ],
    cell: false,
    heading: false,
    links: [],
  }))
}
