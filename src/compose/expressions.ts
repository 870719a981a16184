/**
 * `{{…}}` in authored text: each becomes the fact it names, as text. It was parsed as a text of its own, so
 * nothing in a fact can turn into markup.
 */
import type { Log } from '../diagnostics/log.ts'
import { span } from '../diagnostics/source.ts'
import { fact, text } from '../document/build.ts'
import type { Block, Inline, Origin } from '../document/document.ts'
import { mapAllInlines } from '../document/walk.ts'
import type { Data } from './facts.ts'
import type { Templates } from './templates.ts'

export function fillIn(
  blocks: readonly Block[],
  templates: Templates,
  data: Data,
  log: Log,
): readonly Block[] {
  return mapAllInlines(blocks, (inline) => filled(inline, templates, data, log))
}

function filled(inline: Inline, templates: Templates, data: Data, log: Log): Inline | readonly Inline[] {
  if (inline.type !== 'text' || !inline.value.includes('{{')) return inline
  const whole = inline.origin.span
  const at = span(whole.source, whole.start + inline.value.indexOf('{{'), whole.end)
  if (!/^\{\{[\s\S]*\}\}$/.test(inline.value)) {
    log.add('T009', at, 'this expression is not closed, or empty', 'write {{registrant.name}}')
    return inline
  }
  const found = templates.evaluate(at, data, log)
  if (!found) return []
  if (!found.memory) return text(found.shown, { kind: 'authored', span: at })
  const { path, value } = found.memory
  const origin: Origin = { kind: 'fact', span: found.memory.span, path, via: at }
  return fact(path, value, found.shown, origin)
}
