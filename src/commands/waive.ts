/** `filingpress waive`: writes into filing.yaml why a finding stands. */
import { toBytes, toText } from '../bytes.ts'
import { codes, isCode } from '../check/registry.ts'
import { type Diagnostic, open } from '../diagnostics/diagnostic.ts'
import type { Log } from '../diagnostics/log.ts'
import { where } from '../diagnostics/log.ts'
import { covers, passageDigest, withWaiver } from '../lock/waivers.ts'
import type { World } from '../platform/world.ts'

export interface Waiver {
  readonly code: string
  /** `file:line` or `file:line:column`, as findings print it; any finding of the code when left out. */
  readonly place: string | undefined
  readonly reason: string
  readonly by: string
}

/** @returns the findings that are now waived; none when the log says why */
export function waive(
  world: World,
  folder: string,
  found: readonly Diagnostic[],
  waiver: Waiver,
  log: Log,
): readonly Diagnostic[] {
  const path = `${folder}/filing.yaml`
  const bytes = world.readFile(path)
  if (!bytes) {
    log.add('W002', undefined, `${path} is missing`)
    return []
  }
  const { code, place } = waiver
  if (!isCode(code) || !['finding', 'warning'].includes(codes[code].severity)) {
    log.add('U003', undefined, `${code} is not a finding that can be waived`, 'filingpress rules lists them')
    return []
  }
  const matching = found.filter(
    (one) => one.code === code && open(one) && (place === undefined || isAt(one, place)),
  )
  if (matching.length === 0) {
    const others = found.filter((one) => one.code === code && open(one))
    const hint =
      others.length > 0
        ? `${code} is found at ${others.map((one) => (one.span ? where(one.span) : 'no place')).join(', ')}`
        : 'filingpress check shows what is found'
    log.add(
      'U003',
      undefined,
      `there is no open finding ${code}${place === undefined ? '' : ` at ${place}`}`,
      hint,
    )
    return []
  }
  let text = toText(bytes)
  for (const one of matching)
    text = withWaiver(text, {
      ...waiver,
      passage: passageDigest(one),
      covers: covers(one),
      about: one.message,
    })
  world.writeFile(path, toBytes(text))
  return matching
}

function isAt({ span }: Diagnostic, place: string): boolean {
  if (!span) return false
  const at = where(span)
  return at === place || at.startsWith(`${place}:`) || at.endsWith(`/${place}`) || at.includes(`/${place}:`)
}
