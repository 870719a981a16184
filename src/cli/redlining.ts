/** `diff` in a terminal: words marked in colour or as `[-old-]{+new+}`, counts, names, files when asked. */

import { toBytes } from '../bytes.ts'
import {
  type AttachedDiff,
  type Diff,
  type DocumentDiff,
  diff,
  diffJson,
  faultsOf,
  isSame,
  reportFault,
} from '../commands/diff.ts'
import { filingsIn } from '../commands/places.ts'
import { built, isComposed, isUnread, type Side, type Version, versionOf } from '../commands/versions.ts'
import { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { fontBook } from '../fonts/book.ts'
import { Earlier } from '../html/earlier.ts'
import { commitOf } from '../platform/git.ts'
import type { World } from '../platform/world.ts'
import { type Change, cellSentence } from '../redline/changes.ts'
import { leftOver } from '../redline/classes.ts'
import { byLook } from '../redline/looks.ts'
import { accept } from '../redline/settle.ts'
import { countSentence } from '../redline/summary.ts'
import { opened } from './commands/archive/shared.ts'
import { type PlaceValues, placesOf, tidy } from './options.ts'
import { complainOf, paintFor, print, UsageError } from './say.ts'

export interface DiffValues extends PlaceValues {
  readonly redline: string | undefined
  readonly 'changed-pages': boolean
  readonly docx: string | undefined
  readonly certificate: string | undefined
  readonly stat: boolean
  readonly ignore: string | undefined
  readonly expand: boolean
  readonly names: boolean
  readonly format: string
  readonly json: boolean
  readonly quiet: boolean
  readonly archive: string | undefined
}

export async function compared(world: World, words: readonly string[], values: DiffValues): Promise<Diff> {
  const [old, fresh] = await sides(world, words, values)
  return diff(await whole(old), await whole(fresh))
}

/** Writes what was asked for and prints. @returns 0 for no difference, 1 for some */
export async function printDiff(world: World, diffed: Diff, values: DiffValues): Promise<number> {
  const fonts = fontBook((file) => world.fontFile(file))
  const log = new Log()
  let faults: ReadonlyMap<string, string> = faultsOf(diffed)
  for (const [name, fault] of faults) reportFault(name, fault, log)
  if (values.redline !== undefined || values.docx !== undefined) {
    const { redlineFiles, wordFiles } = await import('../commands/redlines.ts')
    if (values.redline !== undefined) {
      const made = redlineFiles(diffed, fonts, log, values['changed-pages'])
      faults = made.faults
      writeAll(world, values.redline, made.files.set('redline.json', toBytes(diffJson(diffed, faults))))
    }
    if (values.docx !== undefined) writeAll(world, values.docx, wordFiles(diffed))
  }
  if (values.json || values.format === 'json') print(diffJson(diffed, faults).trimEnd())
  else if (!values.quiet) {
    const how = { ignore: values.ignore === 'typography', expand: values.expand }
    print(values.names ? names(diffed) : values.stat ? stat(diffed) : inWords(diffed, undefined, how))
  }
  complainOf(log.diagnostics)
  if (values.certificate !== undefined) {
    const { certificateFiles } = await import('../commands/certificate.ts')
    writeAll(world, values.certificate, certificateFiles(diffed, fonts, faults))
  }
  return isSame(diffed) ? 0 : 1
}

/** What composes is loaded only where something is to be composed: finished files need none of it. */
async function whole(side: Side): Promise<Version> {
  if (isComposed(side)) return side
  if (isUnread(side)) return (await import('../commands/foreign.ts')).foreignVersion(side.files, side.label)
  return (await import('../commands/composed.ts')).composed(side)
}

/** Two words name both sides; one names the old side of the filing it is about; none, the last build. */
async function sides(world: World, words: readonly string[], values: DiffValues): Promise<[Side, Side]> {
  const places = placesOf(values)
  const slugs = filingsIn(world, places.content)
  const nameOf = (word: string) =>
    slugs.find((slug) => [slug, `${places.content}/${slug}`].includes(word.replace(/\/+$/, '')))
  const named = words.map(nameOf)
  const slug = named.find((one) => one !== undefined) ?? (slugs.length === 1 ? slugs[0] : undefined)
  const now = (): Side => {
    const own = slug ?? needFiling(slugs)
    return { world, places, slug: own, label: `${own} as it stands` }
  }
  const earlier = new Earlier()
  const of = async (word: string): Promise<Side> => {
    const archived = /^(.+)@(v\d+)$/.exec(word)
    return archived
      ? fromArchive(world, values, archived[1] ?? '', archived[2], earlier)
      : versionOf(world, places, word, slug, slugs, earlier)
  }
  const [first, second, third] = words
  if (third !== undefined) {
    // A filing and two of its versions.
    if (words.length > 3 || named[0] === undefined)
      throw new UsageError('diff takes two versions, or a filing and two of its versions')
    return [await of(second ?? ''), await of(third)]
  }
  if (first === undefined) return [built(world, places, slug ?? needFiling(slugs)), now()]
  if (second === undefined)
    return named[0] === undefined ? [await of(first), now()] : [built(world, places, slug), now()]
  // `diff acme HEAD~1` is the filing then and now.
  if (
    named[0] !== undefined &&
    named[1] === undefined &&
    !first.includes('/') &&
    (second === 'out' || commitOf(second))
  )
    return [await of(second), now()]
  return [await of(first), await of(second)]
}

/** `acme@v2`: a version that the archive keeps. */
async function fromArchive(
  world: World,
  values: DiffValues,
  slug: string,
  wanted: string | undefined,
  earlier: Earlier,
): Promise<Version> {
  const { archivedVersion, objectOf, versionOf } = await import('../commands/archive/objects.ts')
  const archive = await opened(world, values)
  const stored = await objectOf(archive, slug)
  return archivedVersion(archive, stored, versionOf(stored, wanted), earlier)
}

function needFiling(slugs: readonly string[]): never {
  throw new UsageError(
    slugs.length > 0 ? `name the filing: ${slugs.join(', ')}` : 'there are no filings to compare',
  )
}

function writeAll(world: World, folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [name, bytes] of files) world.writeFile(`${tidy(folder)}/${name}`, bytes)
  print([...files.keys()].map((name) => `${tidy(folder)}/${name}`).join('\n'))
}

const states = { same: 'the same', changed: 'changed', added: 'new', gone: 'gone' } as const

function names({ documents, attached }: Diff): string {
  const pdfs = documents.filter(({ state, same }) => state === 'same' && same.pdf === false)
  return [
    ...[...documents, ...attached]
      .filter(({ state }) => state !== 'same')
      .map(({ name, state }) => `${name}: ${states[state]}`),
    ...pdfs.map(({ name }) => `${name}: the same, but other bytes of its PDF`),
  ].join('\n')
}

function stat({ old, new: fresh, documents, attached }: Diff): string {
  const lines = documents.map(
    (one) => `${one.name}: ${one.state === 'same' ? sameSentence(one) : countSentence(one.redline.changes)}`,
  )
  const figures = documents.flatMap(({ name, redline }) =>
    redline.changes.flatMap((change) =>
      change.figures.map(
        (figure) =>
          `  ${name} ${change.section}: ${figure.before ?? '(none)'} -> ${figure.after ?? '(none)'}${figure.difference === null ? '' : ` (${figure.difference})`}`,
      ),
    ),
  )
  return [
    `old: ${old.label}`,
    `new: ${fresh.label}`,
    ...lines,
    ...attached.map(attachedSentence),
    ...(figures.length > 0 ? ['figures:', ...figures] : []),
  ].join('\n')
}

/** Words are compared in documents of ours alone. */
function attachedSentence({ name, state }: AttachedDiff): string {
  const said = { same: 'the same bytes', changed: 'OTHER BYTES', added: 'new', gone: 'gone' }
  const why = /\.(?:gif|jpg)$/i.test(name) ? 'a picture' : 'made elsewhere: its words are not compared'
  return `${name}: ${said[state]} (${why})`
}

function sameSentence({ same }: DocumentDiff): string {
  const found = [
    same.bytes ? 'same bytes' : 'other bytes',
    same.words ? 'same words' : 'other words',
    same.structure ? 'same structure' : 'other structure',
    ...(same.pdf === null ? [] : [same.pdf ? 'same bytes of the PDF' : 'OTHER BYTES OF THE PDF']),
  ]
  return `no changes (${found.join(', ')})`
}

/** Pages that were built on one side only are another matter than words: a foot, say, is in no HTML. */
const unseen = ({ old, new: fresh, documents }: Diff): string =>
  old.authored === fresh.authored || documents.every(({ same }) => same.pdf !== null)
    ? ''
    : '; the PDF was not compared, --certificate does'

/**
 * @param ignore changes of typography alone do not count, and are not told
 * @param expand each change is told, also where many are alike
 */
export function inWords(
  whole: Diff,
  paint = paintFor(process.stdout),
  { ignore = false, expand = false } = {},
): string {
  const diffed = ignore ? withoutTypography(whole) : whole

  const colours = paint.bold('x') !== 'x'
  const gone = (text: string) => (colours ? paint.red(text) : `[-${text}-]`)
  const come = (text: string) => (colours ? paint.inserted(text) : `{+${text}+}`)
  const lines: string[] = [`old: ${diffed.old.label}`, `new: ${diffed.new.label}`]
  for (const one of diffed.documents) {
    lines.push(
      '',
      paint.bold(
        `${one.name}: ${one.state === 'same' ? sameSentence(one) : `${one.state === 'changed' ? '' : `${states[one.state]}; `}${countSentence(one.redline.changes)}`}`,
      ),
    )
    let section = ''
    const { changes, document } = one.redline
    for (const group of expand ? changes.map((change) => [change]) : byClass(byLook(changes))) {
      const [change] = group as [Change]
      if (change.section !== section) {
        section = change.section
        lines.push(section)
      }
      const number = `  ${String(change.number).padStart(3)}  `
      const more =
        group.length === 1 ? '' : `, and so in ${group.length - 1} more, to ${group.at(-1)?.number}`
      const told = sentence(change, gone, come)
      lines.push(
        group.length > 1 && change.class !== null
          ? number + classSentence(group, told, document)
          : number + told + more + cause(change, paint.dim),
      )
    }
  }
  if (diffed.attached.length > 0) lines.push('', ...diffed.attached.map(attachedSentence))
  if (diffed.facts.length > 0)
    lines.push(
      '',
      paint.bold('tagged facts that no page shows:'),
      ...diffed.facts.map(
        ({ concept, about, old, new: fresh }) =>
          `  ${concept}${about === '' ? '' : ` (${about})`}: ${old === null ? '' : gone(old)}${fresh === null ? '' : come(fresh)}`,
      ),
    )
  if (isSame(diffed)) lines.push('', `nothing differs${unseen(diffed)}`)
  return lines.join('\n')
}

export const cut = (text: string, most = 160): string =>
  text.length > most ? `${text.slice(0, most / 2).trim()} … ${text.slice(-most / 2).trim()}` : text

function sentence(
  { kind, old, new: fresh, before, after, cell, move, looks }: Change,
  gone: (text: string) => string,
  come: (text: string) => string,
): string {
  const ahead = before === '' ? '' : `…${before.replace(/\s+/g, ' ').slice(-36)}`
  const lead = cell ? `${cellSentence(cell)}: ` : ahead
  switch (kind) {
    case 'moved':
      return old === ''
        ? `moved to here (${move}): ${come(cut(fresh))}`
        : `moved from here (${move}): ${gone(cut(old))}`
    case 'restyled':
      return `look changed${fresh === '' ? '' : `: ${cut(fresh)}`}${looks.length === 0 ? '' : ` (${looks.map(({ property, before: was, after }) => `${property} ${was} -> ${after}`).join('; ')})`}`
    case 'renumbered':
      return `label renumbered: ${gone(old)}${come(fresh)}`
    case 'split':
      return `paragraph split behind ${lead}`
    case 'joined':
      return `paragraphs joined behind ${lead}`
    case 'reshaped': {
      const told = (text: string, how: (text: string) => string) => (text === '' ? '' : how(cut(seen(text))))
      return `${looks.map(({ before: was, after: is }) => `${was} made ${is}`).join('')} behind ${lead}${told(old, gone)}${told(fresh, come)}`
    }
    default: {
      const words = after.replace(/\s+/g, ' ')
      const behind = cell ? '' : words.length > 24 ? `${words.slice(0, 24)}…` : words.trimEnd()
      return `${lead}${old === '' ? '' : gone(cut(seen(old)))}${fresh === '' ? '' : come(cut(seen(fresh)))}${behind}`
    }
  }
}

/** Blanks alone, as signs: a space is an open box, one that does not break a shouldered one. */
const seen = (text: string): string =>
  text.trim() === '' ? text.replace(/[\u00a0\u202f]/g, '\u237d').replace(/\s/g, '\u2423') : text

/** Changes of one class as one group: all of typography, all of numbers, each term that was renamed. */
function byClass(groups: readonly Change[][]): Change[][] {
  const found = new Map<string, Change[]>()
  return groups.flatMap((group): Change[][] => {
    const [change] = group
    if (!change || change.class === null) return [group]
    const key =
      change.class === 'renamed' ? `${change.old.trim()}\0${change.new.trim()}` : `class ${change.class}`
    const known = found.get(key)
    if (known) {
      known.push(change)
      return []
    }
    const begun = [change]
    found.set(key, begun)
    return [begun]
  })
}

function classSentence(group: readonly Change[], told: string, redlined: Document): string {
  const [first] = group
  const numbers = `numbers ${group.map(({ number }) => number).join(', ')}`
  if (first?.class === 'typography') return `typography only, ${group.length} times: ${told} (${numbers})`
  if (first?.class === 'renumbered')
    return `renumbered, ${group.length} labels and references: ${told} (${numbers})`
  const left = leftOver(first?.old ?? '', accept(redlined))
  return `renamed throughout, ${group.length} times, ${left} left over: ${told} (${numbers})`
}

/** The comparison with changes of typography left out of lists and numbers. */
function withoutTypography(diffed: Diff): Diff {
  const documents = diffed.documents.map((one) => ({
    ...one,
    redline: {
      ...one.redline,
      changes: one.redline.changes.filter((change) => change.class !== 'typography'),
    },
  }))
  return { ...diffed, documents }
}

function cause({ causes }: Change, dim: (text: string) => string): string {
  if (causes.length === 0) return ''
  const shown = causes
    .slice(0, 2)
    .map(({ kind, at }) => (kind === 'content' || kind === 'output' ? at : `${kind} ${at}`))
  return `\n       ${dim(`by ${shown.join(', ')}${causes.length > 2 ? ', …' : ''}`)}`
}
