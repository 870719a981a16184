/** The files of a comparison of three versions: a page of who changed what, and the redline of either side. */
import { toBytes } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { nowhere, text } from '../document/build.ts'
import type { Block, Document, Inline, Revision } from '../document/document.ts'
import type { FontBook } from '../fonts/book.ts'
import { writeHtml } from '../html/write.ts'
import { type Change, cellSentence, legible, seen } from '../redline/changes.ts'
import { type Joint, whose, whoseSentence } from '../redline/three-versions.ts'
import { grid, headingOf, say as line, reportPage, smallPrint, titleOf } from '../reports/page.ts'
import { noDay, painted } from '../reports/painted.ts'
import { tool } from '../tool.ts'
import { redlineFiles, wordFiles } from './redlines.ts'
import { type DocumentOfThree, type OtherOfThree, type ThreeVersions, threeJson } from './three-versions.ts'
import type { Version } from './versions.ts'

/** `three-versions.htm`, `.pdf`, `.json`, and the redlines of either side in `ours/` and `theirs/`. */
export function threeFiles(
  compared: ThreeVersions,
  fonts: FontBook,
  log: Log,
  changedPages = false,
): Map<string, Uint8Array> {
  const page = threePage(compared)
  const { ours, theirs } = compared
  const day = theirs.new.date ?? ours.new.date ?? compared.base.date ?? noDay
  const files = new Map([
    ['three-versions.htm', toBytes(writeHtml(page, 'reading'))],
    ['three-versions.pdf', painted(page, fonts, day)],
    ['three-versions.json', toBytes(threeJson(compared))],
  ])
  for (const [side, diffed] of Object.entries({ ours, theirs }))
    for (const [name, bytes] of redlineFiles(diffed, fonts, log, changedPages).files)
      files.set(`${side}/${name}`, bytes)
  return files
}

export function threeWordFiles({ ours, theirs }: ThreeVersions, by?: string): Map<string, Uint8Array> {
  return new Map(
    Object.entries({ ours, theirs }).flatMap(([side, diffed]) =>
      [...wordFiles(diffed, { by })].map(([name, bytes]) => [`${side}/${name}`, bytes] as const),
    ),
  )
}

type Words = readonly Inline[]

const say = (value: string): Words => [text(value, nowhere)]
const marked = (value: string, kind: 'inserted' | 'deleted'): Words =>
  value === '' ? [] : [{ ...text(shown(value), nowhere), revision: { kind, change: 0 } satisfies Revision }]

/** Long passages are cut in their middle: the redlines have them whole. */
function shown(value: string): string {
  const plain = seen(legible(value))
  return plain.length > 400 ? `${plain.slice(0, 260)} … ${plain.slice(-120)}` : plain
}

function threePage({ base: old, ours, theirs, documents, attached, facts }: ThreeVersions): Document {
  const side = (name: string, { label, date, digest }: Version) => [
    say(name),
    say(date === undefined ? label : `${label}, ${date}`),
    say(digest.slice(0, 16)),
  ]
  const blocks: Block[] = [
    titleOf('Three versions compared'),
    grid(
      ['Side', 'Version', 'Digest (sha256, first 16)'],
      [side('Base', old), side('Ours', ours.new), side('Theirs', theirs.new)],
    ),
    line(
      'A conflict is a passage that ours and theirs changed in different ways, or side by side. Numbers behind a change are those of the redlines of either side.',
    ),
    ...documents.flatMap((one): Block[] => [
      headingOf(`${one.name}: ${whoseSentence(one.counts)}`),
      ...(one.joints.length > 0 ? [changesOf(one)] : []),
    ]),
    ...others('Files compared by their bytes', attached),
    ...others('Tagged facts that no page shows', facts),
    smallPrint(tool),
  ]
  return reportPage(
    {
      title: 'Three versions compared',
      fileName: 'three-versions.htm',
      revision: { kind: 'mark', change: 0 },
    },
    blocks,
  )

  function others(name: string, found: readonly OtherOfThree[]): Block[] {
    const value = (one: string | null) =>
      say(one === null ? '(none)' : one.length > 40 ? one.slice(0, 16) : one)
    const rows = found.map((one) => [
      say(one.name),
      say(whose[one.who]),
      value(one.base),
      value(one.ours),
      value(one.theirs),
    ])
    return rows.length > 0 ? [headingOf(name), grid(['What', 'Who', 'Base', 'Ours', 'Theirs'], rows)] : []
  }
}

const changesOf = ({ joints }: DocumentOfThree): Block =>
  grid(
    ['', 'Who', 'Where', 'Base', 'Ours', 'Theirs'],
    joints.map((joint) => {
      const { number, who, ours, theirs } = joint
      const numbers = (side: readonly Change[]) => side.map((one) => one.number).join(', ')
      const [mine, other] = [numbers(ours), numbers(theirs)]
      return [
        say(String(number)),
        [
          {
            type: who === 'conflict' ? 'strong' : 'emphasis',
            inlines: [...say(whose[who])],
          } satisfies Inline,
        ],
        say(whereOf((ours[0] ?? theirs[0]) as Change)),
        ...textsOf(joint).map((words, column) => {
          const told = [mine, other][column - 1] ?? ''
          return told === '' ? words : [...words, ...say(` (${told})`)]
        }),
      ]
    }),
  )

const whereOf = ({ section: place, cell: at, before }: Change): string => {
  const where = at ? cellSentence(at) : before === '' ? '' : `…${legible(before).slice(-40).trim()}`
  return [place, where].filter(Boolean).join(': ')
}

/** The passage in the three versions; where it is more than words of one paragraph, what was done. */
function textsOf({ who, ours, theirs, passage }: Joint): Words[] {
  if (passage) {
    const side = (own: string, changed: boolean) =>
      changed ? orNothing(marked(own, 'inserted')) : say('as base')
    return [
      orNothing(marked(passage.base, 'deleted')),
      side(passage.ours, ours.length > 0),
      side(passage.theirs, theirs.length > 0),
    ]
  }
  const olds = (side: readonly Change[]) => side.map(({ old }) => old).filter(Boolean)
  const was = [...new Set(who === 'theirs' ? olds(theirs) : [...olds(ours), ...olds(theirs)])]
  const side = (changes: readonly Change[]): Words =>
    changes.length === 0
      ? say('as base')
      : changes.flatMap((change, at) => [...(at > 0 ? say('; ') : []), ...done(change)])
  return [
    orNothing(was.flatMap((one, at) => [...(at > 0 ? say('; ') : []), ...marked(one, 'deleted')])),
    side(ours),
    side(theirs),
  ]
}

const orNothing = (words: Words): Words => (words.length > 0 ? words : say('(nothing)'))

/** What a change did, in words or as the words that it put in. */
function done({ kind, old, new: fresh, looks }: Change): Words {
  switch (kind) {
    case 'moved':
      return fresh === '' ? say('moved away') : [...say('moved to here: '), ...marked(fresh, 'inserted')]
    case 'restyled':
      return say(
        `look: ${looks.map(({ property, before, after }) => `${property} ${before} to ${after}`).join(', ')}`,
      )
    case 'split':
      return say('paragraph split')
    case 'joined':
      return say('paragraphs joined')
    case 'reshaped':
      return say(looks.map(({ before, after }) => `${before} made ${after}`).join(', '))
    default:
      return fresh === '' ? say(old === '' ? kind : 'taken out') : marked(fresh, 'inserted')
  }
}
