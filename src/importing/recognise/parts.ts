/**
 * The flow of a report, cut where Form 8-K cuts it: cover page, items, signatures, what stands behind them.
 *
 * An item begins at a heading "Item 8.01 ..." that text follows; the lines of a table of contents do not begin
 * one. Reports of before August 2004 number their items 1 to 13.
 */
import { type FoundRun, textOfRuns, withoutStart } from '../found.ts'
import type { Flow, FlowText } from './flow.ts'

export interface FoundItem {
  /** As `8.01`; before August 2004 as `12`. */
  readonly number: string
  /** The whole heading as printed. */
  readonly heading: string
  readonly flow: readonly Flow[]
}

export interface Parts {
  readonly cover: readonly Flow[]
  readonly items: readonly FoundItem[]
  readonly signature: readonly Flow[]
  /** An exhibit index of its own, or other pages behind the signatures. */
  readonly after: readonly Flow[]
  /** The table of contents, which a report of ours does not have. */
  readonly contents: readonly Flow[]
}

/** Some name the paragraph of the item too: "Item 5.02(e)". */
const itemHead =
  /^\s*item\s*(\d{1,2}(?:\.\d{2})?)(?:[\s,]*(?:and\s*)?\([a-z]\)){0,6}\s*[.:)]?(?=[\s\u00a0—–-]|$)/i
const signatureHead = /^\s*signatures?\s*$/i
const pursuant = /^\s*pursuant to the requirements? of the securities (?:and )?exchange act/i
const indexHead = /^\s*(?:exhibit index|index to exhibits|exhibits? list)\s*$/i

export function partsOf(flow: readonly Flow[]): Parts {
  const heads = headsOf(flow)
  const first = heads[0]?.at ?? signatureAt(flow, 0)
  const end = signatureAt(flow, heads.at(-1)?.at ?? 0)
  const { cover, contents } = withoutContents(flow.slice(0, first))
  const items = heads
    .filter(({ at }) => at < end)
    .map(({ at, number, span }, index, all): FoundItem => {
      const stop = Math.min(all[index + 1]?.at ?? end, end)
      return itemOf(flow, at, span, stop, number)
    })
  const tail = flow.slice(end)
  const index = tail.findIndex((block) => block.type === 'text' && indexHead.test(plain(block)))
  const cut = index < 0 ? tail.length : index
  return { cover, contents, items, signature: tail.slice(0, cut), after: tail.slice(cut) }
}

export const plain = (block: FlowText): string =>
  textOfRuns(block.runs)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()

interface Head {
  readonly at: number
  readonly number: string
  /** How many blocks the heading takes: its caption may be a paragraph of its own. */
  readonly span: number
}

/** Headings of items that are followed by text and not by the next line of a table of contents. */
function headsOf(flow: readonly Flow[]): Head[] {
  const all: Head[] = []
  flow.forEach((block, at) => {
    if (block.type !== 'text' || block.label !== undefined) return
    const text = plain(block)
    const match = itemHead.exec(text)
    if (!match?.[1] || !isHeading(block, text, match[0].length)) return
    all.push({ at, number: match[1], span: captionFollows(flow, at, text, match[0].length) ? 2 : 1 })
  })
  // The same item twice: the first stands in the contents.
  return all.filter(
    ({ number }, index) =>
      !all.slice(index + 1).some((later) => later.number === number && !repeated(all, number)),
  )
}

/** An item that the report really treats twice would be told by the pipeline; three times is no contents. */
const repeated = (all: readonly Head[], number: string) =>
  all.filter((head) => head.number === number).length > 2

/** "Item 2.02 of this report" within a sentence is no heading. */
function isHeading(block: FlowText, text: string, length: number): boolean {
  const rest = text.slice(length).trim()
  if (rest === '') return true
  if (/^(?:of|in|above|below|and|is|shall|to|,|;|\()/.test(rest)) return false
  const marked = block.runs[0]?.bold || block.runs[0]?.underline || block.runs[0]?.italic
  return marked === true || rest === rest.toUpperCase() || text.length < 260
}

function captionFollows(flow: readonly Flow[], at: number, text: string, length: number): boolean {
  if (text.slice(length).trim() !== '') return false
  const next = flow[at + 1]
  return next?.type === 'text' && plain(next).length < 220 && !/[a-z]\.$/.test(plain(next).replace(/\.$/, ''))
}

function signatureAt(flow: readonly Flow[], from: number): number {
  const heads = flow.findIndex(
    (block, at) =>
      at >= from && block.type === 'text' && signatureHead.test(plain(block)) && leadsToSentence(flow, at),
  )
  if (heads >= 0) return heads
  const sentence = flow.findIndex(
    (block, at) => at >= from && block.type === 'text' && pursuant.test(plain(block)),
  )
  return sentence < 0 ? flow.length : sentence
}

const leadsToSentence = (flow: readonly Flow[], at: number) =>
  flow.slice(at + 1, at + 4).some((block) => block.type === 'text' && pursuant.test(plain(block)))

function itemOf(flow: readonly Flow[], at: number, span: number, stop: number, number: string): FoundItem {
  const heads = flow.slice(at, at + span).filter((block) => block.type === 'text')
  const first = heads[0]
  const text = first ? textOfRuns(first.runs) : ''
  // A caption and the text behind it in one paragraph: "Item 8.01. Other Events. On June 4, ..."
  const cut = first ? captionEnd(first.runs, text) : text.length
  const heading = [text.slice(0, cut), ...heads.slice(1).map(({ runs }) => textOfRuns(runs))]
    .join(' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  const rest = first && cut < text.length ? [{ ...first, runs: withoutStart(first.runs, cut) }] : []
  return { number, heading, flow: [...rest, ...flow.slice(at + span, stop)] }
}

/** Where the marked letters of a heading end, if plain text goes on behind them in the same paragraph. */
function captionEnd(runs: readonly FoundRun[], text: string): number {
  if (text.length < 200 || !marked(runs[0])) return text.length
  let at = 0
  for (const run of runs) {
    if (!marked(run) && run.text.trim() !== '')
      return /^item\s+[\d.]+\s*$/i.test(text.slice(0, at).trim()) ? text.length : at
    at += run.text.length
  }
  return text.length
}

const marked = (run: FoundRun | undefined) => run !== undefined && (run.bold || run.underline || run.italic)

/** A table of contents before the first item, with its heading. */
function withoutContents(flow: readonly Flow[]): { cover: readonly Flow[]; contents: readonly Flow[] } {
  const named = flow.findIndex((block) => block.type === 'text' && /exact name of/i.test(plain(block)))
  const at = flow.findIndex(
    (block, index) => index > named && block.type === 'text' && /^table of contents$/i.test(plain(block)),
  )
  return at < 0 ? { cover: flow, contents: [] } : { cover: flow.slice(0, at), contents: flow.slice(at) }
}
