/** An exhibit that is filed is spoken of in some item. */
import { family } from '../rule.ts'
import { entriesOf } from './exhibit-index.ts'
import { referencesIn } from './exhibit-references.ts'

export const uncitedExhibits = family(
  {
    X005: {
      severity: 'note',
      grade: 'convention',
      source: 'Form 8-K, Item 9.01',
      means: 'an exhibit is attached but no item mentions it',
      hint: 'say in the item what the exhibit is',
      in: 'folder',
      wrong: 'an Exhibit 99.2 in the index that no item names',
      right: 'an item that says what Exhibit 99.2 is',
    },
  },
  {
    submission({ report, formKnown }, say) {
      // An amendment may add an exhibit to what the report said.
      if (!report || !formKnown || report.form === '8-K/A') return
      const items = report.passages.filter(({ part, item }) => part === 'item' && item !== '9.01')
      if (items.length === 0) return
      const cited = new Set(items.flatMap(({ text }) => referencesIn(text).map(({ number }) => number)))
      const loose = items.map(({ text }) => text).join(' ')
      const told = new Set<string>()
      for (const { number, at, links } of entriesOf(report)) {
        // An index at the end lists again what Item 9.01 does.
        if (told.has(number)) continue
        told.add(number)
        // What is incorporated was filed, and spoken of, before.
        if (links.some((href) => /^https?:/i.test(href))) continue
        if (/^(?:10[14]|23|24|12|5)\b/.test(number) || cited.has(number)) continue
        if (new RegExp(`exhibit\\s+(?:no\\.?\\s*)?${number.split('.')[0]}(?!\\d|\\.\\d)`, 'i').test(loose))
          continue
        if (new RegExp(`(?<![\\d.])${number.replace(/[.()]/g, '\\$&')}(?!\\d)`).test(loose)) continue
        say('X005', at, `Exhibit ${number} is listed and no item speaks of it`)
      }
    },
  },
)
