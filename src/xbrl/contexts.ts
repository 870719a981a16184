/**
 * Contexts of a cover page: one for the registrant on the day of report; one more for each co-registrant, each class of
 * securities where there are several, and a former address. Every one carries the first registrant's number (EFM 6.5.3).
 */
import type { Filing, Registrant } from '../filing/filing.ts'
import { exchangeCodeOf, exchangeOf } from './exchanges.ts'
import { memberLabel, memberName } from './member-names.ts'
import type { Identity, Member, OwnMember } from './tagging.ts'

export interface Cast {
  /** Members of a fact's context by its path; none for the required context. */
  readonly membersOf: (path: string) => readonly Member[]
  readonly own: readonly OwnMember[]
}

const classAxis = 'us-gaap:StatementClassOfStockAxis'

/** Titles with a member of the standard taxonomy; the first that fits. */
const standard: readonly (readonly [title: RegExp, member: string])[] = [
  [/^class a\b.*(?:common|ordinary)|^common (?:stock|shares?),? class a\b/i, 'CommonClassAMember'],
  [/^class b\b.*(?:common|ordinary)|^common (?:stock|shares?),? class b\b/i, 'CommonClassBMember'],
  [/^class c\b.*(?:common|ordinary|capital)|^common (?:stock|shares?),? class c\b/i, 'CommonClassCMember'],
  [/^units?\b/i, 'CapitalUnitsMember'],
  [/warrants?\b/i, 'WarrantMember'],
  [/\brights\b(?!.*\bcommon stock\b.*\bpar\b)/i, 'RightsMember'],
  [/series ([a-h])\b.*preferred/i, 'Series$PreferredStockMember'],
  [/preferred|preference/i, 'PreferredStockMember'],
  [/^(?:common|ordinary) (?:stock|shares?)|^shares? of (?:common|ordinary)/i, 'CommonStockMember'],
  [/senior notes?/i, 'SeniorNotesMember'],
]

export function castOf(
  { registrants }: Pick<Filing, 'registrants'>,
  { prefix }: Pick<Identity, 'prefix'>,
): Cast {
  const own = new Map<string, OwnMember>()
  const add = (name: string, words: string): string => {
    own.set(name, { name, label: memberLabel(words) })
    return `${prefix}:${name}`
  }
  const entities = registrants.map((one, index): Member | undefined =>
    index === 0
      ? undefined
      : { axis: 'dei:LegalEntityAxis', member: add(one.member ?? memberName(one.name), one.name) },
  )
  const classes = registrants.map((one) => classesOf(one, add))
  const membersOf = (path: string): readonly Member[] => {
    const [, at, rest = ''] = /^registrants\.(\d+)\.(.*)$/.exec(path) ?? []
    if (at === undefined) return []
    const entity = entities[Number(at)]
    const security = /^securities\.(\d+)\./.exec(rest)?.[1]
    return [
      ...(entity ? [entity] : []),
      ...(security === undefined ? [] : (classes[Number(at)]?.[Number(security)] ?? [])),
      ...(rest.startsWith('formerAddress')
        ? [{ axis: 'dei:EntityAddressesAddressTypeAxis', member: 'dei:FormerAddressMember' }]
        : []),
    ]
  }
  return { membersOf, own: [...own.values()] }
}

type Add = (name: string, words: string) => string

/** A class alone needs no member; a title that stands twice is one class on two exchanges. */
function classesOf({ securities = [] }: Registrant, add: Add): (readonly Member[])[] {
  const titles = [...new Set(securities.map(({ title }) => title))]
  const standing = titles.map((title) => standardMember(title))
  const names = titles.map((title, index) => {
    const given = securities.find((one) => one.title === title)?.member
    if (given !== undefined)
      return standard.some(([, member]) => member === given) || /^Series[A-H]Preferred/.test(given)
        ? `us-gaap:${given}`
        : add(given, title)
    const name = standing[index]
    const alone = standing.filter((one) => one === name).length === 1
    return name !== undefined && alone ? `us-gaap:${name}` : add(memberName(title), title)
  })
  return securities.map((one) => {
    const member = names[titles.indexOf(one.title)] ?? ''
    const twice = securities.filter(({ title }) => title === one.title).length > 1
    const code = one.exchangeCode ?? exchangeCodeOf(one.exchange)
    const market = twice && code !== undefined ? exchangeOf(code)?.member : undefined
    return [
      ...(titles.length > 1 ? [{ axis: classAxis, member }] : []),
      ...(market === undefined ? [] : [{ axis: 'dei:EntityListingsExchangeAxis', member: `exch:${market}` }]),
    ]
  })
}

function standardMember(title: string): string | undefined {
  for (const [pattern, member] of standard) {
    const match = pattern.exec(title)
    if (match) return member.replace('$', (match[1] ?? '').toUpperCase())
  }
  return undefined
}
