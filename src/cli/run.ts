/** One run of the command line: parses arguments, calls a command, prints what came of it. */
import { parseArgs } from 'node:util'
import { type BuildOptions, build, type FilingResult, filingsIn } from '../commands/build.ts'
import { deadlines, deadlineText } from '../commands/deadline.ts'
import { createFiling } from '../commands/new.ts'
import { templatePaths } from '../commands/template-paths.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { coloured, type Paint, plain, report } from '../diagnostics/report.ts'
import { placeOf } from '../diagnostics/source.ts'
import { isIsoDate } from '../filing/dates.ts'
import { fontBook } from '../fonts/book.ts'
import { disk } from '../shell/disk.ts'
import { type World, WorldError } from '../shell/world.ts'
import { version } from '../tool.ts'
import { ask } from './ask.ts'
import { settingTable } from './setting.ts'
import { closingTable, verdicts } from './table.ts'
import { usage } from './usage.ts'
import { watch } from './watch.ts'

const options = {
  content: { type: 'string', default: 'content' },
  templates: { type: 'string' },
  out: { type: 'string', default: 'out' },
  'edgar-pdf': { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  stages: { type: 'boolean', default: false },
  report: { type: 'boolean', default: false },
  draft: { type: 'string' },
  'line-numbers': { type: 'boolean', default: false },
  registrant: { type: 'string' },
  date: { type: 'string' },
  items: { type: 'string' },
  headline: { type: 'string' },
  closed: { type: 'string', default: '' },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

type Values = ReturnType<typeof parse>['values']

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options, allowPositionals: true })
}

/** Wrong usage: said in one line, exit code 2. */
class UsageError extends Error {}

const print = (text: string): void => {
  if (text !== '') process.stdout.write(`${text}\n`)
}
const complain = (text: string): void => {
  if (text !== '') process.stderr.write(`${text}\n`)
}

/** @returns the exit code */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    return await dispatch(argv)
  } catch (error) {
    const parsing =
      error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
    if (error instanceof UsageError || parsing) {
      complain(`filingpress: ${(error as Error).message}\nTry: filingpress --help`)
      return 2
    }
    if (error instanceof FilingError)
      complain(error.diagnostics.map((found) => report(found, paintFor(process.stderr))).join('\n\n'))
    else if (error instanceof WorldError) complain(`filingpress: ${error.message}`)
    else {
      complain(
        `filingpress: this is a defect of filingpress, not of your filing. Please report it with this:\n${(error as Error).stack}`,
      )
      return 70
    }
    return 1
  }
}

async function dispatch(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv)
  const [command, ...rest] = positionals
  if (values.version) return said(version)
  if (values.help || command === undefined || command === 'help') return said(usage.trimEnd())
  const world = disk()
  switch (command) {
    case 'build':
      return values.watch ? watchBuild(world, rest, values) : buildOnce(world, rest, values, false)
    case 'check':
      return buildOnce(world, rest, values, true)
    case 'deadline':
      return showDeadlines(world, rest, values)
    case 'new':
      return begin(world, rest, values)
    case 'schema': {
      const { schemaText } = await import('../commands/schema.ts')
      const path = `${values.content}/filing.schema.json`
      world.writeFile(path, new TextEncoder().encode(schemaText()))
      return said(values.quiet ? '' : `wrote ${path}`)
    }
    case 'template':
      if (rest[0] !== 'paths') throw new UsageError('template knows one thing: template paths')
      return listPaths(world, values)
    default:
      throw new UsageError(`there is no command "${command}"`)
  }
}

function said(text: string): number {
  print(text)
  return 0
}

function paintFor(stream: NodeJS.WriteStream): Paint {
  const wanted = process.env['FORCE_COLOR'] !== undefined || (stream.isTTY && process.env['TERM'] !== 'dumb')
  return wanted && !process.env['NO_COLOR'] ? coloured : plain
}

function buildOptions(values: Values, dryRun: boolean): BuildOptions {
  const epoch = process.env['SOURCE_DATE_EPOCH']
  if (epoch !== undefined && !/^\d{1,11}$/.test(epoch))
    throw new UsageError('SOURCE_DATE_EPOCH must be whole seconds')
  const date = epoch === undefined ? {} : { date: new Date(Number(epoch) * 1000).toISOString().slice(0, 10) }
  const { content, templates, out, force } = values
  const progress = progressFor(values)
  return {
    content: tidy(content),
    templates: templates === undefined ? undefined : tidy(templates),
    out: tidy(out),
    edgarPdf: values['edgar-pdf'],
    report: values.report,
    force,
    dryRun,
    ...date,
    draft: {
      ...(values.draft !== undefined && { stamp: values.draft }),
      lineNumbers: values['line-numbers'],
    },
    ...(progress && { onStage: progress }),
  }
}

const tidy = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') : path)

/** On a terminal one line that changes; with --stages a line each; otherwise nothing. */
function progressFor({ stages, quiet, json }: Values): BuildOptions['onStage'] {
  if (stages)
    return (slug, stage, time) => complain(`${slug}  ${stage.padEnd(8)} ${time.toFixed(1).padStart(7)} ms`)
  if (quiet || json) return undefined
  // Off a terminal a line a filing, so that a log of a long run shows where it is.
  if (!process.stderr.isTTY)
    return (slug, stage) => (stage === 'write' ? complain(`${slug}: written`) : undefined)
  const order = ['read', 'intake', 'compose', 'check', 'html', 'typeset', 'paint', 'prove', 'write']
  return (slug, stage) => {
    const done = order.indexOf(stage) + 1
    const bar = '#'.repeat(done * 2).padEnd(order.length * 2, '.')
    process.stderr.write(stage === order.at(-1) ? '\r\u001b[K' : `\r[${bar}] ${slug}: ${stage}\u001b[K`)
  }
}

function filingsFor(world: World, named: readonly string[], { content }: Values): string[] {
  const all = filingsIn(world, tidy(content))
  const slugs = named.map((name) => name.replace(/\/+$/, '').split('/').at(-1) ?? name)
  const unknown = slugs.find((slug) => !all.includes(slug))
  if (unknown !== undefined)
    throw new UsageError(
      `there is no filing "${unknown}" in ${content}/ (there is ${all.join(', ') || 'none'})`,
    )
  if (slugs.length === 0 && all.length === 0)
    throw new UsageError(`there are no filings in ${content}/; begin one with: filingpress new <name>`)
  return slugs.length > 0 ? slugs : all
}

function buildOnce(world: World, named: readonly string[], values: Values, dryRun: boolean): number {
  const options = buildOptions(values, dryRun)
  const fonts = fontBook((file) => world.fontFile(file))
  const results = build(world, filingsFor(world, named, values), fonts, options)
  if (values.json) print(JSON.stringify(results.map(forPrograms), undefined, 2))
  else show(results, options.out, values.quiet, dryRun)
  // A record's departures are findings that it must keep; only what stops a build, or a check, fails.
  return results.some(
    ({ ok, diagnostics }) => !ok || diagnostics.some(({ severity }) => severity === 'error'),
  )
    ? 1
    : 0
}

function show(results: readonly FilingResult[], out: string, quiet: boolean, dryRun: boolean): void {
  const paint = paintFor(process.stderr)
  const found = results
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => !quiet || severity === 'error')
  complain(found.map((one) => report(one, paint)).join('\n\n'))
  if (quiet) return
  if (found.length > 0) complain('')
  if (!dryRun) print(closingTable(results, out))
  if (results.some(({ documents }) => documents.some(({ setting }) => setting)))
    print(`\n${settingTable(results)}`)
  print(`${dryRun ? '' : '\n'}${verdicts(results)}`)
}

function forPrograms({ diagnostics, milliseconds, ...rest }: FilingResult): unknown {
  return {
    ...rest,
    milliseconds: Math.round(milliseconds),
    diagnostics: diagnostics.map(({ span, ...found }) => ({
      ...found,
      ...(span && { file: span.source.path, ...placeOf(span.source, span.start) }),
    })),
  }
}

async function watchBuild(world: World, named: readonly string[], values: Values): Promise<number> {
  const folders = [values.content, values.templates ?? world.ownTemplates]
  await watch(folders, () => buildOnce(world, named, values, false))
  return 0
}

async function begin(world: World, [name, ...more]: readonly string[], values: Values): Promise<number> {
  if (name === undefined || more.length > 0) throw new UsageError('new takes one name, as acme-2026-03-02')
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new UsageError('a name is made of a-z, 0-9 and hyphens')
  const registrant = values.registrant ?? (await ask('Name of the registrant', 'Example Corporation'))
  const date =
    values.date ??
    (await ask('Date of report (YYYY-MM-DD)', /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? '2026-01-02'))
  if (!isIsoDate(date)) throw new UsageError(`"${date}" is not a date as 2026-03-02`)
  const items = (values.items ?? (await ask('Items, with commas', '8.01')))
    .split(',')
    .map((item) => item.trim())
  const headline = values.headline ?? (await ask('Headline of the release', `${registrant} Announces …`))
  const log = new Log()
  const files = createFiling(
    world,
    tidy(values.content),
    { slug: name, registrant, date, items, headline },
    log,
  )
  log.stopIfFailed()
  return said(`${files.join('\n')}\n\nNext: filingpress build ${name}`)
}

function showDeadlines(world: World, named: readonly string[], values: Values): number {
  const closed = values.closed.split(',').filter(Boolean)
  const wrong = closed.find((date) => !isIsoDate(date))
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is not a date as 2025-01-09`)
  const { content, templates, out } = buildOptions(values, true)
  const found = filingsFor(world, named, values).map((slug) =>
    deadlines(world, { content, templates, out }, slug, closed.filter(isIsoDate)),
  )
  return said(values.json ? JSON.stringify(found, undefined, 2) : found.map(deadlineText).join('\n\n'))
}

function listPaths(world: World, values: Values): number {
  const { content, templates, out } = buildOptions(values, true)
  const found = templatePaths(world, { content, templates, out })
  if (values.json) return said(JSON.stringify(Object.fromEntries(found), undefined, 2))
  for (const [page, paths] of found) {
    const width = Math.max(...paths.map(({ path }) => path.length))
    print(`${page}.hbs\n${paths.map(({ path, at }) => `  ${path.padEnd(width)}  ${at}`).join('\n')}\n`)
  }
  return 0
}
