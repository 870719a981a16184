/** Labels that stand before a text: bullets, numbers and letters of lists, numbers of notes, boxes to tick. */

const bullet = /^[•●▪■◆❖➢○◦·‣–—*-]$/
const box = /^(?:[☐☒☑]|\[\s*(?:[xX✓]\s*)?\])$/
const enumerated = /^(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,7})[.)]|\d{1,3})$/i
const marker = /^(?:\*{1,3}|†|‡|\([*†‡]\)|[†‡+#^]{1,2})$/

export type LabelKind = 'bullet' | 'box' | 'enumerated' | 'marker'

/** What kind of label a text is by itself; undefined for any other text. */
export function labelKind(text: string): LabelKind | undefined {
  const bare = text.replace(/[\s\u00a0]+/g, '')
  if (box.test(bare)) return 'box'
  if (bullet.test(bare)) return 'bullet'
  if (marker.test(bare)) return 'marker'
  return enumerated.test(bare) ? 'enumerated' : undefined
}

const leading =
  /^([•●▪■◆❖➢○◦·‣☐☒☑]|o(?= )|\[\s*(?:[xX]\s*)?\]|\((?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,7})\)|(?:\d{1,3}|[a-z]|[ivxlc]{1,7})[.)])[\s\u00a0]+(?=\S)/i

/** A label at the head of a text, with the space behind it; undefined where there is none. */
export function leadingLabel(text: string): { readonly label: string; readonly length: number } | undefined {
  const match = leading.exec(text)
  return match?.[1] === undefined ? undefined : { label: match[1], length: match[0].length }
}
