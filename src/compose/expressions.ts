/**
 * `{{…}}` in authored text: each becomes the fact it names, as text. It was parsed as a text of its own, so
 * nothing in a fact can turn into markup.
 */
import type { Log } from '../diagnostics/log.ts'
import { fact, text } from '../document/build.ts'
import type { Block, Inline, Origin } from '../document/document.ts'
import { mapAllInlines } from '../document/walk.ts'
import type { Data } from './facts.ts'
import { evaluate } from './templates.ts'

export function fillIn(blocks: readonly Block[], data: Data, log: Log): readonly Block[] {
  return mapAllInlines(blocks, (inline) => filled(inline, data, log))
}

function filled(inline: Inline, data: Data, log: Log): Inline | readonly Inline[] {
  if (inline.type !== 'text' || !inline.value.includes('{{')) return inline
  const at = inline.origin.span
  if (!/^\{\{[\s\S]*\}\}$/.test(inline.value)) {
    log.add('T009', at, 'this expression is not closed, or empty', 'write {{registrant.name}}')
    return inline
  }
  const found = evaluate(at, data, log)
  if (!found) return []
  if (!found.memory) return text(found.shown, { kind: 'authored', span: at })
  const { path, value, span } = found.memory
  const origin: Origin = { kind: 'fact', span, path, via: at }
  return fact(path, value, found.shown, origin)
}
