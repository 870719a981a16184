/** What the command line may say: options, their values, and what a build makes of them. */
import { parseArgs } from 'node:util'
import type { BuildOptions } from '../commands/build.ts'
import { filingsIn } from '../commands/places.ts'
import type { World } from '../platform/world.ts'
import { complain, UsageError } from './say.ts'

export const options = {
  content: { type: 'string', default: 'content' },
  templates: { type: 'string' },
  out: { type: 'string', default: 'out' },
  'edgar-pdf': { type: 'boolean', default: false },
  'embed-source': { type: 'boolean', default: false },
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
  final: { type: 'boolean', default: false },
  by: { type: 'string' },
  reason: { type: 'string' },
  format: { type: 'string', default: 'text' },
  strict: { type: 'boolean', default: false },
  ties: { type: 'boolean', default: false },
  redline: { type: 'string' },
  docx: { type: 'string' },
  'changed-pages': { type: 'boolean', default: false },
  archive: { type: 'string' },
  message: { type: 'string' },
  key: { type: 'string' },
  expect: { type: 'string' },
  retain: { type: 'string' },
  'signature-page': { type: 'string', multiple: true },
  attestation: { type: 'string', multiple: true },
  copy: { type: 'string', multiple: true },
  accession: { type: 'string' },
  accepted: { type: 'string' },
  bag: { type: 'string' },
  tar: { type: 'string' },
  pdf: { type: 'string' },
  certificate: { type: 'string' },
  stat: { type: 'boolean', default: false },
  names: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export type Values = ReturnType<typeof parse>['values']

export function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options, allowPositionals: true })
}

export function buildOptions(values: Values, dryRun: boolean): BuildOptions {
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
    embedSource: values['embed-source'],
    report: values.report,
    force,
    dryRun,
    final: values.final,
    ...date,
    draft: {
      ...(values.draft !== undefined && { stamp: values.draft }),
      lineNumbers: values['line-numbers'],
    },
    ...(progress && { onStage: progress }),
  }
}

export const tidy = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') : path)

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

export function filingsFor(world: World, named: readonly string[], { content }: Values): string[] {
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
