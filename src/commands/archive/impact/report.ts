/** What an upgrade would change, over all filings: by cause, gravest first; as text, JSON and a page. Pure. */
import { escapedText } from '../../../markup.ts'
import { tool } from '../../../tool.ts'
import { type Kind, kinds } from './differences.ts'
import type { Impact } from './impact.ts'

export interface Group {
  readonly cause: string
  /** How many filings differ by it in each kind at the gravest, gravest first. */
  readonly worst: Readonly<Partial<Record<Kind, number>>>
  /** Names of filings, sorted. */
  readonly filings: readonly string[]
}

export interface Report {
  readonly format: 1
  readonly tool: string
  readonly filings: number
  readonly same: number
  /** How many filings differ in each kind at the gravest. */
  readonly worst: Readonly<Partial<Record<Kind, number>>>
  readonly groups: readonly Group[]
  readonly impacts: readonly Impact[]
}

const gravity = (found: readonly Kind[]): number =>
  Math.min(...found.map((kind) => kinds.indexOf(kind)), kinds.length)

export function reportOf(impacts: readonly Impact[]): Report {
  const groups = new Map<string, { worst: Partial<Record<Kind, number>>; filings: string[] }>()
  for (const { id, causes } of impacts)
    for (const { what, kinds: found } of causes) {
      const group = groups.get(what) ?? { worst: {}, filings: [] }
      const [gravest = 'looks'] = found
      group.worst[gravest] = (group.worst[gravest] ?? 0) + 1
      group.filings.push(id)
      groups.set(what, group)
    }
  const worst: Partial<Record<Kind, number>> = {}
  for (const { kinds: found } of impacts) {
    const [first] = found
    if (first) worst[first] = (worst[first] ?? 0) + 1
  }
  return {
    format: 1,
    tool,
    filings: impacts.length,
    same: impacts.filter(({ kinds: found }) => found.length === 0).length,
    worst,
    groups: [...groups]
      .map(([cause, group]) => ({ cause, worst: group.worst, filings: [...group.filings].sort() }))
      .sort(
        (a, b) =>
          gravest(a) - gravest(b) || b.filings.length - a.filings.length || (a.cause < b.cause ? -1 : 1),
      ),
    impacts: [...impacts].sort((a, b) => gravity(a.kinds) - gravity(b.kinds) || (a.id < b.id ? -1 : 1)),
  }
}

const gravest = ({ worst }: Pick<Group, 'worst'>): number => kinds.findIndex((kind) => worst[kind])

const filingsOf = (count: number): string => `${count} ${count === 1 ? 'filing' : 'filings'}`

const kindWords: Readonly<Record<Kind, string>> = {
  'not built': 'cannot be built',
  words: 'words differ',
  files: 'files come or go',
  structure: 'the structure differs',
  findings: 'new findings',
  pages: 'pages differ',
  looks: 'looks differ',
}

/** `412 filings, looks only`, or what differs in how many. */
function extent({ worst, filings }: Group): string {
  const found = kinds.filter((kind) => worst[kind])
  if (found.length === 1 && found[0])
    return `${filingsOf(filings.length)}, ${found[0] === 'looks' ? 'looks only' : kindWords[found[0]]}`
  const each = found.map((kind) => `${kind === 'looks' ? 'looks only' : kindWords[kind]} in ${worst[kind]}`)
  return `${filingsOf(filings.length)}: ${each.join(', ')}`
}

/** `3 filings: words differ`, gravest first. */
export const worstLines = ({ worst, same }: Report): string[] => [
  ...kinds.flatMap((kind) => (worst[kind] ? [`${filingsOf(worst[kind])}: ${kindWords[kind]}`] : [])),
  `${filingsOf(same)}: the same`,
]

/** At most so many filings are named in a line of text. */
const named = 4

const nameList = (filings: readonly string[]): string =>
  [...filings.slice(0, named), ...(filings.length > named ? [`${filings.length - named} more`] : [])].join(
    ', ',
  )

export function reportText(report: Report): string {
  const lines = [
    `${filingsOf(report.filings)} made again by ${report.tool}`,
    ...worstLines(report).map((line) => `  ${line}`),
  ]
  if (report.groups.length > 0) lines.push('', 'By cause')
  for (const group of report.groups)
    lines.push(`  ${group.cause}: ${extent(group)}`, `    ${nameList(group.filings)}`)
  const grave = report.impacts.filter(
    ({ kinds: found }) => found.length > 0 && gravity(found) < kinds.indexOf('pages'),
  )
  if (grave.length > 0) lines.push('', 'What differs')
  for (const { id, version, differences } of grave)
    lines.push(
      `  ${id} ${version}`,
      ...differences.slice(0, 6).map(({ what, text }) => `    ${what}: ${text}`),
    )
  return lines.join('\n')
}

const style = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1a1a1a}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #ddd;overflow-wrap:anywhere}
code{font-size:.92em}summary{cursor:pointer}.grave{color:#a11}`

/** One page, without scripts or anything from elsewhere. */
export function reportHtml(report: Report): string {
  const rows = report.groups.map(
    (group) =>
      `<tr><td><code>${escapedText(group.cause)}</code></td><td${gravest(group) < 3 ? ' class="grave"' : ''}>${escapedText(extent(group))}</td><td><details><summary>${filingsOf(group.filings.length)}</summary>${group.filings.map(escapedText).join('<br>')}</details></td></tr>`,
  )
  const details = report.impacts
    .filter(({ kinds: found }) => found.length > 0)
    .map(
      ({ id, version, differences }) =>
        `<tr><td>${escapedText(id)} ${version}</td><td>${differences.map(({ what, text }) => `${escapedText(what)}: ${escapedText(text)}`).join('<br>')}</td></tr>`,
    )
  const table = (head: readonly string[], body: readonly string[]): string =>
    body.length === 0
      ? ''
      : `<table><thead><tr>${head.map((one) => `<th scope="col">${one}</th>`).join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>What an upgrade would change</title><style>${style}</style></head><body>
<h1>What an upgrade would change</h1>
<p>${filingsOf(report.filings)} made again by ${escapedText(report.tool)}.</p>
<ul>${worstLines(report)
    .map((line) => `<li>${escapedText(line)}</li>`)
    .join('')}</ul>
<h2>By cause</h2>
${table(['Cause', 'What differs', 'Filings'], rows)}
<h2>By filing</h2>
${table(['Filing', 'What differs'], details)}
</body></html>
`
}
