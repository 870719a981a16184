/** What made a change: the place in content, facts, templates or house style that the origins in the tree name. */

import { lineAt } from '../diagnostics/source.ts'
import { nowhere, plainStyle } from '../document/build.ts'
import type { Origin, PagePlan, Style, StyleOrigin } from '../document/document.ts'
import { sameAttributes } from './attributes.ts'
import type { Cause } from './changes.ts'
import { changedProperties } from './looks.ts'
import { originsOf, type Token } from './tokens.ts'

/** What causes are told by. */
export interface Told {
  /** Whether origins are places of content and templates, and not of an output file. */
  readonly authored: boolean
  /** Name and version of the tool, which gives the looks that no rule declares. */
  readonly tool: string
}

/** The causes that the origins of changed tokens name, each once. */
export function causesOf(tokens: readonly Token[], authored: boolean): Cause[] {
  const found = new Map<string, Cause>()
  for (const origin of originsOf(tokens)) {
    const cause = causeOf(origin, authored)
    if (cause) found.set(`${cause.kind} ${cause.at}`, cause)
  }
  // The place in an output says little where a place in the content is known.
  const causes = [...found.values()]
  const known = causes.filter(({ kind }) => kind !== 'output')
  return known.length > 0 ? known : causes
}

function causeOf({ kind, span, path }: Origin, authored: boolean): Cause | undefined {
  if (['', nowhere.span.source.path].includes(span.source.path)) return undefined
  if (kind === 'fact' && path !== undefined) return { kind: 'fact', at: path }
  const at = lineAt(span)
  if (!authored || /\.html?$/.test(span.source.path)) return { kind: 'output', at }
  return { kind: kind === 'template' ? 'template' : 'content', at }
}

/**
 * The causes of a change of look: the place of its words where the node itself was made another, as by a class; else the
 * rules that declare what differs, in the new version or, where it has none, in the old.
 *
 * @param words those of the node
 */
export function causesOfLook(
  old: { readonly style?: Style },
  fresh: { readonly style?: Style },
  words: readonly Token[],
  { authored, tool }: Told,
): Cause[] {
  const here = causesOf(words.slice(0, 1), authored)
  const changed = authored ? changedProperties(old.style, fresh.style) : []
  if (changed.length === 0 || !sameAttributes({ ...old, style: plainStyle }, { ...fresh, style: plainStyle }))
    return here
  const causes = changed.flatMap((key): Cause[] => {
    const at = fresh.style?.origin?.[key] ?? old.style?.origin?.[key]
    if (at === 'own') return here
    return [
      at ? { kind: 'style', at: lineAt(at) } : byDefault(fresh.style?.origin ?? old.style?.origin, tool),
    ]
  })
  const known = new Map(causes.map((cause) => [`${cause.kind} ${cause.at}`, cause]))
  return [...known.values()]
}

export function causesOfPages({ origin: was }: PagePlan, { origin: is }: PagePlan, { tool }: Told): Cause[] {
  const at = is ?? was
  return [at ? { kind: 'style', at: lineAt(at) } : { kind: 'tool', at: tool }]
}

/** No rule declares the property any more: the style sheet, if it is known, lacks what it had. */
function byDefault(origin: StyleOrigin | undefined, tool: string): Cause {
  const rule = Object.values(origin ?? {}).find((at) => at !== undefined && at !== 'own')
  return rule ? { kind: 'style', at: rule.source.path } : { kind: 'tool', at: tool }
}
