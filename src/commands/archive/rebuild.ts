/**
 * `archive rebuild`: the archived bundle makes the outputs again from the archive's own inputs, and bytes are compared.
 *
 * The bundle is a program that came with the archive. It is run only where someone who is trusted vouches for it - a key
 * that signed the version, or the running tool, which is that bundle - after every file of the version has been held to
 * its digest, and then in a folder of its own with as little of the machine as this Node can hold it to.
 */

import { Buffer } from 'node:buffer'
import type { KeyObject } from 'node:crypto'
import { toBytes, toText } from '../../bytes.ts'
import { parseJson } from '../../diagnostics/json.ts'
import { isIsoDate } from '../../filing/dates.ts'
import { approvalFolder } from '../../lock/approval.ts'
import { settingsName } from '../../lock/settings.ts'
import { isInside } from '../../platform/inside.ts'
import { type Held, runInScratch } from '../../platform/scratch.ts'
import type { World } from '../../platform/world.ts'
import { below, objectOf, readVersion, versionOf } from './objects.ts'
import { type Archive, refuse } from './place.ts'
import { bundleName, isOwnTool, signedInventory } from './trust.ts'

export interface Trust {
  /** Whoever signed with this may be run. */
  readonly key: KeyObject | undefined
  /** Run it whoever wrote it. */
  readonly trust: boolean
}

export interface Rebuilt {
  readonly id: string
  readonly version: string
  readonly files: readonly { readonly name: string; readonly same: boolean | 'missing' | 'new' }[]
  readonly same: boolean
  /** Why the archived tool was run. */
  readonly because: 'signed' | 'own' | 'trusted'
  /** What it was held to. */
  readonly held: Held
}

export interface Settings {
  readonly filing: string
  readonly date: string | null
  readonly edgarPdf: boolean
  readonly final: boolean
  /** The day of filing, where it was given. */
  readonly filingDate?: string
}

/** How the version was built; undefined where its record is not one that we wrote. */
export function settingsOf(bytes: Uint8Array | undefined): Settings | undefined {
  try {
    const { filing, date, edgarPdf, final, filingDate } = parseJson(toText(bytes)) as Partial<Settings>
    const isName = typeof filing === 'string' && isInside(filing) && /^[^/.-][^/]*$/.test(filing)
    const isDate = date === null || (typeof date === 'string' && isIsoDate(date))
    const isDay = filingDate === undefined || (typeof filingDate === 'string' && isIsoDate(filingDate))
    if (!isName || !isDate || !isDay) return undefined
    const day = filingDate === undefined ? {} : { filingDate }
    return { filing, date, edgarPdf: edgarPdf === true, final: final === true, ...day }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

/** What the bundle finds in its clean folder: itself, templates, fonts as packages, the content. */
function layOut(files: ReadonlyMap<string, Uint8Array>, slug: string): Map<string, Uint8Array> {
  const scratch = new Map<string, Uint8Array>()
  for (const [name, bytes] of files) {
    if (name.startsWith('tool/')) scratch.set(`dist/${name.slice('tool/'.length)}`, bytes)
    else if (name.startsWith('fonts/')) scratch.set(`node_modules/${name.slice('fonts/'.length)}`, bytes)
    else if (name.startsWith('templates/')) scratch.set(name, bytes)
    else if (name.startsWith('source/')) scratch.set(`content/${slug}/${name.slice('source/'.length)}`, bytes)
    else if (name.startsWith(`${approvalFolder}/`)) scratch.set(`content/${slug}/${name}`, bytes)
    else if (name.startsWith('registrants/')) scratch.set(`content/${name}`, bytes)
    else if (name === 'settings/filingpress.json') scratch.set(`content/${settingsName}`, bytes)
  }
  scratch.set('package.json', toBytes('{"name":"filingpress-archived","type":"commonjs"}\n'))
  return scratch
}

/**
 * @param node the Node to run it with
 * @throws FilingError where a file is damaged, nobody vouches for the tool, or it builds nothing
 */
export async function rebuild(
  world: World,
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  { key, trust }: Trust,
  node = process.execPath,
): Promise<Rebuilt> {
  const stored = await objectOf(archive, slug)
  const version = versionOf(stored, wanted)
  const signed = key && (await signedInventory(archive, stored, version, key))
  const inventory = signed ?? stored.inventory
  const files = await readVersion(archive, { ...stored, inventory }, version)
  const settings = settingsOf(files.get('options.json'))
  const bundle = files.get(bundleName)
  if (!bundle || !settings)
    return refuse(
      'V006',
      `${version} of ${slug} does not hold what rebuilds it`,
      'rebuild a version made by archive add',
    )
  const because = reason(world, bundle, { key, trust }, signed !== undefined)
  if (!because)
    return refuse(
      'V007',
      key
        ? `the tool archived with ${version} of ${slug} was not run: this key did not sign that version`
        : `the tool archived with ${version} of ${slug} was not run: it is not this filingpress, and no key says whose it is`,
      `${key ? '' : 'give the key that signed it with --key NAME.pub; '}--trust runs it all the same, as you`,
    )
  const made = runTool(files, settings, node)
  if (!made.files)
    return refuse(
      'V006',
      `the archived tool did not build ${version} of ${slug}`,
      made.said.trim().split('\n').slice(0, 3).join(' | '),
    )
  const compared = compare(below(files, 'output/'), made.files)
  const same = compared.every((each) => each.same === true)
  return { id: stored.inventory.id, version, files: compared, same, because, held: made.held }
}

function reason(
  world: World,
  bundle: Uint8Array,
  { key, trust }: Trust,
  signed: boolean,
): Rebuilt['because'] | undefined {
  if (signed) return 'signed'
  if (!key && isOwnTool(world, bundle)) return 'own'
  return trust ? 'trusted' : undefined
}

/** Builds what a version is made of by the bundle that is among its files. */
export function runTool(files: ReadonlyMap<string, Uint8Array>, settings: Settings, node = process.execPath) {
  const { filing, date, edgarPdf, final, filingDate } = settings
  const flags = [
    ...(edgarPdf ? ['--edgar-pdf'] : []),
    ...(final ? ['--final'] : []),
    ...(filingDate === undefined ? [] : ['--filing-date', filingDate]),
  ]
  const args = ['dist/filingpress.cjs', 'build', filing, '--quiet', ...flags]
  const epoch = date === null ? {} : { SOURCE_DATE_EPOCH: String(Date.parse(`${date}T00:00:00Z`) / 1000) }
  return runInScratch(layOut(files, filing), node, args, epoch, `out/${filing}`)
}

function compare(
  before: ReadonlyMap<string, Uint8Array>,
  made: ReadonlyMap<string, Uint8Array>,
): Rebuilt['files'] {
  return [...new Set([...before.keys(), ...made.keys()])].sort().map((name) => {
    const [a, b] = [before.get(name), made.get(name)]
    return { name, same: !b ? ('missing' as const) : !a ? ('new' as const) : Buffer.compare(a, b) === 0 }
  })
}

const reasons: Readonly<Record<Rebuilt['because'], string>> = {
  signed: 'the key signed the archived tool',
  own: 'the archived tool is this filingpress, byte for byte',
  trusted: 'the archived tool was run because you trust it',
}

/** Why the tool was run and what it was held to, and what this Node could not hold it to. */
export function heldTo({ because, held }: Rebuilt): string {
  const files = held.files
    ? 'it could read and write its own folder only'
    : 'this Node could not keep it from reading and writing other files (Node 20 and later can)'
  const network = held.network
    ? 'it had no network'
    : 'this machine could not close the network to it (Node 25 and later, or Linux with user namespaces, can)'
  return `${reasons[because]}; ${files}; ${network}`
}
