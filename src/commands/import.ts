/**
 * `filingpress import`: anybody's filing becomes a content folder that builds at once, with a report of what was
 * lost, guessed or left out.
 *
 * The proof is the build's own: the words of the source and of the rebuilt documents, in order. Where cover page,
 * list of exhibits or signatures are worded otherwise than the form, the filing gets templates of its own for them.
 */
import { toBytes } from '../bytes.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import type { Document, Table } from '../document/document.ts'
import { visitBlocks } from '../document/walk.ts'
import { words, wordsOfBlocks } from '../document/words.ts'
import type { IsoDate } from '../filing/dates.ts'
import { editionOn } from '../filing/form-8-k.ts'
import { ImportError } from '../importing/found.ts'
import { type FoundTableText, type Imported, importFiling, type PlacedText } from '../importing/import.ts'
import { openSources, type SourceFile } from '../importing/open.ts'
import type { Tracked } from '../importing/word/read.ts'
import { tokensOf } from '../importing/words.ts'
import { memory } from '../platform/memory.ts'
import type { World } from '../platform/world.ts'
import { numbered, shortestEdit } from '../redline/myers.ts'
import { byRow, gridOf } from '../tables/grid.ts'
import { composed } from './composed.ts'
import type { Places } from './places.ts'

export interface ImportOptions {
  readonly templates: string | undefined
  readonly name?: string
  /** `refused`: a draft with tracked changes is an error that says how many there are. */
  readonly tracked: Tracked | 'refused'
}

export interface ImportDifference {
  readonly document: string
  readonly kind: 'only in the source' | 'only in the result'
  readonly words: string
  /** The words before it in the source. */
  readonly after: string
}

export interface TableReport {
  readonly document: string
  readonly rows: number
  readonly columns: number
  /** Whether each cell of the rebuilt table has the text of the source's, in its row and column. */
  readonly exact: boolean
}

export interface ImportReport
  extends Pick<Imported, 'slug' | 'losses' | 'left' | 'exhibits' | 'guesses' | 'cover'> {
  /** What was imported, in words. */
  readonly about: string
  readonly tables: readonly TableReport[]
  readonly files: readonly string[]
  /** Words of the source, and how many of them are in the rebuilt documents, in order. */
  readonly words: { readonly source: number; readonly found: number }
  readonly differences: readonly ImportDifference[]
  /** What keeps the content from being composed; empty when it builds. */
  readonly mistakes: readonly string[]
}

/** Reads sources and writes nothing: what would be written, and the report. @throws FilingError for what cannot be imported */
export function readImport(
  world: World,
  sources: readonly SourceFile[],
  options: ImportOptions,
): { readonly files: ReadonlyMap<string, Uint8Array>; readonly report: ImportReport } {
  const imported = opened(sources, options)
  const early = editionOn(imported.cover.reportDate as IsoDate) === undefined
  const plain = early ? unlike : tried(world, imported, imported.files, options)
  const worded = withPartials(imported, plain)
  const best = worded === imported.files ? plain : tried(world, imported, worded, options)
  const { slug, losses, left, exhibits } = imported
  const source = [...imported.texts.values()].reduce((sum, text) => sum + tokensOf(text).length, 0)
  const missing = best.differences
    .filter(({ kind }) => kind === 'only in the source')
    .reduce((sum, one) => sum + one.words.split(' ').length, 0)
  const report: ImportReport = {
    slug,
    about: imported.about,
    guesses: imported.guesses,
    cover: imported.cover,
    losses,
    left,
    tables: best.tables,
    exhibits,
    files: [...worded.keys()].sort(),
    words: { source, found: source - missing },
    differences: best.differences,
    mistakes: best.mistakes,
  }
  const json = toBytes(`${JSON.stringify(report, null, 2)}\n`)
  return { files: new Map([...worded, ['import.json', json]]), report }
}

function opened(sources: readonly SourceFile[], { tracked, name }: ImportOptions): Imported {
  const log = new Log()
  try {
    const found = openSources(sources, tracked === 'refused' ? 'accepted' : tracked)
    if (tracked === 'refused' && found.tracked > 0) {
      const hint = 'accept or reject them in Word, or say --tracked accepted or --tracked rejected'
      log.add('I003', undefined, `the Word draft has ${found.tracked} tracked changes`, hint)
      throw new FilingError(log.diagnostics)
    }
    return importFiling(found, name)
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    log.add('I001', undefined, error.message, error.hint)
    throw new FilingError(log.diagnostics)
  }
}

interface Tried {
  readonly tables: readonly TableReport[]
  readonly differences: readonly ImportDifference[]
  readonly mistakes: readonly string[]
}

/** A form that is not known here is worded otherwise by nature. */
const unlike: Tried = {
  tables: [],
  differences: [{ document: '8-k.htm', kind: 'only in the source', words: '', after: '' }],
  mistakes: [],
}

/** Composes the content in memory and compares its words with the source's. */
function tried(
  world: World,
  imported: Imported,
  files: ReadonlyMap<string, Uint8Array>,
  options: ImportOptions,
): Tried {
  const { slug } = imported
  const inside = Object.fromEntries([...files].map(([name, bytes]) => [`content/${slug}/${name}`, bytes]))
  const own = memory(inside, world)
  const places: Places = { content: 'content', out: 'out', templates: options.templates }
  try {
    const { documents } = composed({ world: own, places, slug, label: slug })
    return {
      tables: tablesOf(imported, documents),
      differences: [...imported.texts].flatMap(([name, text]) => compare(name, text, documents)),
      mistakes: [],
    }
  } catch (error) {
    if (!(error instanceof FilingError)) throw error
    const mistakes = error.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message }) => `${code}: ${message}`)
    return { tables: [], differences: [], mistakes }
  }
}

function compare(name: string, text: string, documents: readonly Document[]): ImportDifference[] {
  const document = documents.find(({ fileName }) => fileName === name)
  const source = tokensOf(text)
  const result = document
    ? tokensOf(
        words(document)
          .map((word) => word.text)
          .join(' '),
      )
    : []
  const [a, b] = numbered(source, result)
  return shortestEdit(a, b).stretches.flatMap((stretch): ImportDifference[] => {
    if (stretch.same) return []
    const after = source.slice(Math.max(0, stretch.aStart - 6), stretch.aStart).join(' ')
    const only = (kind: ImportDifference['kind'], list: readonly string[]) =>
      list.length === 0 ? [] : [{ document: name, kind, words: list.join(' '), after }]
    return [
      ...only('only in the source', source.slice(stretch.aStart, stretch.aEnd)),
      ...only('only in the result', result.slice(stretch.bStart, stretch.bEnd)),
    ]
  })
}

/** Tables of the source beside the rebuilt ones, which stand in the same order. */
function tablesOf({ tables }: Imported, documents: readonly Document[]): TableReport[] {
  const rebuilt = new Map(documents.map((document) => [document.fileName, dataTables(document)]))
  const next = new Map<string, number>()
  return tables.map(({ document, rows, columns }) => {
    const at = next.get(document) ?? 0
    next.set(document, at + 1)
    const table = rebuilt.get(document)?.[at]
    const exact = table !== undefined && sameTexts(rows, textsOf(table))
    return { document, rows: rows.length, columns, exact }
  })
}

function dataTables(document: Document): Table[] {
  const found: Table[] = []
  for (const { role, blocks } of document.sections) {
    if (role !== 'item' && role !== 'release') continue
    visitBlocks(blocks, (block) => {
      if (block.type === 'table' && block.purpose === 'data') found.push(block)
    })
  }
  return found
}

const textsOf = ({ rows }: Table): readonly (readonly PlacedText[])[] =>
  byRow(gridOf(rows), rows.length).map((row) =>
    row.map(({ cell, column }) => ({
      column,
      text: wordsOfBlocks(cell.blocks)
        .map(({ text }) => text)
        .join(' '),
    })),
  )

/** The same texts in the same rows and columns; empty cells are only room. */
function sameTexts(a: FoundTableText['rows'], b: FoundTableText['rows']): boolean {
  const plain = (rows: typeof a) =>
    JSON.stringify(
      rows.map((row) =>
        row
          .map(({ column, text }) => [column, ...tokensOf(text)] as const)
          .filter(([, ...words]) => words.length > 0),
      ),
    )
  return plain(a) === plain(b)
}

/** The filing's own templates, where the form's words are not the source's. */
function withPartials(imported: Imported, { differences, mistakes }: Tried): ReadonlyMap<string, Uint8Array> {
  if (mistakes.length > 0 || !differences.some(({ document }) => document === '8-k.htm'))
    return imported.files
  return new Map([
    ...imported.files,
    ...[...imported.partials].map(([name, text]) => [name, toBytes(text)] as const),
  ])
}
