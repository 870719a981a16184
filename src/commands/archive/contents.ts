/** What one archived version holds: everything that makes the outputs again, the outputs, and what was said about them. */
import { FilingError } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import { placeOf as lineOf } from '../../diagnostics/source.ts'
import type { FontBook } from '../../fonts/book.ts'
import { families } from '../../fonts/families.ts'
import { approvalFolder, readApproval } from '../../lock/approval.ts'
import { lock } from '../../lock/lock.ts'
import type { World } from '../../shell/world.ts'
import { tool } from '../../tool.ts'
import { type BuildOptions, render } from '../build.ts'
import { inputsOf, readContent, readOwnHouse } from '../read.ts'

export interface Contents {
  /** By logical path. */
  readonly files: Map<string, Uint8Array>
  readonly outputs: ReadonlyMap<string, Uint8Array>
  readonly inputs: ReadonlyMap<string, Uint8Array>
  readonly options: Readonly<Record<string, string | boolean | null>>
  /** The registrant's CIK, employer number or name: the first that is known. */
  readonly registrant: string
  readonly signatories: readonly { readonly name: string; readonly title: string }[]
}

const bytesOf = (value: Uint8Array | string): Uint8Array =>
  typeof value === 'string' ? new TextEncoder().encode(value) : value
export const json = (value: unknown): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`)

/** Builds a filing as it stands and gathers all that is archived. @throws FilingError when it cannot be built, or not as final */
export function contentsOf(world: World, slug: string, fonts: FontBook, options: BuildOptions): Contents {
  const log = new Log()
  const made = render(world, slug, fonts, { ...options, edgarPdf: true }, log)
  if (!made) throw new FilingError(log.diagnostics)
  const folder = world.readFolder(`${options.content}/${slug}`)?.files ?? new Map<string, Uint8Array>()
  if (options.final) {
    lock(made.rendering, readApproval(folder), folder, log)
    log.stopIfFailed()
  }
  const content = readContent(world, options, slug, log)
  const house = readOwnHouse(world, options, slug, log)
  if (!content) throw new FilingError(log.diagnostics)
  const inputs = new Map<string, Uint8Array>()
  for (const [name, value] of inputsOf(content, house)) {
    const shared = name.startsWith('templates/') || name.startsWith('registrants/')
    inputs.set(shared ? name : `source/${name}`, bytesOf(value))
  }
  for (const [name, bytes] of toolFiles(world)) inputs.set(name, bytes)
  const { outputs } = made
  const found = log.diagnostics.map(({ code, severity, message, span, waived }) => ({
    code,
    severity,
    message,
    ...(span && {
      file: span.source.path.split('/').slice(-2).join('/'),
      line: lineOf(span.source, span.start).line,
    }),
    ...(waived && { waived }),
  }))
  const settings = { date: options.date ?? null, edgarPdf: true, final: options.final ?? false }
  const files = new Map<string, Uint8Array>(inputs)
  for (const [name, bytes] of outputs.files) files.set(`output/${name}`, bytes)
  for (const [name, bytes] of folder) if (name.startsWith(`${approvalFolder}/`)) files.set(name, bytes)
  files.set('report/findings.json', json({ format: 1, tool, findings: found }))
  files.set('options.json', json({ format: 1, filing: slug, ...settings }))
  const { registrants, facts } = made.built.filing
  const [first] = registrants
  return {
    files,
    outputs: outputs.files,
    inputs,
    options: settings,
    registrant: first.cik ?? first.ein ?? first.name,
    signatories: facts.signature.signatories.map(({ name, title }) => ({ name, title })),
  }
}

/** The bundle that runs this, its notices, and every font with its licence: what rebuilds the outputs without a network. */
function toolFiles(world: World): [string, Uint8Array][] {
  const found: [string, Uint8Array][] = world.toolFiles().map(([name, bytes]) => [name, bytes])
  const packages = new Set<string>()
  for (const family of Object.values(families)) {
    for (const face of Object.values(family)) {
      found.push([`fonts/${face.package}/${face.path}`, world.fontFile(face)])
      packages.add(face.package)
    }
  }
  for (const name of packages)
    found.push([`fonts/${name}/LICENSE_FONT`, world.packageFile(name, 'LICENSE_FONT')])
  return found
}
