/** A cover page as lines, each with the columns it stands in, so that a value is found over its caption. */
import { textOfBlocks, textOfRuns } from '../found.ts'
import type { Flow } from './flow.ts'

export interface CoverLine {
  readonly text: string
  readonly label?: string
  /** Block of the flow, from 0. */
  readonly block: number
  /** Row and columns, where it stands in a table. */
  readonly row: number
  readonly from: number
  readonly to: number
}

const clean = (text: string) => text.replace(/[\s\u00a0]+/g, ' ').trim()
const drawn = /^[\s_\-=*.]*$/

export function linesOf(flow: readonly Flow[]): CoverLine[] {
  return flow.flatMap((block, at): CoverLine[] => {
    if (block.type === 'text') {
      const texts = textOfRuns(block.runs)
        .split('\n')
        .map(clean)
        .filter((text) => !drawn.test(text))
      return texts.map((text, index) => ({
        text,
        ...(index === 0 && block.label !== undefined && { label: block.label }),
        block: at,
        row: -1,
        from: 0,
        to: Number.POSITIVE_INFINITY,
      }))
    }
    if (block.type !== 'table') return []
    return block.grid.rows.flatMap(({ cells }, row) =>
      cells.flatMap(({ blocks, column, colspan }) =>
        textOfBlocks(blocks)
          .split('\n')
          .map(clean)
          .filter((text) => !drawn.test(text))
          .map((text) => ({ text, block: at, row, from: column, to: column + colspan })),
      ),
    )
  })
}

const anyCaption =
  /^\([a-z]|^[^(]*\)$|exact name|state or other|commission file|employer ident|principal executive|zip code|telephone number|former name|date of (?:report|earliest)|form 8-k|current report|pursuant to section|check the appropriate|securities exchange act/i

/**
 * The value that belongs to a caption; undefined where there is no caption or no value.
 *
 * @param blocks over how many paragraphs it may go
 */
export function valueAt(lines: readonly CoverLine[], caption: RegExp, blocks = 1): string | undefined {
  const at = lines.findIndex(({ text }) => caption.test(text))
  const line = lines[at]
  if (!line) return undefined
  const { text } = line
  const behind = clean(text.slice(caption.exec(text)?.index ?? 0).replace(/^[^:]*:/, ''))
  if (text.includes(':') && behind !== '' && !/^\([a-z]/i.test(behind)) return behind
  const before = clean(text.slice(0, caption.exec(text)?.index ?? 0).replace(/\($/, ''))
  if (/[\dA-Za-z]{3}/.test(before) && !/registrant|company/i.test(before) && !anyCaption.test(before))
    return before
  return line.row < 0 ? over(lines, at, blocks) : overCell(lines, at, blocks)
}

/** Lines over a caption in running text, up to the next caption or block of its own. */
function over(lines: readonly CoverLine[], at: number, blocks: number): string | undefined {
  const found: string[] = []
  const met = new Set<number>()
  for (let index = at - 1; index >= 0 && found.length < 4; index--) {
    const line = lines[index]
    if (!line || anyCaption.test(line.text)) break
    // Over a caption between tables the value may be the last row of the table above.
    if (line.row >= 0 && found.length > 0) break
    met.add(line.block === lines[at]?.block ? -1 : line.block)
    if ([...met].filter((block) => block >= 0).length > blocks || (met.has(-1) && met.size > 1)) break
    found.unshift(line.text)
  }
  return found.length > 0 ? found.join('\n') : undefined
}

/** Lines over a caption in its own cell, else in the rows above, in columns that meet its own. */
function overCell(lines: readonly CoverLine[], at: number, blocks: number): string | undefined {
  const caption = lines[at]
  if (!caption) return undefined
  const meets = (line: CoverLine) =>
    line.block === caption.block && line.from < caption.to && line.to > caption.from
  const own = lines
    .slice(0, at)
    .filter((line) => meets(line) && line.row === caption.row && line.from === caption.from)
  if (own.length > 0 && !own.some(({ text }) => anyCaption.test(text)))
    return own.map(({ text }) => text).join('\n')
  const found: string[] = []
  let row = caption.row
  for (let index = at - 1; index >= 0; index--) {
    const line = lines[index]
    if (!line || line.block !== caption.block) break
    if (!meets(line) || line.row === caption.row) continue
    if (anyCaption.test(line.text) || (found.length > 0 && row - line.row > 1)) break
    row = line.row
    found.unshift(line.text)
  }
  if (found.length > 0) return found.join('\n')
  const first = lines.findIndex(({ block }) => block === caption.block)
  if (caption.row !== (lines[first]?.row ?? 0)) return undefined
  return overTable(lines, first, caption) ?? over(lines, first, blocks)
}

/** Values and captions as two tables, a line left empty between: the last row above, in the same columns. */
function overTable(lines: readonly CoverLine[], first: number, caption: CoverLine): string | undefined {
  const above = lines[first - 1]
  if (!above || above.row < 0) return undefined
  const row = lines.filter(
    (line) =>
      line.block === above.block &&
      line.row === above.row &&
      line.from < caption.to &&
      line.to > caption.from,
  )
  const texts = row.map(({ text }) => text)
  return texts.length > 0 && !texts.some((text) => anyCaption.test(text)) ? texts.join('\n') : undefined
}
