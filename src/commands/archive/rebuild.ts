/** `archive rebuild`: the archived bundle makes the outputs again from the archive's own inputs, and bytes are compared. */

import { Buffer } from 'node:buffer'
import { toBytes, toText } from '../../bytes.ts'
import { approvalFolder } from '../../lock/approval.ts'
import { settingsName } from '../../lock/settings.ts'
import { runInScratch } from '../../platform/scratch.ts'
import { below, objectOf, readVersion, versionOf } from './objects.ts'
import { type Archive, refuse } from './place.ts'

export interface Rebuilt {
  readonly id: string
  readonly version: string
  readonly files: readonly { readonly name: string; readonly same: boolean | 'missing' | 'new' }[]
  readonly same: boolean
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

export function rebuild(
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  node = process.execPath,
): Rebuilt {
  const stored = objectOf(archive, slug)
  const version = versionOf(stored, wanted)
  const files = readVersion(archive, stored, version)
  const options = files.get('options.json')
  if (!options || !files.has('tool/filingpress.cjs'))
    return refuse('V006', `${version} of ${slug} does not hold what rebuilds it`)
  const { filing, date, edgarPdf, final } = JSON.parse(toText(options)) as {
    filing: string
    date: string | null
    edgarPdf: boolean
    final: boolean
  }
  const flags = [...(edgarPdf ? ['--edgar-pdf'] : []), ...(final ? ['--final'] : [])]
  const args = ['dist/filingpress.cjs', 'build', filing, '--quiet', ...flags]
  const epoch = date === null ? {} : { SOURCE_DATE_EPOCH: String(Date.parse(`${date}T00:00:00Z`) / 1000) }
  const made = runInScratch(layOut(files, filing), node, args, epoch, `out/${filing}`)
  if (!made.files)
    return refuse('V006', `the archived tool did not build ${version} of ${slug}`, made.said.split('\n')[0])
  const before = below(files, 'output/')
  const names = [...new Set([...before.keys(), ...made.files.keys()])].sort()
  const compared = names.map((name) => {
    const [a, b] = [before.get(name), made.files?.get(name)]
    return { name, same: !b ? ('missing' as const) : !a ? ('new' as const) : Buffer.compare(a, b) === 0 }
  })
  return {
    id: stored.inventory.id,
    version,
    files: compared,
    same: compared.every(({ same }) => same === true),
  }
}
