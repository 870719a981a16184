/** Facts of a tagged cover page that stand in no words of it, compared: a redline of words would not show them. */
import { Log } from '../diagnostics/log.ts'
import { parseHtml } from '../html/parse.ts'
import { ofFile } from '../html/read.ts'
import { readTags } from '../html/read-tags.ts'
import type { Version } from './versions.ts'

export interface FactChange {
  /** As `dei:EntityCentralIndexKey`. */
  readonly concept: string
  /** Members of what it is about, as `axis=member`; empty for the registrant itself. */
  readonly about: string
  /** The value in each version; null where a version has no such fact. */
  readonly old: string | null
  readonly new: string | null
}

/** Hidden facts that differ; none unless both versions are tagged, since then all of them would. */
export function hiddenFactChanges(old: Version, fresh: Version): readonly FactChange[] {
  const [before, after] = [hiddenFacts(old), hiddenFacts(fresh)]
  if (!before || !after) return []
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null]
    const [concept = '', ...about] = key.split(' ')
    return was === is ? [] : [{ concept, about: about.join(' '), old: was, new: is }]
  })
}

/** Values by concept and members; undefined where the report is not tagged. */
function hiddenFacts({ html }: Version): ReadonlyMap<string, string> | undefined {
  for (const [path, whole] of html) {
    // All of it stands in the header, which is a small part of the file.
    const text = /<ix:header>[\s\S]*?<\/ix:header>/.exec(whole)?.[0]
    if (text === undefined) continue
    const { facts, contexts } = readTags(parseHtml(text, ofFile({ path, text }), new Log(), true))
    const members = new Map(contexts.map((one) => [one.id, one.members]))
    return new Map(
      facts.map(({ name, contextRef, value, shown }) => [
        [name, ...(members.get(contextRef) ?? [])].join(' '),
        value ?? shown,
      ]),
    )
  }
  return undefined
}
