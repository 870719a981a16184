/** What one archived version holds: everything that makes the outputs again, the outputs, and what was said about them. */
import { jsonBytes } from '../../bytes.ts'
import { FilingError } from '../../diagnostics/diagnostic.ts'
import { Log } from '../../diagnostics/log.ts'
import type { FontBook } from '../../fonts/book.ts'
import { families } from '../../fonts/families.ts'
import { approvalFolder } from '../../lock/approval.ts'
import type { World } from '../../platform/world.ts'
import { tool } from '../../tool.ts'
import { type BuildOptions, holdToApproval, render } from '../build.ts'
import { bytesOf, findingsOf } from '../record.ts'

export interface Contents {
  /** By logical path. */
  readonly files: Map<string, Uint8Array>
  readonly outputs: ReadonlyMap<string, Uint8Array>
  readonly inputs: ReadonlyMap<string, Uint8Array>
  readonly options: Readonly<Record<string, string | boolean | null>>
  /** The registrant's CIK, employer number or name: the first that is known. */
  readonly registrant: string
  readonly signatories: readonly { readonly name: string; readonly title: string }[]
  /** What the build found. */
  readonly findings: Findings
}

type Findings = ReturnType<typeof findingsOf>

export const findingsJson = (findings: Findings): Uint8Array => jsonBytes({ format: 1, tool, findings })

/** Builds a filing as it stands and gathers all that is archived. @throws FilingError when it cannot be built, or not as final */
export function contentsOf(world: World, slug: string, fonts: FontBook, options: BuildOptions): Contents {
  const log = new Log()
  const made = render(world, slug, fonts, { ...options, edgarPdf: true }, log)
  if (!made) throw new FilingError(log.diagnostics)
  if (options.final) holdToApproval(world, slug, options, made, log)
  const inputs = new Map<string, Uint8Array>()
  for (const [name, value] of made.inputs) {
    const shared = /^(?:templates|registrants|settings)\//.test(name)
    inputs.set(shared ? name : `source/${name}`, bytesOf(value))
  }
  for (const [name, bytes] of toolFiles(world)) inputs.set(name, bytes)
  const { outputs } = made
  const settings = {
    date: options.date ?? null,
    edgarPdf: true,
    final: options.final ?? false,
    ...(options.day !== undefined && { filingDate: options.day }),
  }
  const files = new Map<string, Uint8Array>(inputs)
  for (const [name, bytes] of outputs.files) files.set(`output/${name}`, bytes)
  const approval = world.readFolder(`${options.content}/${slug}/${approvalFolder}`)
  for (const [name, bytes] of approval?.files ?? []) files.set(`${approvalFolder}/${name}`, bytes)
  const findings = findingsOf(log)
  files.set('report/findings.json', findingsJson(findings))
  files.set('options.json', jsonBytes({ format: 1, filing: slug, ...settings }))
  const { registrants, facts } = made.built.filing
  const [first] = registrants
  return {
    files,
    outputs: outputs.files,
    inputs,
    options: settings,
    findings,
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
