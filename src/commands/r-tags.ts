/**
 * `diff --r-tags`: the new version's HTML with `<R>` and `</R>` around each paragraph and cell whose words changed.
 *
 * Regulation S-T has the changed material of an amendment marked so (17 CFR 232.310): whole paragraphs, words and not
 * looks, each pair on one line. The staff sees the tags, and EDGAR puts a blank in their place before anybody else does.
 * Inline XBRL takes none (EFM 5.2.5): tagged reports are told and left out.
 */
import { toBytes } from '../bytes.ts'
import { Log } from '../diagnostics/log.ts'
import { whole } from '../diagnostics/source.ts'
import type { Origin } from '../document/document.ts'
import { type Element, type Node, parseHtml } from '../html/parse.ts'
import { ofFile } from '../html/read.ts'
import type { Change, ChangeKind } from '../redline/changes.ts'
import { type Holder, paragraphsOf, positionsOf } from '../redline/positions.ts'
import { accept } from '../redline/settle.ts'
import { flatten } from '../redline/tokens.ts'
import { type Diff, type DocumentDiff, diff } from './diff.ts'
import { finished, type Version } from './versions.ts'

/** A stretch of the HTML, in UTF-16 offsets. */
interface Stretch {
  readonly start: number
  readonly end: number
}

/** Kinds of change that put other words into a paragraph, or take some out. */
const ofWords: readonly ChangeKind[] = ['inserted', 'deleted', 'replaced', 'moved', 'renumbered']

/** @returns the tagged HTML by file name; none for a document in which no words changed */
export function rTagFiles({ old, new: fresh }: Diff, log: Log): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  if (fresh.html.size === 0) {
    log.add(
      'D003',
      undefined,
      `${fresh.label} is no HTML of ours, and no R tags can be put into it`,
      'name the amendment as a filing, its build or an archived version for the new side',
    )
    return files
  }
  if (!fresh.documents.some(({ form }) => form.endsWith('/A')))
    log.add(
      'D004',
      undefined,
      `R tags mark what an amendment changed, and ${fresh.label} is none`,
      'write form: 8-K/A into filing.yaml if it amends a report',
    )
  // Read back, the texts of the new side know where they stand in their file.
  for (const one of diff(old, readBack(fresh)).documents) {
    const html = fresh.html.get(one.name)
    const places = html === undefined ? [] : stretchesOf(one, html)
    if (html === undefined || places.length === 0) continue
    if (/<html[^>]*xmlns:ix=/.test(html.slice(0, 2000)))
      log.add(
        'D003',
        whole({ path: one.name, text: '' }),
        'it is tagged with Inline XBRL, which takes no R tags: it is left out',
        'describe what was changed in the explanatory note of the amendment',
      )
    else files.set(one.name, toBytes(tagged(html, places)))
  }
  return files
}

function readBack(version: Version): Version {
  const files = new Map([...version.html].map(([name, html]) => [name, toBytes(html)]))
  return finished(files, version.label, (name) => name)
}

/** What is to stand between tags, in order. */
function stretchesOf({ name, redline: { document, changes } }: DocumentDiff, html: string): Stretch[] {
  const { spots } = positionsOf(document)
  const changed = new Set(
    changes
      .filter(isOfWords)
      .flatMap(({ number }) => spots.get(number)?.new.map((one) => one.paragraph) ?? []),
  )
  const nodes = parseHtml(html, ofFile({ path: name, text: html }), new Log())
  const found = new Map<number, Stretch>()
  for (const [index, paragraph] of paragraphsOf(accept(document)).entries()) {
    const at = changed.has(index) ? firstPlace(paragraph) : undefined
    const stretch = at === undefined ? undefined : aroundText(nodes, at)
    if (stretch) found.set(stretch.start, stretch)
  }
  return [...found.values()].sort((a, b) => a.start - b.start)
}

const isOfWords = ({ kind }: Change): boolean => ofWords.includes(kind)

function firstPlace({ inlines = [] }: Holder): number | undefined {
  const start = (origin: Origin | undefined) => (origin?.kind === 'authored' ? origin.span.start : undefined)
  return flatten(inlines)
    .map(({ origin }) => start(origin))
    .find((one) => one !== undefined)
}

/** The paragraph or heading that a text stands in, whole; what a cell or item holds, where it has no paragraphs. */
function aroundText(nodes: readonly Node[], at: number): Stretch | undefined {
  const path: Element[] = []
  for (let level = nodes; ; ) {
    const next = level.find(
      (one): one is Element => one.kind === 'element' && one.start <= at && at < one.end,
    )
    if (!next) break
    path.push(next)
    level = next.children
  }
  const paragraph = path.findLast(({ name }) => /^(?:p|h[1-6])$/.test(name))
  if (paragraph) return { start: paragraph.start, end: paragraph.end }
  const holder = path.findLast(({ name }) => /^(?:t[dh]|li|div)$/.test(name))
  const [first, last] = [holder?.children[0], holder?.children.at(-1)]
  return first && last ? { start: first.start, end: last.end } : undefined
}

/** A pair stays on its line: of what runs over lines, each has its own. */
function tagged(html: string, places: readonly Stretch[]): string {
  let out = ''
  let at = 0
  for (const { start, end } of places) {
    const lines = html.slice(start, end).split('\n')
    const marked = lines.map((line) => (line.trim() === '' ? line : `<R>${line}</R>`)).join('\n')
    out += html.slice(at, start) + marked
    at = end
  }
  out += html.slice(at)
  if (out.replace(/<\/?R>/g, '') !== html) throw new Error('R tags have changed more than themselves')
  return out
}
