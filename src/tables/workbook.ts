/**
 * An `.xlsx` file (ECMA-376): its sheets, texts, styles and names, each part read when it is asked for.
 *
 * What formulas gave when the workbook was last saved is taken; nothing is computed.
 */
import { strFromU8, unzipSync } from 'fflate'
import { childNamed, childrenNamed, readXml, type XmlElement } from './xml.ts'

/** Unpacked, no statement comes near this; a part that says it is larger is not unpacked. */
const largestPart = 64_000_000

export class WorkbookError extends Error {}

export interface CellLook {
  readonly format: string
  readonly bold: boolean
  readonly shaded: boolean
  readonly above: Edge
  readonly below: Edge
  readonly indent: number
}

/** The rule at one side of a cell. */
export type Edge = 'none' | 'single' | 'double'

/** A stretch of the text of a cell. */
export interface CellRun {
  readonly text: string
  readonly raised: boolean
}

export interface Workbook {
  readonly sheets: ReadonlyMap<string, { readonly part: string; readonly hidden: boolean }>
  /** What names of ranges stand for, as `IS!$A$1:$D$9`. */
  readonly names: ReadonlyMap<string, string>
  readonly texts: readonly (readonly CellRun[])[]
  readonly looks: readonly CellLook[]
  /** Whether days count from 1904, as old workbooks of Macintoshes have it. */
  readonly from1904: boolean
  /** The root of a part, as `xl/worksheets/sheet1.xml`. */
  readonly part: (name: string) => XmlElement | undefined
}

const known = new WeakMap<Uint8Array, Workbook>()

/** @throws WorkbookError for what is not a workbook */
export function readWorkbook(bytes: Uint8Array): Workbook {
  const before = known.get(bytes)
  if (before) return before
  const parts = unzipped(bytes)
  const part = (name: string): XmlElement | undefined => {
    const found = parts[name]
    return found && readXml(strFromU8(found))
  }
  const book = part('xl/workbook.xml')
  if (!book) throw new WorkbookError('it has no xl/workbook.xml')
  const targets = new Map(
    childrenNamed(part('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes }) => [
      attributes['Id'] ?? '',
      resolved(attributes['Target'] ?? ''),
    ]),
  )
  const sheets = childrenNamed(childNamed(book, 'sheets'), 'sheet').map(({ attributes }) => {
    const id = Object.entries(attributes).find(([name]) => /(?:^|:)id$/.test(name))?.[1] ?? ''
    const hidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden'
    return [attributes['name'] ?? '', { part: targets.get(id) ?? '', hidden }] as const
  })
  const workbook: Workbook = {
    sheets: new Map(sheets),
    names: new Map(
      childrenNamed(childNamed(book, 'definedNames'), 'definedName').map(({ attributes, text }) => [
        attributes['name'] ?? '',
        text,
      ]),
    ),
    texts: childrenNamed(part('xl/sharedStrings.xml'), 'si').map(stretchesOf),
    looks: looksOf(part('xl/styles.xml')),
    from1904: ['1', 'true'].includes(childNamed(book, 'workbookPr')?.attributes['date1904'] ?? ''),
    part,
  }
  known.set(bytes, workbook)
  return workbook
}

function unzipped(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let room = largestPart
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!/^xl\/(?:workbook\.xml|_rels\/|sharedStrings|styles|worksheets\/[^/]+$)/.test(name)) return false
        room -= originalSize
        if (room < 0) throw new WorkbookError('it is larger than any statement')
        return true
      },
    })
  } catch (error) {
    if (error instanceof WorkbookError) throw error
    throw new WorkbookError('it cannot be unpacked')
  }
}

const resolved = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

/** The text of a string item: plain, or in runs; how it is spoken in Japanese is left out. */
export function stretchesOf(item: XmlElement): readonly CellRun[] {
  return item.children.flatMap((one): CellRun[] => {
    if (one.name === 't') return [{ text: unescaped(one.text), raised: false }]
    if (one.name !== 'r') return []
    const raised = childNamed(childNamed(one, 'rPr'), 'vertAlign')?.attributes['val'] === 'superscript'
    return [{ text: unescaped(childNamed(one, 't')?.text ?? ''), raised }]
  })
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376, 22.9.2.19). */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Formats that a workbook names by number alone (ECMA-376, 18.8.30). */
const builtIn: Readonly<Record<string, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  37: '#,##0_);(#,##0)',
  38: '#,##0_);(#,##0)',
  39: '#,##0.00_);(#,##0.00)',
  40: '#,##0.00_);(#,##0.00)',
  41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
  42: '_($* #,##0_);_($* \\(#,##0\\);_($* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
  44: '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
}

function looksOf(styles: XmlElement | undefined): readonly CellLook[] {
  const own = new Map(
    childrenNamed(childNamed(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [
      attributes['numFmtId'] ?? '',
      attributes['formatCode'] ?? '',
    ]),
  )
  const list = (name: string) => childNamed(styles, name)?.children ?? []
  const [fonts, fills, borders] = [list('fonts'), list('fills'), list('borders')]
  const at = (of: readonly XmlElement[], index: string | undefined) => of[Number(index ?? 0)]
  return list('cellXfs').map((xf): CellLook => {
    const { numFmtId = '0', fontId, fillId, borderId } = xf.attributes
    const border = at(borders, borderId)
    const bold = childNamed(at(fonts, fontId), 'b')
    return {
      format: own.get(numFmtId) ?? builtIn[numFmtId] ?? 'General',
      bold: bold !== undefined && !['0', 'false'].includes(bold.attributes['val'] ?? ''),
      shaded: isShaded(childNamed(at(fills, fillId), 'patternFill')),
      above: edgeOf(childNamed(border, 'top')),
      below: edgeOf(childNamed(border, 'bottom')),
      indent: Number(childNamed(xf, 'alignment')?.attributes['indent'] ?? 0) || 0,
    }
  })
}

function isShaded(fill: XmlElement | undefined): boolean {
  if (fill?.attributes['patternType'] !== 'solid') return false
  const color = childNamed(fill, 'fgColor')?.attributes ?? {}
  const white = /^(?:FF)?FFFFFF$/i.test(color['rgb'] ?? '') || (color['theme'] === '0' && !color['tint'])
  return !white
}

function edgeOf(edge: XmlElement | undefined): Edge {
  const style = edge?.attributes['style'] ?? 'none'
  return style === 'none' ? 'none' : style === 'double' ? 'double' : 'single'
}
