/** The label of an item or note as text: one, or in a redline the old one and the new where it was renumbered. */
import { nowhere } from './build.ts'
import type { ListItem, Note, Pt, Style, Text } from './document.ts'

export function labelTexts({ label, revision }: Pick<ListItem | Note, 'label' | 'revision'>): Text[] {
  const say = (value: string): Text => ({ type: 'text', value, origin: nowhere })
  if (revision?.kind === 'restyled') {
    const { before, change } = revision
    // Beside the label of an item that changed its look alone stands a bar, as beside its text.
    if (!before || !('label' in before) || before.label === label)
      return [{ ...say(label), revision: { kind: 'restyled', change, quiet: true } }]
    return [
      { ...say(before.label), revision: { kind: 'deleted', change } },
      { ...say(label), revision: { kind: 'inserted', change } },
    ]
  }
  return [{ ...say(label), ...(revision && { revision }) }]
}

/** Widths of letters in em, a little more than those of the faces that filings are set in. */
const widths: readonly (readonly [letters: RegExp, em: number])[] = [
  [/[()]/, 0.37],
  [/[.,:;ijl|]/, 0.31],
  [/[IJ]/, 0.4],
  [/[mwMW\u2610-\u2612]/, 0.95],
  [/[A-Z]/, 0.74],
]
const otherWidth = 0.57
/** The space between a label and its text: what it may shrink to, and what it is where a list is given room. */
const gap = { least: 0.25, wanted: 0.45 }

/** The room that labels need before their texts, in points: what a list leaves for them, or more where one is wider. */
export function roomForLabels(labels: readonly string[], { fontSize, padding }: Style): Pt {
  const widest = Math.max(
    0,
    ...labels.map((label) =>
      [...label].reduce(
        (sum, letter) => sum + (widths.find(([kind]) => kind.test(letter))?.[1] ?? otherWidth),
        0,
      ),
    ),
  )
  const fits = widest === 0 || (widest + gap.least) * fontSize <= padding.left
  return fits ? padding.left : Math.ceil((widest + gap.wanted) * fontSize * 2) / 2
}
