/** `filingpress diff BASE OURS THEIRS`: what two versions made of one, document by document. */
import { jsonText } from '../bytes.ts'
import { project } from '../html/dialect.ts'
import type { Change } from '../redline/changes.ts'
import { type Joint, jointly, type Who } from '../redline/three-versions.ts'
import { tool } from '../tool.ts'
import { type Diff, type DocumentDiff, diff, isSame } from './diff.ts'
import type { Version } from './versions.ts'

export interface DocumentOfThree {
  readonly name: string
  readonly joints: readonly Joint[]
  readonly counts: Readonly<Record<Who, number>>
}

/** What is no document of ours, a ready-made exhibit or a tagged fact that no page shows, and who changed it. */
export interface OtherOfThree {
  readonly name: string
  readonly who: Who
  /** Values or digests; null where a version has none. */
  readonly base: string | null
  readonly ours: string | null
  readonly theirs: string | null
}

export interface ThreeVersions {
  readonly base: Version
  /** Both against the base. */
  readonly ours: Diff
  readonly theirs: Diff
  readonly documents: readonly DocumentOfThree[]
  readonly attached: readonly OtherOfThree[]
  readonly facts: readonly OtherOfThree[]
}

export function threeVersions(base: Version, ours: Version, theirs: Version): ThreeVersions {
  const [old, mine, other] = alike([base, ours, theirs])
  const [left, right] = [diff(old, mine), diff(old, other)]
  const names = [...new Set([...left.documents, ...right.documents].map(roleOf))]
  const documents = names.map((role) => {
    const [one, two] = [left, right].map(({ documents: all }) => all.find((each) => roleOf(each) === role))
    return documentOf(one, two)
  })
  const facts = (side: Diff) =>
    new Map(
      side.facts.map(({ concept, about, old: was, new: is }) => [
        about === '' ? concept : `${concept} (${about})`,
        { was, is },
      ]),
    )
  return {
    base,
    ours: left,
    theirs: right,
    documents,
    attached: others(digestsOf(base, ours), digestsOf(base, theirs)),
    facts: others(facts(left), facts(right)),
  }
}

/** Paragraphs of the base are counted alike against either side only where all three are seen as one kind of document. */
function alike(versions: readonly [Version, Version, Version]): readonly [Version, Version, Version] {
  const foreign = versions.some((one) => one.foreign === 'lines')
    ? 'lines'
    : versions.some((one) => one.foreign)
      ? 'cells'
      : undefined
  const [base, ours, theirs] = versions
  if (foreign)
    return [
      { ...base, foreign },
      { ...ours, foreign },
      { ...theirs, foreign },
    ]
  if (versions.every(({ authored }) => authored)) return versions
  // As finished HTML of any dialect carries them.
  const seen = (version: Version): Version => ({
    ...version,
    authored: false,
    documents: version.documents.map((document) =>
      ['inline' as const, 'plain' as const].reduce(
        (one, dialect) => project(one, dialect, undefined, (texts) => texts),
        document,
      ),
    ),
  })
  return [seen(base), seen(ours), seen(theirs)]
}

/** A report is the report, whatever its file is called; an exhibit is the one of its number. */
const roleOf = ({ redline: { document } }: DocumentDiff): string =>
  document.form.startsWith('8-K') ? '8-K' : document.form

function documentOf(ours: DocumentDiff | undefined, theirs: DocumentDiff | undefined): DocumentOfThree {
  const either = (ours ?? theirs) as DocumentDiff
  const joints = ours && theirs ? jointly(ours.redline, theirs.redline) : alone(ours, theirs)
  const counts = { ours: 0, theirs: 0, both: 0, conflict: 0 }
  for (const { who } of joints) counts[who]++
  return { name: either.name, joints, counts }
}

/** A document that one side put in and neither other version has. */
function alone(ours: DocumentDiff | undefined, theirs: DocumentDiff | undefined): Joint[] {
  const changes = (side: DocumentDiff | undefined): readonly Change[] => side?.redline.changes ?? []
  const all = [...changes(ours), ...changes(theirs)]
  return all.map((change, index) => ({
    number: index + 1,
    who: ours ? 'ours' : 'theirs',
    ours: ours ? [change] : [],
    theirs: ours ? [] : [change],
    passage: null,
  }))
}

type Values = ReadonlyMap<string, { readonly was: string | null; readonly is: string | null }>

function digestsOf({ attached: before }: Version, { attached: after }: Version): Values {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return new Map(
    names.flatMap((name) => {
      const [was, is] = [before.get(name) ?? null, after.get(name) ?? null]
      return was === is ? [] : [[name, { was, is }] as const]
    }),
  )
}

function others(ours: Values, theirs: Values): OtherOfThree[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().map((name) => {
    const [mine, other] = [ours.get(name), theirs.get(name)]
    const base = (mine ?? other)?.was ?? null
    const who = !other ? 'ours' : !mine ? 'theirs' : mine.is === other.is ? 'both' : 'conflict'
    return { name, who, base, ours: mine ? mine.is : base, theirs: other ? other.is : base }
  })
}

export const isSameInThree = ({ ours, theirs }: ThreeVersions): boolean => isSame(ours) && isSame(theirs)

/** Redlines that are not proved, of either side, by the name of their document. */
export const faultsOfThree = ({ ours, theirs }: ThreeVersions): ReadonlyMap<string, string> =>
  new Map(
    [...ours.documents, ...theirs.documents].flatMap(({ name, redline: { fault } }) =>
      fault === undefined ? [] : [[name, fault] as const],
    ),
  )

/** Keys in one order, no clock. Changes are given by their numbers in the redlines of both sides. */
export function threeJson({ base, ours, theirs, documents, attached, facts }: ThreeVersions): string {
  const side = ({ label, date, digest }: Version) => ({ label, date: date ?? null, digest })
  const sideOf = (changes: readonly Change[]) =>
    changes.map(({ number, kind, section, before, old, new: fresh, cell, looks }) => ({
      number,
      kind,
      section,
      before,
      old,
      new: fresh,
      cell,
      looks,
    }))
  return jsonText({
    format: 1,
    tool,
    base: side(base),
    ours: side(ours.new),
    theirs: side(theirs.new),
    documents: documents.map(({ name, counts, joints }) => ({
      name,
      counts,
      changes: joints.map(({ number, who, passage, ours: mine, theirs: other }) => ({
        number,
        who,
        passage,
        ours: sideOf(mine),
        theirs: sideOf(other),
      })),
    })),
    attached,
    facts,
  })
}
