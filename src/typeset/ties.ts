/** Which word spaces must not be broken: a figure and its unit, a rule and its number, initials. */
import { monthNames } from '../filing/dates.ts'

const units =
  '%|percent|mg|kg|g|mcg|ml|mL|mm|cm|mg/kg|mg/m2|mg/m\u00b2|mg/mL|million|billion|thousand|trillion|a\\.m\\.|p\\.m\\.|CFR|U\\.S\\.C\\.'
const leaders =
  'Rules?|Items?|Exhibits?|Sections?|Phase|Grade|Study|Form|Nos?\\.|Article|Notes?|Part|Page|CFR|\u00a7+|Amendment|Schedule|Regulation|Release'
const titles = 'Mr\\.|Mrs\\.|Ms\\.|Dr\\.|Prof\\.|Messrs\\.'

const leader = new RegExp(`^[("\u201c]?(?:${leaders})$`)
const month = new RegExp(`^(?:${monthNames.join('|')})$`)
const title = new RegExp(`^[("\u201c]?(?:${titles}|[A-Z]\\.)$`)
const figure = /^[($\u2264\u2265<>~+-]*\d[\d,.]*$/
const unit = new RegExp(`^(?:${units})[).,;:]*$`)
const numeral = /^\(?(?:\d|[IVX]+[).,;:]*$|[A-Z0-9]+-[A-Z0-9])/

/** Whether the space between two words holds them together. */
export function tied(before: string, after: string): boolean {
  if (after.startsWith('\u2014') || after.startsWith('\u2013')) return true
  // Most words begin with a small letter, and none of these does.
  if (before >= 'a' && before < '{') return false
  if (leader.test(before)) return numeral.test(after)
  if (month.test(before)) return /^\d{1,2}(?:,|$)/.test(after)
  if (title.test(before)) return /^[A-Z]/.test(after)
  if (figure.test(before)) return unit.test(after)
  if (/^\(\d{3}\)$/.test(before)) return /^\d{3}-/.test(after)
  return /^[\u2264\u2265<>]$/.test(before)
}
