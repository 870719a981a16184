/**
 * Which tables stay whole: those that fit a page together with what cannot be parted from them, as all of it is set.
 *
 * Heading, caption and units stand above a table, notes below it. Where they do not fit a page with it, the table is
 * parted, since a heading that stays behind alone, or a note on another page, misleads more.
 */

import type { Pt } from '../document/document.ts'
import { footRuleHeight } from './feet.ts'
import {
  forbidden,
  forced,
  type Galley,
  type Penalty,
  type Skip,
  type Strip,
  type TableOnPage,
} from './page.ts'

type Item = Strip | Skip | Penalty

/** To end a page in a table that fits one costs more than to part it from what stands around it. */
const wholeCost = 2 * forbidden

/** @param height of a page's body, in points */
export function keptWhole(items: Galley['items'], height: Pt): readonly Item[] {
  const fits = new Map<TableOnPage, boolean>()
  items.forEach((item, index) => {
    if (item.kind !== 'penalty' || !item.whole || fits.has(item.whole)) return
    fits.set(item.whole, heightAround(items, index, item.whole) <= height + 0.01)
  })
  if (fits.size === 0) return items
  return items.map((item) =>
    item.kind === 'penalty' && item.whole && fits.get(item.whole) ? { ...item, cost: wholeCost } : item,
  )
}

/** How high a table stands with all that cannot be parted from it. @param index of anything in it */
function heightAround(items: readonly Item[], index: number, table: TableOnPage): Pt {
  const above = held(items.slice(0, index).reverse(), table)
  const below = held(items.slice(index), table)
  const strips = [...above, ...below].filter((item) => item.kind === 'strip')
  const feet = strips.flatMap((strip) => strip.feet ?? [])
  const notes = feet.reduce((sum, foot) => sum + foot.height, feet.length > 0 ? footRuleHeight : 0)
  return [...above, ...below].reduce((sum, item) => sum + item.height, notes)
}

/** What comes next up to where a page may end, white space at the end left out. */
function held(items: readonly Item[], table: TableOnPage): (Strip | Skip)[] {
  const found: (Strip | Skip)[] = []
  let [skips, isHeld] = [[] as Skip[], true]
  for (const item of items) {
    if (item.kind === 'skip') skips.push(item)
    else if (item.kind === 'penalty') {
      if (item.cost === forced) break
      isHeld ||= item.cost >= forbidden
    } else {
      if (!isHeld && item.table !== table) break
      found.push(...skips, item)
      ;[skips, isHeld] = [[], false]
    }
  }
  return found
}
