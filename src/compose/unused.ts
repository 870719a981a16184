/** Templates of a theme or a filing that no page uses, with a name so near to one that is used that it is a slip. */
import type { Log } from '../diagnostics/log.ts'
import { type Source, whole } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import type { TemplateSet } from './templates.ts'

/** Partials that are there for a house that wants them in place of others; no page of ours uses them. */
export const variants: readonly string[] = [
  'exhibit-columns',
  'exhibit-list',
  'item-heading-with-section',
  'signature-sentence-dated',
  'signers-labelled',
  'signers-undated',
]

export function checkUnused({ pages, partials }: TemplateSet, made: readonly string[], log: Log): void {
  const texts = [...pages.values(), ...partials.values()].map(({ text }) => text).join('\n')
  const named = [...new Set([...texts.matchAll(/\{\{~?>\s*([\w-]+)/g)].map(([, name = '']) => name))]
  tell(pages, made, '', log)
  tell(partials, named, 'partials/', log)
}

function tell(found: ReadonlyMap<string, Source>, used: readonly string[], folder: string, log: Log): void {
  for (const [name, source] of found) {
    const close = used.includes(name) || variants.includes(name) ? undefined : nearestWord(name, used)
    if (close !== undefined)
      log.add('W010', whole(source), `no page uses ${folder}${name}.hbs`, `did you mean ${close}.hbs?`)
  }
}
