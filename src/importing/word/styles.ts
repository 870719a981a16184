/** Styles of a Word document: what a paragraph or a stretch of text has from its style, through `basedOn`. */
import type { BlockLook } from '../builder.ts'
import { readXml } from './xml.ts'

/** How lines are set, by the words of Word. */
export const aligns: Readonly<Record<string, BlockLook['align']>> = {
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
}

export interface WordLook {
  readonly bold?: boolean | undefined
  readonly italic?: boolean | undefined
  readonly underline?: boolean | undefined
  /** Points. */
  readonly size?: number | undefined
  readonly align?: string | undefined
  /** Heading level from 1, by outline level or by name. */
  readonly heading?: number | undefined
  readonly numId?: string | undefined
  readonly level?: number | undefined
  readonly hidden?: boolean | undefined
}

export interface Styles {
  readonly of: (id: string | undefined) => WordLook
}

type Written = { -readonly [K in keyof WordLook]: WordLook[K] } & { basedOn?: string | undefined }

/** How far a chain of styles is followed; a circle ends here. */
const deepest = 20

export function readStyles(xml: string | undefined): Styles {
  const styles = new Map<string, Written>()
  let current: Written = {}
  let normal: string | undefined
  if (xml !== undefined) {
    readXml(xml, {
      open: (name, attributes) => {
        if (name === 'w:style') {
          current = {}
          styles.set(attributes['w:styleId'] ?? '', current)
          if (attributes['w:default'] === '1' && attributes['w:type'] === 'paragraph')
            normal = attributes['w:styleId']
        } else if (name === 'w:name') {
          const heading = /^(?:heading (\d)|title)$/i.exec(attributes['w:val'] ?? '')
          if (heading) current.heading = heading[1] ? Number(heading[1]) : 1
        } else if (name === 'w:basedOn') current.basedOn = attributes['w:val']
        else applyProperty(current, name, attributes)
      },
    })
  }
  const of = (id: string | undefined): WordLook => {
    const chain: Written[] = []
    for (let at = id ?? normal, step = 0; at !== undefined && step < deepest; step++) {
      const style = styles.get(at)
      if (!style) break
      chain.push(style)
      at = style.basedOn
    }
    const { basedOn: _, ...look } = Object.assign({}, ...chain.reverse()) as Written
    return look
  }
  return { of }
}

/** Takes one property of `w:rPr` or `w:pPr` into a look. */
export function applyProperty(
  look: { -readonly [K in keyof WordLook]: WordLook[K] },
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const value = attributes['w:val']
  const on = value === undefined || !/^(?:0|false|off|none)$/.test(value)
  switch (name) {
    case 'w:b':
      look.bold = on
      break
    case 'w:i':
      look.italic = on
      break
    case 'w:u':
      look.underline = on
      break
    case 'w:vanish':
      look.hidden = on
      break
    case 'w:sz':
      look.size = Number(value) / 2
      break
    case 'w:jc':
      look.align = value
      break
    case 'w:outlineLvl':
      if (Number(value) < 9) look.heading = Number(value) + 1
      break
    case 'w:numId':
      look.numId = value
      break
    case 'w:ilvl':
      look.level = Number(value)
      break
  }
}
