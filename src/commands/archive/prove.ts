/** `archive prove`: one certificate of a version: what, from what, when, by which tool, which checks, how to verify it. */

import type { X509Certificate } from 'node:crypto'
import { filesOf } from '../../archive/inventory.ts'
import { FilingError } from '../../diagnostics/diagnostic.ts'
import type { World } from '../../platform/world.ts'
import type { Check, Proof } from '../../reports/archived-version.ts'
import { tool } from '../../tool.ts'
import { objectOf, readVersion, type Stored, versionOf } from './objects.ts'
import { type Archive, parsed } from './place.ts'
import { heldTo, rebuild, type Trust } from './rebuild.ts'
import { type ObjectVerdict, verifyObject } from './verify.ts'

/** Of a certificate, whatever was looked at has to hold; findings and approval are told and judged by people. */
export const holds = ({ checks }: Proof): boolean => checks.slice(0, 4).every(({ state }) => state !== 'no')

export async function prove(
  world: World,
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  trust: Trust,
  roots?: readonly X509Certificate[],
): Promise<Proof> {
  const stored = await objectOf(archive, slug)
  const version = versionOf(stored, wanted)
  const { inventory, folder } = stored
  const block = inventory.versions[version]
  const files = filesOf(inventory, version)
  const outputs = [...files]
    .filter(([name]) => name.startsWith('output/'))
    .map(([name, { digest }]) => ({ name: name.slice('output/'.length), sha512: digest }))
  const verdict = await verifyObject(archive, folder, { key: trust.key, expect: undefined, roots })
  const whole = verdict.issues.errors.length === 0
  const rebuilt = whole
    ? await rebuildCheck(world, archive, inventory.id, version, trust)
    : notRebuilt(damaged)
  const recorded = whole
    ? await recordChecks(archive, stored, version)
    : ['Findings when it was archived', 'Approval'].map((check) => ({ ...unchecked(damaged), check }))
  return {
    format: 2,
    what: { id: inventory.id, version, head: verdict.digest },
    created: block?.created ?? '',
    by: block?.user?.name ?? 'nobody named',
    message: block?.message ?? '',
    tool,
    outputs,
    inputs: [...files.keys()].filter((name) => /^(?:source|registrants|templates|fonts|tool)\//.test(name))
      .length,
    checks: [
      filesCheck(verdict),
      signatureCheck(verdict),
      rebuilt,
      stampCheck(verdict, version),
      ...recorded,
    ],
    howToVerify: [
      `The object lies in ${folder} of the storage root; any OCFL 1.1 validator reads it.`,
      `sha512sum of v${version.slice(1)}/content/output/… or of the files named in inventory.json gives the digests above.`,
      'provenance/statement.json is an in-toto Statement (SLSA provenance v1); the .dsse.json beside it is verified by any DSSE tool with the public key (Ed25519).',
      'logs/vN.inventory.dsse.json signs the digest of each version’s inventory and names the one before it.',
      ...verdict.stamps
        .filter((stamp) => stamp.version === version)
        .map(
          ({ name, of }) =>
            `openssl ts -verify -in logs/${name} -data ${of} -CAfile roots.pem verifies the time stamp.`,
        ),
    ],
  }
}

const damaged = 'the archive is damaged, so nothing of it was run or read'
const unchecked = (why: string) => ({ result: why, state: 'not checked' as const })

function filesCheck({ issues }: ObjectVerdict): Check {
  const count = issues.errors.filter(({ code }) => !/^V0(?:1[12]|2[23])$/.test(code)).length
  return {
    check: 'Every file, inventory and sidecar of every version (OCFL 1.1)',
    result: count === 0 ? 'as recorded' : `${count} ${count === 1 ? 'error' : 'errors'}`,
    state: count === 0 ? 'yes' : 'no',
  }
}

function signatureCheck({ verified, signed, versions }: ObjectVerdict): Check {
  const check = 'Signatures and their chain'
  if (verified === null)
    return {
      check,
      ...unchecked(`no key was given (a signature lies beside ${signed} of ${versions} versions)`),
    }
  return {
    check,
    result: `${verified} of ${versions} versions signed by this key`,
    state: verified === versions ? 'yes' : 'no',
  }
}

/** When an authority saw it: the moment by a clock that is not ours. */
function stampCheck({ stamps, issues }: ObjectVerdict, version: string): Check {
  const check = 'Time stamp (RFC 3161)'
  const own = stamps.filter((stamp) => stamp.version === version)
  const bad = issues.errors.filter(
    ({ code, path }) => /^V02[23]$/.test(code) && path.includes(`/${version}.stamp-`),
  )
  if (bad[0]) return { check, result: bad[0].message, state: 'no' }
  if (own.length === 0) return { check, ...unchecked('there is none') }
  const told = own.map(({ time, authority }) => `${time} by ${authority}`).join('; ')
  return own.every(({ trusted }) => trusted)
    ? { check, result: `${told}, who is vouched for by a root that was given`, state: 'yes' }
    : { check, ...unchecked(`${told}; without --tsa-roots it is not known whose it is`) }
}

const rebuildName = 'Outputs made again from the archived inputs by the archived tool'
const notRebuilt = (why: string): Check => ({ check: rebuildName, ...unchecked(why) })

async function rebuildCheck(
  world: World,
  archive: Archive,
  id: string,
  version: string,
  trust: Trust,
): Promise<Check> {
  try {
    const again = await rebuild(world, archive, id, version, trust)
    const others = again.files.filter(({ same }) => same !== true).map(({ name }) => name)
    return {
      check: rebuildName,
      result: again.same ? `the same bytes; ${heldTo(again)}` : `${others.join(', ')} differ`,
      state: again.same ? 'yes' : 'no',
    }
  } catch (error) {
    // Not being allowed to run it is no failure of what is proved; a tool that builds nothing is.
    if (!(error instanceof FilingError)) throw error
    const [first] = error.diagnostics
    return first?.code === 'V007'
      ? notRebuilt(first.message)
      : { check: rebuildName, result: first?.message ?? 'it built nothing', state: 'no' }
  }
}

async function recordChecks(archive: Archive, stored: Stored, version: string): Promise<Check[]> {
  const told = ['report/findings.json', 'approval/approval.json']
  const kept = await readVersion(archive, stored, version, (path) => told.includes(path))
  const bytes = kept.get('report/findings.json')
  const { findings } = bytes
    ? parsed<{ findings: { severity: string; waived?: unknown }[] }>(bytes, 'report/findings.json')
    : { findings: [] }
  const open = findings.filter(({ severity, waived }) => severity !== 'note' && !waived).length
  const approved = kept.has('approval/approval.json')
  return [
    {
      check: 'Findings when it was archived',
      result: open === 0 ? 'none open' : `${open} open`,
      state: open === 0 ? 'yes' : 'no',
    },
    {
      check: 'Approval',
      result: approved ? 'recorded beside it' : 'none recorded',
      state: approved ? 'yes' : 'no',
    },
  ]
}
