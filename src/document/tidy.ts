/**
 * White space as HTML folds it: runs of spaces and line ends are one space, none stands at the edges of a
 * block or beside a line break. No-break spaces are text and stay.
 */
import type { Inline } from './document.ts'
import { sameOr } from './walk.ts'

/** Inlines with folded white space, texts left empty dropped; the same list, where there is nothing to fold. */
export function tidy(inlines: readonly Inline[]): readonly Inline[] {
  if (inlines.length === 1 && isTidy(inlines[0] as Inline)) return inlines
  const state = { open: true }
  return sameOr(inlines, trimEnd(fold(inlines, state)))
}

/** Most texts are folded already, and to ask is quicker than to write them again. */
const untidy = /[\t\n\r\f]| {2}/

/** Whether a text stands alone as it should: most paragraphs are one, and need not be gone through. */
function isTidy(inline: Inline): boolean {
  if (inline.type !== 'text') return false
  const { value } = inline
  return value !== '' && !value.startsWith(' ') && !value.endsWith(' ') && !untidy.test(value)
}

/** `open` means that a space here would follow a space or an edge, and so is dropped. */
function fold(inlines: readonly Inline[], state: { open: boolean }): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.type === 'break') {
      state.open = true
      return [inline]
    }
    if (inline.type === 'text') {
      let value = untidy.test(inline.value) ? inline.value.replace(/[ \t\n\r\f]+/g, ' ') : inline.value
      if (state.open && value.startsWith(' ')) value = value.slice(1)
      if (value === '') return []
      state.open = value.endsWith(' ')
      return [value === inline.value ? inline : { ...inline, value }]
    }
    if ('inlines' in inline) {
      const inner = fold(inline.inlines, state)
      return inner.length > 0 ? [{ ...inline, inlines: inner }] : []
    }
    state.open = inline.type === 'fact' && inline.shown === '' ? state.open : false
    return inline.type === 'fact' && inline.shown === '' ? [] : [inline]
  })
}

/** Drops a space at the end of the block and before each line break. */
function trimEnd(inlines: readonly Inline[]): readonly Inline[] {
  let edge = true
  const walk = (list: readonly Inline[]): Inline[] => {
    const kept: Inline[] = []
    for (const inline of list.toReversed()) {
      if (inline.type === 'break') {
        edge = true
        kept.push(inline)
      } else if (inline.type === 'text') {
        const value = edge && inline.value.endsWith(' ') ? inline.value.slice(0, -1) : inline.value
        if (value === '') continue
        edge = false
        kept.push(value === inline.value ? inline : { ...inline, value })
      } else if ('inlines' in inline) {
        const inner = walk(inline.inlines)
        if (inner.length > 0) kept.push({ ...inline, inlines: inner })
      } else {
        edge = false
        kept.push(inline)
      }
    }
    return kept.reverse()
  }
  return walk(inlines)
}
