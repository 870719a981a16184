/** Whether the cover page is tagged, and on which words: what a filing's own facts do not allow (17 CFR 232.406). */
import { namesAgree } from '../../xbrl/company-name.ts'
import { isFormat } from '../../xbrl/transforms.ts'
import { family } from '../rule.ts'
import { factsNamed, headerPlace, placeOfFact } from '../tagged-report.ts'
import { wrongYears } from './tagged-contexts.ts'

export const tagging = family(
  {
    K042: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5; Inline XBRL 1.1, section 11',
      means: 'a transformation cannot read the printed words, or reads another value than the fact',
      hint: 'print them in a form that EDGAR reads: Delaware, not DELAWARE',
      in: 'filing.yaml',
      wrong: 'jurisdiction: DELAWARE',
      right: 'jurisdiction: Delaware',
    },
    K063: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.22',
      means: 'EDGAR does not accept the taxonomy of that year on the day of filing',
      hint: 'leave the year out: it is chosen by the day of filing',
      in: 'filing.yaml',
      wrong: 'xbrl: { namespace: http://www.tidewater.example, year: 2026 }',
      right: 'xbrl: { namespace: http://www.tidewater.example }',
    },
    K064: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 232.406',
      means: 'the cover page must be tagged and is not',
      hint: 'give cik and xbrl: { namespace: … }; a registrant before its first 10-Q says xbrl: { due: false, reason: … }',
      in: 'filing.yaml',
      wrong: 'xbrl: { due: false, reason: It has filed no 10-Q yet }',
      right: 'xbrl: { namespace: http://www.tidewater.example }',
    },
    K113: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 6.5.24',
      means: 'the name on the cover page does not begin with the name that EDGAR has on record',
      hint: 'correct name, or have the record changed in EDGAR before filing and then correct conformedName',
      in: 'filing.yaml',
      wrong: '    cik: 1234567\n    conformedName: EBBTIDE INC',
      right: '    cik: 1234567',
    },
  },
  {
    filing({ registrants, places }, say) {
      registrants.forEach(({ name, conformedName }, index) => {
        if (conformedName !== undefined && !namesAgree(conformedName, name))
          say(
            'K113',
            places(`registrants.${index}.conformedName`),
            `EDGAR has "${conformedName}" on record, and the cover page says "${name}": it would suspend the filing`,
          )
      })
    },
    tags({ problems }, say) {
      for (const { code, at, message, hint } of problems)
        if (code !== 'K036' && code !== 'K037') say(code, at, message, hint)
    },
    tagged(report, say) {
      if (!report.tags) {
        if (report.date !== undefined && report.date >= '2021-07-01')
          say('K064', headerPlace(report), 'the report is of a day on which tags are due, and has none')
        return
      }
      const [name] = factsNamed(report, 'EntityRegistrantName')
      const recorded = report.header?.name
      if (name?.value !== undefined && recorded !== undefined && !namesAgree(recorded, name.value))
        say(
          'K113',
          placeOfFact(report, name),
          `the submission is of "${recorded}", and the cover page says "${name.value.trim()}"`,
        )
      for (const fact of report.tags.facts) {
        if (fact.value !== undefined || fact.nil) continue
        const why = isFormat(fact.format ?? '') ? 'does not read' : 'is not a transformation that reads'
        say('K042', placeOfFact(report, fact), `${fact.format} ${why} "${fact.shown.trim()}"`)
      }
      for (const message of wrongYears(report)) say('K063', headerPlace(report), message)
    },
  },
)
