/** The certificate of an archived version, as text and as a page: what, from what, when, by which tool, which checks. */
import type { Document } from '../document/document.ts'
import { grid, headingOf, reportPage, say, titleOf } from './page.ts'

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

export function proofPage(proof: Proof): Document {
  const { what, created, by, message, outputs, inputs, checks, howToVerify } = proof
  return reportPage({ title: `Certificate of ${what.id} ${what.version}`, fileName: 'proof.htm' }, [
    titleOf('Certificate of an archived version'),
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
    headingOf('Outputs'),
    grid(
      ['File', 'sha512'],
      outputs.map(({ name, sha512 }) => [name, sha512]),
    ),
    headingOf('Checks'),
    grid(
      ['Check', 'Result', 'Holds'],
      checks.map(({ check, result, state }) => [check, result, state]),
    ),
    headingOf('How to verify this without filingpress'),
    ...howToVerify.map((line) => say(line)),
  ])
}
