/** `filingpress build`: reads, builds, paints, proves, and swaps the outputs in, one filing after the other. */
import { createHash } from 'node:crypto'
import { type Diagnostic, FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { placeOf } from '../diagnostics/source.ts'
import type { FontBook } from '../fonts/book.ts'
import { FontError } from '../fonts/sfnt.ts'
import { paint } from '../pdf/paint.ts'
import { type Built, type Proof, build as runPipeline } from '../pipeline.ts'
import { type Parity, proveParity } from '../proof/parity.ts'
import { type World, WorldError } from '../shell/world.ts'
import { tool } from '../tool.ts'
import { type Places, readContent, readOwnHouse, registrantsFolder } from './read.ts'

export interface BuildOptions extends Places {
  /** Also the copy of each PDF that EDGAR takes: no links, no bookmarks. */
  readonly edgarPdf: boolean
  /** Replaces outputs that were changed by hand, having kept a copy. */
  readonly force: boolean
  /** Runs every stage and check and writes nothing. */
  readonly dryRun: boolean
  /** `YYYY-MM-DD` that PDFs give as their day of making; the report date when left out. */
  readonly date?: string
  readonly onStage?: (slug: string, stage: string, milliseconds: number) => void
}

export interface BuiltDocument {
  readonly name: string
  readonly kind: 'html' | 'pdf' | 'ready-made'
  readonly bytes: number
  readonly sha256: string
  readonly pages?: number
  readonly words?: number
}

export interface FilingResult {
  readonly slug: string
  readonly ok: boolean
  readonly documents: readonly BuiltDocument[]
  readonly diagnostics: readonly Diagnostic[]
  readonly milliseconds: number
}

/** The filings of a content folder: every folder in it but the shared registrants. */
export function filingsIn(world: World, content: string): string[] {
  return world.folders(content).filter((name) => name !== registrantsFolder)
}

/** Builds filings by name. Everything the authors must mend is in the results; what is thrown is ours. */
export function build(
  world: World,
  slugs: readonly string[],
  fonts: FontBook,
  options: BuildOptions,
): FilingResult[] {
  return slugs.map((slug) => buildOne(world, slug, fonts, options))
}

function buildOne(world: World, slug: string, fonts: FontBook, options: BuildOptions): FilingResult {
  const log = new Log()
  const start = world.now()
  let before = start
  const stage = (name: string) => {
    const now = world.now()
    options.onStage?.(slug, name, now - before)
    before = now
  }
  const target = `${options.out}/${slug}`
  let hold: { readonly recovered: boolean; readonly release: () => void } | undefined
  let documents: readonly BuiltDocument[] = []
  try {
    hold = options.dryRun ? undefined : world.hold(target)
    if (hold?.recovered) log.add('W008', undefined, `an interrupted build of ${slug} was cleared away`)
    if (!options.dryRun) refuseChanged(world, target, options.force, log)
    const content = readContent(world, options, slug, log)
    const house = readOwnHouse(world, options, slug, log)
    log.stopIfFailed()
    stage('read')
    if (content)
      documents = finish(
        world,
        runPipeline({ content, house, fonts }, log, stage),
        content.filing.files,
        target,
        options,
        log,
        stage,
      )
  } catch (error) {
    if (!(error instanceof FilingError)) noted(error, log)
  } finally {
    hold?.release()
  }
  const ok = !log.failed
  return {
    slug,
    ok,
    documents: ok ? documents : [],
    diagnostics: log.diagnostics,
    milliseconds: world.now() - start,
  }
}

const worldCodes = { unwritable: 'W005', full: 'W005', locked: 'W007' } as const

/** What the world or a font refused is the author's to mend; all else is thrown on. */
function noted(error: unknown, log: Log): void {
  if (error instanceof WorldError)
    log.add(
      worldCodes[error.kind],
      undefined,
      error.message,
      error.kind === 'locked' ? 'wait for it to end' : 'the last good output is untouched',
    )
  else if (error instanceof FontError) log.add('F002', undefined, error.message)
  else throw error
}

function finish(
  world: World,
  built: Built,
  inputs: ReadonlyMap<string, Uint8Array>,
  target: string,
  options: BuildOptions,
  log: Log,
  stage: (name: string) => void,
): readonly BuiltDocument[] {
  const files = new Map<string, Uint8Array>()
  const documents: BuiltDocument[] = []
  const add = (
    name: string,
    kind: BuiltDocument['kind'],
    bytes: Uint8Array,
    more: Partial<BuiltDocument> = {},
  ) => {
    files.set(name, bytes)
    documents.push({ name, kind, bytes: bytes.length, sha256: sha256(bytes), ...more })
  }
  const painted = built.proofs.map((proof) => ({ proof, pdf: paintProof(proof, built, options.date, true) }))
  stage('paint')
  for (const { proof, pdf } of painted) {
    const parity = proveParity(proof.document, { html: proof.html, pdf }, log)
    if (!parity) continue
    addProof(proof, pdf, parity, add)
    if (options.edgarPdf) {
      const name = proof.document.fileName.replace(/\.htm$/, '.edgar.pdf')
      add(name, 'pdf', paintProof(proof, built, options.date, false), { pages: parity.pages })
    }
  }
  stage('prove')
  for (const { content } of built.filing.exhibits) {
    if (content.kind === 'ready-made') add(content.fileName, 'ready-made', content.bytes)
  }
  refuseTwins(documents, log)
  log.stopIfFailed()
  if (!options.dryRun) {
    files.set('build.json', buildRecord(built, documents, inputs, log))
    world.replaceFolder(target, files)
    stage('write')
  }
  return documents
}

function paintProof(
  { document, pages }: Proof,
  built: Built,
  date: string | undefined,
  links: boolean,
): Uint8Array {
  const { title, language } = document
  return paint(pages, { title, language, tool, date: date ?? built.filing.facts.reportDate, links })
}

function addProof(
  { document, html }: Proof,
  pdf: Uint8Array,
  { words, pages }: Parity,
  add: (name: string, kind: BuiltDocument['kind'], bytes: Uint8Array, more?: Partial<BuiltDocument>) => void,
): void {
  add(document.fileName, 'html', new TextEncoder().encode(html), { words })
  add(document.fileName.replace(/\.htm$/, '.pdf'), 'pdf', pdf, { words, pages })
}

/** Names are told apart without regard to case by EDGAR and by some disks (EFM 5.1.1). */
function refuseTwins(documents: readonly BuiltDocument[], log: Log): void {
  const seen = new Set<string>()
  for (const { name } of documents) {
    if (seen.has(name.toLowerCase()))
      log.add('Y012', undefined, `two outputs would be called ${name}`, 'rename the ready-made exhibit')
    seen.add(name.toLowerCase())
  }
}

/** What was built from what: digests and counts, with relative paths only. */
function buildRecord(
  built: Built,
  documents: readonly BuiltDocument[],
  inputs: ReadonlyMap<string, Uint8Array>,
  log: Log,
): Uint8Array {
  const record = {
    format: 1,
    filing: built.filing.slug,
    tool,
    inputs: [...inputs].map(([name, bytes]) => ({ name, sha256: sha256(bytes) })),
    outputs: documents,
    findings: log.diagnostics.map(({ code, severity, message, span }) => ({
      code,
      severity,
      message,
      ...(span && {
        file: span.source.path.split('/').slice(-2).join('/'),
        line: placeOf(span.source, span.start).line,
      }),
    })),
  }
  return new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`)
}

/** A file that someone mended in out/ must not vanish: the mending belongs into the content. */
function refuseChanged(world: World, target: string, force: boolean, log: Log): void {
  const record = world.readFile(`${target}/build.json`)
  const folder = record && world.readFolder(target)
  if (!record || !folder) return
  const changed = changedSince(record, folder.files)
  if (changed.length === 0) return
  if (force) {
    const copy = world.keepCopy(target)
    log.add('W008', undefined, `the changed outputs were kept in ${copy}`)
    return
  }
  for (const name of changed) {
    log.add(
      'W006',
      undefined,
      `${target}/${name} was changed by hand since it was built`,
      'make the change in content/, then build with --force, which keeps a copy',
    )
  }
}

function changedSince(record: Uint8Array, files: ReadonlyMap<string, Uint8Array>): string[] {
  const { outputs } = JSON.parse(new TextDecoder().decode(record)) as { outputs: BuiltDocument[] }
  return outputs.flatMap(({ name, sha256: digest }) => {
    const bytes = files.get(name)
    return bytes && sha256(bytes) !== digest ? [name] : []
  })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
