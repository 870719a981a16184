/** `diff BASE OURS THEIRS` in a terminal, and its files. */
import { reportFault } from '../commands/diff.ts'
import { faultsOfThree, isSameInThree, type ThreeVersions, threeJson } from '../commands/three-versions.ts'
import { Log } from '../diagnostics/log.ts'
import { fontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import type { Change } from '../redline/changes.ts'
import { type Joint, whose, whoseSentence } from '../redline/three-versions.ts'
import { sentence, shownBy } from './redline-words.ts'
import { type DiffValues, writeAll } from './redlining.ts'
import { complainOf, paintFor, print, UsageError } from './say.ts'

/** Writes what was asked for and prints. @returns 0 for no difference, 1 for some */
export async function printThree(world: World, compared: ThreeVersions, values: DiffValues): Promise<number> {
  for (const name of ['certificate', 'r-tags'] as const)
    if (values[name] !== undefined) throw new UsageError(`--${name} is about two versions: name the two`)
  const log = new Log()
  for (const [name, fault] of faultsOfThree(compared)) reportFault(name, fault, log)
  if (values.redline !== undefined || values.docx !== undefined) {
    const { threeFiles, threeWordFiles } = await import('../commands/three-pages.ts')
    const fonts = fontBook((file) => world.fontFile(file))
    if (values.redline !== undefined)
      writeAll(world, values.redline, threeFiles(compared, fonts, log, values['changed-pages']))
    if (values.docx !== undefined) writeAll(world, values.docx, threeWordFiles(compared, values.by))
  }
  if (values.json || values.format === 'json') print(threeJson(compared).trimEnd())
  else if (!values.quiet) print(threeWords(compared, values))
  complainOf(log.diagnostics)
  return isSameInThree(compared) ? 0 : 1
}

/** What changed, whose it is, and where both stand in each other's way. */
export function threeWords(
  { base, ours, theirs, documents, attached, facts }: ThreeVersions,
  { names = false, stat = false },
  paint = paintFor(process.stdout),
): string {
  const others = [...attached, ...facts].map(({ name, who }) => `${name}: ${whose[who]}`)
  const changed = documents.filter(({ joints }) => joints.length > 0)
  if (names)
    return [...changed.map(({ name, counts }) => `${name}: ${whoseSentence(counts)}`), ...others].join('\n')
  const shown = shownBy(paint)
  const lines = [`base:   ${base.label}`, `ours:   ${ours.new.label}`, `theirs: ${theirs.new.label}`]
  for (const { name, counts, joints } of documents) {
    lines.push(...(stat ? [] : ['']), paint.bold(`${name}: ${whoseSentence(counts)}`))
    let section = ''
    for (const joint of stat ? [] : joints) {
      const place = [...joint.ours, ...joint.theirs][0]?.section ?? ''
      if (place !== section) lines.push(place)
      section = place
      lines.push(...linesOf(joint, (change) => sentence(change, shown), paint.bold))
    }
  }
  return [...lines, ...(others.length > 0 ? ['', ...others] : [])].join('\n')
}

function linesOf(
  { number, who, ours, theirs }: Joint,
  said: (change: Change) => string,
  bold: (text: string) => string,
): string[] {
  const start = `  ${String(number).padStart(3)}  `
  if (who === 'conflict')
    return [
      `${start}${bold('CONFLICT')}`,
      ...ours.map((change) => `         ours:   ${said(change)}`),
      ...theirs.map((change) => `         theirs: ${said(change)}`),
    ]
  const changes = who === 'theirs' ? theirs : ours
  return changes.map(
    (change, at) =>
      `${at === 0 ? `${start}${`${who}:`.padEnd(7)}` : ' '.repeat(start.length + 7)} ${said(change)}`,
  )
}
