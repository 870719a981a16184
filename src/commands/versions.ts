/** What `diff` can compare: a filing as it is, its last build, a git revision, a folder, a file that we wrote. */

import { sha256, toText } from '../bytes.ts'
import { fail, Log } from '../diagnostics/log.ts'
import type { Block, Document, Form } from '../document/document.ts'
import { mapDocument } from '../document/walk.ts'
import type { FontBook } from '../fonts/book.ts'
import { readHtml } from '../html/read.ts'
import { baseName, withoutSlash } from '../paths.ts'
import { commitOf, gitWorld } from '../platform/git.ts'
import type { World } from '../platform/world.ts'
import type { Side as Labelled } from '../reports/redline-summary.ts'
import type { Places } from './places.ts'
import { attachedIn, recordName } from './record.ts'

/** What the PDFs of a filing depend on beside its documents. */
export interface Making {
  /** `YYYY-MM-DD` that they give as their day of making. */
  readonly date: string
  /** Fonts with those of the theme before them. */
  readonly withTheme: (fonts: FontBook) => FontBook
}

export interface Version extends Labelled {
  readonly documents: readonly Document[]
  /** Whether origins are places of content. */
  readonly authored: boolean
  /** Files of anybody's, of which only words and tables are compared (foreign.ts); of a PDF tables are lines. */
  readonly foreign?: 'cells' | 'lines'
  /** Finished HTML by file name. */
  readonly html: ReadonlyMap<string, string>
  /** Files that are no documents of ours, ready-made exhibits and pictures: sha256 by name. Compared by bytes alone. */
  readonly attached: ReadonlyMap<string, string>
  /** Finished PDFs by file name; none where a version is composed and not built. */
  readonly pdf: ReadonlyMap<string, Uint8Array>
  /** How the PDFs of a composed version would be built. */
  readonly making?: Making
}

/** A filing that is still to be composed (composed.ts), which takes a good deal that finished files do not need. */
export interface Uncomposed {
  readonly world: World
  readonly places: Places
  readonly slug: string
  readonly label: string
  readonly date?: string
}

/** Files of anybody's that are still to be read (foreign.ts), which takes readers that our own files do not need. */
export interface Unread {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly label: string
}

export type Side = Version | Uncomposed | Unread

export const isComposed = (side: Side): side is Version => 'documents' in side
export const isUnread = (side: Side): side is Unread => 'files' in side

/**
 * Finished HTML of ours, by file name.
 *
 * @throws FilingError where a file is not one that we wrote
 */
export function finished(
  files: ReadonlyMap<string, Uint8Array>,
  label: string,
  path: (name: string) => string,
): Version {
  const log = new Log()
  const html = new Map<string, string>()
  const documents: Document[] = []
  const others = attachedIn(files)
  const attached = new Map(
    [...files].flatMap(([name, bytes]) =>
      others.has(name) || /\.(?:gif|jpg)$/i.test(name) ? [[name, sha256(bytes)] as const] : [],
    ),
  )
  for (const [name, bytes] of files) {
    if (!/\.html?$/i.test(name) || others.has(name)) continue
    const text = toText(bytes)
    const source = { path: path(name), text }
    if (!isOurs(text)) {
      log.add(
        'D001',
        { source, start: 0, end: 0 },
        `${path(name)} was not written by filingpress`,
        'only files that filingpress wrote can be compared; bring its text into content/ first',
      )
      continue
    }
    const form = formOf(text, name)
    // A report is the report, whatever its file is called: a tagged one has its ticker and date for a name.
    const fileName = form.startsWith('8-K') ? '8-k.htm' : name
    html.set(fileName, text)
    const document = readHtml(source, { form, fileName }, log, 'whole')
    if (document) documents.push(withPictures(document, files))
  }
  if (documents.length === 0 && !log.failed)
    log.add(
      'D002',
      undefined,
      `${label} holds no document to compare`,
      'build first, or name another version',
    )
  log.stopIfFailed()
  const isPdf = (name: string) => name.endsWith('.pdf') && !name.endsWith('.edgar.pdf') && !others.has(name)
  const pdf = new Map([...files].filter(([name]) => isPdf(name)))
  return { label, documents, authored: false, html, attached, pdf, digest: digestOf(html, attached) }
}

/** Whether HTML is a document that we wrote, which can be read as it was. */
export const isOurs = (html: string): boolean =>
  /<div class="(?:cover-page|item|exhibit-index|signature-block|release)"/.test(html)

/** HTML names its pictures; their bytes are in the files beside it. */
function withPictures(document: Document, files: ReadonlyMap<string, Uint8Array>): Document {
  if (files.size === 1) return document
  const change = (block: Block): Block => {
    const data = block.type === 'image' ? files.get(block.file) : undefined
    return data && block.type === 'image' ? { ...block, data } : block
  }
  return mapDocument(document, change)
}

function formOf(html: string, name: string): Form {
  if (/<div class="cover-page"/.test(html))
    return /FORM (?:<ix:nonNumeric[^>]*>)?8-K(?:12B|12G3|15D5)?\/A/.test(html) ? '8-K/A' : '8-K'
  const number =
    /id="release-([\d.()iv]+)"/.exec(html)?.[1] ??
    /^ex(\d+)-?(\d+)?/.exec(name)?.slice(1).filter(Boolean).join('.') ??
    ''
  return `EX-${number}`
}

export function digestOf(html: ReadonlyMap<string, string>, attached: ReadonlyMap<string, string>): string {
  const digests = [...[...html].map(([name, text]) => [name, sha256(text)] as const), ...attached]
  return sha256(
    digests
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, digest]) => `${name}\0${digest}`)
      .join('\n'),
  )
}

/**
 * The version that a word names: `out` for the last build, a path, a filing, or a git revision.
 *
 * @param slug the filing that `out` and revisions are about
 */
export function versionOf(
  world: World,
  places: Places,
  word: string,
  slug: string | undefined,
  slugs: readonly string[],
): Side {
  if (/\.(?:html?|txt|docx|md|pdf)$/i.test(word)) {
    const bytes = world.readFile(word)
    if (!bytes) return missing(`there is no file ${word}`)
    if (!/\.html?$/i.test(word) || !isOurs(toText(bytes)))
      return { files: [{ name: word, bytes }], label: word }
    return finished(new Map([[baseName(word), bytes]]), word, () => word)
  }
  if (word === 'out') return built(world, places, slug)
  const name = baseName(word)
  if (slugs.includes(name) && [name, `${places.content}/${name}`].includes(withoutSlash(word)))
    return { world, places, slug: name, label: `${name} as it stands` }
  const folder = world.readFolder(word)
  if (folder?.files.has('filing.yaml')) {
    const parent = withoutSlash(word).split('/').slice(0, -1).join('/') || '.'
    return { world, places: { ...places, content: parent }, slug: name, label: word }
  }
  if (folder && isForeign(folder.files))
    return { files: [...folder.files].map(([name, bytes]) => ({ name, bytes })), label: word }
  if (folder) return finished(folder.files, word, (file) => `${word}/${file}`)
  const commit = commitOf(word)
  if (commit && slug !== undefined)
    return {
      world: gitWorld(commit.id, world),
      places,
      slug,
      label: `${slug} at ${word} (${commit.id.slice(0, 10)})`,
      date: commit.date,
    }
  return missing(`"${word}" is no filing, folder, file of ours or git revision`)
}

/** A folder without a document of ours, that has one of somebody's. */
function isForeign(files: ReadonlyMap<string, Uint8Array>): boolean {
  const texts = [...files].filter(([name]) => /\.(?:html?|txt|docx)$/i.test(name))
  return texts.length > 0 && !texts.some(([name, bytes]) => /\.html?$/i.test(name) && isOurs(toText(bytes)))
}

/** The last build of a filing. */
export function built(world: World, places: Places, slug: string | undefined): Version {
  const path = `${places.out}/${slug ?? ''}`
  const folder = slug === undefined ? undefined : world.readFolder(path)
  if (!folder?.files.has(recordName)) return missing(`there is no build in ${path}`)
  return finished(folder.files, `${path}, the last build`, (name) => `${path}/${name}`)
}

function missing(message: string): never {
  fail('D002', undefined, message, 'filingpress diff --help shows what can be compared')
}
