/** Options that several commands share, and what a build makes of them. */

import type { BuildOptions } from '../commands/build.ts'
import { filingsIn } from '../commands/places.ts'
import { isIsoDate } from '../filing/dates.ts'
import { baseName, withoutSlash } from '../paths.ts'
import type { World } from '../platform/world.ts'
import type { Charset } from '../wire/write.ts'
import type { Options, ValuesOf } from './command.ts'
import { complain, environment, formats, status, UsageError } from './say.ts'

export const contentOption = {
  content: { type: 'text', value: 'DIR', default: 'content', text: 'where the filings are' },
} as const satisfies Options

export const placeOptions = {
  ...contentOption,
  templates: {
    type: 'text',
    value: 'DIR',
    text: 'your theme: its templates and house.css take precedence over the built-in ones',
  },
  out: { type: 'text', value: 'DIR', default: 'out', text: 'where the documents go' },
} as const satisfies Options

export const filingDateOption = {
  'filing-date': {
    type: 'text',
    value: 'DATE',
    text: 'the day of filing, where it is not that of the signature: EDGAR’s tables are those of that day',
  },
} as const satisfies Options

/** @throws UsageError for what is no day */
export function filingDate({ 'filing-date': day }: ValuesOf<typeof filingDateOption>): string | undefined {
  if (day !== undefined && !isIsoDate(day)) throw new UsageError(`"${day}" is not a date like 2026-03-02`)
  return day
}

export const jsonOption = {
  json: { type: 'flag', text: 'print the result as JSON, for programs' },
} as const satisfies Options

export const jobsOption = {
  jobs: {
    type: 'text',
    value: 'N',
    text: 'how many filings to work on at once; by default as many as the machine has cores',
  },
  summary: { type: 'text', value: 'FILE', text: 'write the outcome of each one to this file, as JSON' },
} as const satisfies Options

export const quietOption = { quiet: { type: 'flag', text: 'print only errors' } } as const satisfies Options

/** How findings are printed, and what counts as a failure. */
export const findingOptions = {
  ...jsonOption,
  format: {
    type: 'text',
    value: 'FORMAT',
    default: 'text',
    choices: formats,
    text: 'how findings are printed: text, json, sarif or github',
  },
  strict: { type: 'flag', text: 'warnings fail too' },
  ties: { type: 'flag', text: 'list every figure with what supports it, what it differs from, or nothing' },
  'tie-sheet': { type: 'text', value: 'DIR', text: 'write that list to this folder as HTML, PDF and JSON' },
  ...quietOption,
} as const satisfies Options

/** What a rendering depends on besides content and theme. */
export const renderingOptions = {
  ...filingDateOption,
  'edgar-pdf': {
    type: 'flag',
    text: 'also make 8-k.edgar.pdf without links and bookmarks, as EDGAR wants PDFs',
  },
  'embed-source': {
    type: 'flag',
    text: 'keep content, facts and templates inside each PDF (PDF/A-3a); not for EDGAR',
  },
  final: { type: 'flag', text: 'only if nothing is open and the rendering is the approved one' },
  draft: { type: 'text', value: 'LABEL', text: 'stamp every page with a label and the number of findings' },
  'line-numbers': { type: 'flag', text: 'number the lines of the PDFs in the margin, for comments' },
} as const satisfies Options

export const byOption = {
  by: { type: 'text', value: 'NAME', required: true, text: 'who decides this; recorded as given' },
} as const satisfies Options

export type PlaceValues = ValuesOf<typeof placeOptions>
type RenderingValues = Partial<ValuesOf<typeof renderingOptions>>
interface OtherValues {
  readonly force?: boolean
  readonly report?: boolean
  readonly reading?: boolean
  readonly wire?: string | undefined
  readonly stages?: boolean
  readonly quiet?: boolean
  readonly json?: boolean
}

export function buildOptions(
  values: PlaceValues & RenderingValues & OtherValues,
  dryRun: boolean,
): BuildOptions {
  const epoch = environment('SOURCE_DATE_EPOCH')
  if (epoch !== undefined && !/^\d{1,11}$/.test(epoch))
    throw new UsageError('SOURCE_DATE_EPOCH must be a whole number of seconds')
  const date = epoch === undefined ? {} : { date: new Date(Number(epoch) * 1000).toISOString().slice(0, 10) }
  const progress = progressFor(values)
  const day = filingDate({ 'filing-date': values['filing-date'] })
  return {
    ...placesOf(values),
    edgarPdf: values['edgar-pdf'] ?? false,
    embedSource: values['embed-source'] ?? false,
    ...(values.reading && { reading: true }),
    ...(values.wire !== undefined && { wire: values.wire as Charset }),
    report: values.report ?? false,
    force: values.force ?? false,
    dryRun,
    final: values.final ?? false,
    ...date,
    ...(day !== undefined && { day }),
    draft: {
      ...(values.draft !== undefined && { stamp: values.draft }),
      lineNumbers: values['line-numbers'] ?? false,
    },
    ...(progress && { onStage: progress }),
  }
}

export const tidy = (path: string): string => (path.length > 1 ? withoutSlash(path) : path)

export function placesOf({ content, templates, out }: PlaceValues) {
  return {
    content: tidy(content),
    templates: templates === undefined ? undefined : tidy(templates),
    out: tidy(out),
  }
}

/** On a terminal one line that changes; with --stages a line each; otherwise nothing. */
function progressFor({ stages, quiet, json }: OtherValues): BuildOptions['onStage'] {
  if (stages)
    return (slug, stage, time) => complain(`${slug}  ${stage.padEnd(8)} ${time.toFixed(1).padStart(7)} ms`)
  if (quiet || json) return undefined
  // Off a terminal a line a filing, so that a log of a long run shows where it is.
  const line = status()
  if (!line) return (slug, stage) => (stage === 'write' ? complain(`${slug}: written`) : undefined)
  const order = ['read', 'intake', 'compose', 'check', 'html', 'typeset', 'paint', 'prove', 'write']
  return (slug, stage) => {
    const done = order.indexOf(stage) + 1
    const bar = '#'.repeat(done * 2).padEnd(order.length * 2, '.')
    if (stage === order.at(-1)) line.clear()
    else line.show(`[${bar}] ${slug}: ${stage}`)
  }
}

/** The name of a filing, given as such or as its folder. */
export const slugOf = baseName

/** Whether arguments of `check` name filings and no files: what lies in the folder of outputs are files. */
export function areFilings(world: World, named: readonly string[], { content, out }: PlaceValues): boolean {
  const all = filingsIn(world, tidy(content))
  return named.every((name) => all.includes(slugOf(name)) && !name.startsWith(`${tidy(out)}/`))
}

/** The filings that were named, or all. @throws UsageError for one that is not there */
export function filingsFor(
  world: World,
  named: readonly string[],
  { content }: { readonly content: string },
): string[] {
  const all = filingsIn(world, tidy(content))
  const slugs = named.map(slugOf)
  const unknown = slugs.find((slug) => !all.includes(slug))
  if (unknown !== undefined)
    throw new UsageError(
      `there is no filing "${unknown}" in ${content}/ (there is ${all.join(', ') || 'none'})`,
    )
  if (slugs.length === 0 && all.length === 0)
    throw new UsageError(`there are no filings in ${content}/; begin one with: filingpress new <name>`)
  return slugs.length > 0 ? slugs : all
}
