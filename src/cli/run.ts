/** One run of the command line: parses arguments, calls a command, prints what came of it. */
import { toBytes } from '../bytes.ts'
import { ruleCodes, rules } from '../check/registry.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { report } from '../diagnostics/report.ts'
import { isIsoDate } from '../filing/dates.ts'
import { disk } from '../platform/disk.ts'
import { type World, WorldError } from '../platform/world.ts'
import { version } from '../tool.ts'
import { explain, known, ruleList } from './explain.ts'
import { buildOptions, filingsFor, parse, type Values } from './options.ts'
import { complain, paintFor, print, said, UsageError } from './say.ts'
import { usage } from './usage.ts'

/** @returns the exit code */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    return await dispatch(argv)
  } catch (error) {
    return tell(error)
  }
}

/** Says what ended a run. @returns the exit code */
function tell(error: unknown): number {
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

async function dispatch(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv)
  const [command, ...rest] = positionals
  if (values.version) return said(version)
  if (values.help || command === undefined || command === 'help') return said(usage.trimEnd())
  const world = disk()
  switch (command) {
    case 'build': {
      const { buildOnce, watchBuild } = await import('./building.ts')
      return values.watch ? watchBuild(world, rest, values, tell) : buildOnce(world, rest, values, false)
    }
    case 'check':
      return (await import('./checking.ts')).checkAny(world, rest, values)
    case 'diff':
      return diffCode(async () => (await import('./redlining.ts')).showDiff(world, rest, values))
    case 'archive':
      return (await import('./archiving.ts')).archive(world, rest, values)
    case 'git-diff':
      return (await import('./in-git.ts')).gitDiff(world, rest)
    case 'git-setup':
      return (await import('./in-git.ts')).setUpGit(world)
    case 'textconv':
      return said(
        (await import('../commands/git.ts'))
          .textconv(rest[0] ?? '', world.readFile(rest[0] ?? '') ?? new Uint8Array())
          .trimEnd(),
      )
    case 'explain':
      return said(rest.map((code) => explain(known(code))).join('\n\n') || ruleList())
    case 'rules':
      return said(
        values.json
          ? JSON.stringify(
              ruleCodes.map((code) => ({ code, ...rules[code] })),
              undefined,
              2,
            )
          : ruleList(),
      )
    case 'waive':
      return (await import('./checking.ts')).waiveOne(world, rest, values)
    case 'approve':
      return (await import('./checking.ts')).approveEach(world, rest, values)
    case 'deadline':
      return showDeadlines(world, rest, values)
    case 'new':
      return (await import('./beginning.ts')).begin(world, rest, values)
    case 'schema': {
      if (rest[0] === 'redline') {
        print((await import('../commands/redline-schema.ts')).redlineSchemaText().trimEnd())
        return 0
      }
      if (rest[0] !== undefined) throw new UsageError('schema takes nothing, or the word redline')
      const { schemaText } = await import('../commands/schema.ts')
      const path = `${values.content}/filing.schema.json`
      world.writeFile(path, toBytes(schemaText()))
      return said(values.quiet ? '' : `wrote ${path}`)
    }
    case 'template':
      if (rest[0] !== 'paths') throw new UsageError('template knows one thing: template paths')
      return listPaths(world, values)
    default:
      throw new UsageError(`there is no command "${command}"`)
  }
}

/** Of `diff`, 1 means a difference: whatever keeps it from comparing is 2. */
async function diffCode(run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof FilingError)) throw error
    complain(error.diagnostics.map((found) => report(found, paintFor(process.stderr))).join('\n\n'))
    return 2
  }
}

async function showDeadlines(world: World, named: readonly string[], values: Values): Promise<number> {
  const { deadlines, deadlineText } = await import('../commands/deadline.ts')
  const closed = values.closed.split(',').filter(Boolean)
  const wrong = closed.find((date) => !isIsoDate(date))
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is not a date as 2025-01-09`)
  const { content, templates, out } = buildOptions(values, true)
  const found = filingsFor(world, named, values).map((slug) =>
    deadlines(world, { content, templates, out }, slug, closed.filter(isIsoDate)),
  )
  return said(values.json ? JSON.stringify(found, undefined, 2) : found.map(deadlineText).join('\n\n'))
}

async function listPaths(world: World, values: Values): Promise<number> {
  const { templatePaths } = await import('../commands/template-paths.ts')
  const { content, templates, out } = buildOptions(values, true)
  const found = templatePaths(world, { content, templates, out })
  if (values.json) return said(JSON.stringify(Object.fromEntries(found), undefined, 2))
  for (const [page, paths] of found) {
    const width = Math.max(...paths.map(({ path }) => path.length))
    print(`${page}.hbs\n${paths.map(({ path, at }) => `  ${path.padEnd(width)}  ${at}`).join('\n')}\n`)
  }
  return 0
}
