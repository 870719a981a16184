/** Facts of a tagged cover page that depend on each other, on the items, or on the header of the submission (EFM 6.5). */
import { tagsDue } from '../../xbrl/identity.ts'
import { family, type Say } from '../rule.ts'
import {
  deiName,
  factsNamed,
  headerPlace,
  placeOfFact,
  readValue,
  saysYes,
  type TaggedReport,
} from '../tagged-report.ts'

export const taggedAnswers = family(
  {
    K044: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 6.5.40',
      means: 'the tagged date of report differs from the period of the submission',
      hint: 'correct the one that is wrong',
      in: 'folder',
      wrong: 'period 03-03-2026',
      right: 'period 03-02-2026',
    },
    K045: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 6.5.40',
      means: 'the tagged answer on emerging growth differs from the submission',
      hint: 'correct the one that is wrong',
      in: 'folder',
      wrong: 'emergingGrowthCompanyFlag true',
      right: 'emergingGrowthCompanyFlag false',
    },
    K046: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.40',
      means: 'an emerging growth company does not tag its answer on the transition period',
      hint: 'tag the second box: EntityExTransitionPeriod',
      in: '8-k.htm',
      wrong: 'id="f-20">&#9746;',
      right: 'id="f-20">&#9744;',
    },
    K047: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 6.5.40',
      means: 'the transition period is tagged by a registrant that is not an emerging growth company',
      hint: 'remove the tag',
      in: '8-k.htm',
      wrong:
        '<ix:nonNumeric contextRef="c-1" name="dei:EntityExTransitionPeriod" format="ixt-sec:boolballotbox" id="f-98">&#9744;</ix:nonNumeric></p>\n<hr class="cover-end',
      right: '&#9744;</p>\n<hr class="cover-end',
    },
    K048: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 6.5.46',
      means: 'title, symbol and exchange of a class are not tagged together',
      hint: 'tag the title with its symbol, or NoTradingSymbolFlag, and its exchange, in one context',
      in: '8-k.htm',
      wrong: '>TDWR<',
      right: '><ix:nonNumeric contextRef="c-1" name="dei:TradingSymbol" id="f-18">TDWR</ix:nonNumeric><',
    },
    K049: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 6.5.20',
      means: 'AmendmentFlag and AmendmentDescription do not go together',
      hint: 'describe an amendment, and nothing else',
      in: '8-k.htm',
      wrong:
        '<ix:nonNumeric contextRef="c-1" name="dei:AmendmentDescription" id="f-98">It corrects a date.</ix:nonNumeric></ix:hidden>',
      right: '</ix:hidden>',
    },
    K050: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'an amendment is not flagged as one, or an original report is',
      hint: 'tag AmendmentFlag as true for 8-K/A alone',
      in: '8-k.htm',
      wrong: '8-K/A</ix:nonNumeric>',
      right: '8-K</ix:nonNumeric>',
    },
    K051: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.21',
      means: 'the end of the fiscal year is tagged without Item 5.03, or not tagged with it',
      hint: 'give fiscalYearEnd: it is tagged with Item 5.03 alone',
      in: '8-k.htm',
      wrong: '</ix:hidden>',
      right:
        '<ix:nonNumeric contextRef="c-1" name="dei:CurrentFiscalYearEndDate" id="f-23">--12-31</ix:nonNumeric></ix:hidden>',
    },
    K052: {
      severity: 'warning',
      grade: 'warns',
      source: 'EFM 6.5.77',
      means: 'Item 1.05 is reported without facts of the taxonomy cyd',
      hint: 'its disclosure must be tagged too (17 CFR 229.106); filingpress does not tag it',
      in: '8-k.md',
      wrong: '# Item 1.05\n\nSomebody broke in.\n\n# Item 5.03',
      right: '# Item 5.03',
    },
  },
  {
    filing({ facts, items, registrants, places }, say) {
      const numbers = items.map(({ number }) => number)
      const due = tagsDue({ facts, registrants }).due
      if (due && numbers.includes('5.03') && registrants[0].fiscalYearEnd === undefined)
        say('K051', places('registrants.0'), 'Item 5.03 needs the end of the fiscal year')
      if (due && numbers.includes('1.05'))
        say(
          'K052',
          items.find(({ number }) => number === '1.05')?.heading,
          'Item 1.05 must be tagged by the taxonomy cyd, which filingpress does not do',
        )
    },
    tagged(report, say) {
      if (!report.tags) return
      checkHeader(report, say)
      checkAmendment(report, say)
      checkItems(report, say)
      for (const { id } of report.tags.contexts) {
        checkGrowth(report, id, say)
        checkClass(report, id, say)
      }
    },
  },
)

type Codes = keyof (typeof taggedAnswers)['rules']

function checkHeader(report: TaggedReport, say: Say<Codes>): void {
  const { period, emergingGrowth } = report.header ?? {}
  const tagged = readValue(report, 'DocumentPeriodEndDate')
  if (period !== undefined && tagged !== undefined && period !== tagged)
    say(
      'K044',
      headerPlace(report),
      `the date of report is ${tagged}, and the period of the submission ${period}`,
    )
  const growth = saysYes(factsNamed(report, 'EntityEmergingGrowthCompany')[0])
  if (emergingGrowth !== undefined && growth !== undefined && emergingGrowth !== growth)
    say('K045', headerPlace(report), `the page says ${growth}, the submission ${emergingGrowth}`)
}

function checkAmendment(report: TaggedReport, say: Say<Codes>): void {
  const [flag] = factsNamed(report, 'AmendmentFlag')
  const [description] = factsNamed(report, 'AmendmentDescription')
  const amended = saysYes(flag)
  if (amended === true && !description)
    say('K049', headerPlace(report), 'the amendment is flagged and not described')
  if (amended !== true && description)
    say('K049', placeOfFact(report, description), 'a description is tagged, and no amendment is flagged')
  const form = readValue(report, 'DocumentType') ?? report.form
  if (amended !== undefined && flag && amended !== form.endsWith('/A'))
    say('K050', placeOfFact(report, flag), `AmendmentFlag is ${amended}, and the form ${form}`)
}

function checkItems(report: TaggedReport, say: Say<Codes>): void {
  const items = report.header?.items ?? report.items
  const [end] = factsNamed(report, 'CurrentFiscalYearEndDate')
  if (items.length > 0 && items.includes('5.03') !== (end !== undefined))
    say(
      'K051',
      end ? placeOfFact(report, end) : headerPlace(report),
      end
        ? 'the end of the fiscal year is tagged without Item 5.03'
        : 'Item 5.03 needs CurrentFiscalYearEndDate',
    )
  if (items.includes('1.05') && !(report.tags?.facts ?? []).some(({ name }) => name.startsWith('cyd:')))
    say('K052', headerPlace(report), 'Item 1.05 is reported, and nothing of it is tagged')
}

function checkGrowth(report: TaggedReport, context: string, say: Say<Codes>): void {
  const [growth] = factsNamed(report, 'EntityEmergingGrowthCompany', context)
  const [period] = factsNamed(report, 'EntityExTransitionPeriod', context)
  const emerging = saysYes(growth)
  if (growth && emerging === true && !period)
    say('K046', placeOfFact(report, growth), 'EntityExTransitionPeriod is not tagged')
  if (period && emerging !== true)
    say(
      'K047',
      placeOfFact(report, period),
      'EntityExTransitionPeriod is tagged by a registrant that is not an emerging growth company',
    )
}

const ofClass = /^(?:Security12[bg]Title|TradingSymbol|NoTradingSymbolFlag|SecurityExchangeName)$/

function checkClass(report: TaggedReport, context: string, say: Say<Codes>): void {
  const facts = (report.tags?.facts ?? []).filter(
    (fact) => fact.contextRef === context && ofClass.test(deiName(fact.name) ?? ''),
  )
  const [first] = facts
  if (!first) return
  const has = (name: string) => facts.some((fact) => deiName(fact.name) === name)
  const title = has('Security12bTitle') || has('Security12gTitle')
  const symbol = has('TradingSymbol')
  const none = has('NoTradingSymbolFlag')
  const at = placeOfFact(report, first)
  if (symbol && none) say('K048', at, 'a class has a symbol, and a flag that it has none')
  else if ((symbol || none) && !title) say('K048', at, 'a symbol is tagged without the title of its class')
  else if (title && !symbol && !none && has('SecurityExchangeName'))
    say('K048', at, 'a class has neither TradingSymbol nor NoTradingSymbolFlag')
}
