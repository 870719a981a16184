/** `merge`: shows what reviewers changed, asks on a terminal, writes the new state, and says what became of each change. */
import { type Accept, type Merge, type MergedChange, readMerge, writeMerge } from '../commands/merge.ts'
import { mergeFolder } from '../commands/merge-folder.ts'
import type { Places } from '../commands/places.ts'
import { noSuch } from '../diagnostics/log.ts'
import { changesOf, tokensOf } from '../merging/three-way.ts'
import type { World } from '../platform/world.ts'
import { ask } from './ask.ts'
import { filingsFor, type PlaceValues, placesOf, tidy } from './options.ts'
import { complain, type paintFor, paintFor as paints, said, UsageError } from './say.ts'

export interface MergeValues extends PlaceValues {
  readonly accept: readonly string[]
  readonly base: string | undefined
  readonly json: boolean
}

export interface Merged {
  readonly merges: readonly Merge[]
  /** Where the content before is kept; undefined where nothing was written. */
  readonly kept: string | undefined
  readonly wrote: boolean
}

export async function merged(world: World, words: readonly string[], values: MergeValues): Promise<Merged> {
  const [slug = '', ...files] = words
  const places = placesOf(values)
  const [filing = ''] = filingsFor(world, [slug], values)
  const merges: Merge[] = []
  let kept: string | undefined
  for (const path of files) {
    const made = await mergeOne(world, places, filing, path, values)
    merges.push(made.merge)
    kept ??= made.kept
  }
  return { merges, kept, wrote: kept !== undefined }
}

async function mergeOne(
  world: World,
  places: Places,
  slug: string,
  path: string,
  values: MergeValues,
): Promise<{ merge: Merge; kept: string | undefined }> {
  const asked = values.accept.length === 0 && process.stdin.isTTY === true && !values.json
  const accept: Accept = values.accept.includes('none')
    ? 'none'
    : values.accept.includes('all') || values.accept.length === 0
      ? 'all'
      : values.accept
  const merge = world.readFolder(tidy(path))
    ? mergeFolder(world, places, slug, tidy(path), values.base && tidy(values.base), accept)
    : readMerge(world, places, slug, fileAt(world, path), accept)
  known(merge, accept)
  if (!asked)
    return {
      merge,
      kept:
        values.accept.length === 0 || merge.files.size === 0 ? undefined : writeMerge(world, places, merge),
    }
  const chosen = await choose(merge)
  const again = world.readFolder(tidy(path))
    ? merge
    : readMerge(world, places, slug, fileAt(world, path), accept, (change) => chosen.has(keyOf(change)))
  return { merge: again, kept: again.files.size === 0 ? undefined : writeMerge(world, places, again) }
}

/** A name that nobody in the file has is a slip of the keyboard. */
function known({ reviewers }: Merge, accept: Accept): void {
  if (typeof accept === 'string') return
  const names = reviewers.map(({ name }) => name)
  const wrong = accept.find((name) => !names.includes(name))
  if (wrong !== undefined)
    throw new UsageError(
      `nobody in the file is called "${wrong}"${names.length > 0 ? `; there are ${names.map((name) => `"${name}"`).join(', ')}` : ''}`,
    )
}

const fileAt = (world: World, path: string): { name: string; bytes: Uint8Array } => ({
  name: path,
  bytes: world.readFile(path) ?? noSuch(path, 'give the path of the Word file that came back'),
})

const keyOf = ({ kind, before, after }: Pick<MergedChange, 'kind' | 'before' | 'after'>): string =>
  `${kind}\0${before}\0${after}`

async function choose({ taken }: Merge): Promise<ReadonlySet<string>> {
  const chosen = new Set<string>()
  for (const [index, change] of taken.entries()) {
    complain(`\n${changeLines(change, paints(process.stderr)).join('\n')}`)
    const answer = await ask(`Take change ${index + 1} of ${taken.length}? yes, no, all, quit`, 'yes')
    if (/^q/i.test(answer)) break
    if (/^a/i.test(answer)) {
      for (const one of taken.slice(index)) chosen.add(keyOf(one))
      break
    }
    if (!/^n/i.test(answer)) chosen.add(keyOf(change))
  }
  return chosen
}

/** @returns the exit code */
export function printMerged({ merges, kept, wrote }: Merged, { json }: { readonly json: boolean }): number {
  const open = merges.some(({ left, conflicts }) => left.length + conflicts.length > 0)
  if (json) {
    const plain = merges.map(({ files, ...merge }) => ({ ...merge, files: [...files.keys()] }))
    said(JSON.stringify({ merges: plain, kept: kept ?? null }, null, 2))
    return open ? 1 : 0
  }
  const paint = paints(process.stdout)
  for (const merge of merges) said(lines(merge, wrote, paint).join('\n'))
  if (kept !== undefined) said(`\nThe content before is kept in ${kept}.`)
  else if (merges.some(({ files }) => files.size > 0))
    said('\nNothing was written. Say --accept all, --accept none for the comments alone, or --accept NAME.')
  else said('\nThe content says all of it already.')
  return open ? 1 : 0
}

type Paint = ReturnType<typeof paintFor>

function lines(merge: Merge, wrote: boolean, paint: Paint): string[] {
  const { document, against, reviewers, taken, left, conflicts, comments, again } = merge
  const counts = reviewers.map(
    ({ name, changes, tracked }) => `${name} ${changes.length}${tracked ? '' : ', not tracked'}`,
  )
  return [
    paint.bold(
      `${document}, against ${against}: ${counts.length === 0 ? 'nobody changed it' : `changes by ${counts.join('; ')}`}`,
    ),
    ...(again
      ? [
          '  taken before; what could not be taken stands in review.md, whose line "taken" keeps it from being tried again',
        ]
      : []),
    ...taken.flatMap((change) => changeLines(change, paint)),
    ...left.flatMap((change) => [
      ...changeLines({ ...change, facts: [] }, paint),
      `    ${wrote ? 'not taken' : 'cannot be taken'}: ${change.why}; ${change.choices}`,
    ]),
    ...conflicts.flatMap(({ why, sent, theirs, ours }) => [
      `  conflict: ${why}`,
      `    sent:   ${clipped(sent)}`,
      `    theirs: ${clipped(theirs === '' ? '(deleted)' : theirs)}`,
      `    here:   ${clipped(ours === '' ? '(deleted)' : ours)}`,
    ]),
    ...comments.map(
      ({ author, text, open, about }) =>
        `  comment of ${author}${open ? '' : ' (settled)'} on "${clipped(about, 50)}": ${clipped(text)}`,
    ),
  ]
}

const clipped = (text: string, most = 160): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

const kinds: Readonly<Record<MergedChange['kind'], string>> = {
  change: '',
  recast: 'made another kind of paragraph: ',
  delete: 'taken out: ',
  insert: 'put in: ',
  cell: 'cell: ',
  'row-gone': 'row taken out: ',
  'row-new': 'row put in: ',
  columns: 'columns: ',
}

function changeLines({ kind, by, before, after, facts }: MergedChange, paint: Paint): string[] {
  const follow = facts.map((fact) => `    the fact ${fact} changes, and so every place that shows it`)
  return [`  ${by.join(' and ')}: ${kinds[kind]}${marked(before, after, paint)}`, ...follow]
}

/** Both texts in one, what is gone and what has come marked, with some words around. */
function marked(before: string, after: string, paint: Paint): string {
  const colours = paint.bold('x') !== 'x'
  const gone = (text: string) => (text === '' ? '' : colours ? paint.red(text) : `[-${text}-]`)
  const come = (text: string) => (text === '' ? '' : colours ? paint.inserted(text) : `{+${text}+}`)
  if (before === '' || after === '') return gone(clipped(before)) + come(clipped(after))
  const plain = (text: string) => tokensOf({ text, looks: '0'.repeat(text.length) })
  const old = plain(before)
  const { changes } = changesOf(old, plain(after))
  if (changes.length === 0) return `another look: ${clipped(after, 80)}`
  let out = ''
  let at = 0
  const same = (end: number, last: boolean) => {
    const text = old
      .slice(at, end)
      .map(({ text: own }) => own)
      .join('')
    const [head, tail] = [at === 0 ? '' : text.slice(0, 24), last ? '' : text.slice(-24)]
    return text.length <= 50 ? text : `${head}…${tail}`
  }
  for (const { start, end, by } of changes) {
    out += same(start, false)
    out +=
      gone(
        old
          .slice(start, end)
          .map(({ text }) => text)
          .join(''),
      ) + come(by.map(({ text }) => text).join(''))
    at = end
  }
  return (out + same(old.length, true)).replace(/\s+/g, ' ')
}
