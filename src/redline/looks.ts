/** What of a look changed, as a person would read it. */
import type { Style } from '../document/document.ts'
import type { Look } from './changes.ts'
import { sameShell } from './shells.ts'

interface Looking {
  readonly style?: Style
  readonly classes?: readonly string[]
  readonly level?: number
}

/** Properties of the style, in the words of CSS; the level of a heading; classes where no look of theirs shows. */
export function looksOf(old: Looking, fresh: Looking): Look[] {
  const found = changedProperties(old.style, fresh.style).map(
    (key): Look => ({
      property: key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      before: spelt(old.style?.[key]),
      after: spelt(fresh.style?.[key]),
    }),
  )
  if (old.level !== fresh.level)
    found.unshift({ property: 'level', before: spelt(old.level), after: spelt(fresh.level) })
  const [was, is] = [old, fresh].map(({ classes = [] }) => classes.join(' '))
  if (found.length === 0 && was !== is)
    found.push({ property: 'class', before: spelt(was), after: spelt(is) })
  return found
}

export function changedProperties(old: Style | undefined, fresh: Style | undefined): (keyof Style)[] {
  if (!old || !fresh) return []
  const keys = Object.keys(fresh) as (keyof Style)[]
  return keys.filter((key) => key !== 'origin' && !sameShell({ value: old[key] }, { value: fresh[key] }))
}

/** Lengths are in points; sides that are alike are said once. */
function spelt(value: unknown): string {
  if (value === undefined || value === '') return 'none'
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value)
  const parts = Object.values(value).map(spelt)
  const nested = Object.values(value).some((one) => typeof one === 'object')
  return new Set(parts).size === 1 ? (parts[0] ?? '') : parts.join(nested ? ', ' : ' ')
}
