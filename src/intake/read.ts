/**
 * The content folder -> a Filing: facts from `filing.yaml`, items from `8-k.md`, exhibits from their texts.
 *
 * Pure: the folders were read before. Whatever is wrong is in the log, all of it; a Filing comes back only
 * when its facts are whole.
 */

import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, span, whole } from '../diagnostics/source.ts'
import { type IsoDate, isIsoDate } from '../filing/dates.ts'
import type { Exhibit, ExhibitContent, FactPlaces, Filing, Registrant } from '../filing/filing.ts'
import { editionOn } from '../filing/form-8-k.ts'
import type { ExhibitFacts, RegistrantFacts } from '../filing/schema.ts'
import * as schema from '../filing/schema.ts'
import type { Beside } from '../markdown/beside.ts'
import { readMarkdown } from '../markdown/read.ts'
import { exhibitName } from './exhibit-name.ts'
import { typed } from './facts.ts'
import type { ContentFolder } from './folder.ts'
import { hasPictures, hasWords, readItems, withNotes } from './items.ts'

import { readText } from './text.ts'
import { checkUnread } from './unread.ts'
import { type FactFile, readYaml } from './yaml.ts'

export interface Content {
  readonly slug: string
  readonly filing: ContentFolder
  readonly registrants: ContentFolder
  /** `.filingpress.json` of the house, and where it lies. */
  readonly settings?: { readonly path: string; readonly bytes: Uint8Array }
}

/** The cover page of one filing. A report on a form of before August 2004 is a record with one of its own. */
const ownCover = 'partials/cover-page.hbs'

/**
 * A filing that was read whole.
 *
 * @param content undefined where it could not be read, which the log says
 * @throws FilingError with everything the author must mend
 */
export function wholeFiling(content: Content | undefined, log: Log): Filing {
  const filing = content && readFiling(content, log)
  log.stopIfFailed()
  if (!filing) throw new Error('intake gave no filing and no reason')
  return filing
}

/** A Filing, or undefined when its facts are not whole. */
export function readFiling({ slug, filing: folder, registrants }: Content, log: Log): Filing | undefined {
  const source = textOf(folder, 'filing.yaml', log, 'every filing has its facts in filing.yaml')
  const file = source && readYaml(source, log)
  const facts = file && typed(schema.filing, file, log)
  if (!source || !file || !facts) return undefined
  const date = facts.reportDate
  if (!isIsoDate(date)) return undefined
  if (!editionOn(date) && !folder.files.has(ownCover)) {
    log.add(
      'Y010',
      file.places('reportDate'),
      `there is no edition of the cover page for ${date}`,
      `filingpress knows Form 8-K as it has been since 2004-08-23; an earlier report is a record with a cover page of its own in ${ownCover}, as "filingpress import" makes it`,
    )
    return undefined
  }
  const places = new Places(file.places)
  const who = facts.registrants.map((one, index) =>
    resolve(one, `registrants.${index}`, date, { file, registrants, places, log }),
  )
  const exhibits = readExhibits(facts.exhibits, folder, file, log)
  checkUnread(
    folder,
    facts.exhibits.map(({ number }) => number),
    log,
  )
  const text = textOf(folder, '8-k.md', log, 'the items of the report stand in 8-k.md')
  const { items, note } = text
    ? readItems(text, date, besideIn(folder, log), log)
    : { items: [], note: undefined }
  const [first, ...others] = who
  if (!first || others.includes(undefined)) return undefined
  return {
    slug,
    facts,
    registrants: [first, ...others.filter((one) => one !== undefined)],
    ...(note && { note }),
    items,
    exhibits,
    listed: facts.exhibits.map(({ number }) => number),
    asFiled: facts.asFiled,
    places: places.find,
    pictures: new Map(
      // A registrant's logo may lie with its shared facts; a picture of the filing itself comes before one of that name.
      [...registrants.files, ...folder.files].filter(([name]) => /^[^/]+\.(?:jpe?g|gif|png)$/i.test(name)),
    ),
  }
}

/** Places of facts, some of which live in a shared file. */
class Places {
  readonly #own: FactPlaces
  readonly #shared = new Map<string, (key: string) => Span>()

  constructor(own: FactPlaces) {
    this.#own = own
  }

  share(prefix: string, place: (key: string) => Span): void {
    this.#shared.set(prefix, place)
  }

  readonly find: FactPlaces = (path) => {
    for (const [prefix, place] of this.#shared) {
      if (path.startsWith(`${prefix}.`)) return place(path.slice(prefix.length + 1))
    }
    return this.#own(path)
  }
}

interface Resolving {
  readonly file: FactFile
  readonly registrants: ContentFolder
  readonly places: Places
  readonly log: Log
}

type Written = { readonly use?: string | undefined } & {
  readonly [K in keyof RegistrantFacts]?: RegistrantFacts[K] | undefined
}

/** A registrant as written here, or as a shared file has it on the report date; own facts win. */
function resolve(written: Written, path: string, date: IsoDate, context: Resolving): Registrant | undefined {
  const { file, places, log } = context
  const { use, ...own } = written
  if (use === undefined) return complete(own, path, file.places, log)
  const source = textOf(context.registrants, `${use}.yaml`, log, `"use: ${use}" names a file in registrants/`)
  const shared = source && readYaml(source, log)
  const facts = shared && typed(schema.sharedRegistrant, shared, log)
  if (!facts) return undefined
  const merged: Record<string, unknown> = {}
  const from = new Map<string, number>()
  facts.facts
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => (a.entry.from < b.entry.from ? -1 : 1))
    .filter(({ entry }) => entry.from <= date)
    .forEach(({ entry: { from: _since, ...entry }, index }) => {
      for (const [key, value] of Object.entries(entry)) {
        merged[key] = value
        from.set(key, index)
      }
    })
  if (from.size === 0) {
    log.add(
      'Y009',
      file.places(path),
      `registrants/${use}.yaml says nothing as of ${date}`,
      'add an entry with an earlier "from:"',
    )
    return undefined
  }
  places.share(path, (key) => {
    const head = key.split('.', 1)[0] ?? key
    if (head in own) return file.places(`${path}.${key}`)
    return shared.places(`facts.${from.get(head) ?? 0}.${key}`)
  })
  return complete({ ...merged, ...own }, path, file.places, log)
}

/** Checks that a registrant has everything the cover page needs. */
function complete(facts: object, path: string, at: FactPlaces, log: Log): Registrant | undefined {
  const needed = ['name', 'jurisdiction', 'fileNumber', 'ein', 'address', 'phone'] as const
  const missing = needed.filter((key) => !(key in facts))
  for (const key of missing)
    log.add('Y006', at(path), `"${path}.${key}" is missing`, 'the cover page shows it')
  return missing.length > 0 ? undefined : (facts as Registrant)
}

function readExhibits(
  listed: readonly ExhibitFacts[],
  folder: ContentFolder,
  file: FactFile,
  log: Log,
): readonly Exhibit[] {
  const seen = new Set<string>()
  return listed.flatMap((facts, index) => {
    const at = file.places(`exhibits.${index}.number`)
    if (seen.has(facts.number))
      log.add('Y008', at, `Exhibit ${facts.number} is listed twice`, 'give each its own number')
    seen.add(facts.number)
    const content = readExhibit(facts, folder, file.places(`exhibits.${index}`), log)
    return content ? [{ facts, at, content }] : []
  })
}

function readExhibit(
  facts: ExhibitFacts,
  folder: ContentFolder,
  at: Span,
  log: Log,
): ExhibitContent | undefined {
  if (facts.link !== undefined) return { kind: 'incorporated', link: facts.link }
  const holder = facts.includedIn ?? /\(included in Exhibit (\d{1,3}\.\d{1,3})\)/i.exec(facts.title)?.[1]
  if (holder !== undefined) return { kind: 'included', in: holder }
  if (facts.incorporated === true) return { kind: 'referenced' }
  if (facts.file !== undefined) return readyMade(facts.file, folder, at, log)
  if (/^10[14]\b/.test(facts.number)) return { kind: 'embedded' }
  const name = exhibitName(facts.number)
  if (!folder.files.has(`${name}.md`)) {
    const hint = `write the text of Exhibit ${facts.number} there, or give file: or link:; until then the index says so`
    log.add('X004', at, `${folder.path}/${name}.md is missing`, hint)
    return { kind: 'missing', fileName: `${name}.md` }
  }
  const source = textOf(
    folder,
    `${name}.md`,
    log,
    `write the text of Exhibit ${facts.number} there, or give file: or link:`,
    at,
  )
  if (!source) return undefined
  const front = frontMatter(source, log)
  const release = front && typed(schema.release, front.file, log)
  if (!front || !release) return undefined
  const markdown = readMarkdown(source, front.end, log, besideIn(folder, log))
  const body = markdown.blocks.map(({ block }) => block)
  if (!hasWords(body) && !hasPictures(body) && !log.failed)
    log.add('M003', whole(source), `Exhibit ${facts.number} has no words`)
  return {
    kind: 'authored',
    release,
    places: front.file.places,
    blocks: withNotes(body, markdown.notes),
    fileName: `${name}.htm`,
  }
}

function readyMade(name: string, folder: ContentFolder, at: Span, log: Log): ExhibitContent | undefined {
  if (name.startsWith('/') || name.split('/').includes('..') || name.includes('\\')) {
    log.add('W003', at, `"${name}" leads out of the filing's folder`, 'copy the file beside filing.yaml')
    return undefined
  }
  const bytes = folder.files.get(name)
  if (!bytes) {
    log.add(
      'X004',
      at,
      `${folder.path}/${name} is missing`,
      'put the file there; until then the index says so',
    )
    return { kind: 'missing', fileName: name }
  }
  return { kind: 'ready-made', fileName: name, bytes, pictures: picturesOf(name, bytes, folder, at, log) }
}

const shown = /<img\b(?:[^<>"']|"[^"]*"|'[^']*')*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi

/** Pictures that a finished HTML file shows go with it. */
function picturesOf(
  name: string,
  bytes: Uint8Array,
  { path, files }: ContentFolder,
  at: Span,
  log: Log,
): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  const text = name.endsWith('.htm') ? Buffer.from(bytes).toString('latin1') : ''
  for (const [, double, single, bare = ''] of text.matchAll(shown)) {
    const picture = double ?? single ?? bare
    const own = files.get(picture)
    if (own) found.set(picture, own)
    else if (!/^[a-z]+:/i.test(picture))
      log.add('W002', at, `${name} shows ${picture}, and ${path}/${picture} is missing`, 'copy it there')
  }
  return found
}

interface Front {
  readonly file: FactFile
  /** Where the text begins. */
  readonly end: number
}

/** The YAML between `---` lines at the head of a text; empty when there is none. */
function frontMatter(source: Source, log: Log): Front | undefined {
  const match = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(source.text)
  if (match?.index !== 0) {
    return { file: { data: {}, places: () => whole(source), source }, end: 0 }
  }
  const from = source.text.indexOf('\n') + 1
  const file = readYaml(source, log, from, from + (match[1] ?? '').length)
  return file && { file, end: match[0].length }
}

/** Files of a folder that its texts can take in. */
function besideIn({ path, files }: ContentFolder, log: Log): Beside {
  const bytes = (name: string) => {
    const found = files.get(name)
    return found && { path: `${path}/${name}`, bytes: found }
  }
  const text = (name: string) => {
    const found = bytes(name)
    return found && readText(found.path, found.bytes, log)
  }
  return { bytes, text }
}

function textOf(folder: ContentFolder, name: string, log: Log, hint: string, at?: Span): Source | undefined {
  const path = `${folder.path}/${name}`
  const bytes = folder.files.get(name)
  if (bytes) return readText(path, bytes, log)
  log.add('W002', at ?? span({ path, text: '' }, 0, 0), `${path} is missing`, hint)
  return undefined
}
