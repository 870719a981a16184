/** What a filing looks like with the texts of a page: built in memory, its pages painted when they are asked for. */
import { sha256 } from '../../bytes.ts'
import { checkAuthored } from '../../check/check.ts'
import { otherPdfOf } from '../../check/pdf-text.ts'
import { translated } from '../../commands/errors.ts'
import { type Places, registrantsFolder } from '../../commands/places.ts'
import { readContent, readOwnTheme } from '../../commands/read.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import type { FontBook } from '../../fonts/book.ts'
import { writeHtml } from '../../html/write.ts'
import { paint } from '../../pdf/paint.ts'
import { type Built, build, type Proof } from '../../pipeline.ts'
import type { World } from '../../platform/world.ts'
import { tool } from '../../tool.ts'
import type { Page } from '../../typeset/page.ts'
import type { Located, LocateRequest, Preview, Revealed, TieShown } from '../protocol.ts'
import { pageDigest } from './digest.ts'
import { locateFurniture } from './furniture.ts'
import { anchorsOf, boxesOf, type Letters, letterAt, lettersOf } from './letters.ts'
import { foundOf, placeIn } from './shown.ts'
import { locate, reveal } from './sources.ts'

export interface PreviewOptions {
  readonly places: Places
  readonly slug: string
  /** The stamp of a draft; none where it is empty. */
  readonly stamp?: string
  readonly lineNumbers?: boolean
}

/** The last build that succeeded, for what is asked of it later. */
export interface Kept {
  readonly built: Built
  readonly pages: ReadonlyMap<string, { readonly proof: Proof; readonly page: Page }>
  readonly letters: Map<string, Letters>
}

export interface Made {
  readonly preview: Preview
  /** None where there are errors. */
  readonly kept: Kept | undefined
}

/**
 * Builds without painting or proving: a page is painted when somebody looks at it, and what is written is proved.
 *
 * @param stage called as each stage ends; what it throws ends the build
 */
export function previewOf(
  world: World,
  fonts: FontBook,
  { places, slug, stamp, lineNumbers }: PreviewOptions,
  stage: () => void,
): Made {
  const log = new Log()
  const start = world.now()
  const read = () => {
    const content = readContent(world, places, slug, log)
    const theme = readOwnTheme(world, places, slug, log)
    log.stopIfFailed()
    if (!content) return undefined
    stage()
    checkAuthored(content, log)
    const draft = { ...(stamp && { stamp }), lineNumbers: lineNumbers ?? false }
    const readOther = (bytes: Uint8Array) => otherPdfOf(world.readOtherPdf(bytes))
    return build({ content, theme, fonts, draft, readOther }, log, stage)
  }
  let built: Built | undefined
  let found: readonly Diagnostic[] = []
  try {
    built = read()
    found = log.diagnostics
  } catch (error) {
    const told = translated(error)
    if (!told) throw error
    found = told
  }
  const kept = built && keptOf(built)
  return {
    preview: {
      documents: kept ? documentsOf(kept) : [],
      found: found.map(foundOf),
      ties: built ? tiesOf(built) : [],
      milliseconds: Math.round(world.now() - start),
    },
    kept,
  }
}

/** The digest of all that a preview is made of, but for the tool itself: equal ones make equal previews. */
export function inputsKey(world: World, { content, templates }: Places, slug: string): string {
  const folders = [`${content}/${slug}`, `${content}/${registrantsFolder}`, templates, world.ownTemplates]
  const parts = folders.flatMap((path) => {
    const folder = path === undefined ? undefined : world.readFolder(path)
    return [...(folder?.files ?? [])].map(([name, bytes]) => `${name}\0${sha256(bytes)}`)
  })
  // Some findings are of the day.
  return sha256([world.clock().slice(0, 10), ...parts].join('\n'))
}

function keptOf(built: Built): Kept {
  const pages = new Map(
    built.proofs.flatMap((proof) =>
      proof.pages.pages.map((page) => [pageDigest(page), { proof, page }] as const),
    ),
  )
  return { built, pages, letters: new Map() }
}

function documentsOf({ built, pages }: Kept): Preview['documents'] {
  const digests = new Map([...pages].map(([digest, { page }]) => [page, digest]))
  return built.proofs.map(({ document, htmlName, html, pages: { pages: all } }, index) => ({
    name: document.fileName,
    title: document.form,
    htmlName,
    tagged: index === 0 && built.tagging !== undefined,
    htmlDigest: sha256(html).slice(0, 32),
    // Two pages may be alike, as blank ones: then one stands for both.
    pages: all.map((page) => ({
      digest: digests.get(page) ?? pageDigest(page),
      width: page.width,
      height: page.height,
    })),
  }))
}

const tiesOf = ({ ties }: Built): TieShown[] =>
  ties.map(({ text, at, released, releasedAt }) => ({
    text,
    state: released,
    at: placeIn(at),
    support: placeIn(releasedAt),
  }))

/** One page as a PDF of its own: pictures and glyphs as they will be, without the structure, which is of the whole. */
export function paintedPage({ pages }: Kept, digest: string): Uint8Array | undefined {
  const found = pages.get(digest)
  if (!found) return undefined
  const { proof, page } = found
  const marks = page.marks.map((mark) => (mark.kind === 'line' ? { ...mark, artifact: true } : mark))
  const tree = { role: 'Document', parent: undefined, kids: [], inline: false } as const
  return paint(
    {
      pages: [{ ...page, number: 1, marks }],
      tree: { ...tree, kids: [] },
      bookmarks: [],
      splits: [],
      places: new Map(),
    },
    {
      title: proof.document.title,
      language: proof.document.language,
      tool,
      date: '2000-01-01',
      links: false,
    },
  )
}

/** @param dialect `edgar` as it is filed; `reading` as one reads it on a phone, `tags` the same with a switch that shows them */
export function htmlOf({ built }: Kept, name: string, dialect: string): string | undefined {
  const proof = built.proofs.find(({ document }) => document.fileName === name)
  if (!proof) return undefined
  if (dialect === 'tags') return writeHtml(proof.document, 'reading', built.tagging)
  return dialect === 'reading' ? writeHtml(proof.document, 'reading') : proof.html
}

/** The pictures of a document by the names that its HTML has for them. */
export function pictureOf({ built }: Kept, name: string): Uint8Array | undefined {
  return built.filing.pictures.get(name)
}

/** The letters of a document, worked out when they are first asked for. */
export function lettersFor({ built, letters }: Kept, name: string): Letters | undefined {
  const known = letters.get(name)
  const proof = built.proofs.find(({ document }) => document.fileName === name)
  if (known || !proof) return known
  const found = lettersOf(proof.document, proof.pages)
  letters.set(name, found)
  return found
}

export function locateIn(kept: Kept, { document, letter, page, x, y }: LocateRequest): Located | undefined {
  const letters = lettersFor(kept, document)
  if (!letters) return undefined
  if (letter !== undefined) return locate(letters, letter)
  const place = [page ?? 1, x ?? 0, y ?? 0] as const
  const proof = kept.built.proofs.find((one) => one.document.fileName === document)
  const furniture =
    proof && locateFurniture({ document: proof.document, pages: proof.pages, letters }, ...place)
  if (furniture) return furniture
  const at = letterAt(letters, ...place)
  return at === undefined ? undefined : locate(letters, at)
}

/** By which panes of a document keep beside each other; see `anchorsOf`. */
export function anchorsIn(kept: Kept, document: string): number[] {
  const letters = lettersFor(kept, document)
  return letters ? anchorsOf(letters) : []
}

/** Where a place of a source shows, in each document that shows it. */
export function revealIn(kept: Kept, path: string, offset: number): Revealed[] {
  return kept.built.proofs.flatMap(({ document }) => {
    const letters = lettersFor(kept, document.fileName)
    const found = letters && reveal(letters, document.fileName, path, offset)
    return found ? [found] : []
  })
}

/** Where each figure that ties is drawn, in the report and in the release. */
export function tiesShown(kept: Kept): Revealed[] {
  return kept.built.ties.flatMap(({ at, releasedAt }) =>
    [at, releasedAt].flatMap(({ source, start, end }) => {
      const last = revealIn(kept, source.path, Math.max(start, end - 1))
      return revealIn(kept, source.path, start).flatMap((first): Revealed[] => {
        const { document, letter } = first
        const letters = lettersFor(kept, document)
        const ending = last.find((one) => one.document === document) ?? first
        const to = ending.letter + ending.length
        return letters && to > letter
          ? [{ document, letter, length: to - letter, boxes: boxesOf(letters, letter, to) }]
          : []
      })
    }),
  )
}
