/** `check` on filings or files, `waive` and `approve`, as a person types them. */
import { approve } from '../commands/approve.ts'
import { build } from '../commands/build.ts'
import { areFiles, checkFiles } from '../commands/check.ts'
import { filingsIn } from '../commands/places.ts'
import { waive } from '../commands/waive.ts'
import { open } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { fontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import { buildOnce } from './building.ts'
import { known } from './explain.ts'
import { forPrograms } from './formats.ts'
import { buildOptions, filingsFor, tidy, type Values } from './options.ts'
import { codeFor, complainOf, formatOf, print, printFor, said, tieForPrograms, UsageError } from './say.ts'
import { countSentence, tieList, tieSentence } from './table.ts'

/** Filings by name, or finished files by path. */
export function checkAny(world: World, named: readonly string[], values: Values): number {
  const slugs = filingsIn(world, tidy(values.content))
  const areNames = named.every(
    (name) =>
      slugs.includes(name.replace(/\/+$/, '').split('/').at(-1) ?? name) &&
      !name.startsWith(`${tidy(values.out)}/`),
  )
  if (areNames || !areFiles(world, named)) return buildOnce(world, named, values, true)
  const { files, diagnostics, ties } = checkFiles(world, named)
  const json = () =>
    JSON.stringify(
      { files, ties: ties.map(tieForPrograms), diagnostics: diagnostics.map(forPrograms) },
      undefined,
      2,
    )
  if (!printFor(formatOf(values), diagnostics, json)) {
    complainOf(diagnostics)
    if (values.ties) print(tieList(ties))
    print(tieSentence(ties))
    print(countSentence(`${files.length} ${files.length === 1 ? 'file' : 'files'} checked`, diagnostics))
  }
  return codeFor(diagnostics, values.strict)
}

/** `waive CODE [place] [filing]`: the filing may be left out where there is one. */
export function waiveOne(world: World, [code, ...rest]: readonly string[], values: Values): number {
  const { reason, by } = values
  if (code === undefined || reason === undefined || by === undefined)
    throw new UsageError('waive takes a code, a place, --reason "..." and --by "..."')
  const slugs = filingsIn(world, tidy(values.content))
  const place = rest.find((one) => /:\d+/.test(one))
  const named = rest.find((one) => one !== place) ?? slugs.find((slug) => place?.includes(`${slug}/`))
  const [slug, second] = filingsFor(world, named === undefined ? [] : [named], values)
  if (slug === undefined || second !== undefined)
    throw new UsageError('say which filing, as: waive K067 filing.yaml:26 acme-2026-03-02')
  const options = buildOptions(values, true)
  const [result] = build(
    world,
    [slug],
    fontBook((file) => world.fontFile(file)),
    options,
  )
  const log = new Log()
  const waived = waive(
    world,
    `${options.content}/${slug}`,
    result?.diagnostics ?? [],
    { code: known(code), place, reason, by },
    log,
  )
  log.stopIfFailed()
  return said(waived.map((one) => `waived ${one.code}: ${one.message}`).join('\n'))
}

export function approveEach(world: World, named: readonly string[], values: Values): number {
  const { by } = values
  if (by === undefined || named.length === 0) throw new UsageError('approve takes a filing and --by "Name"')
  const fonts = fontBook((file) => world.fontFile(file))
  for (const slug of filingsFor(world, named, values)) {
    const { approval, log } = approve(world, slug, by, fonts, buildOptions(values, true))
    complainOf(log.diagnostics)
    print(`${slug}: approved by ${by} on ${approval.at}\n  rendering ${approval.digest}`)
    for (const [name, digest] of Object.entries(approval.outputs)) print(`  ${name.padEnd(14)} ${digest}`)
    print('  the name is as given: it authenticates nobody unless the approval is signed')
    if (log.diagnostics.some(open)) print('  a final build will refuse until what is listed above is settled')
  }
  return 0
}
