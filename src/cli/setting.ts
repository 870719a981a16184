/** The report on typesetting, as text: a row a document, then every place that is not as it should be. */
import type { FilingResult } from '../commands/build.ts'
import { lineAt } from '../diagnostics/source.ts'
import type { Place } from '../typeset/report.ts'
import { columns } from './columns.ts'

export function settingTable(results: readonly FilingResult[]): string {
  const head = [
    'typesetting',
    'lines',
    'justified',
    'hyphens',
    'stretch: mean',
    'worst',
    '<=1.25',
    '<=1.5',
    '<=2',
    '>2',
  ]
  const rows: string[][] = []
  const places: string[] = []
  for (const { documents } of results) {
    for (const { name, setting } of documents) {
      if (!setting) continue
      const { lines, hyphens, stretch } = setting
      const counts = stretch.histogram.map(String)
      rows.push([
        name,
        String(lines),
        String(stretch.justified),
        String(hyphens),
        stretch.mean.toFixed(2),
        stretch.worst.toFixed(2),
        ...counts,
      ])
      const found: readonly (readonly [string, readonly Place[]])[] = [
        ['overfull line', setting.overfull],
        ['widow', setting.widows],
        ['orphan', setting.orphans],
        ['stranded heading', setting.strandedHeadings],
        ['third hyphen in a row', setting.ladders],
        ['word space beyond twice', stretch.beyondTwo],
        ['that nothing fills without holes', setting.unjustified],
      ]
      for (const { page, title, before, at } of setting.splits)
        places.push(
          `${name}, page ${page}: table runs on${title === '' ? '' : ` (${title})`}, next page begins with "${before}"${at ? ` ${lineAt(at.via ?? at.span)}` : ''}`,
        )
      for (const [what, list] of found) {
        for (const { page, text } of list)
          places.push(`${name}, page ${page}: ${what}: "${text.slice(0, 70)}"`)
      }
    }
  }
  return [
    ...columns([head, ...rows]),
    '',
    ...(places.length > 0 ? places : ['nothing overfull, alone, stranded or stretched beyond twice']),
  ].join('\n')
}
