/** `archive prove`: one certificate of a version: what, from what, when, by which tool, which checks, how to verify it. */

import type { X509Certificate } from 'node:crypto'
import { filesOf } from '../../archive/inventory.ts'
import { FilingError } from '../../diagnostics/diagnostic.ts'
import {
  heading,
  letter,
  nowhere,
  paragraph,
  plainStyle,
  section,
  sides,
  text,
} from '../../document/build.ts'
import type { Block, Document, Style } from '../../document/document.ts'
import type { FontBook } from '../../fonts/book.ts'
import type { World } from '../../platform/world.ts'
import { grid } from '../../redline/certificate.ts'
import { tool } from '../../tool.ts'
import { painted } from '../certificate.ts'
import { objectOf, readVersion, type Stored, versionOf } from './objects.ts'
import { type Archive, parsed } from './place.ts'
import { heldTo, rebuild, type Trust } from './rebuild.ts'
import { type ObjectVerdict, verifyObject } from './verify.ts'

/** What a check came to: it holds, it does not, or nobody looked and nothing is said. */
export type State = 'yes' | 'no' | 'not checked'

export interface Check {
  readonly check: string
  readonly result: string
  readonly state: State
}

export interface Proof {
  readonly format: 2
  readonly what: { readonly id: string; readonly version: string; readonly head: string }
  readonly created: string
  readonly by: string
  readonly message: string
  readonly tool: string
  readonly outputs: readonly { readonly name: string; readonly sha512: string }[]
  readonly inputs: number
  readonly checks: readonly Check[]
  readonly howToVerify: readonly string[]
}

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

const shownState = (state: State): string => (state === 'no' ? 'NO' : state)

export function proofText({
  what,
  created,
  by,
  message,
  tool: made,
  outputs,
  inputs,
  checks,
  howToVerify,
}: Proof): string {
  const width = Math.max(...outputs.map(({ name }) => name.length), 4)
  return [
    `${what.id} ${what.version}`,
    `  archived ${created} by ${by}: ${message}`,
    `  head     ${what.head}`,
    `  tool     ${made}; ${inputs} inputs`,
    '',
    ...outputs.map(({ name, sha512 }) => `  ${name.padEnd(width)}  ${sha512.slice(0, 32)}…`),
    '',
    ...checks.map(({ check, result, state }) => `  ${shownState(state).padEnd(11)}  ${check}: ${result}`),
    '',
    'How to verify this without filingpress',
    ...howToVerify.map((line) => `  - ${line}`),
  ].join('\n')
}

const base: Style = {
  ...plainStyle,
  fontFamily: 'Source Serif 4',
  hyphens: 'none',
  margin: sides(0, 0, 5, 0),
}

export function proofPdf(proof: Proof, fonts: FontBook): Uint8Array {
  const { what, created, by, message, outputs, inputs, checks, howToVerify } = proof
  const say = (value: string): Block => paragraph([text(value, nowhere)], { style: base })
  const head = (value: string): Block =>
    heading(2, [text(value, nowhere)], {
      style: { ...base, fontWeight: 'bold', margin: sides(8, 0, 3, 0), breakAfter: 'avoid' },
    })
  const blocks: Block[] = [
    heading(1, [text('Certificate of an archived version', nowhere)], {
      style: { ...base, fontSize: 15, fontWeight: 'bold', breakAfter: 'avoid' },
    }),
    grid(
      ['', ''],
      [
        ['Object', what.id],
        ['Version', what.version],
        ['Head (sha512 of its inventory)', what.head],
        ['Archived', `${created} by ${by}`],
        ['Message', message],
        ['Tool', `${proof.tool}; ${inputs} inputs`],
      ],
    ),
    head('Outputs'),
    grid(
      ['File', 'sha512'],
      outputs.map(({ name, sha512 }) => [name, sha512]),
    ),
    head('Checks'),
    grid(
      ['Check', 'Result', 'Holds'],
      checks.map(({ check, result, state }) => [check, result, state]),
    ),
    head('How to verify this without filingpress'),
    ...howToVerify.map(say),
  ]
  const page: Document = {
    form: 'EX-',
    title: `Certificate of ${what.id} ${what.version}`,
    language: 'en-US',
    fileName: 'proof.htm',
    pagePlan: letter,
    base,
    sections: [section('summary', blocks)],
  }
  return painted(page, fonts, created.slice(0, 10))
}
