/** The exhibits that Item 9.01 lists, and what of the item is no list. */
import { textOfBlocks } from '../found.ts'
import type { Flow, FlowTable } from './flow.ts'
import { plain } from './parts.ts'

export interface FoundExhibit {
  readonly number: string
  readonly title: string
}

export interface ExhibitList {
  readonly exhibits: readonly FoundExhibit[]
  /** Text of the item before its list. */
  readonly before: readonly Flow[]
  /** The list with its heading and notes, as it was printed. */
  readonly list: readonly Flow[]
}

const number = /^\(?(?:exhibit\s+)?(\d{1,3}(?:\.\d{1,3})?(?:\([ivx]+\))?)\)?[*+†‡#^]*\.?$/i
const leading = /^(?:exhibit\s+)?(\d{1,3}\.\d{1,3}|10[14])[*+†‡#]*\.?[\s\u00a0:—–-]+(\S.*)$/is
const head = /^\(?[a-d]\)?[\s.]*exhibits?\b/i

export function exhibitsOf(flow: readonly Flow[]): ExhibitList {
  const exhibits: FoundExhibit[] = []
  let first = flow.length
  flow.forEach((block, index) => {
    const found =
      block.type === 'table' ? inTable(block) : block.type === 'text' ? inText(plain(block), block.label) : []
    if (found.length === 0) return
    first = Math.min(first, index)
    for (const one of found) if (!exhibits.some((known) => known.number === one.number)) exhibits.push(one)
  })
  while (first > 0 && isHead(flow[first - 1])) first--
  return { exhibits, before: flow.slice(0, first), list: flow.slice(first) }
}

function isHead(block: Flow | undefined): boolean {
  if (block?.type === 'table') return head.test(textOfTable(block))
  if (block?.type !== 'text') return false
  const text = `${block.label ?? ''} ${plain(block)}`.trim()
  return head.test(text) || /^exhibits?\b.{0,24}$/i.test(text)
}

const textOfTable = ({ source }: FlowTable) =>
  textOfBlocks([source])
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()

function inTable({ grid }: FlowTable): FoundExhibit[] {
  const found: { number: string; title: string }[] = []
  for (const { cells } of grid.rows) {
    const [first, ...rest] = cells
    const match = number.exec(first?.text.trim() ?? '')
    const title = rest
      .map(({ text }) => text)
      .join(' ')
      .trim()
    const last = found.at(-1)
    if (match?.[1] && title !== '') found.push({ number: match[1], title })
    // A title that runs on in a row of its own, as old text filings have it.
    else if (last && first && first.column > 0 && rest.length === 0) last.title += ` ${first.text}`
  }
  return found
}

function inText(text: string, label: string | undefined): FoundExhibit[] {
  const match = leading.exec(label === undefined ? text : `${label} ${text}`)
  if (!match?.[1] || !match[2] || match[2].length > 400) return []
  return [{ number: match[1], title: match[2].trim() }]
}

const labelAlone = /^\(?exhibit\s+(\d{1,3}\.\d{1,3})\)?\.?$/i
/** Words behind a label that make an exhibit of it, and not a line of a list. */
const fewestWords = 30

/**
 * Exhibits that stand in the report's own file, behind its signatures, each from its label to the next.
 *
 * @param known numbers of exhibits that have files of their own
 */
export function exhibitsWithin(
  after: readonly Flow[],
  known: readonly string[],
): { readonly rest: readonly Flow[]; readonly within: readonly { number: string; body: readonly Flow[] }[] } {
  const heads = after.flatMap((block, at) => {
    const found = block.type === 'text' ? labelAlone.exec(plain(block))?.[1] : undefined
    return found === undefined || known.includes(found) ? [] : [{ at, number: found }]
  })
  const within = heads.flatMap(({ at, number: own }, index) => {
    const body = after.slice(at, heads[index + 1]?.at ?? after.length)
    const words = body.reduce((sum, block) => sum + wordsIn(block), 0)
    return words < fewestWords ? [] : [{ number: own, body }]
  })
  const once = within.filter(
    ({ number: own }, index) => within.findIndex((one) => one.number === own) === index,
  )
  const inside = new Set(once.flatMap(({ body }) => body))
  return { rest: after.filter((block) => !inside.has(block)), within: once }
}

function wordsIn(block: Flow): number {
  if (block.type === 'table') return textOfTable(block).split(' ').length
  return block.type === 'text' ? plain(block).split(' ').length : 0
}
