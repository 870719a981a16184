/** `diff` in a terminal: words marked in colour or as `[-old-]{+new+}`, counts, names. */
import { type AttachedDiff, type Diff, type DocumentDiff, isSame } from '../commands/diff.ts'
import { type Change, cellSentence, isWholeRow, seen } from '../redline/changes.ts'
import { classesOf, classSentence } from '../redline/classes.ts'
import { countSentence } from '../redline/counts.ts'
import { byLook } from '../redline/looks.ts'
import { paintFor } from './say.ts'

const states = { same: 'the same', changed: 'changed', added: 'new', gone: 'gone' } as const

export function names({ documents, attached }: Diff): string {
  const pdfs = documents.filter(({ state, same }) => state === 'same' && same.pdf === false)
  return [
    ...[...documents, ...attached]
      .filter(({ state }) => state !== 'same')
      .map(({ name, state }) => `${name}: ${states[state]}`),
    ...pdfs.map(({ name }) => `${name}: the same, but other bytes of its PDF`),
  ].join('\n')
}

/** Counts by kind and class, and the figures that changed. @param ignore changes of typography do not count */
export function stat(whole: Diff, ignore = false): string {
  const { old, new: fresh, documents, attached } = ignore ? withoutTypography(whole) : whole
  const lines = documents.flatMap((one) => [
    `${one.name}: ${one.state === 'same' ? sameSentence(one) : countSentence(one.redline.changes)}`,
    ...classesOf(one.redline.changes, one.redline.document).map((group) => `  ${classSentence(group)}`),
  ])
  const figures = documents.flatMap(({ name, redline }) =>
    redline.changes.flatMap((change) =>
      change.figures.map(
        ({ before, after, difference, where }) =>
          `  ${name} ${change.section}: ${where}: ${before ?? '(none)'} -> ${after ?? '(none)'}${difference === null ? '' : ` (${difference})`}`,
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
  const why = /\.(?:gif|jpg)$/i.test(name)
    ? 'a picture'
    : /\.(?:xsd|xml)$/i.test(name)
      ? 'for machines, made from the facts of the filing'
      : 'made elsewhere: its words are not compared'
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
  const shown = shownBy(paint)
  const lines: string[] = [`old: ${diffed.old.label}`, `new: ${diffed.new.label}`]
  for (const one of diffed.documents) {
    lines.push(
      '',
      paint.bold(
        `${one.name}: ${one.state === 'same' ? sameSentence(one) : `${one.state === 'changed' ? '' : `${states[one.state]}; `}${countSentence(one.redline.changes)}`}`,
      ),
    )
    lines.push(...changeLines(one, shown, expand))
  }
  if (diffed.attached.length > 0) lines.push('', ...diffed.attached.map(attachedSentence))
  if (diffed.facts.length > 0)
    lines.push(
      '',
      paint.bold('tagged facts that no page shows:'),
      ...diffed.facts.map(
        ({ concept, about, old, new: fresh }) =>
          `  ${concept}${about === '' ? '' : ` (${about})`}: ${old === null ? '' : shown.gone(old)}${fresh === null ? '' : shown.come(fresh)}`,
      ),
    )
  if (isSame(diffed)) lines.push('', `nothing differs${unseen(diffed)}`)
  return lines.join('\n')
}

/** How words are shown that are gone, that have come, and that only say where. */
interface Shown {
  readonly gone: (text: string) => string
  readonly come: (text: string) => string
  readonly dim: (text: string) => string
}

/** In colour, or as `[-old-]{+new+}` where there is none. */
export function shownBy(paint: ReturnType<typeof paintFor>): Shown {
  const colours = paint.bold('x') !== 'x'
  return {
    gone: (text) => (colours ? paint.red(text) : `[-${text}-]`),
    come: (text) => (colours ? paint.inserted(text) : `{+${text}+}`),
    dim: paint.dim,
  }
}

/** The changes of one document, those of one class in one line where the first of them stands. */
function changeLines(
  { redline: { changes, document } }: DocumentDiff,
  shown: Shown,
  expand: boolean,
): string[] {
  const lines: string[] = []
  let section = ''
  const classes = expand ? [] : classesOf(changes, document)
  const classOf = (change: Change) => classes.find(({ numbers }) => numbers.includes(change.number))
  for (const group of expand ? changes.map((change) => [change]) : byLook(changes)) {
    const [change] = group as [Change]
    const whole = classOf(change)
    if (whole && whole.numbers[0] !== change.number) continue
    if (change.section !== section) {
      section = change.section
      lines.push(section)
    }
    const more = group.length === 1 ? '' : `, and so in ${group.length - 1} more, to ${group.at(-1)?.number}`
    const told = sentence(change, shown)
    lines.push(
      `  ${String(change.number).padStart(3)}  ${whole ? `${classSentence(whole)}: ${told} (numbers ${whole.numbers.join(', ')})` : told + more + cause(change, shown.dim)}`,
    )
  }
  return lines
}

export const cut = (text: string, most = 160): string =>
  text.length > most ? `${text.slice(0, most / 2).trim()} … ${text.slice(-most / 2).trim()}` : text

/** One change in its place. */
export function sentence(change: Change, { gone, come }: Shown): string {
  const { kind, old, new: fresh, before, after, cell, move, looks } = change
  const ahead = before === '' ? '' : `…${before.replace(/\s+/g, ' ').slice(-36)}`
  const lead = cell ? `${isWholeRow(change) ? 'row' : cellSentence(cell)}: ` : ahead
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
      const anew = change.class === 'rewritten' ? 'rewritten: ' : ''
      return `${anew}${lead}${old === '' ? '' : gone(cut(seen(old)))}${fresh === '' ? '' : come(cut(seen(fresh)))}${behind}`
    }
  }
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
