/** `archive prove`: one certificate of a version: what, from what, when, by which tool, which checks, how to verify it. */

import type { KeyObject } from 'node:crypto'
import { filesOf } from '../../archive/inventory.ts'
import { toBytes, toText } from '../../bytes.ts'
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
import { grid } from '../../redline/certificate.ts'
import { tool } from '../../tool.ts'
import { painted } from '../certificate.ts'
import { objectOf, readVersion, versionOf } from './objects.ts'
import type { Archive } from './place.ts'
import { rebuild } from './rebuild.ts'
import { verify } from './verify.ts'

export interface Proof {
  readonly format: 1
  readonly what: { readonly id: string; readonly version: string; readonly head: string }
  readonly created: string
  readonly by: string
  readonly message: string
  readonly tool: string
  readonly outputs: readonly { readonly name: string; readonly sha512: string }[]
  readonly inputs: number
  readonly checks: readonly { readonly check: string; readonly result: string; readonly holds: boolean }[]
  readonly howToVerify: readonly string[]
}

export function prove(
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  key: KeyObject | undefined,
): Proof {
  const stored = objectOf(archive, slug)
  const version = versionOf(stored, wanted)
  const { inventory, folder } = stored
  const block = inventory.versions[version]
  const files = filesOf(inventory, version)
  const outputs = [...files]
    .filter(([name]) => name.startsWith('output/'))
    .map(([name, { digest }]) => ({ name: name.slice('output/'.length), sha512: digest }))
  const { objects } = verify(archive, { key, expect: undefined, filing: inventory.id })
  const verdict = objects.find(({ id }) => id === inventory.id)
  const errors = verdict?.issues.errors.length ?? 1
  const again = rebuild(archive, slug, version)
  const kept = readVersion(archive, stored, version)
  const findings = JSON.parse(toText(kept.get('report/findings.json') ?? toBytes('{"findings":[]}'))) as {
    findings: { severity: string; waived?: unknown }[]
  }
  const openCount = findings.findings.filter(({ severity, waived }) => severity !== 'note' && !waived).length
  return {
    format: 1,
    what: { id: inventory.id, version, head: verdict?.digest ?? '' },
    created: block?.created ?? '',
    by: block?.user?.name ?? 'nobody named',
    message: block?.message ?? '',
    tool,
    outputs,
    inputs: [...files.keys()].filter((name) => /^(?:source|registrants|templates|fonts|tool)\//.test(name))
      .length,
    checks: [
      {
        check: 'Every file, inventory and sidecar of every version (OCFL 1.1)',
        result: errors === 0 ? 'as recorded' : `${errors} errors`,
        holds: errors === 0,
      },
      key
        ? {
            check: 'Signatures and their chain',
            result:
              errors === 0
                ? `${verdict?.signed ?? 0} of ${verdict?.versions ?? 0} versions signed by this key`
                : 'see above',
            holds: errors === 0 && verdict?.signed === verdict?.versions,
          }
        : {
            check: 'Signatures and their chain',
            result: `not checked: no key was given (${verdict?.signed ?? 0} of ${verdict?.versions ?? 0} versions are signed)`,
            holds: true,
          },
      {
        check: 'Outputs made again from the archived inputs by the archived tool, without a network',
        result: again.same
          ? 'the same bytes'
          : `${again.files
              .filter(({ same }) => same !== true)
              .map(({ name }) => name)
              .join(', ')} differ`,
        holds: again.same,
      },
      {
        check: 'Findings when it was archived',
        result: openCount === 0 ? 'none open' : `${openCount} open`,
        holds: openCount === 0,
      },
      {
        check: 'Approval',
        result: kept.has('approval/approval.json') ? 'recorded beside it' : 'none recorded',
        holds: kept.has('approval/approval.json'),
      },
    ],
    howToVerify: [
      `The object lies in ${folder} of the storage root; any OCFL 1.1 validator reads it.`,
      `sha512sum of v${version.slice(1)}/content/output/… or of the files named in inventory.json gives the digests above.`,
      'provenance/statement.json is an in-toto Statement (SLSA provenance v1); the .dsse.json beside it is verified by any DSSE tool with the public key (Ed25519).',
      'logs/vN.inventory.dsse.json signs the digest of each version’s inventory and names the one before it.',
    ],
  }
}

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
    ...checks.map(({ check, result, holds }) => `  ${holds ? 'yes' : 'NO '}  ${check}: ${result}`),
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
      checks.map(({ check, result, holds }) => [check, result, holds ? 'yes' : 'no']),
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
