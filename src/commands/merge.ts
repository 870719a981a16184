/**
 * `filingpress merge`: changes that were made in a Word file of a document go back into the content of the filing, and
 * comments into its review.md. Nothing is written before all of it is proved, and then in one swap with a copy kept.
 */
import { toBytes, toText } from '../bytes.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { ImportError } from '../importing/found.ts'
import { WordError } from '../importing/word/read.ts'
import { applySteps, type Documents } from '../merging/apply.ts'
import type { Texts } from '../merging/edit.ts'
import { pairUnits, wordsOf } from '../merging/pair.ts'
import { type Conflict, type MergeStep, type Plan, planOf } from '../merging/plan.ts'
import { type ReviewEntry, reviewName, takenNote, withEntries, withNote } from '../merging/review.ts'
import { type Review, type ReviewDifference, type Reviewer, reviewOf } from '../merging/reviewers.ts'
import { composeFiling } from '../pipeline.ts'
import { memory } from '../platform/memory.ts'
import type { World } from '../platform/world.ts'
import { type Labels, type Unit, unitsOf } from '../word/units.ts'
import type { Places } from './places.ts'
import { readContent, readOwnTheme } from './read.ts'

export interface Returned {
  readonly name: string
  readonly bytes: Uint8Array
}

/** One change that goes into the content, or would. */
export interface MergedChange {
  readonly kind: MergeStep['kind']
  readonly by: readonly string[]
  readonly before: string
  readonly after: string
  /** Facts that it changes, which every place that shows them follows. */
  readonly facts: readonly string[]
}

export interface LeftChange extends Omit<MergedChange, 'facts'> {
  readonly why: string
  readonly choices: string
}

export interface Merge {
  readonly filing: string
  readonly document: string
  /** How what was sent is known: from the file itself, from its tracked changes, or not at all. */
  readonly against:
    | 'what was sent'
    | 'its rejected changes'
    | 'the content as it stands'
    | 'what both began with'
  readonly reviewers: readonly Reviewer[]
  readonly taken: readonly MergedChange[]
  readonly left: readonly LeftChange[]
  readonly conflicts: readonly Conflict[]
  readonly comments: readonly ReviewEntry[]
  /** The very file was taken before, by the same choice; what could not be taken then stands in review.md. */
  readonly again?: true
  /** Files that change, by their names in the folder of the filing. */
  readonly files: ReadonlyMap<string, string>
}

/** Whose changes are taken: of everybody, of nobody, or of those named. */
export type Accept = 'all' | 'none' | readonly string[]

/** Reads and writes nothing. @throws FilingError for what cannot be read or composed */
export function readMerge(
  world: World,
  places: Places,
  slug: string,
  file: Returned,
  accept: Accept,
  chosen?: (change: Omit<MergedChange, 'facts'>) => boolean,
): Merge {
  const log = new Log()
  const review = opened(file, log)
  const documents = composedIn(world, places, slug)
  const labels = review.sent?.labels ?? 'automatic'
  const own = unitsIn(documents, labels)
  const accepted = (name: string) => accept === 'all' || (accept !== 'none' && accept.includes(name))
  const theirs = review.seenWith(accepted)
  const document = documentFor(review, theirs, own, file.name, log)
  const ours = own.get(document) ?? []
  const base = review.baseFor(accepted) ?? ours
  const texts = textsIn(world, `${places.content}/${slug}`)
  const known = texts.get(`${places.content}/${slug}/${reviewName}`)
  const note = takenNote(file.bytes, accept)
  const again = chosen === undefined && known?.includes(note) === true
  const plan: Plan = accept === 'none' || again ? nothingToDo : planOf(base, theirs, ours)
  const by = authorsOf(review.reviewers.filter(({ name }) => accepted(name)))
  const steps = plan.steps.filter((step) => chosen?.(changeOf(step, by)) ?? true)
  const applied = applySteps(steps, document, own, texts, (files) =>
    composedWith(world, places, slug, files, labels),
  )
  const left = applied.left.map(({ step, told, choices }) => ({ ...changeOf(step, by), why: told, choices }))
  const comments = review.comments.map(
    ({ done, ...comment }): ReviewEntry => ({ ...comment, open: !done, document }),
  )
  const entries = withEntries(known, [...comments, ...entriesOf(left, plan.conflicts, document, by)])
  const open = chosen === undefined && left.length + plan.conflicts.length > 0
  const notes = open ? withNote(entries ?? known, note) : entries
  const head = `${places.content}/${slug}/`
  return {
    filing: slug,
    document,
    against: review.sent
      ? 'what was sent'
      : review.baseFor(accepted)
        ? 'its rejected changes'
        : 'the content as it stands',
    reviewers: review.reviewers,
    taken: applied.taken.map(({ step, facts }) => ({ ...changeOf(step, by), facts })),
    left,
    conflicts: plan.conflicts,
    comments,
    ...(again && { again }),
    files: new Map([
      ...[...applied.files].map(([path, text]): [string, string] => [path.slice(head.length), text]),
      ...(notes === undefined ? [] : [[reviewName, notes] as [string, string]]),
    ]),
  }
}

const nothingToDo: Plan = { steps: [], conflicts: [] }

function opened({ name, bytes }: Returned, log: Log): Review {
  try {
    return reviewOf(bytes)
  } catch (error) {
    if (!(error instanceof ImportError || error instanceof WordError)) throw error
    log.add(
      'I004',
      undefined,
      `${name}: ${error.message}`,
      'merge takes the Word file (.docx) that came back',
    )
    return log.stop()
  }
}

/** The document that a file is of: by what it says itself, else the one whose paragraphs it has most of. */
function documentFor(
  review: Review,
  theirs: readonly Unit[],
  own: Documents,
  name: string,
  log: Log,
): string {
  const said = review.sent?.document
  if (said !== undefined && own.has(said)) return said
  const shares = [...own].map(([document, units]) => {
    const paired = pairUnits(units, theirs).filter((one) => one !== undefined).length
    return { document, share: units.length === 0 ? 0 : paired / units.length }
  })
  const best = shares.toSorted((a, b) => b.share - a.share)[0]
  if (best && best.share >= 0.3) return best.document
  log.add(
    'I004',
    undefined,
    `${name} is of no document of this filing`,
    'name the filing that it was made from',
  )
  return log.stop()
}

function composedIn(world: World, places: Places, slug: string): readonly Document[] {
  const log = new Log()
  const content = readContent(world, places, slug, log)
  const theme = readOwnTheme(world, places, slug, log)
  log.stopIfFailed()
  if (!content) throw new FilingError(log.diagnostics)
  return composeFiling(content, theme, log).documents
}

const unitsIn = (documents: readonly Document[], labels: Labels): Documents =>
  new Map(documents.map((document) => [document.fileName, unitsOf(document, labels)]))

/** The units of the filing with these files in place of its own; undefined where it cannot be composed. */
function composedWith(
  world: World,
  places: Places,
  slug: string,
  files: Texts,
  labels: Labels,
): Documents | undefined {
  const folder = `${places.content}/${slug}`
  const inside = [...(world.readFolder(folder)?.files ?? [])].map(([name, bytes]) => {
    const path = `${folder}/${name}`
    return [path, files.get(path) ?? bytes] as const
  })
  const beside = world.readFolder(`${places.content}/registrants`)?.files ?? new Map<string, Uint8Array>()
  const shared = [...beside].map(([name, bytes]) => [`${places.content}/registrants/${name}`, bytes] as const)
  try {
    return unitsIn(
      composedIn(memory(Object.fromEntries([...inside, ...shared]), world), places, slug),
      labels,
    )
  } catch (error) {
    if (error instanceof FilingError) return undefined
    throw error
  }
}

/** The texts of a filing's folder that people write. */
export function textsIn(world: World, folder: string): Texts {
  const files = world.readFolder(folder)?.files ?? new Map<string, Uint8Array>()
  return new Map(
    [...files]
      .filter(([name]) => /\.(?:md|csv|yaml|hbs)$/.test(name) && !name.startsWith('approval/'))
      .map(([name, bytes]) => [`${folder}/${name}`, toText(bytes)]),
  )
}

/** Who made a change: by the unit that was sent, or by the words that were put in. */
function authorsOf(reviewers: readonly Reviewer[]): (step: MergeStep) => readonly string[] {
  return (step) => {
    const [was, is] = wordsBoth(step)
    const those = (holds: (change: ReviewDifference) => boolean) =>
      reviewers.filter(({ changes }) => changes.some(holds)).map(({ name }) => name)
    const same = (change: ReviewDifference) => change.sent === step.sent
    const exact = those((change) => same(change) && change.before === was && change.after === is)
    // A cell or paragraph that several changed is of each of them; where nobody is found, of all who took part.
    const cell = those((change) => same(change) && change.before === was)
    const found = [exact, cell, those((change) => step.sent !== undefined && same(change))]
    return found.find((names) => names.length > 0) ?? reviewers.map(({ name }) => name)
  }
}

function changeOf(step: MergeStep, by: (step: MergeStep) => readonly string[]): Omit<MergedChange, 'facts'> {
  const [before, after] = wordsBoth(step)
  return { kind: step.kind, by: by(step), before, after }
}

function wordsBoth(step: MergeStep): readonly [string, string] {
  const row = (cells: readonly { readonly text: string }[] = []) => cells.map(({ text }) => text).join(' | ')
  switch (step.kind) {
    case 'change':
      return [step.own.text, step.to.text]
    case 'recast':
      return [step.own.text, `${step.to.label} ${step.to.text}`.trim()]
    case 'delete':
      return [wordsOf(step.own), '']
    case 'insert':
      return ['', wordsOf(step.unit)]
    case 'cell':
      return [step.cell.text, step.to.text]
    case 'row-gone':
      return [row(step.own.rows[step.row]), '']
    case 'row-new':
      return ['', row(step.cells)]
    case 'columns':
      return [`${step.was} columns`, `${step.is} columns`]
  }
}

/** What could not be taken, as entries that stay open until somebody settles them. */
function entriesOf(
  left: readonly LeftChange[],
  conflicts: readonly Conflict[],
  document: string,
  by: (step: MergeStep) => readonly string[],
): ReviewEntry[] {
  const base = { date: '', open: true, document, quote: '', replies: [] }
  const everyone = by({ kind: 'insert', unit: nothing, at: -1, sent: undefined }).join(' and ')
  return [
    ...left.map(({ by: who, before, after, why, choices }) => ({
      ...base,
      author: who.join(' and '),
      about: before,
      text: `Change not taken (${why}): ${after === '' ? 'take this out' : `make it "${after}"`}. ${choices[0]?.toUpperCase()}${choices.slice(1)}.`,
    })),
    ...conflicts.map(({ why, sent, theirs, ours }) => ({
      ...base,
      author: everyone,
      about: ours === '' ? sent : ours,
      text: `Conflict: ${why}.\nSent: ${sent}\nTheirs: ${theirs === '' ? '(deleted)' : theirs}\nHere: ${ours === '' ? '(deleted)' : ours}`,
    })),
  ]
}

const nothing: Unit = { type: 'text', role: 'paragraph', level: 0, label: '', text: '', looks: '' }

/** Copies of content that a merge replaced: no filings, because their folder begins with a point. */
const keptFolder = '.kept'

/** Writes the new state of the content, keeping a copy of the old. @returns the folder of the copy */
export function writeMerge(
  world: World,
  { content }: Places,
  { filing, files }: Pick<Merge, 'filing' | 'files'>,
): string {
  const folder = `${content}/${filing}`
  const held = world.hold(folder)
  try {
    const before = world.readFolder(folder)?.files ?? new Map<string, Uint8Array>()
    let number = 1
    while (world.exists(`${content}/${keptFolder}/${filing}-${number}`)) number++
    const copy = `${content}/${keptFolder}/${filing}-${number}`
    world.replaceFolder(copy, before)
    const after = [...files].map(([name, text]) => [name, toBytes(text)] as const)
    world.replaceFolder(folder, new Map([...before, ...after]))
    return copy
  } finally {
    held.release()
  }
}
