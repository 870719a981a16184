/** Who signed a report, with title and date. */

import { dateIn } from './dates.ts'
import type { Flow } from './flow.ts'
import { linesOf } from './lines.ts'

export interface FoundSignature {
  readonly date?: string
  readonly signatories: readonly { readonly name: string; readonly title: string; readonly signed?: string }[]
}

const signedBy = /\/s\/?\s*([^\n]{2,60})/i

export function signatureOf(flow: readonly Flow[]): FoundSignature {
  const lines = linesOf(flow).map(({ text }) => text)
  const dated =
    lines.find((text) => /^(?:dated?|date:)/i.test(text) && dateIn(text)) ??
    lines.find((text) => dateIn(text))
  const date = dated && dateIn(dated)
  const signatories = lines.flatMap((line, index) => {
    const signed = signedBy.exec(line)?.[1]?.replace(/\s+/g, ' ').trim()
    return signed === undefined ? [] : [personOf(signed, lines.slice(index + 1, index + 6))]
  })
  return { ...(date && { date }), signatories }
}

const label = /^(?:by|name|its?|title|date):\s*/i

function personOf(signed: string, behind: readonly string[]): FoundSignature['signatories'][number] {
  const next = behind
    .map((line) => line.replace(label, '').trim())
    .filter((line) => /[a-z]/i.test(line) && !/^(?:by|name|title|its?):?$/i.test(line))
  const stop = next.findIndex((line) => /\/s\//i.test(line))
  const lines = (stop < 0 ? next : next.slice(0, stop)).filter((line) => dateIn(line) === undefined)
  const [first] = lines
  const last = signed.split(' ').at(-1)?.replace(/[.,]/g, '').toLowerCase() ?? ''
  const named = first !== undefined && last.length > 1 && first.toLowerCase().includes(last)
  const name = named ? first : signed
  const at = named ? 1 : 0
  const title = titleFrom(lines.slice(at)) ?? 'Authorized Officer'
  return { name, title, ...(name !== signed && { signed }) }
}

/** A title goes on in the next line behind a comma or an "and". */
function titleFrom(lines: readonly string[]): string | undefined {
  const [first, ...rest] = lines
  if (first === undefined || rest.length === 0 || !/(?:,|\band|&)$/.test(first)) return first
  return `${first} ${titleFrom(rest) ?? ''}`.trim()
}
