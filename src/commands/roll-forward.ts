/**
 * `filingpress new NAME --from FILING`: last quarter's filing as the beginning of this one.
 *
 * What stays true is kept. Every date, figure and name of a period becomes a placeholder that shows what it was, and
 * the lock refuses placeholders: a stale figure cannot be filed by oversight. Waivers, approvals and boxes are about
 * the old filing and do not come along.
 */
import { toBytes, toText } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { monthNames } from '../filing/dates.ts'
import { approvalFolder } from '../lock/approval.ts'
import type { World } from '../platform/world.ts'

export interface RollForward {
  readonly slug: string
  readonly from: string
  /** `YYYY-MM-DD` */
  readonly date: string
  /** The items to keep; all where none is given. */
  readonly items: readonly string[] | undefined
}

export interface Stale {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly was: string
}

export interface RolledForward {
  readonly files: readonly string[]
  readonly stale: readonly Stale[]
}

const monthName = `(?:${monthNames.join('|')}|Jan\\.|Feb\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\.)`
/** Dates, names of periods, and figures: what another quarter has otherwise. */
const staleText = new RegExp(
  [
    `${monthName} \\d{1,2}(?:, \\d{4})?`,
    '(?:first|second|third|fourth) (?:fiscal )?quarter(?: of (?:fiscal )?(?:year )?\\d{4})?',
    'Q[1-4](?: (?:FY)?\\d{2,4})?',
    '(?:fiscal (?:year )?|FY)\\d{2,4}',
    '[$€£]\\s?\\d[\\d,.]*\\d?(?: (?:million|billion|thousand))?',
    '\\d[\\d,.]*\\s?(?:%|percent\\b|basis points\\b|million\\b|billion\\b)',
    '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?',
    '\\d+\\.\\d+',
    '\\b(?:19|20)\\d{2}\\b',
  ].join('|'),
  'g',
)
/** Expressions, attribute lists, exhibit and item numbers, links: not figures of a period. */
const kept =
  /\{\{[^{}]*\}\}|\{[^{}\n]*\}|\b(?:Exhibits?|Items?|Rules?|Sections?|Forms?|Part)\s+(?:No\.\s*)?\d[\w.()-]*(?:(?:,| and| or)\s+\d[\w.()-]*)*|\]\([^)]{0,200}\)|https?:\/\/\S+|\(?\d{3}\)?[ -]\d{3}-\d{4}|(?:Act of|Act) (?:19|20)\d{2}/g

/** Writes the new filing. @returns the paths of its files, and every place that has to be filled in */
export function rollForward(
  world: World,
  content: string,
  { slug, from, date, items }: RollForward,
  log: Log,
): RolledForward {
  const source = world.readFolder(`${content}/${from}`)
  if (!source?.files.has('filing.yaml'))
    log.add(
      'W002',
      undefined,
      `there is no filing ${content}/${from}`,
      'name a filing of content/ after --from',
    )
  if (world.exists(`${content}/${slug}`))
    log.add('I002', undefined, `${content}/${slug} exists already`, 'choose another name')
  log.stopIfFailed()
  const stale: Stale[] = []
  const files = new Map<string, Uint8Array>()
  for (const [name, bytes] of source?.files ?? []) {
    if (name.startsWith(`${approvalFolder}/`) || name === 'import.json') continue
    const change = changeOf(name, date, items)
    if (!change) files.set(name, bytes)
    else {
      const { text, found } = change(toText(bytes))
      files.set(name, toBytes(text))
      stale.push(...found.map((one) => ({ file: name, ...one })))
    }
  }
  world.replaceFolder(`${content}/${slug}`, files)
  return { files: [...files.keys()].sort().map((name) => `${content}/${slug}/${name}`), stale }
}

type Change = (text: string) => { readonly text: string; readonly found: readonly Omit<Stale, 'file'>[] }

function changeOf(name: string, date: string, items: readonly string[] | undefined): Change | undefined {
  if (name === 'filing.yaml') return (text) => facts(text, date)
  if (name === '8-k.md') return (text) => marked(onlyItems(text, items))
  if (/\.(?:md|csv)$/.test(name))
    return (text) => (name.endsWith('.md') ? withFront(text, date) : marked(text))
  return /^partials\/.*\.hbs$/.test(name) ? marked : undefined
}

/** Facts: the new date, no signature date, no waivers or boxes; titles of exhibits lose their stale parts. */
function facts(text: string, date: string): ReturnType<Change> {
  const dropped = withoutKeys(text, ['waivers', 'boxes', 'alsoFiledAs', 'amendment', 'tie'])
  const dated = dropped
    .replace(/^reportDate:.*$/m, `reportDate: ${date}`)
    .replace(/^form: 8-K\/A\s*$/m, 'form: 8-K')
    .replace(/^([ \t]+)date: \d{4}-\d{2}-\d{2}[ \t]*$/gm, '$1# date:')
    .replace(/^# Imported from .*\n/m, '')
  const lines = dated.split('\n')
  const found: Omit<Stale, 'file'>[] = []
  const out = lines.map((line, index) => {
    const title = /^(\s*(?:-\s+)?title:\s*)(?!\s)(.*)$/.exec(line)
    const inline = /^(.*\btitle:\s*)("[^"]*"|[^,}]*)(.*)$/.exec(line)
    const parts = title
      ? [title[1] ?? '', title[2] ?? '', '']
      : inline && /number:/.test(line)
        ? inline.slice(1)
        : undefined
    if (!parts) return line
    const change = marked(parts[1] ?? '')
    if (change.found.length === 0) return line
    found.push(...change.found.map(({ was }) => ({ line: index + 1, was })))
    const bare = change.text
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('"', '\\"')
    return `${parts[0]}"${bare}"${parts[2]}`
  })
  return { text: out.join('\n'), found }
}

/** YAML without some of its top-level keys and all that is under them. */
function withoutKeys(text: string, keys: readonly string[]): string {
  const out: string[] = []
  let skipping = false
  for (const line of text.split('\n')) {
    const key = /^([A-Za-z]+):/.exec(line)?.[1]
    if (key !== undefined) skipping = keys.includes(key)
    else if (/^\S/.test(line) && !line.startsWith('#')) skipping = false
    if (!skipping) out.push(line)
  }
  return out.join('\n')
}

/** A release: its date is the new one, its headline a placeholder, its text marked. */
function withFront(text: string, date: string): ReturnType<Change> {
  const front = /^---\n([\s\S]*?)\n---\n/.exec(text)
  if (!front) return marked(text)
  const head = (front[1] ?? '')
    .replace(/^date:.*$/m, `date: ${date}`)
    .replace(/^(headline:\s*).*$/m, '$1"[● headline]"')
    .replace(/^subheads:\n(?:[ -].*\n?)*/m, '')
  const body = marked(text.slice(front[0].length))
  const before = `---\n${head.trimEnd()}\n---\n`
  const lines = before.split('\n').length - 1
  return { text: before + body.text, found: body.found.map(({ line, was }) => ({ line: line + lines, was })) }
}

function onlyItems(text: string, items: readonly string[] | undefined): string {
  if (!items) return text
  return text
    .split(/(?=^# )/m)
    .filter((part) => {
      const number = /^# \s*item\s+(\d+(?:\.\d+)?)/i.exec(part)?.[1]
      return number === undefined || number === '9.01' || items.includes(number)
    })
    .join('')
}

/** Every stale part in brackets that say what it was. */
function marked(text: string): ReturnType<Change> {
  const found: Omit<Stale, 'file'>[] = []
  const out = text.split('\n').map((line, index) => {
    const guards = [...line.matchAll(kept)].map(
      (match) => [match.index, match.index + match[0].length] as const,
    )
    return line.replace(staleText, (was: string, ...rest: unknown[]) => {
      const at = rest.find((one) => typeof one === 'number') as number
      if (guards.some(([from, to]) => at < to && at + was.length > from)) return was
      found.push({ line: index + 1, was })
      return `[● ${was}]`
    })
  })
  return { text: out.join('\n'), found }
}
