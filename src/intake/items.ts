/** The items of an 8-K's text: one heading an item, with its official number as handle; and the note of an amendment. */
import type { Log } from '../diagnostics/log.ts'
import { type Source, whole } from '../diagnostics/source.ts'
import type { Block, Note } from '../document/document.ts'
import { visitBlocks, visitInlines } from '../document/walk.ts'
import { wordsOfBlocks } from '../document/words.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Item } from '../filing/filing.ts'
import { editionOn, itemOn } from '../filing/form-8-k.ts'
import type { Beside } from '../markdown/beside.ts'
import { type Markdown, type Placed, readMarkdown } from '../markdown/read.ts'

export interface ItemsRead {
  readonly items: readonly Item[]
  /** What stands under "# Explanatory Note", before the first item. */
  readonly note: readonly Block[] | undefined
}

export function readItems(source: Source, date: IsoDate, beside: Beside, log: Log): ItemsRead {
  const markdown = readMarkdown(source, 0, log, beside)
  const items: Item[] = []
  const all = grouped(markdown.blocks, source, log)
  const [explaining] = all.filter(({ head }) => isNote(head))
  const groups = all.filter((one) => one !== explaining)
  for (const { head, body } of groups) {
    const item = readItem(head, body, markdown, date, log)
    if (!item) continue
    if (items.some(({ number }) => number === item.number)) {
      log.add('M006', head.at, `Item ${item.number} appears twice`, 'put both texts under one heading')
    }
    items.push(item)
  }
  if (groups.length === 0 && !log.failed) {
    log.add('M003', whole(source), 'there is no item here', 'begin with a heading such as "# Item 8.01"')
  }
  const note = explaining && withNotes(explaining.body, markdown.notes)
  return { items, note }
}

const isNote = ({ block }: Placed): boolean =>
  /^explanatory note$/i.test(
    wordsOfBlocks([block])
      .map(({ text }) => text)
      .join(' '),
  )

interface ItemText {
  readonly head: Placed
  readonly body: readonly Block[]
}

function grouped(blocks: readonly Placed[], source: Source, log: Log): ItemText[] {
  const groups: { head: Placed; body: Block[] }[] = []
  for (const placed of blocks) {
    if (placed.block.type === 'heading' && placed.block.level === 1) groups.push({ head: placed, body: [] })
    else if (groups.length > 0) groups.at(-1)?.body.push(placed.block)
    else
      log.add(
        'M004',
        placed.at ?? whole(source),
        'text stands before the first item',
        'put it under "# Item …"',
      )
  }
  return groups
}

function readItem(
  head: Placed,
  body: readonly Block[],
  { notes }: Markdown,
  date: IsoDate,
  log: Log,
): Item | undefined {
  const words = wordsOfBlocks([head.block]).map(({ text }) => text)
  // Some records have "Item5." in one word.
  const number = /^item ?(\d+(?:\.\d+)?)/i.exec(words.join(' '))?.[1]
  if (number === undefined) {
    log.add(
      'M005',
      head.at,
      'this heading does not begin with an item number',
      'write "# Item 8.01"; use ## below it',
    )
    return undefined
  }
  const row = itemOn(number, date)
  const heading = words.join(' ')
  const asFiled = head.block.classes.includes('as-filed')
  // Captions of before August 2004 are not known here: such a record has its headings as filed.
  if (!row && !(asFiled && !editionOn(date))) {
    log.add('M005', head.at, `Form 8-K had no Item ${number} on ${date}`)
    return undefined
  }
  const known = row && [`Item ${number}`, `Item ${number} ${row.caption}`, `Item ${number}. ${row.caption}`]
  if (row && known && !asFiled && !known.includes(heading)) {
    const hint = `write "# Item ${number}", or add {as-filed} to keep the wording of a record`
    log.add('M005', head.at, `the caption of Item ${number} is "${row.caption}"`, hint)
  }
  return {
    number,
    asFiledHeading: asFiled ? heading : undefined,
    heading: head.at,
    blocks: withNotes(body, notes),
  }
}

/**
 * Blocks with the footnotes that they refer to: those of a table, marked by letters or signs, right behind it; all others
 * behind the last block, in order.
 */
export function withNotes(blocks: readonly Block[], notes: ReadonlyMap<string, Note>): Block[] {
  const found = new Map<Note, Block>()
  for (const block of blocks)
    for (const id of referredIn(block)) {
      const note = notes.get(id)
      if (note && (!found.has(note) || block.type === 'table')) found.set(note, block)
    }
  const ofTable = ([note, block]: readonly [Note, Block]) => block.type === 'table' && !/\d/.test(note.label)
  const behind = [...found].filter(ofTable)
  const rest = [...found].filter((one) => !ofTable(one)).map(([note]) => note)
  const placed = blocks.flatMap((block): Block[] => [
    block,
    ...behind.flatMap(([note, table]) => (table === block ? [{ ...note, classes: ['table-note'] }] : [])),
  ])
  return [...placed, ...rest]
}

function referredIn(block: Block): string[] {
  const ids: string[] = []
  visitBlocks([block], (one) => {
    if ('inlines' in one)
      visitInlines(one.inlines, (inline) => {
        if (inline.type === 'note-ref') ids.push(inline.id)
      })
  })
  return ids
}

export function hasWords(blocks: readonly Block[]): boolean {
  return wordsOfBlocks(blocks).length > 0
}

/** Whether blocks show anything to who cannot see it: slides have words for that, which the reader asks for (M010). */
export function hasPictures(blocks: readonly Block[]): boolean {
  let found = false
  visitBlocks(blocks, (block) => {
    if (block.type === 'image' && block.alt.trim() !== '') found = true
  })
  return found
}
