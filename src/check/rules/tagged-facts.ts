/** Facts of a tagged cover page, each by itself: present, in the taxonomy, in its form, where it belongs (EFM 6.5). */
import type { ReadFact } from '../../html/read-tags.ts'
import { besides, conceptNamed, concepts } from '../../xbrl/concepts.ts'
import { deiElements } from '../../xbrl/dei-elements.ts'
import { family, type Say } from '../rule.ts'
import {
  deiName,
  factsNamed,
  headerPlace,
  placeOfFact,
  readValue,
  requiredContexts,
  type TaggedReport,
} from '../tagged-report.ts'

export const taggedFacts = family(
  {
    K036: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.20, 6.5.21',
      means: 'the tagged form, name or number of the registrant is missing',
      hint: 'tag DocumentType, EntityRegistrantName and EntityCentralIndexKey in the required context',
      in: '8-k.htm',
      wrong: 'Tidewater &amp; Co.</b>',
      right:
        '<ix:nonNumeric contextRef="c-1" name="dei:EntityRegistrantName" id="f-3">Tidewater &amp; Co.</ix:nonNumeric></b>',
    },
    K037: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 6.5.20 to 6.5.52',
      means: 'a fact of the cover page that EDGAR requires is not tagged',
      hint: 'tag it where it is printed',
      in: '8-k.htm',
      wrong: '04-1234567',
      right:
        '<ix:nonNumeric contextRef="c-1" name="dei:EntityTaxIdentificationNumber" id="f-6">04-1234567</ix:nonNumeric>',
    },
    K038: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.20',
      means: 'the tagged form is not that of the report',
      hint: 'tag the form as it is submitted: 8-K, or 8-K/A',
      in: 'folder',
      wrong: 'submissionType 8-K12B',
      right: 'submissionType 8-K/A',
    },
    K039: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.2, 6.5.23',
      means: 'the tagged number of the registrant differs from its contexts',
      hint: 'ten digits, the same in the fact, in every context and in the submission',
      in: '8-k.htm',
      wrong: '0001234568</ix:nonNumeric>',
      right: '0001234567</ix:nonNumeric>',
    },
    K040: {
      severity: 'finding',
      grade: 'suspends',
      source: 'taxonomy dei',
      means: 'a tagged value is not in the form that the taxonomy requires',
      hint: 'print it in that form, or tag the part that is',
      in: '8-k.htm',
      wrong: 'id="f-18">TDWR AND A SYMBOL TOO LONG FOR ANY',
      right: 'id="f-18">TDWR',
    },
    K041: {
      severity: 'finding',
      grade: 'suspends',
      source: 'taxonomies dei, us-gaap, exch',
      means: 'a code, or the name of a concept, is not in the taxonomy',
      hint: 'use a code or name that it has',
      in: '8-k.htm',
      wrong:
        '<ix:nonNumeric contextRef="c-1" name="dei:EntityExtraordinaryName" id="f-98">x</ix:nonNumeric></ix:hidden>',
      right: '</ix:hidden>',
    },
    K043: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.20',
      means: 'the tagged date of report is not a day between 1980 and the day of filing',
      hint: 'correct it on the page',
      in: '8-k.htm',
      wrong: 'id="f-2">March 2, 1926<',
      right: 'id="f-2">March 2, 2026<',
    },
    K054: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.12',
      means: 'one fact is tagged twice with different values',
      hint: 'tag it once, or give each class its own context',
      in: '8-k.htm',
      wrong:
        '<ix:nonNumeric contextRef="c-1" name="dei:AmendmentFlag" id="f-98">true</ix:nonNumeric></ix:hidden>',
      right: '</ix:hidden>',
    },
    K055: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 5.2.5.14',
      means: 'a fact that the page can show is hidden',
      hint: 'tag it where it is printed',
      in: '8-k.htm',
      wrong:
        '<ix:nonNumeric contextRef="c-1" name="dei:TradingSymbol" id="f-98">TDWR</ix:nonNumeric></ix:hidden>',
      right: '</ix:hidden>',
    },
    K056: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 6.5.20, 6.5.21',
      means: 'a fact is tagged that does not belong on the cover page of Form 8-K',
      hint: 'remove its tag',
      in: '8-k.htm',
      wrong:
        '<ix:nonNumeric contextRef="c-1" name="dei:EntityFilerCategory" id="f-98">Non-accelerated Filer</ix:nonNumeric></ix:hidden>',
      right: '</ix:hidden>',
    },
  },
  {
    tags({ problems }, say) {
      for (const { code, at, message, hint } of problems)
        if (code === 'K036' || code === 'K037') say(code, at, message, hint)
    },
    tagged(report, say) {
      if (!report.tags) return
      checkPresent(report, say)
      checkForm(report, say)
      checkNumber(report, say)
      checkDay(report, say)
      for (const fact of report.tags.facts) checkFact(fact, report, say)
      checkTwice(report, say)
    },
  },
)

type Codes = keyof (typeof taggedFacts)['rules']

/** Codes that name things; a wrong one does not exist, where other values are only not in their form. */
const named = /(?:CountryCode|StateOrProvince|AddressCountry|ExchangeName)$/

function checkPresent(report: TaggedReport, say: Say<Codes>): void {
  const required = requiredContexts(report)
  const has = (name: string) =>
    factsNamed(report, name).some(({ contextRef, nil }) => required.has(contextRef) && !nil)
  for (const { name, need } of concepts) {
    if (need === 'may' || has(name)) continue
    say(need === 'must' ? 'K036' : 'K037', headerPlace(report), `${name} is not tagged`)
  }
  if (!has('EntityAddressStateOrProvince') && !has('EntityAddressCountry'))
    say(
      'K037',
      headerPlace(report),
      'neither EntityAddressStateOrProvince nor EntityAddressCountry is tagged',
    )
}

function checkForm(report: TaggedReport, say: Say<Codes>): void {
  const [fact] = factsNamed(report, 'DocumentType')
  const value = readValue(report, 'DocumentType')
  if (!fact || value === undefined) return
  // EDGAR takes the form itself for its amendment, and not the reverse.
  const { type = report.form } = report.header ?? {}
  const good = value === type || `${value}/A` === type
  if (!good) say('K038', placeOfFact(report, fact), `the tagged form is ${value}, and the report is ${type}`)
}

function checkNumber(report: TaggedReport, say: Say<Codes>): void {
  const [fact] = factsNamed(report, 'EntityCentralIndexKey')
  const value = readValue(report, 'EntityCentralIndexKey')
  if (!fact || value === undefined) return
  const at = placeOfFact(report, fact)
  const [context] = report.tags?.contexts ?? []
  if (!/^[0-9]{10}$/.test(value)) say('K039', at, `"${value}" is not a number of ten digits`)
  else if (context && context.identifier !== value)
    say('K039', at, `the number is ${value}, and the contexts are about ${context.identifier}`)
  const { cik } = report.header ?? {}
  if (cik !== undefined && cik.padStart(10, '0') !== value.padStart(10, '0'))
    say('K039', at, `the number is ${value}, and the submission is of ${cik}`)
}

function checkDay(report: TaggedReport, say: Say<Codes>): void {
  const [fact] = factsNamed(report, 'DocumentPeriodEndDate')
  const value = readValue(report, 'DocumentPeriodEndDate')
  if (!fact || value === undefined) return
  const late = report.signed !== undefined && value > report.signed
  if (value < '1980-01-01' || late)
    say('K043', placeOfFact(report, fact), `the date of report is tagged as ${value}`)
}

function checkFact(fact: ReadFact, report: TaggedReport, say: Say<Codes>): void {
  const name = deiName(fact.name)
  const at = placeOfFact(report, fact)
  if (name === undefined) {
    if (!/^(?:us-gaap|cyd|exch|[a-z][a-z0-9]*):[A-Za-z]/.test(fact.name))
      say('K041', at, `"${fact.name}" is not the name of a concept`)
    return
  }
  if (!deiElements.has(name)) {
    say('K041', at, `there is no concept dei:${name}`)
    return
  }
  const concept = conceptNamed(name)
  if (!concept) {
    if (!besides.has(name)) say('K056', at, `${name} is not a fact of this cover page`)
    return
  }
  if (fact.hidden && !concept.hides) say('K055', at, `${name} is hidden`)
  const value = fact.value?.replace(/[\s\u00a0]+/g, ' ').trim()
  if (value === undefined || fact.nil || !concept.takes || concept.takes(value)) return
  // These have a rule of their own.
  if (name === 'DocumentType' || name === 'EntityCentralIndexKey') return
  say(named.test(name) ? 'K041' : 'K040', at, `${name} is "${value}"; EDGAR wants ${concept.form}`)
}

function checkTwice(report: TaggedReport, say: Say<Codes>): void {
  const seen = new Map<string, string>()
  for (const fact of report.tags?.facts ?? []) {
    const key = `${fact.name} ${fact.contextRef}`
    const value = (fact.value ?? fact.shown).replace(/[\s\u00a0]+/g, ' ').trim()
    const before = seen.get(key)
    if (before !== undefined && before !== value)
      say('K054', placeOfFact(report, fact), `${fact.name} is "${before}" and "${value}" in one context`)
    seen.set(key, before ?? value)
  }
}
