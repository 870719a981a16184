/** Contexts and transformations of a tagged report, and the taxonomy it is of (EFM 5.2.5.12, 6.5, 6.22). */
import { takenOn } from '../../xbrl/taxonomy.ts'
import { family, type Say } from '../rule.ts'
import { headerPlace, type TaggedReport } from '../tagged-report.ts'

export const taggedContexts = family(
  {
    K053: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.3, 6.5.8, 6.5.19',
      means: 'the contexts are not as EDGAR requires',
      hint: 'one for the registrant, from and to the date of report; each used; each with the first registrant’s number',
      in: '8-k.htm',
      wrong: '<xbrli:instant>2026-03-02</xbrli:instant></xbrli:period>',
      right:
        '<xbrli:startDate>2026-03-02</xbrli:startDate><xbrli:endDate>2026-03-02</xbrli:endDate></xbrli:period>',
    },
    K057: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5.12',
      means: 'a transformation comes from a registry that EDGAR does not accept',
      hint: 'use the registry of 2020-02-12',
      in: '8-k.htm',
      wrong: 'transformation/2010-04-20',
      right: 'transformation/2020-02-12',
    },
  },
  {
    tagged(report, say) {
      if (!report.tags) return
      checkContexts(report, say)
      checkRegistries(report, say)
    },
  },
)

type Codes = keyof (typeof taggedContexts)['rules']

function checkContexts(report: TaggedReport, say: Say<Codes>): void {
  const { source, tags } = report
  const contexts = tags?.contexts ?? []
  const used = new Set((tags?.facts ?? []).map(({ contextRef }) => contextRef))
  const [first] = contexts
  for (const context of contexts) {
    const at = { source, start: context.element.start, end: context.element.end }
    if (!used.has(context.id)) say('K053', at, `the context ${context.id} is not used`)
    if (context.instant !== undefined || context.start === undefined)
      say('K053', at, `the context ${context.id} is an instant; it wants a start and an end`)
    if (first && context.identifier !== first.identifier)
      say('K053', at, `the context ${context.id} is about ${context.identifier}, not ${first.identifier}`)
  }
  if (!contexts.some(({ members }) => members.length === 0))
    say('K053', headerPlace(report), 'there is no context for the registrant itself')
  const known = new Set(contexts.map(({ id }) => id))
  for (const { contextRef, element } of tags?.facts ?? []) {
    if (!known.has(contextRef))
      say('K053', { source, start: element.start, end: element.end }, `there is no context ${contextRef}`)
  }
}

/** Registries of transformations that EDGAR takes. */
const taken = /\/(?:2015-02-26|2020-02-12|2022-02-16)$/

function checkRegistries(report: TaggedReport, say: Say<Codes>): void {
  for (const [prefix, namespace] of report.tags?.namespaces ?? []) {
    if (namespace.startsWith('http://www.xbrl.org/inlineXBRL/transformation/') && !taken.test(namespace))
      say('K057', headerPlace(report), `${prefix} is the registry ${namespace.slice(-10)}`)
  }
}

/** Years of the taxonomies in use that are not taken on the day, or do not fit together. */
export function wrongYears({ tags, signed, date }: TaggedReport): readonly string[] {
  const years = new Map<string, string>()
  for (const namespace of tags?.namespaces.values() ?? []) {
    const [, taxonomy = '', year = ''] =
      /^http:\/\/(?:xbrl\.sec\.gov\/(dei|exch)|fasb\.org\/us-gaap)\/(\d{4})/.exec(namespace) ?? []
    if (year !== '') years.set(taxonomy === '' ? 'us-gaap' : taxonomy, year)
  }
  const day = signed ?? date
  const dei = years.get('dei')
  return [...years].flatMap(([taxonomy, year]) => {
    if (day !== undefined && takenOn(year, day) === false)
      return [`EDGAR does not take the taxonomy ${taxonomy} of ${year} on ${day}`]
    // There was no taxonomy dei of 2020: that of 2019 went with the others.
    if (dei === '2019' && year === '2020') return []
    return dei !== undefined && year !== dei ? [`${taxonomy} is of ${year}, dei of ${dei}`] : []
  })
}
